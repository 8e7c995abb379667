"""Forms of a closure report and of petitions: what was filed, and what became of it."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import set_choices
from rihai.directory.agency_field import AgencyField
from rihai.prosecution.closure_words import report_words
from rihai.prosecution.facts.petition_facts import ClosureFacts, PetitionFacts, PetitionStepFacts
from rihai.prosecution.forms.against import against_field, chosen, offer_accused
from rihai.prosecution.forms.bodies import COURT_OR_COMMITTEE, COURTS, offer_bodies
from rihai.prosecution.forms.days import AnyDayField, DayField
from rihai.prosecution.forms.open_hearings import ask_of_hearings, cancelled_in, is_of_hearing
from rihai.prosecution.forms.pieces import procedure_words, words
from rihai.prosecution.models import ClosureReport, LegalCase, Petition, PetitionStep
from rihai.prosecution.petition_workflow import PETITION, PetitionStatus
from rihai.prosecution.words import REPORT_NEEDED

NUMBER: Final = gettext_lazy("Number")


def number_field(label: Any = NUMBER) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=80,
        required=False,
        help_text=gettext_lazy("Sealed."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


class ClosureForm(forms.Form):
    filed_on = DayField(label=gettext_lazy("On which day did police file it?"))
    ground = forms.TypedChoiceField(
        label=gettext_lazy("On what ground?"),
        choices=ClosureReport.Ground.choices,
        coerce=ClosureReport.Ground,
        widget=forms.RadioSelect,
    )
    number = number_field(gettext_lazy("Number of the report"))
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)
    notice_on = DayField(label=gettext_lazy("Notice to the informant came on"), required=False)
    copy_on = DayField(label=gettext_lazy("Copy of the report came on"), required=False)
    hearing_on = AnyDayField(
        label=gettext_lazy("Day of the hearing that the notice names"),
        required=False,
        help_text=gettext_lazy("A protest petition should be there before that day."),
    )
    against = against_field(gettext_lazy("Whom of the accused is it about?"))
    text = procedure_words()

    def __init__(
        self,
        *args: Any,
        user: User,
        legal_case: LegalCase,
        is_new: bool = True,
        court: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Planned hearings are asked about where it `is_new`. Of one accused alone nobody has to say whom."""
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURTS, keep=court)
        self.links = list(legal_case.accused_links.select_related("accused"))
        if len(self.links) > 1:
            offer_accused(self, self.links)
        else:
            del self.fields["against"]
        if is_new:
            ask_of_hearings(self, legal_case, user)

    def facts(self) -> ClosureFacts:
        told = {name: value for name, value in self.cleaned_data.items() if not is_of_hearing(name)}
        against = chosen(self.links, told.pop("against", []))
        return ClosureFacts(**told, against=against, cancels=cancelled_in(self.cleaned_data))

    def show(self, closure: ClosureReport, *, number: str, text: str) -> None:
        days = {name: getattr(closure, name) for name in ("filed_on", "notice_on", "copy_on", "hearing_on")}
        written = {"number": number, "text": text, "against": closure.against}
        self.initial = {**days, **written, "ground": closure.ground, "court": closure.court}


class PetitionForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=gettext_lazy("What is it?"),
        choices=Petition.Kind.choices,
        coerce=Petition.Kind,
        widget=forms.RadioSelect,
    )
    closure = forms.TypedChoiceField(
        label=gettext_lazy("If it is a protest petition: against which closure report?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    status = forms.TypedChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=[(one.value, one.label) for one in (PetitionStatus.DRAFTED, PetitionStatus.FILED)],
        coerce=PetitionStatus,
        initial=PetitionStatus.DRAFTED,
        widget=forms.RadioSelect,
    )
    court = AgencyField(label=gettext_lazy("Before which court?"), required=False)
    filed_on = DayField(label=gettext_lazy("If it was filed: on which day?"), required=False)
    number = number_field()
    next_on = AnyDayField(label=gettext_lazy("Next date"), required=False)
    text = words(gettext_lazy("In a few words"), help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, user: User, legal_case: LegalCase, **kwargs: Any) -> None:
        """Where one report stands or none, nobody is asked which one is meant."""
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURT_OR_COMMITTEE)
        reports = list(legal_case.closure_reports.all())
        if len(reports) > 1:
            links = list(legal_case.accused_links.select_related("accused"))
            set_choices(self, closure=[(str(one.pk), report_words(one, links, reports)) for one in reports])
        else:
            del self.fields["closure"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_unsaid = "closure" in self.fields and "closure" not in self.errors and not told.get("closure")
        if told.get("kind") == Petition.Kind.PROTEST and is_unsaid:
            self.add_error("closure", REPORT_NEEDED)
        is_filed = told.get("status") == PetitionStatus.FILED
        if is_filed and not told.get("filed_on") and "filed_on" not in self.errors:
            self.add_error("filed_on", _("Give the day on which it was filed."))
        return told

    def facts(self) -> PetitionFacts:
        return PetitionFacts(**self.cleaned_data)


class PetitionStepForm(forms.Form):
    to = forms.TypedChoiceField(label=gettext_lazy("What happened?"), coerce=PetitionStatus, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("On which day?"))
    result = forms.ChoiceField(
        label=gettext_lazy("If it was allowed: what did the magistrate order?"),
        choices=[("", gettext_lazy("It was not allowed")), *PetitionStep.Result.choices],
        required=False,
    )
    number = number_field()
    next_on = AnyDayField(label=gettext_lazy("Next date"), required=False)
    text = words(gettext_lazy("In a few words"), help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [one for one in PetitionStatus if PETITION.may(petition.status, one)]
        set_choices(self, to=[(one.value, one.label) for one in steps])
        if not petition.is_protest:
            del self.fields["result"]
        if petition.status != PetitionStatus.DRAFTED:
            del self.fields["number"]

    def facts(self) -> PetitionStepFacts:
        return PetitionStepFacts(**self.cleaned_data)
