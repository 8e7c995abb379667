"""One operation as one reader on its list sees it: units and answers, what is missing, the list, the ladder.

Whoever is not on the list never comes here: `visible_to` answers 404 before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.directory.models import RouteMark
from rihai.offences.ladder import Rung
from rihai.offences.models import Premises
from rihai.rescue.listing import still_listed
from rihai.rescue.models import (
    FoundPerson,
    LadderStep,
    NeedToKnow,
    Operation,
    OperationCorrection,
    RiskAnswer,
    UnitAnswer,
    UnitContact,
)
from rihai.rescue.rules.ladder import load_rungs, rung
from rihai.rescue.rules.risk import HOW_TO_MEET, RiskCheck, RiskItem
from rihai.rescue.selectors.risk import risk_check_of

# Plain text, or a sealed value that prints as •••, or None where nothing was written.
Shown = object
# Answers sent together are written within moments of each other.
ONE_SENDING: Final = timedelta(minutes=1)


@dataclass(frozen=True, repr=False)
class Answered:
    """One answer of a unit."""

    row: UnitAnswer
    officer: Shown
    words: Shown


@dataclass(frozen=True, repr=False)
class Climbed:
    step: LadderStep
    rung: Rung
    note: Shown


@dataclass(frozen=True, repr=False)
class UnitOnPage:
    contact: UnitContact
    answers: tuple[Answered, ...]
    steps: tuple[Climbed, ...]
    is_in_doubt: bool = False

    @property
    def refusal(self) -> UnitAnswer | None:
        """The refusal that still stands, if it came from a leading unit."""
        stands = self.contact.is_lead and self.contact.answer == UnitContact.Answer.REFUSED
        return self.answers[-1].row if stands and self.answers else None

    @property
    def next_rungs(self) -> list[Rung]:
        return rungs_left(self.refusal) if self.refusal else []

    @property
    def may_be_told(self) -> bool:
        return self.contact.told_at is None

    @property
    def is_due(self) -> bool:
        return self.may_be_told and self.contact.tell_at is not None and self.contact.tell_at <= timezone.now()


@dataclass(frozen=True)
class Missing:
    """A question that still blocks the start, with the answer so far and what to do about it."""

    item: RiskItem
    answer: str | None

    @property
    def so_far(self) -> str:
        return self.item.words_of(self.answer) if self.answer is not None else ""

    @property
    def how_to_meet(self) -> str | Promise:
        """Only where a tick is not enough."""
        if self.item.kind == "number":
            return _("At least %(count)d.") % {"count": self.item.minimum}
        return HOW_TO_MEET.get(self.item.code, "")


@dataclass(frozen=True, repr=False)
class Corrected:
    """Something of the plan that was put right, with what stood there before."""

    row: OperationCorrection
    reason: Shown


@dataclass(frozen=True, repr=False)
class OperationPage:
    operation: Operation
    plan: Shown
    closing_note: Shown
    premises: Premises | None
    premises_name: Shown
    premises_address: Shown
    units: tuple[UnitOnPage, ...]
    listed: tuple[NeedToKnow, ...]
    check: RiskCheck
    remarks: tuple[tuple[RiskAnswer, Shown], ...]
    corrections: tuple[Corrected, ...]
    found: tuple[FoundPerson, ...]
    found_elsewhere: int

    @property
    def missing(self) -> list[Missing]:
        return [Missing(item, self.check.valid_answer(item.code)) for item in self.check.missing_for_start()]

    @property
    def gate_items(self) -> int:
        return sum(item.is_gate for item in self.check.asked())

    @property
    def refused(self) -> list[UnitOnPage]:
        return [unit for unit in self.units if unit.refusal is not None]


def operation_page(operation: Operation, user: User) -> OperationPage:
    units = list(_units(operation))
    in_doubt = _in_doubt(operation, units)
    answers = [answer for unit in units for answer in unit.answers.all()]
    steps = [step for answer in answers for step in answer.ladder_steps.all()]
    noted = operation.risk_answers.filter(note__isnull=False).select_related("answered_by")
    remarks = list(noted.order_by("answered_at"))
    corrections = list(operation.corrections.select_related("contact__agency", "premises__place", "corrected_by"))
    opened = open_own(
        (operation, ("plan", "closing_note")),
        (operation.premises, ("name", "address")),
        (answers, ("officer", "words")),
        (steps, ("note",)),
        (remarks, ("note",)),
        (corrections, ("reason",)),
        by=user,
    )
    found = FoundPerson.objects.filter(operation=operation)
    visible = list(found.visible_to(user).select_related("person", "case").prefetch_related("findings"))
    return OperationPage(
        operation=operation,
        plan=opened.value(operation, "plan"),
        closing_note=opened.value(operation, "closing_note"),
        premises=operation.premises,
        premises_name=opened.value(operation.premises, "name") if operation.premises else None,
        premises_address=opened.value(operation.premises, "address") if operation.premises else None,
        units=tuple(_on_page(unit, opened, unit.agency_id in in_doubt) for unit in units),
        listed=tuple(still_listed(operation)),
        check=risk_check_of(operation),
        remarks=_each_once([(row, opened.value(row, "note")) for row in remarks]),
        corrections=tuple(Corrected(row, opened.value(row, "reason")) for row in corrections),
        found=tuple(visible),
        found_elsewhere=found.count() - len(visible),
    )


def _each_once(remarks: list[tuple[RiskAnswer, Shown]]) -> tuple[tuple[RiskAnswer, Shown], ...]:
    """A remark is kept with every answer that was sent with it; a reader needs it once."""
    shown: list[tuple[RiskAnswer, Shown]] = []
    for row, note in remarks:
        is_repeated = any(
            note == earlier and row.answered_by == one.answered_by and row.answered_at - one.answered_at < ONE_SENDING
            for one, earlier in shown
        )
        if not is_repeated:
            shown.append((row, note))
    return tuple(shown)


def rungs_left(refusal: UnitAnswer) -> list[Rung]:
    """Rungs above the highest one taken after this refusal."""
    taken = max((rung(step.rung).order for step in refusal.ladder_steps.all()), default=0)
    return [one for one in load_rungs() if one.order > taken]


def _units(operation: Operation) -> list[UnitContact]:
    steps = Prefetch("ladder_steps", LadderStep.objects.select_related("taken_by"))
    answers = Prefetch("answers", UnitAnswer.objects.select_related("recorded_by").prefetch_related(steps))
    rows = operation.units.standing().select_related("agency", "told_by", "operation").prefetch_related(answers)
    return list(rows)


def _in_doubt(operation: Operation, units: Sequence[UnitContact]) -> set[UUID]:
    """What was marked "do not route" after it was chosen. Whoever is about to tell it has to know."""
    entries = {one: unit.agency_id for unit in units for one in (unit.agency_id, unit.agency.merged_into_id) if one}
    marks = RouteMark.objects.in_force().filter(organisation=operation.organisation_id, agency__in=entries)
    return {entries[uid] for uid in marks.values_list("agency", flat=True)}


def _on_page(contact: UnitContact, opened: OwnPage, is_in_doubt: bool) -> UnitOnPage:
    answers, steps = [], []
    for row in contact.answers.all():
        answers.append(Answered(row, opened.value(row, "officer"), opened.value(row, "words")))
        steps += [Climbed(step, rung(step.rung), opened.value(step, "note")) for step in row.ladder_steps.all()]
    return UnitOnPage(contact, tuple(answers), tuple(steps), is_in_doubt)
