"""Forms of a survivor's day in court: the plan, and how she is the same evening."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from rihai.accounts.models import User
from rihai.cases.forms import set_choices
from rihai.prosecution.facts.protection_facts import CourtDayFacts
from rihai.prosecution.law.court_day import Settled, items
from rihai.prosecution.models import CourtDay, LegalCase
from rihai.prosecution.rights.working import working_on

PLAIN: Final = ("leaves_at", "vehicle", "meeting_point", "phone", "call_at")
CLOCK: Final = "%H:%M"


def clock(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK), **options)


def line(label: Any, length: int, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, required=False, widget=widget, **options)


class CourtDayForm(forms.Form):
    mark_optional = False

    goes_along = forms.ChoiceField(
        label=gettext_lazy("Who goes along?"),
        help_text=gettext_lazy("Somebody who works on this legal case, there and back."),
        required=False,
    )
    leaves_at = clock(gettext_lazy("When do they leave?"), required=False)
    vehicle = line(gettext_lazy("Vehicle and driver"), 200, help_text=gettext_lazy("Sealed. It stands on no paper."))
    meeting_point = line(
        gettext_lazy("Where they meet"), 300, help_text=gettext_lazy("Sealed. It stands on no paper. No home address.")
    )
    phone = line(gettext_lazy("Number to call on the day"), 40, help_text=gettext_lazy("Ours, not the survivor's."))
    call_at = clock(gettext_lazy("Call in the evening at"), initial="19:00")

    def __init__(self, *args: Any, legal_case: LegalCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.user_id): one.user for one in working_on(legal_case)}
        named = [(key, user.display_name) for key, user in self._people.items()]
        set_choices(self, goes_along=[("", gettext_lazy("Not settled yet")), *named])
        for item in items():
            self.fields[item.code] = forms.ChoiceField(
                label=str(item.label), help_text=str(item.hint), choices=Settled.choices, initial=Settled.OPEN
            )

    def show(self, plan: CourtDay, plain: Any, *, is_proposal: bool = False) -> None:
        """`is_proposal`: of another day. What was asked for, arranged or refused there says nothing of this one."""
        settled = plan.settled.items()
        self.initial = {
            **{code: state for code, state in settled if not is_proposal or state == Settled.NOT_NEEDED},
            "goes_along": str(plan.goes_along_id or ""),
            "leaves_at": plan.leaves_at,
            "call_at": plan.call_at,
            "vehicle": plain.vehicle,
            "meeting_point": plain.meeting_point,
            "phone": plain.phone,
        }

    def facts(self) -> CourtDayFacts:
        told = {name: self.cleaned_data[name] for name in PLAIN}
        settled = {item.code: self.cleaned_data[item.code] for item in items()}
        return CourtDayFacts(**told, goes_along=self._person(), settled=settled)

    def _person(self) -> User | None:
        return self._people.get(self.cleaned_data["goes_along"])


class CallForm(forms.Form):
    after = forms.TypedChoiceField(
        label=gettext_lazy("How is the survivor after the day in court?"),
        help_text=gettext_lazy("Ask how it is now, not what was said there."),
        choices=CourtDay.After.choices,
        coerce=CourtDay.After,
        widget=forms.RadioSelect,
    )
