"""Forms of a section check: coded facts, a lawyer's decision on a section, what was filed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.access.seen import SeenForm
from rihai.cases.forms import SMALL, set_choices
from rihai.law.facts import MOST, Fact
from rihai.law.loading import law_of
from rihai.prosecution.forms.contradictions import say_contradiction
from rihai.prosecution.forms.days import DayField
from rihai.prosecution.forms.folding import FoldedCheckboxes
from rihai.prosecution.law.coding import (
    LISTS,
    NO,
    YES,
    Group,
    as_typed,
    choices_of,
    coded,
    complete_name,
    groups,
    name_of,
    rare_in,
    row_names,
    said,
)
from rihai.prosecution.law.phases import KEY, act_name, day_name, phases_coded, rows_for
from rihai.prosecution.models import SectionDecision
from rihai.prosecution.selectors.known_facts import Known, Record, coded_from

INLINE: Final = {"class": "govuk-radios--inline govuk-radios--small"}
CHOICE: Final = "choice_"
LATER: Final = "later"
# Nobody was ever older; a larger number is one that was typed with a digit too many.
OLDEST: Final = 120
# What is not on the paper cannot be taken out of it.
MISSING: Final = [one for one in SectionDecision.Choice if one is not SectionDecision.Choice.TAKE_OUT]
NOT_KNOWN: Final = ("", gettext_lazy("Not known"))
ALL_OF_IT: Final = gettext_lazy("This is all of it: nothing else of this list")
NOR_FOLDED: Final = gettext_lazy("This is all of it: nothing else of this list, nor of what is folded in it")
NOWHERE_ELSE: Final = gettext_lazy("It happened in no other State")


@dataclass(frozen=True)
class Shown:
    """A group as the page shows it; unfolded where something in it was answered or is wrong."""

    label: str | Promise
    is_open: bool
    fields: list[BoundField]


class FactsForm(forms.Form):
    """One question for each fact of the vocabulary. Everything may stay open, and begins so."""

    mark_optional = False
    # As `procedure.code_told` says it: whoever codes facts for an application learns first what it can cite.
    code = ""
    is_from_record = False

    def __init__(
        self, *args: Any, record: Record | None = None, given: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """`record`: what is known without asking, filled in unless it was answered (`given`), and marked."""
        record, given = record or {}, given or {}
        kwargs["initial"] = as_typed(coded_from(record) | dict(given)) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        # Sent or kept as a draft when the record named more: what was typed in a row then still has its row.
        self.answered = {*self.initial, *(name for name, typed in self.data.items() if typed)}
        for group in groups():
            for fact in group.facts:
                first, *others = row_names(fact, self.answered)
                self.fields[first] = field_of(fact)
                for name in others:
                    self.fields[name] = field_of(fact)
                    self.fields[name].label = gettext_lazy("And another State")
                if fact.type in LISTS:
                    label = NOWHERE_ELSE if others else NOR_FOLDED if rare_in(fact.key) else ALL_OF_IT
                    self.fields[complete_name(fact)] = forms.BooleanField(label=label, required=False)

        self.is_from_record = bool(coded_from(record))
        for key, known in record.items():
            self.fields[name_of(law_of().vocabulary[key])].help_text = _mark(key, known, given)

        self.rows = rows_for(self.initial)
        for row in range(self.rows):
            self._add_phase(row)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for row in range(self.rows):
            day, act = day_name(row), act_name(row)
            if told.get(day) and not told.get(act):
                self.add_error(act, _("Say what was done on this day, or take the day away."))
            if told.get(act) and not told.get(day) and day not in self.errors:
                self.add_error(day, _("Say on which day this was done, or take it away."))
        if not self.errors:
            say_contradiction(self, self.facts(), self.rows)
        return told

    def shown(self) -> Iterator[Shown]:
        for group in groups():
            fields = [self[name] for name in _names(group, self.answered) if name in self.fields]
            for one in fields:
                if isinstance(one.field.widget, FoldedCheckboxes):
                    one.field.widget.is_unfolded = bool(one.errors)
            has_news = any(one.errors or one.value() for one in fields)
            yield Shown(group.label, group.is_open or has_news, fields)
            if group is groups()[0]:
                yield self._phases_shown()

    def facts(self) -> dict[str, Any]:
        return coded(self.cleaned_data) | phases_coded(self.cleaned_data, self.rows)

    def _add_phase(self, row: int) -> None:
        self.fields[day_name(row)] = DayField(label=gettext_lazy("On this day"), required=False)
        self.fields[act_name(row)] = forms.ChoiceField(
            label=gettext_lazy("this was done"),
            choices=[NOT_KNOWN, *choices_of(law_of().vocabulary["acts"])],
            required=False,
        )

    def _phases_shown(self) -> Shown:
        """Folded: only what went on for long, or over the first of July 2024, needs it."""
        fields = [self[name(row)] for row in range(self.rows) for name in (day_name, act_name)]
        question = said(law_of().vocabulary[KEY].question)
        return Shown(question, any(one.errors or one.value() for one in fields), fields)


class DecisionForm(SeenForm):
    choice = forms.TypedChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=SectionDecision.Choice.choices,
        coerce=SectionDecision.Choice,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=2000,
        help_text=gettext_lazy("Sealed, between lawyer and client."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_on_paper: bool, **kwargs: Any) -> None:
        """What does not stand on the paper cannot be taken out of it."""
        super().__init__(*args, **kwargs)
        choices = list(SectionDecision.Choice) if is_on_paper else MISSING
        set_choices(self, choice=[(one.value, one.label) for one in choices])


class DecisionsForm(SeenForm):
    """One choice for all that is missing, and another one where it is another; one reason for all of them."""

    mark_optional = False
    rest = forms.ChoiceField(
        label=gettext_lazy("What do you decide on all of them?"),
        choices=[
            (
                SectionDecision.Choice.ADD.value,
                gettext_lazy("Ask for all of them, but for those chosen otherwise below"),
            ),
            ("", gettext_lazy("Only what is chosen below")),
        ],
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, sections: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in sections:
            self.fields[f"{CHOICE}{code}"] = forms.ChoiceField(
                label=label,
                choices=[*((one.value, one.label) for one in MISSING), (LATER, gettext_lazy("Not now"))],
                required=False,
                widget=forms.RadioSelect(attrs=INLINE),
            )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Why?"),
            max_length=2000,
            help_text=gettext_lazy("One reason for all that you decide here. Sealed, between lawyer and client."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def choices(self) -> dict[str, SectionDecision.Choice]:
        rest, told = self.cleaned_data["rest"], self.cleaned_data.items()
        chosen = {name.removeprefix(CHOICE): value or rest for name, value in told if name.startswith(CHOICE)}
        return {code: SectionDecision.Choice(value) for code, value in chosen.items() if value not in ("", LATER)}


class FilingForm(forms.Form):
    on = DayField(label=gettext_lazy("On which day?"))
    what = forms.CharField(
        label=gettext_lazy("What was filed?"),
        max_length=2000,
        help_text=gettext_lazy("For example: application to add BNS 143(4). Sealed, between lawyer and client."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    before = forms.CharField(label=gettext_lazy("Before whom?"), max_length=200, required=False)


def field_of(fact: Fact) -> forms.Field:
    label, values = said(fact.question), choices_of(fact)
    if fact.type == "yes_no":
        answers = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No")), NOT_KNOWN]
        return forms.ChoiceField(
            label=label, choices=answers, required=False, initial="", widget=forms.RadioSelect(attrs=INLINE)
        )
    if fact.type == "many":
        boxes = FoldedCheckboxes(attrs=SMALL, rare=rare_in(fact.key))
        return forms.MultipleChoiceField(label=label, choices=values, required=False, widget=boxes)
    if fact.type == "one":
        return forms.ChoiceField(label=label, choices=[NOT_KNOWN, *values], required=False)
    if fact.type == "number":
        width = forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
        most = OLDEST if "age_" in fact.key else MOST
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, widget=width)
    if fact.type == "date":
        return DayField(label=label, required=False)
    if fact.values:
        # Names of places: another spelling would find no rule.
        named = [(code, words if words != code else _(code)) for code, words in values]
        return forms.ChoiceField(label=label, choices=[NOT_KNOWN, *sorted(named, key=itemgetter(1))], required=False)
    return forms.CharField(label=label, required=False, max_length=60)


def _mark(key: str, known: Known, given: Mapping[str, Any]) -> str:
    said = {"where": known.where, "words": known.said(key)}
    if known.value is None:
        return _("The record says (%(where)s): %(words)s.") % said
    if key in given and known.is_otherwise(given[key]):
        return _("The record says otherwise (%(where)s): %(words)s. Look at both.") % said
    return _("From the record (%(where)s): %(words)s. Put it right where it is wrong.") % said


def _names(group: Group, answered: Iterable[str]) -> Iterator[str]:
    for fact in group.facts:
        yield from row_names(fact, answered)
        if fact.type in LISTS:
            yield complete_name(fact)
