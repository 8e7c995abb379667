"""Recording alerts and deciding on them.

Here: the changes of state with permission, grants, duties and audit. Not here: what follows from an
accepted alert (`rescue`), or how alike two alerts are (`duplicates`).
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import get_visible
from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.duties.actions import complete_duties, open_duty
from rihai.intake.duplicates import find_alike, keep_tokens
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.models import Alert, AlertPerson, PossibleDuplicate
from rihai.intake.permissions import check_can_compare, check_can_record, check_can_triage
from rihai.intake.selectors import desk_for_new_alerts, minutes_until_triage
from rihai.intake.workflow import Status
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import Precision
from rihai.people.actions import record_source, register_person
from rihai.people.models import Person, Provenance
from rihai.rescue.actions import open_inquiry
from rihai.rescue.models import Inquiry
from rihai.vault.keys import new_data_key

OPENED_BY_DESK = (Compartment.RECORD, Compartment.IDENTITY, Compartment.SOURCE)


@transaction.atomic
def record_alert(
    *, organisation: Agency, by: User, facts: AlertFacts, provenance: Provenance = Provenance.OWN
) -> Alert:
    """Keep what came in. Everybody named in it becomes a person with a code; the source gets one of its own."""
    check_can_record(by)
    alert = _new_alert(organisation, by, facts, provenance)
    alert.save()
    for one in facts.people:
        _add_person(alert, one, by)
    audit.record("alert.recorded", by=by, subject=alert, kind=facts.kind, channel=facts.channel)
    if provenance == Provenance.OWN:
        _hand_to_desk(alert, by)
        _propose_duplicates(alert, facts, by)
    return alert


@transaction.atomic
def accept_alert(
    alert: Alert, *, priority: str, reason: str, by: User, officer: User | None = None, summary: str = ""
) -> Inquiry:
    """The alert needs a response: an inquiry opens with the same people."""
    alert = _decide(alert, Status.ACCEPTED, priority=priority, code="accept", reason=reason, by=by)
    inquiry = open_inquiry(
        organisation=alert.organisation,
        by=by,
        origin=alert,
        officer=officer,
        people=[one.person for one in alert.people.select_related("person")],
        summary=summary,
        place=alert.place,
        desk=alert.desk,
        provenance=Provenance(alert.provenance),
    )
    alert.inquiry = inquiry
    alert.save(update_fields=["inquiry"])
    audit.record("alert.accepted", by=by, subject=alert, priority=priority, inquiry=inquiry.uid)
    return inquiry


@transaction.atomic
def refer_alert(alert: Alert, *, to: Agency, priority: str, code: str, reason: str, by: User) -> Alert:
    """Another body is competent. Telling it is a step of its own: nothing is sent from here."""
    alert = _decide(alert, Status.REFERRED, priority=priority, code=code, reason=reason, by=by)
    alert.referred_to = to
    alert.save(update_fields=["referred_to"])
    audit.record("alert.referred", by=by, subject=alert, to=to.uid, code=code)
    return alert


@transaction.atomic
def dismiss_alert(alert: Alert, *, code: str, reason: str, by: User) -> Alert:
    """Close an alert that needs no response, keeping the reason for review."""
    alert = _decide(alert, Status.DISMISSED, priority="", code=code, reason=reason, by=by)
    audit.record("alert.dismissed", by=by, subject=alert, code=code)
    return alert


@transaction.atomic
def reopen_alert(alert: Alert, *, by: User) -> Alert:
    """Undo a referral or a dismissal: the alert waits for triage again."""
    alert = _locked(alert, by)
    check_can_triage(by, alert)
    alert.move_to(Status.NEW)
    alert.triage_code, alert.triaged_at, alert.triaged_by, alert.referred_to = "", None, None, None
    alert.save(update_fields=["status", "triage_code", "triaged_at", "triaged_by", "referred_to"])
    event = audit.record("alert.reopened", by=by, subject=alert)
    _open_triage_duty(alert, event_uid=event.uid, by=by)
    return alert


@transaction.atomic
def decide_duplicate(pair: PossibleDuplicate, *, decision: PossibleDuplicate.Decision, by: User) -> PossibleDuplicate:
    """Same or different: the decision is kept either way, and the pair is not proposed again."""
    pair = PossibleDuplicate.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    for alert in (pair.earlier, pair.later):
        check_can_compare(by, get_visible(Alert.objects, by, alert.uid, "alert.compare"))
    pair.decision, pair.decided_at, pair.decided_by = decision, timezone.now(), by
    pair.save(update_fields=["decision", "decided_at", "decided_by"])
    complete_duties("alert.compare", subject=pair.earlier, by=by)
    audit.record("alert.compared", by=by, subject=pair.later, earlier=pair.earlier_id, decision=str(decision))
    return pair


def _new_alert(organisation: Agency, by: User, facts: AlertFacts, provenance: Provenance) -> Alert:
    source = record_source(organisation=organisation, by=by, facts=facts.source) if facts.source else None
    return Alert(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.ALERT),
        desk=facts.desk or desk_for_new_alerts(organisation),
        kind=facts.kind,
        channel=facts.channel,
        received_at=facts.received_at,
        received_by=by,
        happened_on=facts.happened.value if facts.happened else None,
        precision=facts.happened.precision if facts.happened else Precision.UNKNOWN,
        what=facts.what,
        where=facts.where,
        who=facts.who,
        place=facts.place,
        people_expected=facts.people_expected,
        danger_now=facts.danger_now,
        sign_of_exploitation=facts.sign_of_exploitation,
        signs=list(facts.signs),
        source=source,
        provenance=provenance,
    )


def _add_person(alert: Alert, one: AlertPersonFacts, by: User) -> AlertPerson:
    person = register_person(
        organisation=alert.organisation,
        by=by,
        facts=one.person,
        provenance=Provenance(alert.provenance),
        pseudonym=one.pseudonym,
    )
    return AlertPerson.objects.create(
        alert=alert,
        person=person,
        acts=list(one.screening.acts),
        means=list(one.screening.means),
        types_of_exploitation=list(one.screening.types_of_exploitation),
        added_by=by,
    )


def _hand_to_desk(alert: Alert, by: User) -> None:
    people = list(Person.objects.filter(alerts__alert=alert))
    for subject in filter(None, (alert, alert.source, *people)):
        grant(subject, to=by, compartments=OPENED_BY_DESK, basis=Grant.Basis.ASSIGNED, by=by)
        if alert.desk is not None:
            grant(subject, to=alert.desk, compartments=OPENED_BY_DESK, basis=Grant.Basis.DESK, by=by)
    _open_triage_duty(alert, event_uid=alert.uid, by=by)


def _open_triage_duty(alert: Alert, *, event_uid: UUID, by: User) -> None:
    open_duty(
        "alert.triage",
        subject=alert,
        event_uid=event_uid,
        organisation=alert.organisation,
        due_at=timezone.now() + timedelta(minutes=minutes_until_triage(alert)),
        desk=alert.desk,
        owner=None if alert.desk else by,
        by=by,
    )


def _propose_duplicates(alert: Alert, facts: AlertFacts, by: User) -> None:
    for like in find_alike(alert, keep_tokens(alert, facts)):
        pair = PossibleDuplicate.objects.create(earlier=like.alert, later=alert, reasons=list(like.reasons))
        audit.record("alert.likeness_proposed", by=None, subject=like.alert, later=alert.uid)
        if not Alert.objects.visible_to(by).filter(pk=like.alert.pk).exists():
            _tell_holder(like.alert, alert, pair)


def _tell_holder(earlier: Alert, later: Alert, pair: PossibleDuplicate) -> None:
    """The holder hears of it, the one who asked does not (design rule 13)."""
    desk: Desk | None = earlier.desk
    open_duty(
        "alert.compare",
        subject=earlier,
        event_uid=pair.uid,
        organisation=earlier.organisation,
        desk=desk,
        owner=None if desk else earlier.received_by,
        detail=later.reference,
        by=None,
    )


def _decide(alert: Alert, to: Status, *, priority: str, code: str, reason: str, by: User) -> Alert:
    alert = _locked(alert, by)
    check_can_triage(by, alert)
    alert.move_to(to)
    alert.priority, alert.triage_code, alert.triage_reason = priority, code, reason
    alert.triaged_at, alert.triaged_by = timezone.now(), by
    alert.save(update_fields=["status", "priority", "triage_code", "triage_reason", "triaged_at", "triaged_by"])
    if alert.provenance == Provenance.OWN:
        complete_duties("alert.triage", subject=alert, by=by)
    return alert


def _locked(alert: Alert, by: User) -> Alert:
    """Lock and re-read: two people often open the same alert."""
    if alert.provenance == Provenance.PUBLISHED and alert.organisation_id == by.organisation_id:
        return Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    return get_visible(Alert.objects.select_for_update(of=("self",)), by, alert.uid, "alert.triage")
