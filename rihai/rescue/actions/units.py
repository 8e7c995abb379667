"""The police units of an operation: which is told and when, what it answered, the ladder after a refusal.

The coordinator chooses the unit. Police lead: an operation counts as acknowledged once a leading unit has
acknowledged, and a unit may take that back. Nothing here tells anybody anything by itself.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.directory.rules import police_kinds
from rihai.duties.actions import cancel_duties, complete_duties
from rihai.lib.workflow import NotPossible
from rihai.rescue.facts import AnswerFacts
from rihai.rescue.locks import check_not_before, check_not_in_future, check_recent, lock_operation, needed
from rihai.rescue.models import LadderStep, Operation, UnitAnswer, UnitContact
from rihai.rescue.permissions import check_can_plan_operation
from rihai.rescue.reminders import (
    forget_ladder,
    hasten_ladder,
    remind_of_answer,
    remind_of_rung,
    remind_to_tell,
)
from rihai.rescue.rules.ladder import load_rungs
from rihai.rescue.rules.ladder import rung as rung_of
from rihai.rescue.standing import check_standing, settle
from rihai.rescue.workflow import OperationStatus

Answer = UnitContact.Answer
# A time that has just gone by may still be chosen: the reminder is then due at once.
LATE_CHOICE: Final = timedelta(days=1)


@transaction.atomic
def choose_unit(
    operation: Operation, *, agency: Agency, tell_at: datetime | None, by: User, is_lead: bool = True
) -> UnitContact:
    """Choose whom to tell, and when. Choosing the same unit again moves the time, until it is told."""
    operation = _lock_running(operation, by)
    if is_lead and agency.kind not in police_kinds():
        raise NotPossible(_("Only a police unit leads an operation. Add this body as supporting."))
    if not Agency.objects.routable(operation.organisation_id).filter(pk=agency.pk).exists():
        raise NotPossible(_("This body is not offered in your organisation. Choose another."))
    contact = operation.units.filter(agency=agency).first()
    if tell_at is not None and tell_at < timezone.now() - LATE_CHOICE:
        raise NotPossible(_("The time to tell the unit lies more than a day back. Choose when it will be told."))
    if contact is None:
        contact = UnitContact(operation=operation, agency=agency, chosen_by=by)
    elif contact.told_at is not None and contact.withdrawn_at is None:
        raise NotPossible(_("This unit was told already. Record its answer."))
    contact.tell_at, contact.is_lead = tell_at, is_lead
    contact.withdrawn_at = contact.withdrawn_by = None
    contact.save()
    if contact.told_at is None:
        remind_to_tell(contact, by=by)
    settle(operation)
    audit.record("operation.unit_chosen", by=by, subject=operation, unit=agency.uid, leads=is_lead)
    return contact


@transaction.atomic
def tell_unit(contact: UnitContact, *, by: User, at: datetime | None = None) -> UnitContact:
    """Record that the unit was told. Telling twice changes nothing."""
    operation = _lock_running(contact.operation, by)
    contact = operation.units.select_for_update(of=("self",)).get(pk=contact.pk)
    check_standing(contact)
    if contact.told_at is not None:
        return contact
    moment = at or timezone.now()
    check_not_in_future(moment)
    check_recent(moment)
    contact.told_at, contact.told_by = moment, by
    contact.save(update_fields=["told_at", "told_by"])
    remind_of_answer(contact, by=by)
    settle(operation)
    audit.record("operation.unit_told", by=by, subject=operation, unit=contact.agency_id)
    return contact


@transaction.atomic
def record_answer(contact: UnitContact, *, facts: AnswerFacts, by: User) -> UnitAnswer:
    """Record what a told unit answered, be it after the end. A refusal by a leading unit opens the ladder."""
    operation = _lock_not_called_off(contact.operation, by)
    contact = operation.units.select_for_update(of=("self",)).get(pk=contact.pk)
    check_standing(contact)
    _check_answer(contact, facts)
    answer = _write_answer(contact, facts, by)
    complete_duties("operation.answer", subject=contact, by=by)
    settle(operation)
    if contact.is_lead:
        _follow_up(contact, answer, by)
    audit.record(
        "operation.answered", by=by, subject=operation, unit=contact.agency_id, answer=str(facts.answer),
        officer_role=str(facts.officer_role),
    )  # fmt: skip
    return answer


@transaction.atomic
def take_rung(operation: Operation, *, refusal: UnitAnswer, rung: str, note: str, by: User) -> LadderStep:
    """Climb: record the step taken after a refusal. A higher one may come first, never the same twice."""
    operation = _lock_not_called_off(operation, by)
    refusal = UnitAnswer.objects.select_related("contact").get(pk=refusal.pk, contact__operation=operation)
    chosen = rung_of(rung)
    if chosen not in load_rungs() or refusal.answer != Answer.REFUSED:
        raise ValueError("A rung is a code of refusal_ladder.yaml, taken after a refusal")
    check_standing(refusal.contact)
    if refusal.contact.answer != Answer.REFUSED:
        raise NotPossible(_("This unit does not refuse any more. There is nothing to climb."))
    taken = set(refusal.ladder_steps.values_list("rung", flat=True))
    if any(one.code in taken and one.order >= chosen.order for one in load_rungs()):
        raise NotPossible(_("This step, or a higher one, was taken already."))
    note = needed(note, _("Write down to whom you turned and how, so that it can be proved."))
    step = LadderStep(
        operation=operation, data_key=operation.data_key, refusal=refusal, rung=rung, note=note, taken_by=by
    )
    step.save()
    remind_of_rung(refusal.contact, chosen, event=step, since=step.taken_at, by=by)
    audit.record("operation.rung_taken", by=by, subject=operation, rung=rung)
    return step


@transaction.atomic
def record_rung_outcome(step: LadderStep, *, outcome: LadderStep.Outcome, by: User) -> LadderStep:
    """Say whether a step helped. If so the unit's new answer is owed; if not, the next rung is due now."""
    operation = _lock_not_called_off(step.operation, by)
    step = LadderStep.objects.select_related("refusal__contact").get(pk=step.pk, operation=operation)
    step.outcome = outcome
    step.save(update_fields=["outcome"])
    contact = step.refusal.contact
    if outcome == LadderStep.Outcome.HELPED:
        cancel_duties("operation.ladder", subject=contact, by=by)
        remind_of_answer(contact, by=by)
    if outcome == LadderStep.Outcome.NO_HELP:
        hasten_ladder(contact, by=by)
    audit.record("operation.rung_answered", by=by, subject=operation, rung=step.rung, outcome=str(outcome))
    return step


