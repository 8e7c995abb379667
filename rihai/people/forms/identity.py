"""Forms about a person: names, relatives, identity items, coded facts, the search.

Every form gives the frozen facts that its action takes. Sealed values are never filled in beforehand.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.directory.fields import PlaceField
from rihai.lib.codelists import choices, load_list
from rihai.lib.geo import load_countries
from rihai.lib.phone import PhoneError, PhoneFault, parse_phone
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import PACKAGE, BirthFacts, CodedFacts, ItemFacts, NameFacts, RelativeFacts
from rihai.people.models import IdentityItem, Person, YesNoUnknown
from rihai.people.selectors.search import NameQuery
from rihai.people.tokens import NOT_STATED

EMPTY: Final = ("", gettext_lazy("Choose"))
NEIGHBOURS: Final = ("IN", "NP", "BD")
OLDEST: Final = 110
REGIONS: Final = {"India": "IN", "Nepal": "NP", "Bangladesh": "BD"}
INLINE: Final = {"class": "govuk-radios--inline"}


PHONE_FAULTS: Final = {
    PhoneFault.UNREADABLE: gettext_lazy("This is not a telephone number. Write digits, such as +91 and ten more."),
    PhoneFault.SHORT: gettext_lazy("This is a short number, which works only inside its own country. Write all of it."),
    PhoneFault.NO_SUCH_NUMBER: gettext_lazy("There is no such number in that country. Check code and digits."),
}


def codes(file: str, key: str, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in choices(PACKAGE, file, key) if code not in without]


def certainties() -> list[tuple[str, str]]:
    """How a birth year is known, each with what the word means."""
    rows = load_list(PACKAGE, "sex.yaml", "age_certainties")
    return [(row.code, f"{_(row.label)}: {_(row.hint)}") for row in rows if row.code != AgeCertainty.UNKNOWN]


def countries() -> list[tuple[str, str | Promise]]:
    """The three of the region first, then all others by name."""
    rows = {country.code: _(country.name) for country in load_countries()}
    return [EMPTY, *((code, rows.pop(code)) for code in NEIGHBOURS), *sorted(rows.items(), key=lambda row: row[1])]


def phone_of(text: str, country: str) -> str:
    """The number in its written form, or the reason why it is none."""
    try:
        return parse_phone(text, REGIONS.get(country, "IN")) if text else ""
    except PhoneError as error:
        raise ValidationError(PHONE_FAULTS[error.fault]) from None


class NameForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As it is said or written, in any script."),
        max_length=200,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of name is it?"), initial="given")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = codes("names.yaml", "kinds", without=("printed_pseudonym",))  # type: ignore[attr-defined]  # a ChoiceField

    def facts(self) -> NameFacts:
        return NameFacts(self.cleaned_data["text"], self.cleaned_data["kind"])


class RelativeForm(forms.Form):
    relation = forms.ChoiceField(label=gettext_lazy("Who is it?"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )
    is_safe = forms.ChoiceField(
        label=gettext_lazy("Is it safe to involve this one?"),
        help_text=gettext_lazy("Relatives can be part of it. Leave it at “not known” until somebody has judged it."),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    note = forms.CharField(
        label=gettext_lazy("What should colleagues know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.fields["relation"].choices = [EMPTY, *codes("relations.yaml", "relations")]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_phone(self) -> str:
        return phone_of(self.cleaned_data["phone"], self.country)

    def facts(self) -> RelativeFacts:
        data = self.cleaned_data
        return RelativeFacts(data["relation"], data["name"], data["phone"], data["note"], YesNoUnknown(data["is_safe"]))


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=[EMPTY, *IdentityItem.Kind.choices])
    value = forms.CharField(
        label=gettext_lazy("What does it say?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("kind") != IdentityItem.Kind.PHONE or not data.get("value"):
            return
        try:
            data["value"] = phone_of(data["value"], self.country)
        except ValidationError as error:
            self.add_error("value", error)

    def facts(self) -> ItemFacts:
        return ItemFacts(IdentityItem.Kind(self.cleaned_data["kind"]), self.cleaned_data["value"])


class CodedForm(SeenForm):
    """What stands outside the seal. An exact day of birth is kept sealed and leaves only the year here."""

    sex = forms.ChoiceField(label=gettext_lazy("Sex, as stated by the person"), widget=forms.RadioSelect)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
    )
    born_on = forms.DateField(
        label=gettext_lazy("Exact day of birth, if it is known"),
        help_text=gettext_lazy("Kept sealed. If you leave it empty, a day that is kept already stays."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    certainty = forms.ChoiceField(label=gettext_lazy("How is this known?"), required=False, widget=forms.RadioSelect)
    home_district = PlaceField(
        label=gettext_lazy("Home district"), help_text=gettext_lazy("Such as: Nuwakot, or Thane, Maharashtra")
    )
    nationality_claimed = forms.ChoiceField(
        label=gettext_lazy("Nationality, as stated"), choices=countries, required=False
    )
    nationality_verified = forms.ChoiceField(
        label=gettext_lazy("Nationality, verified"), choices=countries, required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language spoken best"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "sex": codes("sex.yaml", "sexes"),
            "certainty": certainties(),
            "language": [EMPTY, *codes("languages.yaml", "languages")],
        }
        for name, rows in offered.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def initial_of(person: Person) -> dict[str, object]:
        names = ("sex", "birth_year", "home_district", "nationality_claimed", "nationality_verified", "language")
        return {name: getattr(person, name) for name in names} | {
            "certainty": person.age_certainty,
            "seen": person.coded_version,
        }

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        this_year = timezone.localdate().year
        if year is not None and not this_year - OLDEST <= year <= this_year:
            raise ValidationError(_("Write the year with four digits, not after this year."))
        return year

    def clean(self) -> None:
        data = self.cleaned_data
        day, year = data.get("born_on"), data.get("birth_year")
        if day and day > timezone.localdate():
            self.add_error("born_on", _("The day of birth lies in the future."))
        elif day and year and day.year != year:
            self.add_error("born_on", _("The day and the year of birth do not fit together."))
        if (day or year) and not data.get("certainty"):
            self.add_error("certainty", _("Say how the birth year is known."))

    def facts(self) -> CodedFacts:
        data = self.cleaned_data
        birth = None
        if data["born_on"]:
            birth = BirthFacts.on_day(data["born_on"], AgeCertainty(data["certainty"]))
        elif data["birth_year"]:
            birth = BirthFacts.in_year(data["birth_year"], AgeCertainty(data["certainty"]))
        names = ("sex", "home_district", "nationality_claimed", "nationality_verified", "language")
        return CodedFacts(birth=birth, **{name: data[name] for name in names})


class SearchForm(forms.Form):
    """What is known of the one looked for. It is sent by POST only: a name never stands in an address."""

    mark_optional = False

    text = forms.CharField(
        label=gettext_lazy("Name, code or pseudonym"),
        help_text=gettext_lazy("Spelling does not matter much, and any script will do."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    birth_year = forms.IntegerField(
        label=gettext_lazy("Born about"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "placeholder": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = codes("sex.yaml", "sexes", without=(NOT_STATED,))
        self.fields["sex"].choices = [(NOT_STATED, _("Not known")), *known]  # type: ignore[attr-defined]  # a ChoiceField

    def query(self) -> NameQuery:
        data = self.cleaned_data
        return NameQuery(data["text"], data["sex"] or NOT_STATED, data["birth_year"])
