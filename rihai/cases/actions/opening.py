"""Opening a case, and who works on it.

Not here: what happened to her (`timeline`), or the end of the case (`closing`).
"""

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.cases.facts import CaseFacts, EventFacts
from rihai.cases.followers import tell_of_worker
from rihai.cases.grants import set_right
from rihai.cases.kinds import EventKind
from rihai.cases.locks import check_colleague, lock_case
from rihai.cases.models import Case, Participant
from rihai.cases.permissions import check_can_assign, check_can_open_case, check_can_work
from rihai.cases.reminders import note_worker, pass_on_case_duties, remind_of_first_talk
from rihai.cases.timeline import today, write_event
from rihai.cases.workflow import CASE, CLOSED, Status
from rihai.directory.models import Agency
from rihai.people.erased import check_person_known
from rihai.people.models import Person, Provenance
from rihai.people.pace import compared_from
from rihai.people.search_entries import write_person_entry
from rihai.vault.keys import new_data_key

NO_FACTS = CaseFacts()


@transaction.atomic
def open_case(
    person: Person,
    *,
    by: User,
    facts: CaseFacts = NO_FACTS,
    case_owner: User | None = None,
    origin: HasUid | None = None,
) -> Case:
    """Open the case of a person, or keep the one that is open: a further event is never a second person."""
    check_can_open_case(by, person.organisation_id)
    case = _open_case_of(person)
    if case is None:
        case = _new_case(person, by=by, facts=facts, origin=origin)
        case.save()
        # Whoever was only sought here is held from now on.
        write_person_entry(person, not_before=compared_from(by))
        audit.record("case.opened", by=by, subject=case, person=person.uid)
        if facts.wish:
            _add_first_wish(case, facts, by, origin)
        if case_owner != by:
            _list_finder(case, by)
    if case_owner is not None and case.case_owner is None:
        _hand_over(case, to=case_owner, by=by)
    return case


@transaction.atomic
def assign_case_owner(case: Case, *, to: User, by: User) -> Case:
    """Name the worker. Her predecessor's grants end at once, and what was owed passes on."""
    case = lock_case(case, by, "case.assign")
    check_can_assign(by, case)
    if case.case_owner_id != to.uid:
        _hand_over(case, to=to, by=by)
    return case


@transaction.atomic
def add_participant(
    case: Case, *, part: Participant.Part, by: User, user: User | None = None, agency: Agency | None = None
) -> Participant:
    """A colleague gets the grants of the part; an agency outside is named and gets none."""
    case = lock_case(case, by, "case.work")
    check_can_work(by, case)
    if user is not None:
        check_colleague(user, case, Permission.NOTE_WRITE)
    found = case.participants.filter(part=part, user=user, agency=agency, left_at=None).first()
    if found is not None:
        return found
    participant = Participant.objects.create(case=case, part=part, user=user, agency=agency, added_by=by)
    set_right(case, user, by=by)
    audit.record("case.participant_added", by=by, subject=case, part=str(part), participant=participant.uid)
    return participant


@transaction.atomic
def end_participation(participant: Participant, *, by: User) -> Participant:
    """Somebody leaves the case; what only this part let her open closes at once."""
    case = lock_case(participant.case, by, "case.work")
    check_can_work(by, case)
    participant = case.participants.select_related("user").get(pk=participant.pk)
    if participant.left_at is not None:
        return participant
    participant.left_at, participant.left_by = timezone.now(), by
    participant.save(update_fields=["left_at", "left_by"])
    set_right(case, participant.user, by=by)
    audit.record("case.participant_left", by=by, subject=case, participant=participant.uid)
    return participant


def _new_case(person: Person, *, by: User, facts: CaseFacts, origin: HasUid | None) -> Case:
    return Case(
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


def _add_first_wish(case: Case, facts: CaseFacts, by: User, origin: HasUid | None) -> None:
    """Her first words stand on the timeline at once: the next wish replaces them on the case."""
    # On which day a published account was told is not known by the day we read it.
    on = None if case.provenance == Provenance.PUBLISHED else today()
    write_event(case, EventFacts(EventKind.WISH, on=on, text=facts.wish, detail=facts.may_call), by, origin)


def _open_case_of(person: Person) -> Case | None:
    # The person's row is the lock: two people who find her at once must not open two cases.
    check_person_known(Person.objects.select_for_update(of=("self",)).get(pk=person.pk))
    return Case.objects.filter(person=person).exclude(status__in=CLOSED).first()


def _list_finder(case: Case, by: User) -> None:
    """Whoever opens a case for another stays on it, and everybody who works on it sees that."""
    if case.provenance == Provenance.OWN:
        Participant.objects.create(case=case, part=Participant.Part.FINDER, user=by, added_by=by)
        set_right(case, by, by=by)


def _hand_over(case: Case, *, to: User, by: User) -> None:
    check_colleague(to, case, Permission.CASE_WORK)
    before = case.case_owner
    case.case_owner = to
    case.save(update_fields=["case_owner"])
    tell_of_worker(case, by=by)
    set_right(case, before, by=by)
    set_right(case, to, by=by)
    note_worker(case, by=by)
    pass_on_case_duties(case, of=before, to=to, by=by)
    remind_of_first_talk(case, owner=to, by=by)
    write_event(case, EventFacts(EventKind.WORKER, on=today(), text=to.display_name), by)
    audit.record("case.assigned", by=by, subject=case, to=to.uid, before=before.uid if before else "nobody")
