"""Recording alerts and deciding on them.

Here: the changes of state with permission, grants, duties and audit. Not here: what follows from an
accepted alert (`rescue`), or how alike two alerts are (`duplicates`).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.scope import get_visible
from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.duties.actions import cancel_duties, complete_duties, open_duty, repeat_duty
from rihai.intake.duplicates import find_alike
from rihai.intake.facts import AlertFacts, AlertPersonFacts
from rihai.intake.models import Alert, AlertDecision, AlertPerson, PossibleDuplicate
from rihai.intake.permissions import (
    MISSING,
    check_can_compare,
    check_can_file_missing,
    check_can_record,
    check_can_triage,
)
from rihai.intake.rules import check_code, is_reason_to_refer
from rihai.intake.selectors import ages_of, desk_for_new_alerts, minutes_until_triage, urgency_until_triage
from rihai.intake.tokens import tokens_of, write_tokens
from rihai.intake.workflow import Status
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import Precision
from rihai.lib.workflow import NotPossible
from rihai.people.actions import RECORDER_KEEPS, record_source, register_person
from rihai.people.models import Person, Provenance, YesNoUnknown
from rihai.rescue.actions import open_inquiry
from rihai.rescue.models import Inquiry, Priority
from rihai.tracing.actions import file_report
from rihai.tracing.facts import ReportFacts
from rihai.tracing.models import MissingReport
from rihai.vault.keys import new_data_key

OPENED = {
    "intake.alert": (Compartment.RECORD, Compartment.IDENTITY, Compartment.SOURCE),
    "people.source": (Compartment.RECORD, Compartment.SOURCE),
    "people.person": (Compartment.RECORD, Compartment.IDENTITY),
}


@transaction.atomic
def record_alert(
    *, organisation: Agency, by: User, facts: AlertFacts, provenance: Provenance = Provenance.OWN
) -> Alert:
    """Keep what came in. Everybody named in it becomes a person with a code; the source gets one of its own."""
    check_can_record(by, organisation.uid)
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
    """The alert needs a response: an inquiry opens with the same people, and its officer may read the alert."""
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
        priority=Priority.of(priority),
        provenance=Provenance(alert.provenance),
    )
    alert.inquiry = inquiry
    alert.save(update_fields=["inquiry"])
    if inquiry.officer is not None and alert.provenance == Provenance.OWN:
        _let_open([alert, alert.source], inquiry.officer, by, origin=inquiry)
    if alert.kind == MISSING and alert.provenance == Provenance.OWN:
        # The search stays open and is gone through again at intervals, until the inquiry is closed.
        repeat_duty(
            "inquiry.review",
            subject=inquiry,
            organisation=inquiry.organisation,
            owner=inquiry.officer,
            desk=None if inquiry.officer else inquiry.desk,
            by=by,
        )
    audit.record("alert.accepted", by=by, subject=alert, priority=priority or "not_stated", inquiry=inquiry.uid)
    return inquiry


@transaction.atomic
def file_missing_report(alert: Alert, *, facts: ReportFacts, by: User) -> MissingReport:
    """The search has a report of its own from now on, with the same officer; the inquiry's review would be a second."""
    alert = _locked(alert, by)
    check_can_file_missing(by, alert)
    inquiry = alert.inquiry
    report = file_report(
        organisation=alert.organisation,
        by=by,
        facts=facts,
        origin=alert,
        officer=inquiry.officer if inquiry else None,
    )
    if inquiry is not None:
        cancel_duties("inquiry.review", subject=inquiry, by=by)
    audit.record("alert.report_filed", by=by, subject=alert, report=report.uid)
    return report


@transaction.atomic
def refer_alert(alert: Alert, *, to: Agency, priority: str, code: str, reason: str, by: User) -> Alert:
    """Another body is competent. Nothing is sent from here: telling it is owed by whoever decided."""
    check_code(code, "referral_reasons")
    if to.uid == alert.organisation_id:
        raise NotPossible(_("Choose another body: this is your own organisation."))
    alert = _decide(alert, Status.REFERRED, priority=priority, code=code, reason=reason, by=by, to=to)
    is_danger = alert.danger_now == YesNoUnknown.YES
    if not is_reason_to_refer(code, is_danger=is_danger, ages=ages_of(alert)):
        raise NotPossible(
            _("A child in danger is not passed on for lack of capacity. Accept the alert, and ask for help.")
        )
    event = audit.record("alert.referred", by=by, subject=alert, to=to.uid, code=code)
    open_duty("alert.tell", subject=alert, event_uid=event.uid, organisation=alert.organisation, owner=by, by=by)
    return alert


@transaction.atomic
def dismiss_alert(alert: Alert, *, code: str, reason: str, by: User) -> Alert:
    """Close an alert that needs no response, keeping the reason for review."""
    check_code(code, "dismissal_reasons")
    alert = _decide(alert, Status.DISMISSED, priority="", code=code, reason=reason, by=by)
    audit.record("alert.dismissed", by=by, subject=alert, code=code)
    return alert


