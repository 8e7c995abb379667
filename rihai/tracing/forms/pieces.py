"""Pieces that several forms of tracing share: who somebody is, codes as choices, long texts."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.cases.forms import CHOOSE, set_choices
from rihai.directory.fields import PlaceField
from rihai.directory.models import Place
from rihai.lib.codelists import choices
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts

AGE: Final = {"class": "govuk-input--width-3", "inputmode": "numeric"}
OLDEST: Final = 110
NOT_STATED: Final = "not_stated"


def long_text(label: Any, *, most: int, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


def short_text(label: Any, *, most: int = 200, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **options)


def district(label: Any, **options: Any) -> PlaceField:
    return PlaceField(label=label, max_length=120, **options)


def people_codes(file: str, key: str, *, first: Any = CHOOSE[1]) -> list[tuple[str, Any]]:
    """Codes with their words; "not stated" is what the empty choice says."""
    rows = choices("rihai.people", file, key)
    return [("", first), *((code, _(label)) for code, label in rows if code != NOT_STATED)]


class WhoForm(forms.Form):
    """Who it is, as far as known. The name is sealed; everybody sees a code and a pseudonym."""

    name = short_text(_("Name, in any script"))
    other_name = short_text(_("Another name or spelling"))
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    age = forms.IntegerField(
        label=_("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs=AGE),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    home_district = district(_("Home district"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            sex=people_codes("sex.yaml", "sexes", first=_("Not known")),
            language=people_codes("languages.yaml", "languages", first=_("Not known")),
        )

    def who(self, on: date, certainty: AgeCertainty) -> PersonFacts:
        data = self.cleaned_data
        birth = None if data["age"] is None else BirthFacts.aged(data["age"], on, certainty)
        home: Place | None = data["home_district"]
        names = tuple(NameFacts(data[one]) for one in ("name", "other_name") if data[one])
        return PersonFacts(
            sex=data["sex"] or NOT_STATED,
            birth=birth,
            home_district=home,
            language=data["language"],
            names=names,
        )
