"""Everybody an alert names, in as many rows as needed."""

from typing import Any, ClassVar, Final, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import ScreeningFields, set_choices
from rihai.intake.facts import AlertPersonFacts
from rihai.intake.forms.alerts import AlertForm
from rihai.intake.labels import NOT_STATED, of_people
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts

OLDEST: Final = 110
MOST_PEOPLE: Final = 20


class AlertPersonForm(ScreeningFields):
    """Somebody who may need help. An empty row is no person; a row without a name is one whose name is not known."""

    mark_optional = False

    name = forms.CharField(label=gettext_lazy("Name, in any script"), max_length=200, required=False)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    age = forms.IntegerField(
        label=gettext_lazy("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    age_certainty = forms.ChoiceField(
        label=gettext_lazy("How is the age known?"), required=False, initial=AgeCertainty.STATED
    )
    field_order = ("name", "sex", "age", "age_certainty")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sexes = of_people("sex.yaml", "sexes", but=[NOT_STATED])
        certainties = of_people("sex.yaml", "age_certainties", but=[AgeCertainty.UNKNOWN])
        set_choices(self, sex=[("", gettext_lazy("Not stated")), *sexes], age_certainty=certainties)

    @property
    def is_empty(self) -> bool:
        """The preset certainty alone is not a person."""
        return not any(
            value not in (None, "", []) for name, value in self.cleaned_data.items() if name != "age_certainty"
        )

    def facts(self) -> AlertPersonFacts:
        data = self.cleaned_data
        birth = None
        if data["age"] is not None:
            certainty = AgeCertainty(data["age_certainty"] or AgeCertainty.STATED)
            birth = BirthFacts.aged(data["age"], timezone.localdate(), certainty)
        names = (NameFacts(data["name"]),) if data["name"] else ()
        person = PersonFacts(sex=data["sex"] or NOT_STATED, birth=birth, names=names)
        return AlertPersonFacts(person, self.screening())


class AlertPeople(forms.BaseFormSet):  # type: ignore[type-arg]  # generic only for the type checker
    """Everybody the alert names."""

    default_error_messages: ClassVar = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": gettext_lazy(
            "One alert names at most %(num)d people. Save it with these, and record the others in a second alert or"
            " on the inquiry."
        ),
    }

    def facts(self) -> tuple[AlertPersonFacts, ...]:
        return tuple(row.facts() for row in self.forms if not row.is_empty)

    def stay_within(self) -> None:
        """Count only the rows that are drawn, so that sending them again is not one too many for ever."""
        if self.is_full:
            self.data = {f"{self.prefix}-TOTAL_FORMS": str(len(self.forms)), f"{self.prefix}-INITIAL_FORMS": "0"}
            self.__dict__.pop("management_form", None)  # cached

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= MOST_PEOPLE

    def set_unchecked(self) -> None:
        """Draw the rows as they are: without this, drawing a row that was sent checks it."""
        self._errors, self._non_form_errors = list[Any](), forms.utils.ErrorList()
        for row in self.forms:
            row._errors = forms.utils.ErrorDict()


def people_form(data: QueryDict | None) -> AlertPeople:
    rows = forms.formset_factory(
        AlertPersonForm, formset=AlertPeople, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE
    )
    return cast("AlertPeople", rows(data, prefix="people"))


def with_another_person(sent: QueryDict, user: User) -> tuple[AlertForm, AlertPeople]:
    """One more empty row; everything typed so far stays, and nothing is complained about yet."""
    data = sent.copy()
    rows = min(people_form(data).total_form_count(), MOST_PEOPLE - 1)
    data["people-TOTAL_FORMS"] = str(rows + 1)
    # A row that was sent shows no presets, and the first of the list would claim that the age is exact.
    data.setdefault(f"people-{rows}-age_certainty", AgeCertainty.STATED)
    form, people = AlertForm(data, user=user), people_form(data)
    form.set_unchecked()
    people.set_unchecked()
    return form, people
