"""The page of one case: what she wants first, then the timeline, the chain of movements and the notes.

One reading opens what is this reader's own work (or, with a reason, what she may open outside it); the rest
of the page stays coded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from rihai.access.own import OWN_WORK, OwnPage, open_own
from rihai.access.reading import Because, OwnWork
from rihai.accounts.models import User
from rihai.cases.kinds import EventKind
from rihai.cases.models import LATEST_FIRST, NAMED_LAST, Case, CaseEvent, CaseNote, MovementStage, Participant
from rihai.cases.rules import must_be_reported
from rihai.lib.precision import Majority
from rihai.people.models import ContactSafety, Provenance
from rihai.people.rules import ContactAnswer, may_contact

# In the order in which they happen to somebody, for events whose day nobody knows.
STAGES: Final = [str(stage) for stage in MovementStage]


@dataclass(frozen=True, repr=False)
class EventOnPage:
    """`text` and `where` are plain where this reader may open them, else sealed."""

    event: CaseEvent
    text: Any
    where: Any


@dataclass(frozen=True, repr=False)
class NoteOnPage:
    note: CaseNote
    body: Any


@dataclass(frozen=True, repr=False)
class CasePage:
    case: Case
    wish: Any
    closing_reason: Any
    names: tuple[str, ...]
    events: tuple[EventOnPage, ...]
    notes: tuple[NoteOnPage, ...]
    participants: tuple[Participant, ...]
    may_contact: ContactAnswer
    needs_reason: bool
    is_open: bool

    @property
    def movements(self) -> tuple[EventOnPage, ...]:
        return chain([one for one in self.events if one.event.movement != MovementStage.NONE])

    @property
    def must_be_reported(self) -> bool:
        """Whether to remind of reporting to the police; a recorded contact with them ends the reminder."""
        told = any(one.event.kind == EventKind.POLICE for one in self.events)
        return not told and must_be_reported(self._majority, self.case.types_of_exploitation)

    @property
    def missing_elements(self) -> tuple[str, ...]:
        return self.case.missing_elements(self._majority)

    @property
    def _majority(self) -> Majority:
        """As she was when the case opened: growing up does not change what was done to a child."""
        return self.case.person.majority(timezone.localdate(self.case.opened_at))


def case_page(case: Case, user: User, why: OwnWork | Because = OWN_WORK) -> CasePage:
    names = list(case.person.names.all())
    events = list(case.events.select_related("place", "source", "recorded_by"))
    notes = list(case.notes.select_related("written_by", "corrects"))
    opened = open_own(
        (case, ("wish", "closing_reason")),
        (names, ("text",)),
        (events, ("text",)),
        (events, ("where",)),
        (notes, ("body",)),
        by=user,
        why=why,
    )
    return CasePage(
        case=case,
        wish=opened.value(case, "wish"),
        closing_reason=opened.value(case, "closing_reason"),
        names=tuple(plain.text for name in names if (plain := opened(name))),
        events=tuple(_event(event, opened) for event in _latest_first(events)),
        notes=tuple(NoteOnPage(note, opened.value(note, "body")) for note in notes),
        participants=tuple(case.participants.filter(left_at=None).select_related("user", "agency")),
        may_contact=_may_call_now(case),
        needs_reason=opened.needs_reason,
        is_open=opened(case) is not None,
    )


def cases_listed(user: User) -> QuerySet[Case]:
    """Our own cases that she may know of; those without a worker first, since nobody accompanies them yet."""
    own = Case.objects.visible_to(user).filter(provenance=Provenance.OWN)
    return own.select_related("person", "case_owner").order_by(NAMED_LAST, LATEST_FIRST)


def chain(events: Sequence[EventOnPage]) -> tuple[EventOnPage, ...]:
    """Stations in the order of their days; one without a day stands before the first later stage."""
    dated = sorted((one for one in events if one.event.occurred_on), key=_day_and_stage)
    for undated in sorted((one for one in events if not one.event.occurred_on), key=_stage):
        place = next((at for at, one in enumerate(dated) if _stage(one) > _stage(undated)), len(dated))
        dated.insert(place, undated)
    return tuple(dated)


def _may_call_now(case: Case) -> ContactAnswer:
    """Her "yes" on the case is not enough: the one guard of every call knows the number and the hours."""
    safety = ContactSafety.objects.filter(person=case.person_id).first()
    return may_contact(safety, channel="call", at=timezone.now())


def _latest_first(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    """By the day it happened; what has no day stands by the day it was recorded."""
    return sorted(
        events, key=lambda one: (one.occurred_on or timezone.localdate(one.recorded_at), one.recorded_at), reverse=True
    )


def _event(event: CaseEvent, opened: OwnPage) -> EventOnPage:
    return EventOnPage(event, opened.value(event, "text"), opened.value(event, "where"))


def _stage(one: EventOnPage) -> int:
    return STAGES.index(one.event.movement)


def _day_and_stage(one: EventOnPage) -> tuple[object, int]:
    return one.event.occurred_on, _stage(one)
