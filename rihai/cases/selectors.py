"""The page of one case: what she wants first, then the timeline, the chain of movements and the notes.

One reading opens what is this reader's own work; the rest of the page stays coded.
"""

from dataclasses import dataclass
from typing import Final

from rihai.access.own import open_own
from rihai.access.reading import Opened
from rihai.accounts.models import User
from rihai.cases.models import Case, CaseEvent, CaseNote, MovementStage, Participant

CASE_PARTS: Final = ("wish", "closing_reason")


@dataclass(frozen=True, repr=False)
class EventOnPage:
    event: CaseEvent
    opened: Opened | None


@dataclass(frozen=True, repr=False)
class NoteOnPage:
    note: CaseNote
    opened: Opened | None


@dataclass(frozen=True, repr=False)
class CasePage:
    case: Case
    opened: Opened | None
    names: tuple[str, ...]
    events: tuple[EventOnPage, ...]
    notes: tuple[NoteOnPage, ...]
    participants: tuple[Participant, ...]

    @property
    def movements(self) -> tuple[EventOnPage, ...]:
        """The chain as far as it is known, in the order of its days."""
        return tuple(one for one in self.events if one.event.movement != MovementStage.NONE)


def case_page(case: Case, user: User) -> CasePage:
    names = list(case.person.names.all())
    events = list(case.events.select_related("place", "source", "recorded_by"))
    notes = list(case.notes.select_related("written_by", "corrects"))
    opened = open_own((case, CASE_PARTS), (names, ("text",)), (events, ("text", "where")), (notes, ("body",)), by=user)
    return CasePage(
        case=case,
        opened=opened(case),
        names=tuple(plain.text for name in names if (plain := opened(name))),
        events=tuple(EventOnPage(event, opened(event)) for event in events),
        notes=tuple(NoteOnPage(note, opened(note)) for note in notes),
        participants=tuple(case.participants.filter(left_at=None).select_related("user", "agency")),
    )
