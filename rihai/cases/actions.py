"""Changes to a case: opening, what she wants, who works with her, what happened, closing by two.

Here: every change of state, with its permission, its audit event and its duties. Not here: what was
found by whom (`rescue`), or which page shows it. Published accounts pass through the same actions and
leave no grants and no duties.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.compartments import Compartment
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.cases.facts import CaseFacts, EventFacts, ScreeningFacts
from rihai.cases.grants import set_right
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, CaseNote, DatePrecision, Participant, TraffickingStatus
from rihai.cases.permissions import (
    can_load,
    check_can_agree_closing,
    check_can_assign,
    check_can_decline_closing,
    check_can_open_case,
    check_can_propose_closing,
    check_can_work,
    check_can_write_note,
)
from rihai.cases.reminders import (
    ask_second_person,
    note_decision,
    note_first_talk,
    pass_on_case_duties,
    remind_of_first_talk,
)
from rihai.cases.rules import NotPossible
from rihai.cases.workflow import CASE, CLOSED, Status
from rihai.directory.models import Agency
from rihai.duties.actions import cancel_duties
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Person, Provenance, YesNoUnknown
from rihai.vault.keys import new_data_key

NO_FACTS = CaseFacts()
PROPOSAL = ["closing_reason", "closing_as", "closing_proposed_at", "closing_proposed_by", "closing_asked_of"]


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
        audit.record("case.opened", by=by, subject=case, person=person.uid)
        if facts.wish:
            _add_first_wish(case, facts, by, origin)
        if case_owner != by:
            _list_finder(case, by)
    if case_owner is not None and case.case_owner is None:
        _hand_over(case, to=case_owner, by=by)
    return case


@transaction.atomic
def record_wish(case: Case, *, words: str, may_call: YesNoUnknown, by: User, seen: str | None = None) -> Case:
    """What she wants now, in her words; the earlier wish stays on the timeline.

    `seen` is the `wish_version` of the page it was written on: an old page must not turn her "no" into "yes".
    """
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    if seen is not None and seen != case.wish_version:
        raise NotPossible(_changed_meanwhile(case))
    case.wish, case.may_call = words, may_call
    case.save(update_fields=["wish", "may_call"])
    event = _add_event(case, EventFacts(EventKind.WISH, on=_today(), text=words, detail=may_call), by)
    note_first_talk(case, by=by)
    audit.record("case.wish_recorded", by=by, subject=case, event=event.uid)
    return case


@transaction.atomic
def hear_again(case: Case, *, facts: CaseFacts, on: ImpreciseDate | None, by: User, origin: HasUid) -> CaseEvent | None:
    """What she said when she was found again: the newest answer counts, and each stays readable.

    Whoever finds her need not work on her case, so that this asks for no more than opening one does.
    """
    check_can_open_case(by, case.organisation_id)
    if not facts.wish and facts.may_call == YesNoUnknown.UNKNOWN:
        return None
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    latest = case.events.filter(kind=EventKind.WISH).order_by("-recorded_at", "uid").first()
    if _is_newest(facts, on, latest):
        _replace_words(case, facts)
    event = _add_event(case, EventFacts(EventKind.WISH, on=on, text=facts.wish, detail=facts.may_call), by, origin)
    audit.record("case.heard_again", by=by, subject=case, event=event.uid)
    return event


@transaction.atomic
def assign_case_owner(case: Case, *, to: User, by: User) -> Case:
    """Name the worker. Her predecessor's grants end at once, and what was owed passes on."""
    case = _locked(case, by, "case.assign")
    check_can_assign(by, case)
    if case.case_owner_id != to.uid:
        _hand_over(case, to=to, by=by)
    return case


