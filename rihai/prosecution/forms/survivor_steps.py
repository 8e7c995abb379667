"""Forms of steps around a survivor and of custody. Each kind of step asks only for what belongs to it."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import INLINE
from rihai.directory.agency_field import AgencyField
from rihai.people.models import YesNoUnknown
from rihai.prosecution.facts.survivor_facts import DetentionFacts, SurvivorStepFacts
from rihai.prosecution.forms.bodies import COURT_OR_COMMITTEE, COURTS, offer_bodies
from rihai.prosecution.forms.days import AnyDayField, DayField, MomentField
from rihai.prosecution.forms.pieces import words
from rihai.prosecution.models import Detention, SurvivorStep

ONLY_OF: Final = {
    "consent": {SurvivorStep.Kind.MEDICAL},
    "ordered_by": {SurvivorStep.Kind.AGE},
    "basis": {SurvivorStep.Kind.AGE},
    "result": {SurvivorStep.Kind.AGE},
    "by_woman": {SurvivorStep.Kind.STATEMENT, SurvivorStep.Kind.MEDICAL},
    "interpreter": {SurvivorStep.Kind.STATEMENT, SurvivorStep.Kind.MEDICAL},
    "support_person": {SurvivorStep.Kind.STATEMENT, SurvivorStep.Kind.MEDICAL},
}
# Where each takes place: before a magistrate; at a hospital; age is found out before court or committee, or by doctors.
PLACES: Final = {
    SurvivorStep.Kind.STATEMENT: COURTS,
    SurvivorStep.Kind.MEDICAL: ("care",),
    SurvivorStep.Kind.AGE: (*COURT_OR_COMMITTEE, "care"),
}


def yes_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        widget=forms.RadioSelect(attrs=INLINE),
    )


def one_of(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", gettext_lazy("Not known yet")), *choices], required=False, **options
    )


class SurvivorStepForm(forms.Form):
    """The step as it stands today. What is not known yet stays empty."""

    state = forms.TypedChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=SurvivorStep.State.choices,
        coerce=SurvivorStep.State,
        widget=forms.RadioSelect,
    )
    consent = one_of(gettext_lazy("Who consents?"), SurvivorStep.Consent.choices)
    asked_on = DayField(label=gettext_lazy("Asked for on"))
    ordered_by = one_of(gettext_lazy("Who ordered it?"), SurvivorStep.OrderedBy.choices)
    at = MomentField(label=gettext_lazy("The day and hour"), required=False)
    place = AgencyField(label=gettext_lazy("Where, or before whom?"), required=False)
    reason = one_of(gettext_lazy("If it was put off or not granted: why?"), SurvivorStep.Reason.choices)
    by_woman = yes_no(gettext_lazy("By a woman magistrate or doctor?"))
    support_person = yes_no(gettext_lazy("With a support person?"))
    interpreter = yes_no(gettext_lazy("With an interpreter?"))
    basis = one_of(
        gettext_lazy("What does the result rest on?"),
        SurvivorStep.Basis.choices,
        help_text=gettext_lazy("Documents come first; a test only where there are none."),
    )
    result = one_of(gettext_lazy("Result"), SurvivorStep.Result.choices)
    paper_on = DayField(label=gettext_lazy("Copy or report received on"), required=False)
    note = words(
        gettext_lazy("What matters for the procedure"),
        help_text=gettext_lazy("Sealed. Never what was said to the magistrate or found by the doctor."),
    )

    def __init__(
        self, *args: Any, user: User, kind: SurvivorStep.Kind, keep: UUID | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "place", user, PLACES[kind], keep=keep)
        for name, kinds in ONLY_OF.items():
            if kind not in kinds:
                del self.fields[name]

    def facts(self) -> SurvivorStepFacts:
        return SurvivorStepFacts(**self.cleaned_data)


class DetentionForm(forms.Form):
    basis = forms.TypedChoiceField(
        label=gettext_lazy("On what does it rest?"),
        choices=Detention.Basis.choices,
        coerce=Detention.Basis,
        widget=forms.RadioSelect,
    )
    began_on = DayField(label=gettext_lazy("Day of the order, or since when"))
    court = AgencyField(label=gettext_lazy("Which court?"), required=False)
    until = AnyDayField(label=gettext_lazy("Until when, as the order says"), required=False)
    report = forms.TypedChoiceField(
        label=gettext_lazy("Report of the inquiry"),
        choices=Detention.Report.choices,
        coerce=Detention.Report,
        initial=Detention.Report.NOT_ASKED,
    )
    wish = forms.TypedChoiceField(
        label=gettext_lazy("What does the survivor wish?"),
        help_text=gettext_lazy("Ask alone and in the own language. Nobody answers in the place of an adult."),
        choices=Detention.Wish.choices,
        coerce=Detention.Wish,
        initial=Detention.Wish.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    wish_on = DayField(label=gettext_lazy("On which day was that said?"), required=False)
    review_on = AnyDayField(label=gettext_lazy("To be looked at again on"), required=False)
    note = words(
        gettext_lazy("What matters for the procedure"), help_text=gettext_lazy("Sealed. Not where the home is.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_bodies(self, "court", user, COURT_OR_COMMITTEE)

    def facts(self) -> DetentionFacts:
        return DetentionFacts(**self.cleaned_data)


class EndForm(forms.Form):
    end = forms.TypedChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=Detention.End.choices,
        coerce=Detention.End,
        widget=forms.RadioSelect,
    )
    on = DayField(label=gettext_lazy("On which day?"))
