"""Forms of an alert: what came in, whom it is about, and the decision on it. They give facts, never records."""

from typing import Any, ClassVar, Final, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import (
    CHOOSE,
    INLINE,
    SMALL,
    ScreeningFields,
    offer_agencies,
    offer_colleagues,
    set_choices,
)
from rihai.directory.agency_field import AgencyField
from rihai.directory.fields import UNKNOWN_PLACE, PlaceField, offer_districts
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.labels import NOT_STATED, explained, of_people, offered, signs_by_group
from rihai.intake.models import Alert
from rihai.intake.rules import CRISIS
from rihai.lib.precision import AgeCertainty
from rihai.people.facts import BirthFacts, NameFacts, PersonFacts, SourceFacts
from rihai.people.models import YesNoUnknown

OLDEST: Final = 110
MOST_PEOPLE: Final = 20
MOST_WHERE: Final = 500
CANNOT_BE_JUDGED: Final = "F"


def yes_no_unknown(label: Any) -> forms.ChoiceField:
    """Unanswered is not known yet."""
    return forms.ChoiceField(
        label=label,
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        required=False,
        widget=forms.RadioSelect(attrs=INLINE),
    )


class AlertForm(forms.Form):
    """Under two minutes: only what happened, how it came and its kind are needed; everything else may follow."""

    # The page says it once instead of beside nearly every question.
    mark_optional = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of alert is it?"),
        error_messages={"required": gettext_lazy("Choose the kind that fits best.")},
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How did it reach us?"),
        error_messages={"required": gettext_lazy("Choose the way it came.")},
    )
    danger_now = yes_no_unknown(gettext_lazy("Is somebody in danger right now?"))
    what = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("In the words you were told. It is sealed when you save."),
        error_messages={"required": gettext_lazy("Write down what happened, if only in a few words.")},
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = PlaceField(
        label=gettext_lazy("District"), help_text=gettext_lazy("For example: Thane, Maharashtra"), max_length=120
    )
    where = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        help_text=gettext_lazy("Street, building, landmark, village. Sealed."),
        max_length=MOST_WHERE,
        required=False,
    )
    happened = ImpreciseDateField(label=gettext_lazy("When did it happen?"), required=False)
    who = forms.CharField(
        label=gettext_lazy("Who else is it about?"),
        help_text=gettext_lazy(
            "Descriptions, relations, suspected people. Names of those who may need help go above. Sealed."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    people_expected = forms.IntegerField(
        label=gettext_lazy("How many people may need help?"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    sign_of_exploitation = yes_no_unknown(gettext_lazy("Is there a sign of exploitation?"))
    signs = forms.MultipleChoiceField(
        label=gettext_lazy("Which signs?"), required=False, widget=forms.CheckboxSelectMultiple(attrs=SMALL)
    )
    source_kind = forms.ChoiceField(label=gettext_lazy("Who told us?"), required=False, initial=NOT_STATED)
    source_name = forms.CharField(
        label=gettext_lazy("Name of the source"),
        help_text=gettext_lazy("Leave empty for an anonymous tip. Sealed apart: colleagues see a code."),
        max_length=200,
        required=False,
    )
    source_contact = forms.CharField(label=gettext_lazy("How to reach the source"), max_length=200, required=False)
    source_reliability = forms.ChoiceField(
        label=gettext_lazy("How reliable is this source?"), required=False, initial=CANNOT_BE_JUDGED
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(code.upper(), label) for code, label in of_people("reliability.yaml", "source_grades")]
        set_choices(
            self,
            kind=[CHOOSE, *offered("kinds")],
            channel=[CHOOSE, *offered("channels")],
            signs=signs_by_group(),
            source_kind=of_people("reliability.yaml", "source_kinds"),
            source_reliability=grades,
        )
        offer_districts(self, user.organisation.state)
        self.keeps_place_as_words = False

    def clean(self) -> dict[str, Any]:
        """A district that is not in the list must not stop an alert: its words go to "where", which is sealed."""
        data: dict[str, Any] = super().clean() or {}
        words = ", ".join(filter(None, (str(self["place"].value()).strip(), data.get("where"))))
        if self.has_error("place", UNKNOWN_PLACE) and len(words) <= MOST_WHERE:
            del self.errors["place"]
            data |= {"place": None, "where": words}
            self.keeps_place_as_words = True
        return data

    def set_unchecked(self) -> None:
        """Draw what was sent without checking it."""
        self._errors = forms.utils.ErrorDict()

    @property
    def has_date(self) -> bool:
        """Whether any box of the date holds something: three empty boxes are a value too."""
        value = self["happened"].value()
        return any(value) if isinstance(value, list) else bool(value)

    def facts(self, people: tuple[AlertPersonFacts, ...]) -> AlertFacts:
        data = self.cleaned_data
        return AlertFacts(
            kind=data["kind"],
            channel=data["channel"],
            what=data["what"],
            where=data["where"],
            who=data["who"],
            place=data["place"],
            happened=data["happened"],
            people=people,
            people_expected=data["people_expected"],
            danger_now=YesNoUnknown(data["danger_now"] or YesNoUnknown.UNKNOWN),
            sign_of_exploitation=YesNoUnknown(data["sign_of_exploitation"] or YesNoUnknown.UNKNOWN),
            signs=tuple(data["signs"]),
            source=self._source(),
        )

    def _source(self) -> SourceFacts | None:
        """Nobody, if nothing at all is said about who told us."""
        data = self.cleaned_data
        source = SourceFacts(
            kind=data["source_kind"] or NOT_STATED,
            reliability=data["source_reliability"] or CANNOT_BE_JUDGED,
            name=data["source_name"],
            contact=data["source_contact"],
        )
        return None if source == SourceFacts() else source


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


class TriageForm(forms.Form):
    """The first decision: accept with a priority, refer, or dismiss with a reason."""

    mark_optional = False

    decision = forms.ChoiceField(
        label=gettext_lazy("What do we do?"),
        error_messages={"required": gettext_lazy("Choose what we do.")},
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Your reason, in a sentence"),
        help_text=gettext_lazy("Kept sealed with the alert, so that the decision can be understood later."),
        error_messages={"required": gettext_lazy("Say in a sentence why.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    priority = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), required=False, widget=forms.RadioSelect)
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Who follows it up?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("I take it myself"),
        help_text=gettext_lazy("Whoever it is may then read this alert and reach its source."),
    )
    summary = forms.CharField(
        label=gettext_lazy("What the inquiry begins with"),
        help_text=gettext_lazy("From the alert. Whoever works on the inquiry reads this, so leave out who told us."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    refer_to = AgencyField(
        label=gettext_lazy("Which body?"),
        help_text=gettext_lazy("Nothing is sent from here. You will be reminded to tell it."),
        required=False,
    )
    referral = forms.ChoiceField(label=gettext_lazy("Why does another body respond?"), required=False)
    dismissal = forms.ChoiceField(label=gettext_lazy("Why is no response needed?"), required=False)

    def __init__(self, *args: Any, user: User, alert: Alert, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(
            self,
            decision=explained("triage_outcomes"),
            priority=explained("priorities"),
            dismissal=[CHOOSE, *offered("dismissal_reasons")],
            referral=[CHOOSE, *offered("referral_reasons")],
        )
        if alert.danger_now == YesNoUnknown.YES:
            self.fields["priority"].initial = CRISIS
        offer_colleagues(self, "officer", user, Permission.INQUIRY_WORK)
        offer_agencies(self, "refer_to", user)
        officer = self.fields["officer"]
        if isinstance(officer, forms.ModelChoiceField) and not user.has(Permission.INQUIRY_WORK):
            officer.empty_label = _("Leave it at the desk")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        needed = {
            "accept": [("priority", _("Choose how urgent it is."))],
            "dismiss": [("dismissal", _("Choose why no response is needed."))],
            "refer": [
                ("referral", _("Choose why another body responds.")),
                ("refer_to", _("Choose the body that responds.")),
                ("priority", _("Choose how urgent it is.")),
            ],
        }
        for name, words in needed.get(str(data.get("decision")), []):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return data
