"""What becomes of the hearings that are planned when the court has spoken: asked for each, never decided silently.

After a judgment the court still hears sentence and compensation, so no answer is the usual one.
"""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.prosecution.models import Hearing, LegalCase

# Not the beginning of a field of the paper itself, such as the day on which it is heard.
NAME: Final = "becomes_of_"
CANCELLED: Final = "cancelled"
CHOICES: Final = [
    ("stays", gettext_lazy("It stays, for example for the sentence")),
    (CANCELLED, gettext_lazy("It is cancelled")),
]


def ask_of_hearings(form: forms.Form, legal_case: LegalCase, user: User) -> None:
    """Of those that are to come and that this reader may know of."""
    planned = legal_case.hearings.filter(outcome="", at__gt=timezone.now())
    for hearing in Hearing.objects.visible_to(user).filter(pk__in=planned.values("pk")).order_by("at"):
        told = {
            "day": date_format(timezone.localtime(hearing.at), "DATETIME_FORMAT"),
            "what": hearing.get_purpose_display(),
        }
        label = _("What becomes of the hearing of %(day)s (%(what)s)?") % told
        form.fields[f"{NAME}{hearing.pk}"] = forms.ChoiceField(label=label, choices=CHOICES, widget=forms.RadioSelect)


def is_of_hearing(name: str) -> bool:
    return name.startswith(NAME)


def cancelled_in(cleaned: dict[str, Any]) -> tuple[UUID, ...]:
    return tuple(
        UUID(name.removeprefix(NAME)) for name, said in cleaned.items() if is_of_hearing(name) and said == CANCELLED
    )
