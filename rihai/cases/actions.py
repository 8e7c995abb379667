"""Changes to a case: opening, what she wants, who works with her, what happened, closing by two.

Here: every change of state, with its permission, its audit event and its duties. Not here: what was
found by whom (`rescue`), or which page shows it. Published accounts pass through the same actions and
leave no grants and no duties.
"""

from django.db import transaction
from django.utils import timezone

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.cases.facts import CaseFacts, EventFacts, ScreeningFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, CaseNote, DatePrecision, Participant, TraffickingStatus
from rihai.cases.permissions import (
    check_can_agree_closing,
    check_can_assign,
    check_can_open_case,
    check_can_propose_closing,
    check_can_work,
    check_can_write_note,
)
from rihai.cases.workflow import CASE, Status
from rihai.directory.models import Agency
from rihai.duties.actions import cancel_duties, complete_duties, open_duty
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Person, Provenance, YesNoUnknown
from rihai.vault.keys import new_data_key

WORKER_COMPARTMENTS = (Compartment.RECORD, Compartment.IDENTITY, Compartment.HOME_LOCATION, Compartment.MEDICAL)
# What each part in a case may open; the role must allow it too.
PART_COMPARTMENTS = {
    Participant.Part.CASEWORKER: WORKER_COMPARTMENTS,
    Participant.Part.SUPERVISOR: WORKER_COMPARTMENTS,
    Participant.Part.COUNSELLOR: (Compartment.RECORD, Compartment.IDENTITY, Compartment.COUNSELLING),
    Participant.Part.LAWYER: (Compartment.RECORD, Compartment.IDENTITY, Compartment.LEGAL_PRIVILEGE),
    Participant.Part.INTERPRETER: (Compartment.RECORD,),
}


@transaction.atomic
def open_case(
    person: Person,
    *,
    by: User,
    facts: CaseFacts = CaseFacts(),  # noqa: B008 - frozen
    case_owner: User | None = None,
    origin: HasUid | None = None,
) -> Case:
    """Open the case of a person, or keep the one that is open: a further event is never a second person."""
    check_can_open_case(by)
    open_already = _open_case_of(person)
    if open_already is not None:
        return open_already
    case = Case(
        organisation=person.organisation,
        data_key=new_data_key(agencies=[person.organisation_id]),
        person=person,
        wish=facts.wish,
        may_call=facts.may_call,
        trafficking_status=facts.trafficking_status,
        acts=list(facts.screening.acts),
        means=list(facts.screening.means),
        types_of_exploitation=list(facts.screening.types_of_exploitation),
        provenance=person.provenance,
        status=Status.NOT_STATED if person.provenance == Provenance.PUBLISHED else CASE.start,
        origin_label=label_of(origin) if origin else "",
        origin_uid=origin.uid if origin else None,
        opened_by=by,
    )
    case.save()
    audit.record("case.opened", by=by, subject=case, person=person.uid)
    if case.provenance == Provenance.OWN:
        _let_work(case, by, by=by)
        if case_owner is not None:
            _hand_over(case, to=case_owner, by=by)
    return case


@transaction.atomic
def record_wish(case: Case, *, words: str, may_call: YesNoUnknown, by: User) -> Case:
    """What she wants now, in her words; the earlier wish stays on the timeline."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    case.wish, case.may_call = words, may_call
    case.save(update_fields=["wish", "may_call"])
    event = _add_event(case, EventFacts(EventKind.WISH, on=_today(), text=words), by)
    if case.provenance == Provenance.OWN:
        complete_duties("case.first_talk", subject=case, by=by)
    audit.record("case.wish_recorded", by=by, subject=case, event=event.uid)
    return case


@transaction.atomic
def assign_case_owner(case: Case, *, to: User, by: User) -> Case:
    """Name the worker. Her predecessor's grants end at once."""
    case = _locked(case, by, "case.assign")
    check_can_assign(by, case)
    _hand_over(case, to=to, by=by)
    return case


@transaction.atomic
def add_participant(
    case: Case, *, part: Participant.Part, by: User, user: User | None = None, agency: Agency | None = None
) -> Participant:
    """A colleague gets the grants of the part; an agency outside is named and gets none."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    found = case.participants.filter(part=part, user=user, agency=agency, left_at=None).first()
    if found is not None:
        return found
    participant = Participant.objects.create(case=case, part=part, user=user, agency=agency, added_by=by)
    if user is not None:
        _let_work(case, user, by=by, compartments=PART_COMPARTMENTS.get(part, (Compartment.RECORD,)))
    audit.record("case.participant_added", by=by, subject=case, part=str(part), participant=participant.uid)
    return participant


@transaction.atomic
def end_participation(participant: Participant, *, by: User) -> Participant:
    case = _locked(participant.case, by, "case.work")
    check_can_work(by, case)
    participant.left_at, participant.left_by = timezone.now(), by
    participant.save(update_fields=["left_at", "left_by"])
    if participant.user is not None and participant.user_id != case.case_owner_id:
        revoke(case, of=participant.user, by=by)
        revoke(case.person, of=participant.user, by=by)
    audit.record("case.participant_left", by=by, subject=case, participant=participant.uid)
    return participant


@transaction.atomic
def record_event(case: Case, *, facts: EventFacts, by: User, origin: HasUid | None = None) -> CaseEvent:
    """Add to the timeline. The same origin never gives the same kind of event twice."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    if origin is not None:
        earlier = case.events.filter(kind=facts.kind, origin_uid=origin.uid).first()
        if earlier is not None:
            return earlier
    event = _add_event(case, facts, by, origin)
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
    case = _locked(case, by, "note.write")
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
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    case.acts, case.means = list(screening.acts), list(screening.means)
    case.types_of_exploitation = list(screening.types_of_exploitation)
    case.trafficking_status = status
    case.save(update_fields=["acts", "means", "types_of_exploitation", "trafficking_status"])
    audit.record("case.screened", by=by, subject=case, status=str(status))
    return case


