"""Pieces that several forms of rescue share: colleagues, police units, moments, codes as choices."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.fields import check_year
from rihai.directory.models import Agency, AgencyQuerySet
from rihai.lib.codelists import choices
from rihai.people.models import YesNoUnknown

Choices = Sequence[tuple[str, str | Promise]]
# Text or lazy text; the stubs' own name for the latter does not exist when the program runs.
Lazy = Any
CHOOSE: Final = ("", gettext_lazy("Choose"))
INLINE: Final = {"class": "govuk-radios--inline"}
AGE: Final = {"class": "govuk-input--width-3", "inputmode": "numeric"}
OLDEST: Final = 110


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A colleague by the name that all colleagues see."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", CHOOSE[1])
        super().__init__(queryset=User.objects.none(), **options)

    def offer(self, users: Iterable[User]) -> None:
        self.queryset = User.objects.filter(pk__in=[user.pk for user in users])


class MomentField(forms.DateTimeField):
    """A day and a time on the clock of the office; past or present unless the form says otherwise."""

    widget = forms.DateTimeInput

    def __init__(self, *, may_be_future: bool = False, **options: Any) -> None:
        self.may_be_future = may_be_future
        options.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None:
            check_year(moment)
        if moment is not None and not self.may_be_future and moment > timezone.now():
            raise ValidationError(_("This time lies in the future. Enter when it really happened."))
        return moment


def now_to_the_minute() -> Any:
    """What a form shows as "now": never a moment that lies ahead."""
    return timezone.localtime().replace(second=0, microsecond=0)


def colleagues(user: User, *permissions: Permission) -> list[User]:
    """Active colleagues who hold one of the permissions; all of them if none is named."""
    everybody = User.objects.visible_to(user).active()
    return [one for one in everybody if not permissions or any(one.has(each) for each in permissions)]


def police(organisation_uid: UUID) -> AgencyQuerySet:
    """Police units, but for those the organisation has marked "do not route"."""
    return Agency.objects.police().routable(organisation_uid)


def yes_no_unknown(label: Lazy, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
        **options,
    )


def long_text(label: Lazy, *, most: int, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


def codes(package: str, file: str, key: str, *, empty: str | Promise | None = None) -> Choices:
    """Codes with their labels; "not stated" is what the empty choice says."""
    rows: Choices = [(code, gettext_lazy(label)) for code, label in choices(package, file, key) if code != "not_stated"]
    return rows if empty is None else [("", empty), *rows]


def set_choices(form: forms.Form, **lists: Choices) -> None:
    for name, options in lists.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(options)