@transaction.atomic
def add_participant(
    case: Case, *, part: Participant.Part, by: User, user: User | None = None, agency: Agency | None = None
) -> Participant:
    """A colleague gets the grants of the part; an agency outside is named and gets none."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    if user is not None:
        _check_colleague(user, case, Permission.NOTE_WRITE)
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
    case = _locked(participant.case, by, "case.work")
    check_can_work(by, case)
    participant = case.participants.select_related("user").get(pk=participant.pk)
    if participant.left_at is not None:
        return participant
    participant.left_at, participant.left_by = timezone.now(), by
    participant.save(update_fields=["left_at", "left_by"])
    set_right(case, participant.user, by=by)
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
    """Notes are only added. A correction stands in the compartment of the note that it names."""
    case = _locked(case, by, "note.write")
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
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    case.acts, case.means = list(screening.acts), list(screening.means)
    case.types_of_exploitation = list(screening.types_of_exploitation)
    case.trafficking_status = status
    case.save(update_fields=["acts", "means", "types_of_exploitation", "trafficking_status"])
    _add_event(case, EventFacts(EventKind.SCREENED, on=_today(), detail=str(status)), by)
    audit.record("case.screened", by=by, subject=case, status=str(status))
    return case


@transaction.atomic
def change_status(case: Case, *, to: Status, by: User) -> Case:
    """Steps that one person may take; closing takes two (`propose_closing`, `agree_closing`)."""
    case = _locked(case, by, "case.work")
    check_can_work(by, case)
    if to in CLOSED:
        raise NotPossible(_("A case is closed by two people. Choose “Ask to close”."))
    was = case.status
    case.move_to(to)
    # A reopened case has no closing any more; timeline and audit trail keep that there was one.
    case.closed_at = case.closed_by = None
    case.save(update_fields=["status", "closed_at", "closed_by"])
    _forget_proposal(case, by)
    _add_event(case, EventFacts(EventKind.STATUS, on=_today(), detail=str(to)), by)
    audit.record("case.status_changed", by=by, subject=case, was=was, now=str(to))
    return case


@transaction.atomic
def propose_closing(case: Case, *, reason: str, ask: User, by: User, closing_as: Status = Status.CLOSED) -> Case:
    """Ask a second person to agree; the case stays as it is until she does."""
    case = _locked(case, by, "case.close")
    check_can_propose_closing(by, case)
    _check_colleague(ask, case, Permission.CASE_CLOSE)
    if ask == by:
        raise NotPossible(_("Ask somebody else: nobody closes a case alone."))
    # Says at once if no such step leads from here, before a second person is asked.
    CASE.step(case.status, closing_as)
    case.closing_reason, case.closing_as, case.closing_asked_of = reason, closing_as, ask
    case.closing_proposed_at, case.closing_proposed_by = timezone.now(), by
    case.save(update_fields=PROPOSAL)
    set_right(case, ask, by=by)
    ask_second_person(case, second=ask, by=by)
    audit.record("case.closing_proposed", by=by, subject=case, asked=ask.uid, closing_as=str(closing_as))
    return case


@transaction.atomic
def decline_closing(case: Case, *, by: User) -> Case:
    """The case goes on. The one who asked may take it back herself."""
    case = _locked(case, by, "case.close")
    check_can_decline_closing(by, case)
    _forget_proposal(case, by)
    audit.record("case.closing_declined", by=by, subject=case)
    return case


@transaction.atomic
def agree_closing(case: Case, *, by: User) -> Case:
    """Close: never by time alone, and never by one person."""
    case = _locked(case, by, "case.close")
    check_can_agree_closing(by, case)
    case.move_to(Status(case.closing_as))
    case.closed_at, case.closed_by = timezone.now(), by
    case.save(update_fields=["status", "closed_at", "closed_by"])
    note_decision(case, by=by)
    cancel_duties(None, subject=case, by=by)
    set_right(case, case.closing_asked_of, by=by)
    _add_event(case, EventFacts(EventKind.STATUS, on=_today(), detail=case.closing_as), by)
    audit.record("case.closed", by=by, subject=case, closing_as=case.closing_as)
    return case


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
    on = None if case.provenance == Provenance.PUBLISHED else _today()
    _add_event(case, EventFacts(EventKind.WISH, on=on, text=facts.wish, detail=facts.may_call), by, origin)


def _is_newest(facts: CaseFacts, on: ImpreciseDate | None, latest: CaseEvent | None) -> bool:
    """What is written down late may have been said early. Of a day that nobody knows only a "no" counts."""
    if latest is None or latest.occurred_on is None:
        return True
    return facts.may_call == YesNoUnknown.NO if on is None else on.end >= latest.occurred_on


def _replace_words(case: Case, facts: CaseFacts) -> None:
    """Only by what she did say: not asked is no answer."""
    if facts.wish:
        case.wish = facts.wish
    if facts.may_call != YesNoUnknown.UNKNOWN:
        case.may_call = facts.may_call
    case.save(update_fields=["wish", "may_call"])


def _changed_meanwhile(case: Case) -> str:
    words = _(
        "Somebody has written down a wish since you opened this page. May we call? It says now: %(answer)s."
        " Read the case. If you save again, your words and your answer take its place."
    )
    return words % {"answer": case.get_may_call_display()}


def _open_case_of(person: Person) -> Case | None:
    # The person's row is the lock: two people who find her at once must not open two cases.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return Case.objects.filter(person=person).exclude(status__in=CLOSED).first()


def _locked(case: Case, by: User, verb: str) -> Case:
    """Lock and re-read: two people often open the same case."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.get(pk=case.pk) if can_load(by, case) else get_visible(rows, by, case.uid, verb)


def _list_finder(case: Case, by: User) -> None:
    """Whoever opens a case for another stays on it, and everybody who works on it sees that."""
    if case.provenance == Provenance.OWN:
        Participant.objects.create(case=case, part=Participant.Part.FINDER, user=by, added_by=by)
        set_right(case, by, by=by)


def _hand_over(case: Case, *, to: User, by: User) -> None:
    _check_colleague(to, case, Permission.CASE_WORK)
    before = case.case_owner
    case.case_owner = to
    case.save(update_fields=["case_owner"])
    set_right(case, before, by=by)
    set_right(case, to, by=by)
    pass_on_case_duties(case, to=to, by=by)
    remind_of_first_talk(case, owner=to, by=by)
    _add_event(case, EventFacts(EventKind.WORKER, on=_today(), text=to.display_name), by)
    audit.record("case.assigned", by=by, subject=case, to=to.uid, before=before.uid if before else "nobody")


def _check_colleague(user: User, case: Case, permission: Permission) -> None:
    is_here = user.is_active and user.organisation_id == case.organisation_id
    if not is_here or not user.has(permission):
        raise NotPossible(_("This colleague cannot take this part. Choose somebody whose role allows it."))


def _forget_proposal(case: Case, by: User) -> None:
    """Nobody is asked to close it any more. The reason stays readable; it gives no right by itself."""
    if case.closing_proposed_at is None:
        return
    asked, case.closing_asked_of = case.closing_asked_of, None
    case.closing_proposed_at = case.closing_proposed_by = None
    case.closing_as = ""
    case.save(update_fields=PROPOSAL)
    set_right(case, asked, by=by)
    note_decision(case, by=by)


def _add_event(case: Case, facts: EventFacts, by: User, origin: HasUid | None = None) -> CaseEvent:
    event = CaseEvent(
        case=case,
        data_key=case.data_key,
        kind=facts.kind,
        detail=facts.detail,
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