@transaction.atomic
def change_status(case: Case, *, to: Status, by: User) -> Case:
    """Steps that one person may take; closing takes two (`propose_closing`, `agree_closing`)."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    was = case.status
    if to in (Status.CLOSED, Status.CLOSED_REFERRED):
        raise ValueError("a case is closed by propose_closing and agree_closing")
    case.move_to(to)
    # A reopened case has no closing any more; the audit trail keeps that there was one.
    case.closed_at = case.closed_by = case.closing_proposed_at = case.closing_proposed_by = None
    case.save(update_fields=["status", "closed_at", "closed_by", "closing_proposed_at", "closing_proposed_by"])
    _add_event(case, EventFacts(EventKind.STATUS, on=_today()), by)
    audit.record("case.status_changed", by=by, subject=case, was=was, now=str(to))
    return case


@transaction.atomic
def propose_closing(case: Case, *, reason: str, by: User) -> Case:
    """Ask a second person to agree; the case stays as it is until she does."""
    case = _locked(case, by, "case.close")
    check_can_propose_closing(by, case)
    case.closing_reason = reason
    case.closing_proposed_at, case.closing_proposed_by = timezone.now(), by
    case.save(update_fields=["closing_reason", "closing_proposed_at", "closing_proposed_by"])
    audit.record("case.closing_proposed", by=by, subject=case)
    return case


@transaction.atomic
def decline_closing(case: Case, *, by: User) -> Case:
    """The case goes on. The one who asked may take it back herself."""
    case = _locked(case, by, "case.close")
    check_can_propose_closing(by, case)
    case.closing_proposed_at = case.closing_proposed_by = None
    case.save(update_fields=["closing_proposed_at", "closing_proposed_by"])
    audit.record("case.closing_declined", by=by, subject=case)
    return case


@transaction.atomic
def agree_closing(case: Case, *, by: User, referred: bool = False) -> Case:
    """Close: never by time alone, and never by one person."""
    case = _locked(case, by, "case.close")
    check_can_agree_closing(by, case)
    case.move_to(Status.CLOSED_REFERRED if referred else Status.CLOSED)
    case.closed_at, case.closed_by = timezone.now(), by
    case.save(update_fields=["status", "closed_at", "closed_by"])
    cancel_duties(None, subject=case, by=by)
    _add_event(case, EventFacts(EventKind.STATUS, on=_today()), by)
    audit.record("case.closed", by=by, subject=case)
    return case


def _open_case_of(person: Person) -> Case | None:
    ends = [Status.CLOSED, Status.CLOSED_REFERRED]
    # The person's row is the lock: two people who find her at once must not open two cases.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return Case.objects.filter(person=person).exclude(status__in=ends).first()


def _locked(case: Case, by: User, verb: str) -> Case:
    """Lock and re-read: two people often open the same case."""
    if case.provenance == Provenance.PUBLISHED and case.organisation_id == by.organisation_id:
        return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    return get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, verb)


def _hand_over(case: Case, *, to: User, by: User) -> None:
    before = case.case_owner
    if before is not None and before.uid != to.uid:
        revoke(case, of=before, by=by)
        revoke(case.person, of=before, by=by)
    case.case_owner = to
    case.save(update_fields=["case_owner"])
    _let_work(case, to, by=by)
    _add_event(case, EventFacts(EventKind.WORKER, on=_today()), by)
    open_duty("case.first_talk", subject=case, event_uid=case.uid, organisation=case.organisation, owner=to, by=by)
    audit.record("case.assigned", by=by, subject=case, to=to.uid, before=before.uid if before else "nobody")


def _let_work(case: Case, user: User, *, by: User, compartments: tuple[Compartment, ...] = WORKER_COMPARTMENTS) -> None:
    for subject in (case, case.person):
        grant(subject, to=user, compartments=compartments, basis=Grant.Basis.ASSIGNED, by=by)


def _add_event(case: Case, facts: EventFacts, by: User, origin: HasUid | None = None) -> CaseEvent:
    event = CaseEvent(
        case=case,
        data_key=case.data_key,
        kind=facts.kind,
        occurred_on=facts.on.value if facts.on else None,
        occurred_time=facts.at,
        precision=facts.on.precision if facts.on else DatePrecision.UNKNOWN,
        movement=facts.movement,
        place=facts.place,
        where=facts.where,
        text=facts.text,
        compartment=facts.compartment,
        source=facts.source,
        origin_label=label_of(origin) if origin else "",
        origin_uid=origin.uid if origin else None,
        recorded_by=by,
    )
    event.save()
    return event


def _today() -> ImpreciseDate:
    return ImpreciseDate(timezone.localdate())
