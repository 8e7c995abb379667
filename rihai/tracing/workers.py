"""What is found in the rooms below without anybody's click; `rihai worker` calls it.

Here: signs that somebody known was trafficked again, each proposed once, for a person to decide; questions to all
whose time is over.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, QuerySet

from rihai.audit.actions import HasUid
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, MovementStage, TraffickingStatus
from rihai.people.models import Person, Provenance
from rihai.tracing.actions.again import propose_again
from rihai.tracing.actions.asking import let_old_searches_go
from rihai.tracing.models import AgainProposal, MissingReport

Sign = tuple[Person, AgainProposal.Why, HasUid]
TRAFFICKED: Final = (TraffickingStatus.POSSIBLE, TraffickingStatus.ACTUAL)
EXPLOITED: Final = (MovementStage.RECRUITMENT, MovementStage.SALE, MovementStage.EXPLOITATION)
PROPOSED: Final = AgainProposal.objects.filter(event_uid=OuterRef("pk"))


def propose_what_happened_again() -> int:
    """How many were proposed now."""
    signs = [*_moved_after_found(), *_missing_after_case(), *_second_case()]
    for person, why, event in signs:
        propose_again(person, why=why, event=event, by=None)
    return len(signs)


def let_questions_run_out() -> int:
    return let_old_searches_go(by=None)


def _earlier_case(person: str, before: str) -> QuerySet[Case]:
    return Case.objects.filter(
        person=OuterRef(person), opened_at__lt=OuterRef(before), trafficking_status__in=TRAFFICKED
    )  # fmt: skip


def _moved_after_found() -> Iterator[Sign]:
    own = CaseEvent.objects.filter(~Exists(PROPOSED), case__provenance=Provenance.OWN, occurred_on__isnull=False)
    exploited = own.filter(movement__in=EXPLOITED) | own.filter(kind=EventKind.EXPLOITATION)
    rows = list(exploited.select_related("case__person__organisation"))
    found = _found_on({row.case.person_id for row in rows})
    for row in rows:
        day = found.get(row.case.person_id)
        if day is not None and row.occurred_on is not None and row.occurred_on > day:
            yield row.case.person, AgainProposal.Why.MOVED_AFTER_FOUND, row


def _found_on(people: set[UUID]) -> dict[UUID, date]:
    rows = CaseEvent.objects.filter(case__person__in=people, kind=EventKind.FOUND, occurred_on__isnull=False)
    return dict(rows.values_list("case__person").annotate(first=Min("occurred_on")))


def _missing_after_case() -> Iterator[Sign]:
    rows = MissingReport.objects.filter(~Exists(PROPOSED), Exists(_earlier_case("person", "reported_at")))
    for row in rows.select_related("person__organisation"):
        yield row.person, AgainProposal.Why.MISSING_AFTER_CASE, row


def _second_case() -> Iterator[Sign]:
    later = Case.objects.filter(~Exists(PROPOSED), provenance=Provenance.OWN, trafficking_status__in=TRAFFICKED)
    for row in later.filter(Exists(_earlier_case("person", "opened_at"))).select_related("person__organisation"):
        yield row.person, AgainProposal.Why.SECOND_CASE, row