@transaction.atomic
def reopen_alert(alert: Alert, *, by: User) -> Alert:
    """Take a referral or a dismissal back: the alert waits for triage again, and the decision stays readable."""
    alert = _locked(alert, by)
    check_can_triage(by, alert)
    alert.move_to(Status.NEW)
    alert.save(update_fields=["status"])
    alert.decisions.filter(taken_back_at=None).update(taken_back_at=timezone.now(), taken_back_by=by)
    complete_duties("alert.tell", subject=alert, by=by)
    event = audit.record("alert.reopened", by=by, subject=alert)
    _open_triage_duty(alert, event_uid=event.uid, since=timezone.now(), by=by)
    return alert


@transaction.atomic
def decide_duplicate(pair: PossibleDuplicate, *, decision: PossibleDuplicate.Decision, by: User) -> PossibleDuplicate:
    """Same or different: the decision is kept either way, and the pair is not proposed again."""
    pair = PossibleDuplicate.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    for uid in (pair.earlier_id, pair.later_id):
        check_can_compare(by, get_visible(Alert.objects.all(), by, uid, "alert.compare"))
    if decision == PossibleDuplicate.Decision.OPEN:
        raise ValueError("A decision says whether the two are the same matter")
    pair.decision, pair.decided_at, pair.decided_by = decision, timezone.now(), by
    pair.save(update_fields=["decision", "decided_at", "decided_by"])
    if not pair.earlier.later_duplicates.filter(decision=PossibleDuplicate.Decision.OPEN).exists():
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
    subjects = [alert, alert.source, *Person.objects.filter(alerts__alert=alert)]
    if alert.desk is not None:
        _let_open(subjects, alert.desk, by, origin=alert)
    # Whoever took the call can complete it for some days; after that it is the desk's and the officer's work.
    until = timezone.now() + RECORDER_KEEPS if alert.desk else None
    _let_open(subjects, by, by, origin=alert, until=until)
    # The promise runs from the call, however late somebody writes it down.
    _open_triage_duty(alert, event_uid=alert.uid, since=alert.received_at, by=by)


def _let_open(
    subjects: Iterable[models.Model | None],
    to: User | Desk,
    by: User,
    *,
    origin: Alert | Inquiry,
    until: datetime | None = None,
) -> None:
    basis = Grant.Basis.ASSIGNED if isinstance(to, User) else Grant.Basis.DESK
    for subject in filter(None, subjects):
        opened = OPENED[subject._meta.label_lower]
        grant(subject, to=to, compartments=opened, basis=basis, by=by, until=until, origin=origin)


def _open_triage_duty(alert: Alert, *, event_uid: UUID, since: datetime, by: User) -> None:
    """At the alert's desk; without one the duty finds a desk by its rule, never somebody who may not decide."""
    open_duty(
        "alert.triage",
        subject=alert,
        event_uid=event_uid,
        organisation=alert.organisation,
        due_at=since + timedelta(minutes=minutes_until_triage(alert)),
        desk=alert.desk,
        detail=urgency_until_triage(alert),
        by=by,
    )


def _propose_duplicates(alert: Alert, facts: AlertFacts, by: User) -> None:
    # Two people who record the same call at once must still meet: one of them waits here.
    Agency.objects.select_for_update(no_key=True).get(pk=alert.organisation_id)
    tokens = tokens_of(facts, alert.organisation_id)
    alike = find_alike(alert, tokens.sought)
    write_tokens(alert, tokens.written)
    visible = set(
        Alert.objects.visible_to(by).filter(pk__in=[like.alert.pk for like in alike]).values_list("pk", flat=True)
    )
    for like in alike:
        pair = PossibleDuplicate.objects.create(earlier=like.alert, later=alert, reasons=list(like.reasons))
        audit.record("alert.likeness_proposed", by=None, subject=like.alert, later=alert.uid)
        if like.alert.pk not in visible:
            _tell_holder(like.alert, alert, pair)


def _tell_holder(earlier: Alert, later: Alert, pair: PossibleDuplicate) -> None:
    """The holder hears of it, the one who asked does not (design rule 13)."""
    open_duty(
        "alert.compare",
        subject=earlier,
        event_uid=pair.uid,
        organisation=earlier.organisation,
        desk=earlier.desk,
        owner=None if earlier.desk else earlier.received_by,
        detail=later.reference,
        by=None,
    )


def _decide(
    alert: Alert, status: Status, *, priority: str, code: str, reason: str, by: User, to: Agency | None = None
) -> Alert:
    alert = _locked(alert, by)
    check_can_triage(by, alert)
    alert.move_to(status)
    alert.priority = priority
    alert.save(update_fields=["status", "priority"])
    AlertDecision(
        alert=alert,
        data_key=alert.data_key,
        outcome=status,
        priority=priority,
        code=code,
        reason=reason,
        referred_to=to,
        decided_by=by,
    ).save()
    if alert.provenance == Provenance.OWN:
        complete_duties("alert.triage", subject=alert, by=by)
    return alert


def _locked(alert: Alert, by: User) -> Alert:
    """Lock and re-read: two people often open the same alert."""
    rows = Alert.objects.select_for_update(of=("self",))
    if alert.provenance == Provenance.PUBLISHED and alert.organisation_id == by.organisation_id:
        return rows.get(pk=alert.pk)
    return get_visible(rows, by, alert.uid, "alert.triage")
