"""The form of a new alert: what happened, where, how it came and who told us."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.cases.forms import CHOOSE, INLINE, SMALL, set_choices
from rihai.directory.fields import UNKNOWN_PLACE, PlaceField, offer_districts
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.labels import NOT_STATED, of_people, offered, signs_by_group
from rihai.people.facts import SourceFacts
from rihai.people.models import YesNoUnknown

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
        label=gettext_lazy("How did it reach us?"), error_messages={"required": gettext_lazy("Choose the way it came.")}
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
