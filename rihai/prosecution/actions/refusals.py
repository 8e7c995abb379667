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
from rihai.prosecution.facts.facts import RefusalFacts, StepFacts
from rihai.prosecution.law.ladder import next_due, next_rung, rung
from rihai.prosecution.law.law_country import has_law
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase, LegalEvent, Refusal, RefusalStep
from rihai.prosecution.owing.reminders import LADDER, LADDER_END, remind, settle
from rihai.prosecution.permissions import check_can_record
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
    if facts.on < refusal.refused_on:
        raise NotPossible(_("No step lies before the refusal itself. Look at both days."))
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
def record_step_answer(
    step: RefusalStep, *, answer: RefusalStep.Answer, on: date, text: str, by: User, seen: str = ""
) -> RefusalStep:
    """What came of one step. Ordered is not registered: that is written down when the number is there.

    `seen`: the `answer_version` of the page. An answer is put right only by somebody who has seen it.
    """
    legal_case = lock_legal_case(step.refusal.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    step = RefusalStep.objects.select_related("refusal").get(pk=step.pk)
    if seen != step.answer_version:
        raise NotPossible(_answered_meanwhile(step))
    if on < step.taken_on:
        raise NotPossible(_("The answer cannot be older than the step. Look at both days."))
    step.answer, step.answered_on, step.answer_text = answer, on, normalise_lines(text)
    step.save(update_fields=["answer", "answered_on", "answer_text"])
    settle(legal_case, LADDER_END, by=by, detail=step.refusal_id.hex)
    audit.record("legal.step_answered", by=by, subject=legal_case, rung=step.rung, answer=str(answer))
    return step


def _owe_next(refusal: Refusal, by: User) -> None:
    """One duty at a time for each refusal: the next step, and after the last what came of it."""
    legal_case, detail = refusal.legal_case, refusal.pk.hex
    for rule in (LADDER, LADDER_END):
        settle(legal_case, rule, by=by, detail=detail)
    if legal_case.status == LegalStatus.REFUSED:
        taken = {step.rung: step.taken_on for step in refusal.steps.all()}
        rule = LADDER if has_law(legal_case) and next_rung(set(taken)) else LADDER_END
        due = timezone.make_aware(datetime.combine(next_due(taken, refusal.refused_on), time.max))
        remind(legal_case, rule, by=by, due_at=due, detail=detail)


def _answered_meanwhile(step: RefusalStep) -> str:
    words = _(
        "Somebody has written down meanwhile what came of it. It says now: %(answer)s. Compare with the page of the"
        " legal case. If you save again, what you typed takes its place."
    )
    return words % {"answer": step.get_answer_display()}
