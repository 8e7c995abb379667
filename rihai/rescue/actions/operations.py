"""Planning, starting and ending an operation, and recording one that was over before it was recorded.

Police lead. An operation of ours starts when a leading unit has acknowledged and nothing of the risk check
is missing. Police may act first: then it starts at once, and their acknowledgement is owed within a day.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import DatePrecision
from rihai.directory.models import Agency
from rihai.directory.rules import police_kinds
from rihai.duties.actions import open_duty
from rihai.lib.codes import Reference, new_reference
from rihai.lib.workflow import NotPossible
from rihai.offences.actions import set_premises_standing
from rihai.offences.models import Premises
from rihai.offences.permissions import can_edit_premises
from rihai.people.models import Provenance
from rihai.rescue.facts import AnswerFacts, Circumstances, OperationFacts, PastOperationFacts
from rihai.rescue.listing import LEAST_LISTED, write_entry
from rihai.rescue.locks import (
    check_not_before,
    check_not_in_future,
    check_own_organisation,
    check_recent,
    lock_inquiry,
    lock_operation,
    needed,
)
from rihai.rescue.models import Inquiry, NeedToKnow, Operation, RiskAnswer, UnitAnswer, UnitContact
from rihai.rescue.permissions import (
    check_can_answer_risk,
    check_can_plan_operation,
    check_can_record_past_operation,
    check_can_start_operation,
)
from rihai.rescue.reminders import forget_units
from rihai.rescue.rules.errors import GateClosed
from rihai.rescue.rules.risk import SHOWN_BY_RECORDS, risk_item
from rihai.rescue.selectors.risk import risk_check_of
from rihai.rescue.workflow import OPERATION, InquiryStatus, OperationStatus
from rihai.vault.keys import new_data_key

HOURS_FOR_ACKNOWLEDGEMENT: Final = 24


@transaction.atomic
def plan_operation(inquiry: Inquiry | None, *, facts: OperationFacts, by: User) -> Operation:
    """Plan an operation. From now on only those on its list know of it, and they are at least two."""
    check_can_plan_operation(by, inquiry)
    if inquiry is not None:
        inquiry = lock_inquiry(inquiry, by, "inquiry.work")
        if inquiry.status == InquiryStatus.CLOSED:
            raise NotPossible(_("This inquiry is closed. Reopen it before you plan."))
    others = {listed.user: listed.why for listed in facts.others if listed.user != by}
    if len(others) + 1 < LEAST_LISTED:
        raise NotPossible(_("Nobody plans alone. Name at least one colleague who needs to know."))
    operation = _new_operation(by, part=facts.part, inquiry=inquiry, premises=facts.premises)
    _describe(operation, facts.circumstances)
    operation.plan = facts.plan
    operation.save()
    write_entry(operation, by, NeedToKnow.Why.PLANS, by=by)
    for user, why in others.items():
        write_entry(operation, user, why, by=by)
    audit.record("operation.planned", by=by, subject=operation, listed=[by.uid, *(user.uid for user in others)])
    return operation


@transaction.atomic
def describe_operation(
    operation: Operation, *, part: Operation.Part, circumstances: Circumstances, plan: str, by: User
) -> Operation:
    """Rewrite the plan and what decides which questions are asked."""
    operation = lock_operation(operation, by, "operation.plan")
    check_can_plan_operation(by, operation)
    if not operation.is_before_start:
        raise NotPossible(_("The operation has started. Its plan is not rewritten any more."))
    _describe(operation, circumstances)
    operation.part, operation.plan = part, plan
    operation.save()
    audit.record("operation.described", by=by, subject=operation, interstate=str(circumstances.interstate))
    return operation


@transaction.atomic
def answer_risk_item(operation: Operation, *, item: str, answer: str, by: User, note: str = "") -> RiskAnswer:
    """Answer one question. What records show is not ticked; a changed answer is a new row."""
    operation = lock_operation(operation, by, "operation.answer_risk")
    check_can_answer_risk(by, operation)
    asked = risk_item(item)
    if asked is None or item in SHOWN_BY_RECORDS or not asked.accepts(answer):
        raise ValueError("Items and answers are codes of risk_check.yaml; some are read from records only")
    if operation.status == OperationStatus.CALLED_OFF:
        raise NotPossible(_("This operation was called off. Its risk check is closed."))
    given = RiskAnswer(
        operation=operation, data_key=operation.data_key, item=item, answer=answer, note=note, answered_by=by
    )
    given.save()
    audit.record("operation.risk_answered", by=by, subject=operation, item=item, answer=answer)
    return given


@transaction.atomic
def start_operation(operation: Operation, *, at: datetime, by: User) -> Operation:
    """Start with the police. Every missing item of the gate stands in the way, with its words."""
    operation = lock_operation(operation, by, "operation.start")
    check_can_start_operation(by, operation)
    check_not_in_future(at)
    check_recent(at)
    missing = risk_check_of(operation).missing_for_start()
    if missing:
        raise GateClosed([item.code for item in missing])
    if operation.status != OperationStatus.ACKNOWLEDGED:
        raise NotPossible(_("Without the acknowledgement of the police no operation starts."))
    check_not_before(
        at,
        _acknowledged_at(operation),
        _("It cannot have started before the police acknowledged. Correct the time, or record that they acted first."),
    )
    _start(operation, at, by)
    audit.record("operation.started", by=by, subject=operation, way="acknowledged")
    return operation


@transaction.atomic
def start_police_first(operation: Operation, *, unit: Agency, facts: AnswerFacts, by: User) -> Operation:
    """The police act before our checks are done. It starts at once; within 24 hours they acknowledge."""
    operation = lock_operation(operation, by, "operation.start")
    check_can_start_operation(by, operation)
    check_not_in_future(facts.at)
    check_recent(facts.at)
    if unit.kind not in police_kinds():
        raise NotPossible(_("Only a police unit can act first. Choose the unit that acts."))
    needed(facts.officer, _("Write down who told you that the police act: the officer's name."))
    forget_units(operation, by=by)
    _write_that_they_acted(operation, unit, facts, by)
    operation.kind = Operation.Kind.POLICE_FIRST
    if operation.acknowledgement != Operation.Acknowledgement.GIVEN:
        operation.acknowledgement = Operation.Acknowledgement.TO_FOLLOW
        _owe_acknowledgement(operation, facts.at, by)
    _start(operation, facts.at, by)
    audit.record("operation.started", by=by, subject=operation, way="police_first", unit=unit.uid)
    return operation


@transaction.atomic
def end_operation(operation: Operation, *, result: Operation.Result, note: str, by: User) -> Operation:
    """End what was started. A missing acknowledgement stays owed."""
    operation = lock_operation(operation, by, "operation.start")
    check_can_start_operation(by, operation)
    if result == Operation.Result.NOBODY_FOUND and operation.found.exists():
        raise NotPossible(_("People are recorded as found in this operation. Choose how it ended for them."))
    operation.move_to(OperationStatus.ENDED)
    _finish(operation, result, note, by)
    if result == Operation.Result.WRONG_PLACE:
        _clear_premises(operation, by)
    audit.record("operation.ended", by=by, subject=operation, result=str(result))
    return operation


@transaction.atomic
def call_off(operation: Operation, *, reason: str, by: User, result: Operation.Result | None = None) -> Operation:
    """Give it up, before or after the start, with the reason; say if somebody had warned them."""
    operation = lock_operation(operation, by, "operation.start")
    check_can_start_operation(by, operation)
    reason = needed(reason, _("Write down why the operation is called off."))
    operation.move_to(OperationStatus.CALLED_OFF)
    _finish(operation, result, reason, by)
    audit.record("operation.called_off", by=by, subject=operation, result=str(result or "not_stated"))
    return operation


@transaction.atomic
def record_past_operation(
    *, organisation: Agency, by: User, facts: PastOperationFacts, provenance: Provenance = Provenance.OWN
) -> Operation:
    """Record an operation afterwards: the month stays a month, and what nobody stated stays not stated.

    No unit, risk check or second person is filled in. It was over before it came here, so that it never
    passes through the steps of the workflow.
    """
    check_can_record_past_operation(by)
    check_own_organisation(organisation, by, "operation.record_past")
    operation = _new_operation(
        by, part=facts.part, inquiry=facts.inquiry, premises=facts.premises, status=OperationStatus.ENDED
    )
    operation.kind = Operation.Kind.RECORDED_AFTERWARDS
    operation.acknowledgement = Operation.Acknowledgement.NOT_STATED
    operation.provenance = provenance
    if facts.occurred is not None:
        operation.occurred_on = facts.occurred.value
        operation.precision = DatePrecision(facts.occurred.precision.value)
    operation.result = facts.result or ""
    operation.closing_note = facts.note
    operation.save()
    if provenance == Provenance.OWN:
        write_entry(operation, by, NeedToKnow.Why.PLANS, by=by)
    audit.record("operation.recorded_afterwards", by=by, subject=operation, provenance=str(provenance))
    return operation


def _new_operation(
    by: User,
    *,
    part: Operation.Part,
    inquiry: Inquiry | None,
    premises: Premises | None,
    status: OperationStatus = OPERATION.start,
) -> Operation:
    return Operation(
        organisation=by.organisation,
        data_key=new_data_key(agencies=[by.organisation_id]),
        reference=new_reference(Reference.OPERATION),
        inquiry=inquiry,
        part=part,
        status=status,
        premises=premises,
        recorded_by=by,
    )


def _describe(operation: Operation, circumstances: Circumstances) -> None:
    operation.child_possible = circumstances.child_possible
    operation.without_warrant = circumstances.without_warrant
    operation.other_language = circumstances.other_language
    operation.interstate = circumstances.interstate


def _start(operation: Operation, at: datetime, by: User) -> None:
    operation.move_to(OperationStatus.STARTED)
    operation.started_at, operation.started_by = at, by
    operation.start_recorded_at = timezone.now()
    operation.occurred_on, operation.precision = timezone.localdate(at), DatePrecision.DAY
    operation.save()


def _acknowledged_at(operation: Operation) -> datetime | None:
    """When the first leading unit that still stands by it acknowledged."""
    acknowledged = UnitContact.Answer.ACKNOWLEDGED
    standing = operation.units.standing().filter(is_lead=True, answer=acknowledged)
    answers = UnitAnswer.objects.filter(contact__in=standing, answer=acknowledged)
    return min(answers.values_list("answered_at", flat=True), default=None)


def _finish(operation: Operation, result: Operation.Result | None, note: str, by: User) -> None:
    operation.result, operation.closing_note = result or "", note
    operation.ended_at, operation.ended_by = timezone.now(), by
    operation.save()
    forget_units(operation, by=by)


def _clear_premises(operation: Operation, by: User) -> None:
    """A wrong house carries no mark."""
    if operation.premises is not None and can_edit_premises(by):
        set_premises_standing(operation.premises, standing=Premises.Standing.CLEARED, by=by)


def _write_that_they_acted(operation: Operation, unit: Agency, facts: AnswerFacts, by: User) -> None:
    acted = UnitContact.Answer.ACTED_FIRST
    contact = operation.units.filter(agency=unit).first()
    if contact is None:
        contact = UnitContact(operation=operation, agency=unit, chosen_by=by)
    contact.is_lead = True
    contact.withdrawn_at = contact.withdrawn_by = None
    if contact.told_at is None:
        contact.told_at, contact.told_by = facts.at, by
    if contact.answer != UnitContact.Answer.ACKNOWLEDGED:
        contact.answer = acted
    contact.save()
    UnitAnswer(
        contact=contact,
        data_key=operation.data_key,
        answer=acted,
        officer_role=facts.officer_role,
        officer=facts.officer.strip(),
        words=facts.words.strip(),
        answered_at=facts.at,
        recorded_by=by,
    ).save()


def _owe_acknowledgement(operation: Operation, at: datetime, by: User) -> None:
    open_duty(
        "operation.acknowledgement",
        subject=operation,
        event_uid=operation.uid,
        organisation=operation.organisation,
        owner=by,
        due_at=at + timedelta(hours=HOURS_FOR_ACKNOWLEDGEMENT),
        by=by,
    )
