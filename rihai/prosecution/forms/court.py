"""Forms of charge sheet, judgment, sentence and appeal."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import INLINE, set_choices
from rihai.directory.agency_field import AgencyField
from rihai.people.models import YesNoUnknown
from rihai.prosecution.facts.court_facts import AppealFacts, ChargeFacts, JudgmentFacts, SentenceFacts
from rihai.prosecution.forms.against import against_field, chosen, named, offer_accused
from rihai.prosecution.forms.bodies import COURTS, offer_bodies
from rihai.prosecution.forms.days import DayField
from rihai.prosecution.forms.legal_cases import sections_field
from rihai.prosecution.forms.open_hearings import ask_of_hearings, cancelled_in, is_of_hearing
from rihai.prosecution.forms.petitions import number_field
from rihai.prosecution.forms.pieces import procedure_words
from rihai.prosecution.law.sections import read_sections
from rihai.prosecution.models import AccusedLink, Appeal, Judgment, LegalCase, Sentence, Verdict
from rihai.prosecution.words import AGAINST_NEEDED

OUTCOME: Final = "outcome_"
MOST_YEARS: Final = 99
MOST_MONTHS: Final = 11


class ChargeForm(forms.Form):
    filed_on = DayField(label=gettext_lazy("On which day was it filed?"))
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)
    is_supplementary = forms.BooleanField(label=gettext_lazy("It is a supplementary charge sheet"), required=False)
    sections = sections_field()
    against = against_field(gettext_lazy("Against whom?"), error_messages={"required": AGAINST_NEEDED})

    def __init__(self, *args: Any, user: User, legal_case: LegalCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURTS)
        self.links = list(legal_case.accused_links.select_related("accused"))
        self._ask_against()
        self.initial.setdefault("is_supplementary", legal_case.charge_sheets.exists())

    def facts(self) -> ChargeFacts:
        data, copied = self.cleaned_data, read_sections(self.cleaned_data["sections"])
        return ChargeFacts(
            filed_on=data["filed_on"],
            court=data["court"],
            is_supplementary=data["is_supplementary"],
            sections=copied.known,
            other_sections="\n".join(copied.unknown),
            against=chosen(self.links, data.get("against", [])),
        )

    def _ask_against(self) -> None:
        """Of several somebody says whom it names: what nobody says would end a warning without a word."""
        if not self.links:
            del self.fields["against"]
            return
        offer_accused(self, self.links)
        is_one = len(self.links) == 1
        self.fields["against"].required = not is_one
        self.initial.setdefault("against", [str(self.links[0].pk)] if is_one else [])


class JudgmentForm(forms.Form):
    given_on = DayField(label=gettext_lazy("On which day was it given?"))
    court = AgencyField(label=gettext_lazy("By which court?"), required=False)
    offence_until = DayField(
        label=gettext_lazy("Last day of the offence"),
        required=False,
        help_text=gettext_lazy("It decides which version of the law holds for the least sentence."),
    )
    compensation = forms.ChoiceField(
        label=gettext_lazy("Does the judgment order or recommend compensation?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    copy_received_on = DayField(label=gettext_lazy("The copy came on"), required=False)
    note = procedure_words()

    def __init__(self, *args: Any, user: User, legal_case: LegalCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURTS)
        choices = [("", gettext_lazy("Not in this judgment")), *Verdict.Outcome.choices]
        for link in legal_case.accused_links.select_related("accused"):
            self.fields[f"{OUTCOME}{link.pk}"] = forms.ChoiceField(
                label=named(link), choices=choices, required=False, initial="", widget=forms.RadioSelect
            )
        ask_of_hearings(self, legal_case, user)
        first = (name for name in self.fields if name.startswith(OUTCOME) or is_of_hearing(name))
        self.order_fields(["given_on", "court", *first])

    def facts(self) -> JudgmentFacts:
        asked = (name for name in self.cleaned_data if not name.startswith(OUTCOME) and not is_of_hearing(name))
        told = {name: self.cleaned_data[name] for name in asked}
        outcomes = {
            UUID(name.removeprefix(OUTCOME)): Verdict.Outcome(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(OUTCOME) and value
        }
        return JudgmentFacts(**told, outcomes=outcomes, cancels=cancelled_in(self.cleaned_data))


class SentenceForm(forms.Form):
    section = forms.CharField(
        label=gettext_lazy("For which section?"),
        max_length=100,
        help_text=gettext_lazy("One section, for example BNS 143(4). Each section is a line of its own."),
    )
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What was the sentence?"),
        choices=Sentence.Kind.choices,
        coerce=Sentence.Kind,
        widget=forms.RadioSelect,
    )
    years = forms.IntegerField(label=gettext_lazy("Years"), min_value=0, max_value=MOST_YEARS, required=False)
    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=0, max_value=MOST_MONTHS, required=False)
    fine = forms.IntegerField(label=gettext_lazy("Fine in rupees"), min_value=0, required=False)
    is_another_count = forms.BooleanField(
        label=gettext_lazy("It is for another count of the same section"),
        help_text=gettext_lazy("Only where a sentence for this section stands there already and is right."),
        required=False,
    )

    def clean_section(self) -> tuple[str, str]:
        """An id of the law's data, or what was written."""
        copied = read_sections(self.cleaned_data["section"])
        if len(copied.known) + len(copied.unknown) != 1:
            raise ValidationError(_("Give one section. Add the others as lines of their own."))
        return (copied.known[0], "") if copied.known else ("", copied.unknown[0])

    def facts(self) -> SentenceFacts:
        data = self.cleaned_data
        section, other = data["section"]
        return SentenceFacts(
            data["kind"],
            section,
            other,
            data["years"] or 0,
            data["months"] or 0,
            data["fine"] or None,
            data["is_another_count"],
        )


class CopyOfJudgmentForm(forms.Form):
    on = DayField(label=gettext_lazy("On which day did the copy come?"))


class AppealForm(forms.Form):
    side = forms.TypedChoiceField(
        label=gettext_lazy("Who appeals?"), choices=Appeal.Side.choices, coerce=Appeal.Side, widget=forms.RadioSelect
    )
    link = forms.ChoiceField(label=gettext_lazy("About whom?"), required=False)
    filed_on = DayField(label=gettext_lazy("On which day was it filed?"))
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)
    number = number_field()

    def __init__(self, *args: Any, user: User, judgment: Judgment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURTS)
        links = AccusedLink.objects.filter(verdicts__judgment=judgment).select_related("accused")
        self.links = {str(one.pk): one for one in links}
        everybody = ("", gettext_lazy("Everybody whom the judgment names"))
        set_choices(self, link=[everybody, *((key, named(one)) for key, one in self.links.items())])

    def clean_link(self) -> AccusedLink | None:
        return self.links.get(self.cleaned_data["link"])

    def facts(self) -> AppealFacts:
        return AppealFacts(**self.cleaned_data)


class AppealOutcomeForm(forms.Form):
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("What was decided?"),
        choices=Appeal.Outcome.choices,
        coerce=Appeal.Outcome,
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("On which day?"))
