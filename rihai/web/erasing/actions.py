"""Erasing a person for good: asked for by somebody who works with her, decided by another, done whole or not at all.

Here: the order of the steps. What each room destroys is an action of that room. Not here: what goes and what stays
(`selectors`), nor what a court still needs, which follows when it is over (`prosecution.actions.erasing`).
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import Desk, DeskMembership, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES
from rihai.audit import actions as audit
from rihai.cases.erasing.actions import erase_case
from rihai.cases.erasing.models import Erasure
from rihai.cases.locks import lock_case
from rihai.cases.models import Case
from rihai.duties.actions import complete_duties, open_duty
from rihai.duties.erasing import erase_reasons
from rihai.lib.workflow import NotPossible
from rihai.people.actions.erasing import erase_identity
from rihai.people.locks import lock_people
from rihai.people.models import Person
from rihai.prosecution.actions.erasing import erase_with_survivor
from rihai.tracing.actions.erasing import erase_searches
from rihai.web.erasing.permissions import check_can_ask, check_can_decide, check_can_take_back
from rihai.web.erasing.selectors import ASKED_ALREADY, in_the_way, is_asked

DECIDE: Final = "erasure.decide"
ANSWER: Final = "erasure.answer"
# In the trail ".refused" is an attempt that was not allowed.
VERBS: Final = {
    Erasure.Outcome.ERASED: "erasure.erased",
    Erasure.Outcome.REFUSED: "erasure.declined",
    Erasure.Outcome.TAKEN_BACK: "erasure.taken_back",
}
DECIDERS: Final = [role for role, about in ROLES.items() if Permission.ERASURE_DECIDE in about.permissions]


@transaction.atomic
def ask_to_erase(case: Case, *, why: Erasure.Why, by: User) -> Erasure:
    """Nothing goes yet: a second person looks first."""
    # Before the case, as whoever decides does: two who ask at once wait for each other, and nobody waits crosswise.
    lock_people([case.person_id])
    case = lock_case(case, by, "erasure.ask")
    check_can_ask(by, case)
    _check_nothing_in_the_way(case.person)
    if is_asked(case.person):
        raise NotPossible(ASKED_ALREADY)
    second, desk = _second_person(by)
    erasure = Erasure.objects.create(case=case, why=why, asked_by=by)
    open_duty(
        DECIDE, subject=erasure, event_uid=erasure.uid, organisation=case.organisation,
        owner=second, desk=desk, by=by,
    )  # fmt: skip
    audit.record("erasure.asked", by=by, subject=erasure, case=case.uid, why=str(why))
    return erasure


@transaction.atomic
def erase_person(erasure: Erasure, *, by: User) -> Erasure:
    """All that is known of her here and that nobody else needs, in one transaction."""
    erasure = _locked(erasure, by, DECIDE)
    check_can_decide(by, erasure)
    lock_people([erasure.case.person_id])
    person = Person.objects.select_related("data_key").get(pk=erasure.case.person_id)
    cases = list(Case.objects.select_for_update(of=("self",)).filter(person=person).order_by("pk"))
    _check_nothing_in_the_way(person)
    erase_reasons(Erasure.objects.filter(case__in=cases).values_list("pk", flat=True))
    erase_identity(person, by=by)
    erase_searches(person, by=by)
    for case in cases:
        erase_case(case, by=by)
    # The keys have gone: what follows from that in legal cases need not wait for the worker.
    for case in cases:
        erase_with_survivor(case, by=by)
    return _decide(erasure, Erasure.Outcome.ERASED, Erasure.Ground.NONE, by)


@transaction.atomic
def refuse_erasing(erasure: Erasure, *, ground: Erasure.Ground, by: User) -> Erasure:
    erasure = _locked(erasure, by, DECIDE)
    check_can_decide(by, erasure)
    return _decide(erasure, Erasure.Outcome.REFUSED, ground, by)


@transaction.atomic
def take_erasing_back(erasure: Erasure, *, ground: Erasure.Ground, by: User) -> Erasure:
    """As long as nobody has decided."""
    erasure = _locked(erasure, by, "erasure.take_back")
    check_can_take_back(by, erasure)
    return _decide(erasure, Erasure.Outcome.TAKEN_BACK, ground, by)


def _decide(erasure: Erasure, outcome: Erasure.Outcome, ground: Erasure.Ground, by: User) -> Erasure:
    erasure.outcome, erasure.ground = outcome, ground
    erasure.decided_at, erasure.decided_by = timezone.now(), by
    erasure.save(update_fields=["outcome", "ground", "decided_at", "decided_by"])
    complete_duties(DECIDE, subject=erasure, by=by)
    if outcome != Erasure.Outcome.TAKEN_BACK:
        # Whoever asked tells the person what came of it.
        open_duty(
            ANSWER, subject=erasure, event_uid=erasure.uid, organisation=erasure.case.organisation,
            owner=erasure.asked_by, by=by,
        )  # fmt: skip
    audit.record(VERBS[outcome], by=by, subject=erasure, case=erasure.case_id, ground=str(ground) or "none")
    return erasure


def _locked(erasure: Erasure, by: User, verb: str) -> Erasure:
    """Lock and re-read: two people may decide at once."""
    rows = Erasure.objects.select_for_update(of=("self",))
    return get_visible(rows.select_related("case__organisation", "asked_by"), by, erasure.uid, verb)


def _check_nothing_in_the_way(person: Person) -> None:
    for problem in in_the_way(person):
        raise NotPossible(problem)


def _second_person(by: User) -> tuple[User | None, Desk | None]:
    """A desk that looks after the data, where another sits who may decide; else such a colleague by name."""
    others = User.objects.active().filter(organisation_id=by.organisation_id).holding(DECIDERS).exclude(pk=by.pk)
    second = others.order_by("pk").first()
    if second is None:
        raise NotPossible(_("Nobody else here may decide on this. Ask the administrator for a second person."))
    there = DeskMembership.objects.in_force().filter(user__in=others)
    desks = Desk.objects.filter(purpose=Desk.Purpose.DATA, is_active=True, memberships__in=there)
    desk = desks.filter(organisation_id=by.organisation_id).order_by("name").first()
    return (None, desk) if desk is not None else (second, None)
