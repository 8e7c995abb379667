"""What happened, what a colleague notes, and the screening: rows are added, a judgement keeps its day."""

from django.db import transaction

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid
from rihai.cases.facts import EventFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.locks import lock_case
from rihai.cases.models import Case, CaseEvent, CaseNote, TraffickingStatus
from rihai.cases.permissions import check_can_work, check_can_write_note
from rihai.cases.timeline import today, write_event


@transaction.atomic
def record_event(case: Case, *, facts: EventFacts, by: User, origin: HasUid | None = None) -> CaseEvent:
    """Add to the timeline. The same origin never gives the same kind of event twice."""
    case = lock_case(case, by, "case.work")
    check_can_work(by, case)
    if origin is not None:
        earlier = case.events.filter(kind=facts.kind, origin_uid=origin.uid).first()
        if earlier is not None:
            return earlier
    event = write_event(case, facts, by, origin)
    audit.record("case.event_recorded", by=by, subject=case, event=event.uid, kind=str(facts.kind))
    return event


@transaction.atomic
def write_note(
    case: Case,
    *,
    body: str,
    by: User,
    compartment: Compartment = Compartment.RECORD,
    corrects: CaseNote | None = None,
) -> CaseNote:
    """Notes are only added. A correction stands in the compartment of the note that it names."""
    case = lock_case(case, by, "note.write")
    if corrects is not None:
        compartment = Compartment(case.notes.get(pk=corrects.pk).compartment)
    check_can_write_note(by, case, compartment)
    note = CaseNote(
        case=case, data_key=case.data_key, body=body, compartment=compartment, corrects=corrects, written_by=by
    )
    note.save()
    audit.record("case.note_written", by=by, subject=case, note=note.uid, compartment=str(compartment))
    return note


@transaction.atomic
def change_screening(case: Case, *, screening: ScreeningFacts, status: TraffickingStatus, by: User) -> Case:
    """Act, means, purpose, and what follows for her status: a person's judgement, kept with its day."""
    case = lock_case(case, by, "case.work")
    check_can_work(by, case)
    case.acts, case.means = list(screening.acts), list(screening.means)
    case.types_of_exploitation = list(screening.types_of_exploitation)
    case.trafficking_status = status
    case.save(update_fields=["acts", "means", "types_of_exploitation", "trafficking_status"])
    write_event(case, EventFacts(EventKind.SCREENED, on=today(), detail=str(status)), by)
    audit.record("case.screened", by=by, subject=case, status=str(status))
    return case