def _follow_up(contact: UnitContact, answer: UnitAnswer, by: User) -> None:
    """A leading unit has answered: a refusal is not the end, and who acted first still owes its acknowledgement."""
    if contact.operation.acknowledgement != Operation.Acknowledgement.TO_FOLLOW:
        complete_duties("operation.acknowledgement", subject=contact.operation, by=by)
    if answer.answer == Answer.ACKNOWLEDGED:
        forget_ladder(contact.operation, by=by)
    else:
        remind_of_rung(contact, None, event=answer, since=answer.answered_at, by=by)


def _lock_running(operation: Operation, by: User) -> Operation:
    operation = _lock_not_called_off(operation, by)
    if operation.is_over:
        raise NotPossible(_("This operation has ended. No further unit is told about it."))
    return operation


def _lock_not_called_off(operation: Operation, by: User) -> Operation:
    """The police may acknowledge or refuse after the end too."""
    operation = lock_operation(operation, by, "operation.plan")
    check_can_plan_operation(by, operation)
    if operation.status == OperationStatus.CALLED_OFF:
        raise NotPossible(_("This operation was called off. Nothing is added to it any more."))
    return operation


def _check_answer(contact: UnitContact, facts: AnswerFacts) -> None:
    if contact.told_at is None:
        raise NotPossible(_("Record first that the unit was told."))
    if facts.answer not in (Answer.ACKNOWLEDGED, Answer.REFUSED):
        raise ValueError("A unit acknowledges or refuses")
    check_not_in_future(facts.at)
    check_not_before(
        facts.at, contact.told_at, _("The unit cannot have answered before it was told. Correct when it answered.")
    )
    if not contact.operation.is_over:
        check_recent(facts.at)
    if facts.answer == Answer.REFUSED:
        needed(facts.words, _("Write down the refusal in the words used, and who heard them."))


def _write_answer(contact: UnitContact, facts: AnswerFacts, by: User) -> UnitAnswer:
    answer = UnitAnswer(
        contact=contact,
        data_key=contact.operation.data_key,
        answer=facts.answer,
        officer_role=facts.officer_role,
        officer=facts.officer.strip(),
        words=facts.words.strip(),
        answered_at=facts.at,
        recorded_by=by,
    )
    answer.save()
    contact.answer = facts.answer
    contact.save(update_fields=["answer"])
    return answer
