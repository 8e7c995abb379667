"""Forms about those who are accused: who, in which role, and how matters stand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import CHOOSE, set_choices
from rihai.lib.codelists import choices
from rihai.lib.codes import tidy_code
from rihai.prosecution.facts.facts import AccusedFacts, StateFacts
from rihai.prosecution.models import Accused


def codes(key: str) -> list[tuple[str, Any]]:
    rows = choices("rihai.offences", "suspect_roles.yaml", key)
    return [CHOOSE, *((code, _(label)) for code, label in rows)]


class AccusedForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name, or what this person is called"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it stands on the paper. Sealed: lists show a code."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    known = forms.CharField(
        label=gettext_lazy("Code, if this person is accused in another legal case"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example AC-7K2M-9QX. Then leave the name empty."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Alleged role"), initial="not_stated")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        set_choices(self, role=codes("roles"))

    def clean_known(self) -> Accused | None:
        text = self.cleaned_data["known"].strip()
        if not text:
            return None
        accused = Accused.objects.visible_to(self.user).filter(code=tidy_code(text) or "").first()
        if accused is None:
            raise ValidationError(_("You know of no accused with this code. Check it, or give the name."))
        return accused

    def clean(self) -> None:
        if self.cleaned_data.get("name") and self.cleaned_data.get("known"):
            self.add_error("name", _("Give a name or a code, not both: somebody with a code has a name already."))

    def facts(self) -> AccusedFacts:
        data = self.cleaned_data
        return AccusedFacts(role=data["role"], name=data["name"], known=data["known"])


class AccusedCorrectionForm(SeenForm):
    name = forms.CharField(
        label=gettext_lazy("Name, or what this person is called"),
        max_length=200,
        help_text=gettext_lazy("Sealed. It changes in every legal case in which this person is accused."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Alleged role"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, role=codes("roles"))


class AccusedEndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is this person not accused here?"),
        max_length=1000,
        help_text=gettext_lazy(
            "Sealed, on the timeline. Nobody opens the name by this legal case afterwards. Whoever was let go by police"
            " or court is not removed: say how matters stand."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StateForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("How do matters stand?"))
    since = ImpreciseDateField(
        label=gettext_lazy("Since when?"),
        required=False,
        help_text=gettext_lazy(
            "For custody the day of the first remand by a magistrate. If only the month is known, its first day counts."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Sealed."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, meaning: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, state=codes("states"))
        said = _("Restrained, as this organisation means it: %(meaning)s") % {"meaning": meaning}
        nothing = _("Nobody has written down what this organisation means by restrained.")
        self.fields["state"].help_text = said if meaning else nothing

    def facts(self) -> StateFacts:
        return StateFacts(**self.cleaned_data)
