"""The search of the directory, and an entry as somebody states it."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.directory.facts import AgencyFacts
from rihai.directory.models import Agency
from rihai.directory.rules import KINDS_FILE, PACKAGE, agency_kinds
from rihai.lib.codelists import load_list

# India 6, Bangladesh 4, Nepal 5 digits; addresses abroad are shorter than this, too.
PIN: Final = re.compile(r"[0-9]{4,6}")
PLUS_CODE: Final = re.compile(r"([2-9CFGHJMPQRVWX]{4}|[2-9CFGHJMPQRVWX]{8})\+[2-9CFGHJMPQRVWX]{2,4}")


def kinds_by_group() -> list[tuple[str, Any]]:
    """Choices of kinds under their groups."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, entry in agency_kinds().items():
        groups.setdefault(entry.fields["group"], []).append((code, _(entry.label)))
    labels = {entry.code: _(entry.label) for entry in load_list(PACKAGE, KINDS_FILE, "groups")}
    return [(labels[group], rows) for group, rows in groups.items()]


class AgencySearchForm(forms.Form):
    """Words of name, place or PIN code, and a kind. Sent in the address: nothing here is about a person."""

    mark_optional = False

    q = forms.CharField(label=gettext_lazy("Name, place or PIN code"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every: list[tuple[str, Any]] = [("", _("Every kind")), ("police", _("All police"))]
        self.fields["kind"].choices = every + kinds_by_group()  # type: ignore[attr-defined]  # a ChoiceField


class AgencyForm(forms.Form):
    """An entry as somebody states it. The limits are those of the columns."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    role = forms.CharField(label=gettext_lazy("What it does"), max_length=300, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    locality = forms.CharField(label=gettext_lazy("Town or area"), max_length=120, required=False)
    district = forms.CharField(label=gettext_lazy("District or city"), max_length=120, required=False)
    state = forms.CharField(label=gettext_lazy("State or province"), max_length=120, required=False)
    country = forms.CharField(label=gettext_lazy("Country"), max_length=120, required=False)
    pin_code = forms.CharField(
        label=gettext_lazy("PIN code"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )
    plus_code = forms.CharField(
        label=gettext_lazy("Plus code"),
        help_text=gettext_lazy("A place on the map without an address, such as CR7C+X8W."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    website = forms.CharField(label=gettext_lazy("Website"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Everybody who works here reads this. Never write about a person."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where do you know this from?"),
        help_text=gettext_lazy("Such as: letter of the unit, 3 May 2026."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_by_group()  # type: ignore[attr-defined]  # a ChoiceField

    @classmethod
    def initial_of(cls, agency: Agency) -> dict[str, str]:
        return {name: getattr(agency, name) for name in cls.base_fields}

    def clean_pin_code(self) -> str:
        code: str = self.cleaned_data["pin_code"].replace(" ", "")
        if code and not PIN.fullmatch(code):
            raise ValidationError(_("A PIN code has six digits in India, five in Nepal, four in Bangladesh."))
        return code

    def clean_plus_code(self) -> str:
        code: str = self.cleaned_data["plus_code"].upper().strip()
        if code and not PLUS_CODE.fullmatch(code):
            raise ValidationError(_("A plus code looks like CR7C+X8W or 7JFJCR7C+X8W."))
        return code

    def facts(self) -> AgencyFacts:
        return AgencyFacts(**self.cleaned_data)
