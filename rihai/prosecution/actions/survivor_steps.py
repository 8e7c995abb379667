"""Steps around a survivor are asked for, fixed, done, put off or refused. A refusal of the survivor is a right.

Never what was said to the magistrate or found by the doctor. Not here: who owes what by when (`survivor_owed`).
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts.survivor_facts import SurvivorStepFacts
from rihai.prosecution.models import LegalCaseSurvivor, SurvivorStep
from rihai.prosecution.owing.survivor_owed import remind_of_step
from rihai.prosecution.survivor_permissions import lock_with

Kind, State = SurvivorStep.Kind, SurvivorStep.State
NEEDS_REASON = (State.PUT_OFF, State.DENIED)


@transaction.atomic
def begin_step(
    survivor: LegalCaseSurvivor, *, kind: SurvivorStep.Kind, facts: SurvivorStepFacts, by: User
) -> SurvivorStep:
    """Something was asked for, or was done already when we heard of it."""
    legal_case = lock_with(survivor, by)
    step = SurvivorStep(survivor=survivor, kind=kind, data_key=legal_case.data_key, recorded_by=by)
    _set(step, facts)
    step.save()
    remind_of_step(step, by=by)
    audit.record("legal.survivor_step", by=by, subject=legal_case, step=step.uid, kind=str(kind))
    return step


@transaction.atomic
def update_step(step: SurvivorStep, *, facts: SurvivorStepFacts, by: User) -> SurvivorStep:
    """How it went on, or something put right."""
    legal_case = lock_with(step.survivor, by)
    rows = SurvivorStep.objects.select_related("survivor__legal_case__organisation")
    step = get_visible(rows, by, step.uid, "legal.record")
    _set(step, facts)
    step.save()
    remind_of_step(step, by=by)
    audit.record("legal.survivor_step", by=by, subject=legal_case, step=step.uid)
    return step


def _set(step: SurvivorStep, facts: SurvivorStepFacts) -> None:
    _check(SurvivorStep.Kind(step.kind), facts)
    step.state, step.asked_on, step.at, step.place = facts.state, facts.asked_on, facts.at, facts.place
    step.reason = facts.reason if facts.state in NEEDS_REASON else ""
    step.by_woman, step.support_person = facts.by_woman, facts.support_person
    step.interpreter, step.consent = facts.interpreter, facts.consent
    step.ordered_by, step.basis, step.result = facts.ordered_by, facts.basis, facts.result
    step.paper_on, step.note = facts.paper_on, normalise_lines(facts.note)


def _check(kind: SurvivorStep.Kind, facts: SurvivorStepFacts) -> None:
    if facts.state == State.FIXED and facts.at is None:
        raise NotPossible(_("Give the day and the hour that were fixed."))
    if facts.state in NEEDS_REASON and not facts.reason:
        raise NotPossible(_("Say why: what is put off without a reason is put off again."))
    if kind is Kind.MEDICAL:
        _check_consent(facts)
    elif facts.consent:
        raise ValueError("consent belongs to the medical examination")
    if facts.result and (kind is not Kind.AGE or facts.state != State.DONE):
        raise NotPossible(_("There is a result once it is done."))
    if facts.paper_on and facts.paper_on < facts.asked_on:
        raise NotPossible(_("The paper cannot be older than what was asked for. Look at both days."))


def _check_consent(facts: SurvivorStepFacts) -> None:
    """Nobody is examined without consent; refusing is a right, and is written down as such."""
    is_refused = facts.consent == SurvivorStep.Consent.REFUSED
    if is_refused != (facts.state == State.REFUSED):
        raise NotPossible(_("If consent is refused, the examination is refused by the survivor: choose both."))
    if facts.state == State.DONE and not facts.consent:
        raise NotPossible(_("Say whose consent there was."))
