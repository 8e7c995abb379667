"""Who takes what of a colleague's work, why and until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.duties.models import HandOver
from rihai.duties.selectors import colleagues_for, desks_for
from rihai.web.handover.actions import Plan
from rihai.web.handover.permissions import may_release
from rihai.web.handover.selectors import Held

INLINE = {"class": "govuk-radios--inline"}
CASE = "case_"
STAYS = "stays"


class HandOverWorkForm(forms.Form):
    """Only what she holds is asked for, and only colleagues whose role allows it are offered."""

    mark_optional = False

    why = forms.ChoiceField(label=gettext_lazy("Why?"), widget=forms.RadioSelect(attrs=INLINE))
    until = forms.DateField(
        label=gettext_lazy("Last day away"),
        help_text=gettext_lazy("On the day after, the work comes back. Leave it empty for somebody who leaves."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, worker: User, held: Held, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whys = [HandOver.Why.AWAY, *([HandOver.Why.LEAVES] if may_release(by, worker) else [])]
        self.fields["why"].choices = [(one.value, one.label) for one in whys]  # type: ignore[attr-defined]
        colleagues = [one for one in (by, *colleagues_for(by)) if one != worker]
        takers: list[User | Desk] = [*colleagues, *desks_for(by)]
        self.takers = {str(one.uid): one for one in takers}
        self.held = held
        on_cases, on_inquiries = _with(colleagues, Permission.CASE_WORK), _with(colleagues, Permission.INQUIRY_WORK)
        knowing = _with(colleagues, Permission.NOTE_WRITE)
        if held.cases:
            self._offer("cases", _("Who takes the cases?"), on_cases)
        if len(held.cases) > 1:
            for case in held.cases:
                label = _("Somebody else for %(code)s?") % {"code": case.person.code}
                self._offer(f"{CASE}{case.uid}", label, on_cases)
        if held.inquiries or held.reports:
            self._offer("inquiries", _("Who takes the inquiries and missing reports?"), on_inquiries)
        if held.operations:
            self._offer("operations", _("Who takes the place on the lists of operations?"), knowing)
        self.is_lawyer = worker.has(Permission.LEGAL_WORK)
        if worker.has(Permission.LEGAL_RECORD):
            self._offer_legal(colleagues)
        if held.duties:
            self._offer("duties", _("Who takes the other duties?"), [*desks_for(by), *colleagues])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        why, until = told.get("why"), told.get("until")
        if why == HandOver.Why.AWAY and until is None and "until" not in self.errors:
            self.add_error("until", _("Enter the last day away."))
        if why == HandOver.Why.AWAY and isinstance(until, date) and until < timezone.localdate():
            self.add_error("until", ValidationError(_("Enter a day that is not over yet.")))
        if why == HandOver.Why.AWAY and self.is_lawyer and not told.get("legal") and "legal" not in self.errors:
            self.add_error("legal", _("Say who takes the legal cases, or that they stay: a hearing waits for nobody."))
        return told

    def plan(self) -> Plan:
        why = HandOver.Why(self.cleaned_data["why"])
        return Plan(
            why=why,
            until=self.cleaned_data["until"] if why == HandOver.Why.AWAY else None,
            cases=self._user("cases"),
            inquiries=self._user("inquiries"),
            operations=self._user("operations"),
            legal=self._user("legal"),
            duties=self.takers.get(self.cleaned_data.get("duties", "")),
            single=self._single(),
        )

    def typed(self) -> list[tuple[str, str]]:
        """What the second page sends again, hidden."""
        return [(name, self.data.get(name, "")) for name in self.fields]

    def _single(self) -> dict[UUID, User]:
        chosen = {name: self._user(name) for name in self.fields if name.startswith(CASE)}
        return {UUID(name.removeprefix(CASE)): user for name, user in chosen.items() if user is not None}

    def _user(self, name: str) -> User | None:
        taker = self.takers.get(self.cleaned_data.get(name, ""))
        return taker if isinstance(taker, User) else None

    def _offer_legal(self, colleagues: list[User]) -> None:
        """Asked of everybody who may work on one: whoever arranges it does not learn whether there are any."""
        needed = Permission.LEGAL_WORK if self.is_lawyer else Permission.LEGAL_RECORD
        self._offer("legal", _("Who takes the legal cases, if there are any?"), _with(colleagues, needed))
        if self.is_lawyer:
            stays = (STAYS, _("Nobody: they stay with this colleague, hearings of the coming days too"))
            legal = self.fields["legal"]
            legal.choices = [("", _("Choose")), stays, *legal.choices[1:]]  # type: ignore[attr-defined]

    def _offer(self, name: str, label: str, takers: Iterable[User | Desk]) -> None:
        choices = [("", _("Nobody yet") if name == "duties" or not name.startswith(CASE) else _("As above"))]
        choices += [(str(one.uid), str(one)) for one in takers]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)


def _with(colleagues: Iterable[User], needed: Permission) -> list[User]:
    return [one for one in colleagues if one.has(needed)]
