"""A refusal to register as an event, and the ladder against it: each step with its day and its answer.

Not here: which rung follows, and when (`ladder`).
"""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts import RefusalFacts, StepFacts
from rihai.prosecution.ladder import next_due, next_rung, rung
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase, LegalEvent, Refusal, RefusalStep
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.reminders import LADDER, remind, settle
from rihai.prosecution.timeline import on_day, write_event
from rihai.prosecution.workflow import LegalStatus


@transaction.atomic
def record_refusal(legal_case: LegalCase, *, facts: RefusalFacts, by: User) -> Refusal:
    """Police do not register. From now on the next step is owed to somebody."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if legal_case.status != LegalStatus.REFUSED:
        legal_case.move_to(LegalStatus.REFUSED)
        legal_case.save(update_fields=["status"])
    refusal = Refusal(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        station=legal_case.station,
        refused_on=facts.on,
        officer=facts.officer,
        ground=facts.ground,
        text=normalise_lines(facts.text),
        recorded_by=by,
    )
    refusal.save()
    write_event(legal_case, LegalEvent.Kind.STATUS, by=by, on=on_day(facts.on))
    _owe_next(refusal, by)
    audit.record("legal.refused", by=by, subject=legal_case, ground=str(facts.ground))
    return refusal


@transaction.atomic
def take_step(refusal: Refusal, *, facts: StepFacts, by: User) -> RefusalStep:
    """One rung was taken; the one above it is owed after the days that the ladder names."""
    legal_case = lock_legal_case(refusal.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    step = RefusalStep(
        refusal=refusal,
        data_key=legal_case.data_key,
        rung=rung(facts.rung).code,
        agency=facts.agency,
        taken_on=facts.on,
        text=normalise_lines(facts.text),
        recorded_by=by,
    )
    step.save()
    _owe_next(refusal, by)
    audit.record("legal.step_taken", by=by, subject=legal_case, rung=facts.rung)
    return step


@transaction.atomic
def record_step_answer(step: RefusalStep, *, answer: RefusalStep.Answer, on: date, text: str, by: User) -> RefusalStep:
    """What came of one step. Ordered is not registered: that is written down when the number is there."""
    legal_case = lock_legal_case(step.refusal.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    step = RefusalStep.objects.select_related("refusal").get(pk=step.pk)
    if on < step.taken_on:
        raise NotPossible(_("The answer cannot be older than the step. Look at both days."))
    step.answer, step.answered_on, step.answer_text = answer, on, normalise_lines(text)
    step.save(update_fields=["answer", "answered_on", "answer_text"])
    audit.record("legal.step_answered", by=by, subject=legal_case, rung=step.rung, answer=str(answer))
    return step


def _owe_next(refusal: Refusal, by: User) -> None:
    """One duty at a time; at the end of the ladder none, and the page says so."""
    legal_case = refusal.legal_case
    settle(legal_case, LADDER, by=by)
    taken = {step.rung: step.taken_on for step in refusal.steps.all()}
    if legal_case.status == LegalStatus.REFUSED and next_rung(set(taken)):
        due = datetime.combine(next_due(taken, refusal.refused_on), time.max)
        remind(legal_case, LADDER, by=by, due_at=timezone.make_aware(due))
