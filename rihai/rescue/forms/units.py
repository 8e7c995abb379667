"""Forms about police units: choosing one, its answer, police that act first, a step of the ladder."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.directory.agency_field import AgencyField
from rihai.directory.models import Agency
from rihai.directory.selectors import words_on_left_out
from rihai.offences.ladder import Rung
from rihai.rescue.facts import AnswerFacts
from rihai.rescue.forms.pieces import (
    CHOOSE,
    MomentField,
    long_text,
    now_to_the_minute,
    police,
    set_choices,
)
from rihai.rescue.models import Operation, UnitAnswer, UnitContact

LEADS: Final = "leads"
SUPPORTS: Final = "supports"
PARTS: Final = ((LEADS, _("It leads")), (SUPPORTS, _("It supports")))


class UnitForm(forms.Form):
    """Which unit is told, and when: the coordinator chooses, nothing is sent."""

    agency = AgencyField(
        label=_("Which unit or body?"),
        help_text=_("Units near the place come first. Choose another if you trust it more."),
    )
    part = forms.ChoiceField(label=_("What is its part?"), choices=PARTS, initial=LEADS, widget=forms.RadioSelect)
    tell_at = MomentField(
        label=_("When will you tell it?"),
        required=False,
        may_be_future=True,
        help_text=_("You are reminded then. Leave empty if it is not decided. Telling late keeps a plan safe."),
    )

    def __init__(self, *args: Any, operation: Operation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        if isinstance(agency, AgencyField):
            others = Agency.objects.routable(operation.organisation_id).exclude(pk=operation.organisation_id)
            agency.offer(others, near=place_of(operation))
            agency.help_text = f"{agency.help_text} {words_on_left_out(user)}".strip()


class SaidForm(forms.Form):
    """Who of the unit said something, and when."""

    at = MomentField(label=_("When?"))
    officer_role = forms.ChoiceField(label=_("Role of the officer"), choices=UnitAnswer.OfficerRole.choices)
    officer = forms.CharField(label=_("Name and rank of the officer"), max_length=200, required=False)
    words = long_text(_("In which words?"), most=2000, required=False, help_text=_("Sealed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = now_to_the_minute
        self.fields["officer_role"].initial = UnitAnswer.OfficerRole.STATION_HEAD

    def said(self, answer: UnitContact.Answer) -> AnswerFacts:
        data = self.cleaned_data
        return AnswerFacts(
            answer=answer,
            at=data["at"],
            officer_role=UnitAnswer.OfficerRole(data["officer_role"]),
            officer=data["officer"],
            words=data["words"],
        )


class AnswerForm(SaidForm):
    answer = forms.ChoiceField(
        label=_("What did the unit answer?"),
        choices=[
            (UnitContact.Answer.ACKNOWLEDGED.value, _("It acknowledges and takes the lead")),
            (UnitContact.Answer.REFUSED.value, _("It refuses")),
        ],
        widget=forms.RadioSelect,
    )

    field_order = ("answer", "officer_role", "officer", "words", "at")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == UnitContact.Answer.REFUSED and not data.get("words"):
            self.add_error("words", _("Write down the refusal in the words used, and who heard them."))
        return data

    def facts(self) -> AnswerFacts:
        return self.said(UnitContact.Answer(self.cleaned_data["answer"]))


class PoliceFirstForm(SaidForm):
    """The police act before the check is complete. Their acknowledgement follows within a day."""

    unit = AgencyField(label=_("Which unit acts?"))

    field_order = ("unit", "officer", "officer_role", "words", "at")

    def __init__(self, *args: Any, operation: Operation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].required = True
        self.fields["officer"].label = _("Name of the officer who told you")
        self.fields["at"].label = _("Since when do they act?")
        unit = self.fields["unit"]
        if isinstance(unit, AgencyField):
            unit.offer(police(operation.organisation_id), near=place_of(operation))

    def facts(self) -> AnswerFacts:
        return self.said(UnitContact.Answer.ACTED_FIRST)


class StartForm(forms.Form):
    at = MomentField(label=_("When did it start?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].initial = now_to_the_minute


class RungForm(forms.Form):
    """A step after a refusal. The next one is proposed; if somebody is in danger a higher one may come first."""

    rung = forms.ChoiceField(label=_("Which step did you take?"))
    note = long_text(
        _("To whom, how, and with what proof?"),
        most=2000,
        help_text=_("Keep proof of sending: the next authority asks for it. Sealed."),
    )

    def __init__(self, *args: Any, rungs: list[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, rung=[CHOOSE, *((rung.code, rung.label) for rung in rungs)])
        self.fields["rung"].initial = rungs[0].code if rungs else ""


def place_of(operation: Operation) -> Any:
    """Where the units should lie near: the premises, or where the inquiry looks."""
    if operation.premises is not None and operation.premises.place is not None:
        return operation.premises.place
    return operation.inquiry.place if operation.inquiry is not None else None
