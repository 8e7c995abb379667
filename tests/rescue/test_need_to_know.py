"""Whoever is not on the list does not learn that the operation exists; leaving the list works at once."""

import pytest
from django.http import Http404
from django.utils import timezone

from rihai.access.models import Grant
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.duties.selectors import my_day
from rihai.lib.workflow import NotPossible
from rihai.offences.actions import record_premises
from rihai.offences.facts import PremisesFacts
from rihai.offences.models import Premises
from rihai.rescue import actions
from rihai.rescue.facts import Listed, OperationFacts
from rihai.rescue.models import Inquiry, NeedToKnow, Operation, UnitAnswer, UnitContact
from rihai.rescue.selectors.inquiry import inquiry_page
from tests import factories
from tests.rescue import builders

Why = NeedToKnow.Why


@pytest.fixture
def planned(kiran: User, ravi: User, inquiry: Inquiry) -> Operation:
    """With premises, so that the list opens these too."""
    premises = record_premises(organisation=kiran.organisation, by=kiran, facts=PremisesFacts("lodge", address="Lane"))
    others = (Listed(ravi, Why.TEAM),)
    facts = OperationFacts(
        others=others, part=Operation.Part.LED, circumstances=builders.CALM, premises=premises, plan="By night"
    )
    return actions.plan_operation(inquiry, facts=facts, by=kiran)


def test_those_on_the_list_open_plan_and_premises(planned: Operation, kiran: User, ravi: User) -> None:
    for user in (kiran, ravi):
        assert Operation.objects.visible_to(user).get() == planned
        assert way_to_read(user, planned, "plan") is Way.OWN
    assert planned.premises is not None
    assert way_to_read(ravi, planned.premises, "address") is Way.OWN


def test_nobody_else_learns_that_it_exists(
    planned: Operation, dolly: User, meera: User, asha: User, bina: User, admin: User, chand: User
) -> None:
    for user in (dolly, meera, asha, bina, admin, chand):
        assert not Operation.objects.visible_to(user).exists()
        with pytest.raises(Http404):
            actions.add_to_list(planned, user=user, why=Why.DIRECTS, by=user)


def test_units_and_answers_are_as_hidden_as_the_operation(
    planned: Operation, kiran: User, meera: User, unit: Agency
) -> None:
    builders.acknowledged(planned, unit, kiran)

    assert UnitContact.objects.visible_to(kiran).exists()
    assert not UnitContact.objects.visible_to(meera).exists()
    assert not UnitAnswer.objects.visible_to(meera).exists()


def test_the_page_of_the_inquiry_shows_it_to_the_listed_only(
    planned: Operation, inquiry: Inquiry, ravi: User, meera: User
) -> None:
    assert inquiry_page(inquiry, ravi).operations == (planned,)
    assert inquiry_page(inquiry, meera).operations == ()


def test_its_duties_are_shown_to_their_owner_only(planned: Operation, kiran: User, meera: User, unit: Agency) -> None:
    builders.told(planned, unit, kiran)
    now = timezone.now()

    assert "operation.answer" in {row.duty.rule for row in my_day(kiran, now).soon + my_day(kiran, now).today}
    assert my_day(meera, now).count == 0


def test_striking_somebody_off_works_at_once(planned: Operation, kiran: User, ravi: User, asha: User) -> None:
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)

    actions.remove_from_list(planned, user=ravi, by=kiran)

    assert not Operation.objects.visible_to(ravi).exists()
    assert not Premises.objects.visible_to(ravi).exists()
    assert way_to_read(ravi, planned, "plan") is Way.NONE
    assert not Grant.objects.live().filter(user=ravi, subject_uid=planned.uid).exists()


def test_every_change_of_the_list_is_in_the_trail(planned: Operation, kiran: User, ravi: User, asha: User) -> None:
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)
    actions.remove_from_list(planned, user=ravi, by=kiran)

    verbs = AuditEvent.objects.filter(subject_uid=planned.uid).values_list("verb", "actor_uid")
    assert {("operation.planned", kiran.uid), ("operation.listed", kiran.uid),
            ("operation.unlisted", kiran.uid)} <= set(verbs)  # fmt: skip
    entry = planned.need_to_know.get(user=ravi)
    assert (entry.removed_by, entry.removed_at is not None) == (kiran, True)


