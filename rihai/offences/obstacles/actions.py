"""Recording an obstacle, whom one turned to, what was answered, and what the body itself says of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rows import end_grants
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.lib.codes import Reference, new_reference
from rihai.lib.precision import Precision
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.offences.obstacles.bodies import check_body
from rihai.offences.obstacles.facts import ObstacleFacts, TurnFacts
from rihai.offences.obstacles.grants import given_directly
from rihai.offences.obstacles.models import Obstacle, ObstacleStep
from rihai.offences.obstacles.permissions import (
    check_can_record_obstacle,
    check_can_see_figures,
    check_can_take_further,
)
from rihai.vault.keys import new_data_key


@transaction.atomic
def record_obstacle(*, facts: ObstacleFacts, by: User) -> Obstacle:
    """What was put in the way, by whom as a kind of body; names of officers are sealed."""
    case = facts.case
    if case is not None:
        case = get_visible(Case.objects.select_for_update(of=("self",)), by, case.uid, "obstacle.record")
    check_can_record_obstacle(by, case)
    if case is not None:
        check_not_erased(case)
    check_body(facts.agency, by.organisation)
    obstacle = Obstacle(
        organisation=by.organisation,
        data_key=new_data_key(agencies=[by.organisation_id]),
        reference=new_reference(Reference.OBSTACLE),
        case=case,
        kind=facts.kind,
        bearer=facts.bearer,
        agency=facts.agency,
        happened_on=facts.on.value if facts.on else None,
        precision=str(facts.on.precision if facts.on else Precision.UNKNOWN),
        amount=facts.amount,
        text=normalise_lines(facts.text),
        officer=normalise(facts.officer),
        recorded_by=by,
    )
    obstacle.save()
    if case is None:
        _open_to_author(obstacle, by, by)
    audit.record("obstacle.recorded", by=by, subject=obstacle)
    return obstacle


@transaction.atomic
def turn_to(obstacle: Obstacle, *, facts: TurnFacts, by: User) -> ObstacleStep:
    """It was taken further."""
    obstacle = _locked(obstacle, by)
    check_body(facts.agency, obstacle.organisation)
    step = ObstacleStep(
        obstacle=obstacle,
        data_key=obstacle.data_key,
        to=facts.to,
        agency=facts.agency,
        taken_on=facts.on,
        text=normalise_lines(facts.text),
        recorded_by=by,
    )
    step.save()
    if obstacle.case_id is None:
        _open_to_author(step, obstacle.recorded_by, by)
    audit.record("obstacle.step_taken", by=by, subject=obstacle, to=str(facts.to))
    return step


@transaction.atomic
def record_turn_answer(
    step: ObstacleStep, *, answer: ObstacleStep.Answer, on: date, text: str, by: User
) -> ObstacleStep:
    obstacle = _locked(step.obstacle, by)
    step = obstacle.steps.get(pk=step.pk)
    if on < step.taken_on:
        raise NotPossible(_("The answer cannot be older than the step. Look at both days."))
    step.answer, step.answered_on, step.answer_text = answer, on, normalise_lines(text)
    step.save(update_fields=["answer", "answered_on", "answer_text"])
    audit.record("obstacle.answered", by=by, subject=obstacle)
    return step


@transaction.atomic
def record_their_reason(obstacle: Obstacle, *, reason: Obstacle.Reason, on: date, text: str, by: User) -> Obstacle:
    """What the body itself says. It stands beside the obstacle, and beside every figure that counts it."""
    obstacle = _locked(obstacle, by)
    obstacle.reason, obstacle.reason_on, obstacle.reason_text = reason, on, normalise_lines(text)
    obstacle.save(update_fields=["reason", "reason_on", "reason_text"])
    audit.record("obstacle.reason_recorded", by=by, subject=obstacle)
    return obstacle


@transaction.atomic
def withdraw_obstacle(obstacle: Obstacle, *, reason: str, by: User) -> Obstacle:
    """Recorded by mistake: it stays with the reason, and is counted no more."""
    obstacle = _locked(obstacle, by)
    obstacle.withdrawn_at, obstacle.withdrawn_by = timezone.now(), by
    obstacle.withdrawal_reason = normalise_lines(reason)
    obstacle.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    audit.record("obstacle.withdrawn", by=by, subject=obstacle)
    return obstacle


@transaction.atomic
def take_figures(*, year: int, by: User) -> None:
    """The figures of a year leave as a file; that they did is in the trail."""
    check_can_see_figures(by)
    audit.record("obstacle.figures_taken", by=by, subject=by.organisation, year=year)


@transaction.atomic
def close_to_past_author(obstacle: Obstacle, *, by: User | None) -> Obstacle | None:
    """On a case an obstacle once opened to its author for good. Whoever works there no longer reads it no more."""
    obstacle = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
    case = obstacle.case
    if case is None:
        return None
    live = given_directly().filter(subject_uid__in=[obstacle.pk, *obstacle.steps.values_list("pk", flat=True)])
    gone = [one for one in User.objects.filter(pk__in=live.values("user")) if not works_on(one, case)]
    for user in gone:
        end_grants(Grant.objects.filter(pk__in=live.filter(user=user).values("pk")), by=by or case.case_owner or user)
        audit.record("obstacle.closed_to_author", by=by, subject=obstacle, of=user.uid)
    return obstacle if gone else None


def _locked(obstacle: Obstacle, by: User) -> Obstacle:
    rows = Obstacle.objects.select_for_update(of=("self",)).select_related("organisation", "recorded_by")
    obstacle = get_visible(rows, by, obstacle.uid, "obstacle.record")
    check_can_take_further(by, obstacle)
    if obstacle.withdrawn_at is not None:
        raise NotPossible(_("This was withdrawn. Record it again if it was right."))
    return obstacle


def _open_to_author(record: Obstacle | ObstacleStep, author: User, by: User) -> None:
    """On no case whoever wrote it down keeps it. On a case it comes and goes with the work there."""
    if author.is_active:
        grant(record, to=author, compartments=[Compartment.RECORD], basis=Grant.Basis.ASSIGNED, by=by)
