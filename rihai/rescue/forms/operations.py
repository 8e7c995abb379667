"""Forms of an operation: planning it, its list, its end, and one that was over before it was recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.cases.fields import ImpreciseDateField
from rihai.directory.fields import PlaceField
from rihai.offences.facts import PremisesFacts
from rihai.people.models import YesNoUnknown
from rihai.rescue.facts import Circumstances, Listed, OperationFacts, PastOperationFacts
from rihai.rescue.forms.pieces import (
    ColleagueField,
    codes,
    colleagues,
    long_text,
    set_choices,
    yes_no_unknown,
)
from rihai.rescue.models import NeedToKnow, Operation


class DescribeForm(forms.Form):
    """The plan, and what decides which questions the risk check asks."""

    part = forms.ChoiceField(label=_("What is our part in it?"), widget=forms.RadioSelect)
    child_possible = yes_no_unknown(_("May children be there?"))
    other_language = yes_no_unknown(_("Will an interpreter be needed?"))
    interstate = yes_no_unknown(_("Does it cross a State border?"))
    without_warrant = yes_no_unknown(_("Do the police search without a warrant?"))
    plan = long_text(
        _("The plan"),
        most=10000,
        rows=6,
        required=False,
        help_text=_("Meeting point, exits, who does what. Only people on the list can read it. Sealed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(value, label) for value, label in Operation.Part.choices if value != Operation.Part.NOT_STATED]
        # Nobody guesses it: it is often the police or a partner with whom it began.
        set_choices(self, part=parts)

    def circumstances(self) -> Circumstances:
        data = self.cleaned_data
        return Circumstances(
            child_possible=YesNoUnknown(data["child_possible"]),
            without_warrant=YesNoUnknown(data["without_warrant"]),
            other_language=YesNoUnknown(data["other_language"]),
            interstate=YesNoUnknown(data["interstate"]),
        )


class PremisesForm(forms.Form):
    """Where it is to happen. A report is not a verdict: a wrong house is cleared afterwards."""

    premises_kind = forms.ChoiceField(label=_("What kind of place is it?"), required=False)
    premises_place = PlaceField(label=_("District"), max_length=120)
    premises_name = forms.CharField(label=_("Name of the place"), max_length=200, required=False)
    premises_address = forms.CharField(label=_("Address or way there"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = codes("rihai.offences", "premises_kinds.yaml", "kinds", empty=_("Not stated"))
        set_choices(self, premises_kind=kinds)

    def premises(self) -> PremisesFacts | None:
        """None when nothing was said about a place."""
        data = self.cleaned_data
        told = ("premises_kind", "premises_place", "premises_name", "premises_address")
        if not any(data[name] for name in told):
            return None
        return PremisesFacts(
            kind=data["premises_kind"] or "not_stated",
            place=data["premises_place"],
            name=data["premises_name"],
            address=data["premises_address"],
        )


class CorrectPremisesForm(PremisesForm):
    """Another place, and why. Everything left empty: no place is named any more."""

    reason = long_text(
        _("Why is it another place?"),
        most=2000,
        rows=3,
        help_text=_("What was wrong, and how you know. The place as it was stays readable here. Sealed."),
    )


class WithdrawUnitForm(forms.Form):
    reason = long_text(
        _("Why is this unit withdrawn?"),
        most=2000,
        rows=3,
        help_text=_("If it was told already, it knows of the plan: write down what you did about that. Sealed."),
    )


class OperationForm(PremisesForm, DescribeForm):
    """Planning: somebody else who knows, the place, the circumstances, the plan."""

    colleague = ColleagueField(
        label=_("Who else needs to know?"),
        help_text=_("You are on the list yourself. Name at least one more; others can follow. Nobody else sees it."),
    )
    why = forms.ChoiceField(label=_("Why does this colleague need to know?"), choices=NeedToKnow.Why.choices)

    field_order = ("colleague", "why", "premises_kind", "premises_place", "premises_name", "premises_address")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].initial = NeedToKnow.Why.TEAM
        colleague, place = self.fields["colleague"], self.fields["premises_place"]
        if isinstance(colleague, ColleagueField) and isinstance(place, PlaceField):
            colleague.offer(one for one in may_be_listed(user) if one != user)
            place.offer_districts_of(user.organisation.state)

    def listed(self) -> tuple[Listed, ...]:
        return (Listed(self.cleaned_data["colleague"], NeedToKnow.Why(self.cleaned_data["why"])),)

    def facts(self) -> OperationFacts:
        return OperationFacts(
            others=self.listed(),
            part=Operation.Part(self.cleaned_data["part"]),
            circumstances=self.circumstances(),
            plan=self.cleaned_data["plan"],
        )


class ListForm(forms.Form):
    """Somebody more who needs to know."""

    user = ColleagueField(label=_("Who needs to know?"))
    why = forms.ChoiceField(label=_("Why?"), choices=NeedToKnow.Why.choices, initial=NeedToKnow.Why.TEAM)

    def __init__(self, *args: Any, by: User, operation: Operation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = set(operation.need_to_know.filter(removed_at=None).values_list("user_id", flat=True))
        user = self.fields["user"]
        if isinstance(user, ColleagueField):
            user.offer(one for one in may_be_listed(by) if one.pk not in listed)


class EndForm(forms.Form):
    result = forms.ChoiceField(label=_("How did it end?"), choices=Operation.Result.choices, widget=forms.RadioSelect)
    note = long_text(_("What should be remembered?"), most=5000, required=False, help_text=_("Sealed."))


class CallOffForm(forms.Form):
    reason = long_text(_("Why is it called off?"), most=5000, help_text=_("Sealed."))
    were_warned = forms.BooleanField(
        label=_("They had been warned: somebody told"),
        required=False,
        help_text=_("Then check who was on the list before the next plan is made."),
    )


class PastOperationForm(PremisesForm):
    """Only what is known. Nothing has to be filled in: what is left empty stays “not stated”."""

    occurred = ImpreciseDateField(label=_("When was it?"), required=False)
    part = forms.ChoiceField(
        label=_("What was our part in it?"),
        choices=Operation.Part.choices,
        initial=Operation.Part.NOT_STATED,
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(label=_("How did it end?"), required=False)
    note = long_text(_("What is known about it?"), most=5000, required=False, help_text=_("Sealed."))

    field_order = ("occurred", "part", "result", "premises_kind", "premises_place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, result=[("", _("Not stated")), *Operation.Result.choices])

    def facts(self) -> PastOperationFacts:
        data = self.cleaned_data
        return PastOperationFacts(
            occurred=data["occurred"],
            part=Operation.Part(data["part"]),
            result=Operation.Result(data["result"]) if data["result"] else None,
            note=data["note"],
        )


def may_be_listed(user: User) -> list[User]:
    """Colleagues whose role opens records at all."""
    return [one for one in colleagues(user) if Compartment.RECORD in one.compartments]