def test_two_people_always_remain(planned: Operation, kiran: User, ravi: User) -> None:
    for user in (kiran, ravi):
        with pytest.raises(NotPossible, match="two people"):
            actions.remove_from_list(planned, user=user, by=kiran)


def test_somebody_who_has_left_does_not_count_as_remaining(
    planned: Operation, kiran: User, ravi: User, asha: User
) -> None:
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)
    User.objects.filter(pk=asha.pk).update(is_active=False)

    with pytest.raises(NotPossible, match="two people"):
        actions.remove_from_list(planned, user=ravi, by=kiran)


def test_somebody_who_can_steer_remains(planned: Operation, kiran: User, asha: User, meera: User) -> None:
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)
    with pytest.raises(NotPossible, match="plan operations"):
        actions.remove_from_list(planned, user=kiran, by=kiran)

    actions.add_to_list(planned, user=meera, why=Why.COORDINATES, by=kiran)
    actions.remove_from_list(planned, user=kiran, by=kiran)

    assert Operation.objects.visible_to(meera).exists()
    assert not Operation.objects.visible_to(kiran).exists()


def test_what_she_owed_passes_to_one_who_stays(planned: Operation, kiran: User, meera: User, unit: Agency) -> None:
    actions.add_to_list(planned, user=meera, why=Why.COORDINATES, by=kiran)
    builders.told(planned, unit, kiran)

    actions.remove_from_list(planned, user=kiran, by=meera)

    owed = Duty.objects.open().get(rule="operation.answer")
    assert (owed.owner, owed.desk) == (meera, None)


def test_somebody_listed_twice_stands_there_once(planned: Operation, kiran: User, ravi: User) -> None:
    actions.add_to_list(planned, user=ravi, why=Why.SAFETY, by=kiran)

    assert planned.need_to_know.filter(user=ravi, removed_at=None).count() == 1


def test_somebody_struck_off_can_come_back(planned: Operation, kiran: User, ravi: User, asha: User) -> None:
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)
    actions.remove_from_list(planned, user=ravi, by=kiran)

    actions.add_to_list(planned, user=ravi, why=Why.TEAM, by=kiran)

    assert Operation.objects.visible_to(ravi).exists()
    assert planned.need_to_know.filter(user=ravi).count() == 2


def test_striking_off_somebody_who_is_not_there_says_so(planned: Operation, kiran: User, asha: User) -> None:
    with pytest.raises(NotPossible, match="not on the list"):
        actions.remove_from_list(planned, user=asha, by=kiran)


def test_only_colleagues_whose_role_opens_records_are_listed(
    planned: Operation, kiran: User, chand: User, admin: User
) -> None:
    for user in (chand, admin):
        with pytest.raises(NotPossible, match="role opens no records"):
            actions.add_to_list(planned, user=user, why=Why.TEAM, by=kiran)


def test_an_officer_on_the_list_does_not_change_it(planned: Operation, ravi: User, asha: User) -> None:
    with pytest.raises(Refused):
        actions.add_to_list(planned, user=asha, why=Why.TEAM, by=ravi)


def test_premises_known_through_another_operation_stay_known(
    planned: Operation, kiran: User, ravi: User, asha: User
) -> None:
    others = (Listed(ravi, Why.TEAM),)
    facts = OperationFacts(
        others=others, part=Operation.Part.LED, circumstances=builders.CALM, premises=planned.premises
    )
    actions.plan_operation(None, facts=facts, by=kiran)
    actions.add_to_list(planned, user=asha, why=Why.AFTERCARE, by=kiran)

    actions.remove_from_list(planned, user=ravi, by=kiran)

    assert Premises.objects.visible_to(ravi).get() == planned.premises


def test_an_attempt_from_outside_is_in_the_trail(planned: Operation, signed_in: object, meera: User) -> None:
    answer = signed_in(meera).get(planned.get_absolute_url())  # type: ignore[operator]

    assert answer.status_code == 404
    attempt = AuditEvent.objects.get(verb="operation.opened.refused")
    assert (attempt.actor_uid, attempt.subject_uid) == (meera.uid, planned.uid)


def test_a_director_who_is_listed_sees_it(planned: Operation, kiran: User, organisation: Agency) -> None:
    director = factories.a_user("devi", Role.DIRECTOR, organisation=organisation)

    actions.add_to_list(planned, user=director, why=Why.DIRECTS, by=kiran)

    assert Operation.objects.visible_to(director).get() == planned
