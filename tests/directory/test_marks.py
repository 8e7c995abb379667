"""The mark "do not route": two people, a basis, an end, known to few, and effective in every list."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory import actions
from rihai.directory.facts import MarkFacts
from rihai.directory.models import Agency, RouteMark
from rihai.directory.selectors import words_on_left_out
from rihai.lib.workflow import NotPossible
from tests.factories import a_user, an_agency

BASIS = "What we told them on Monday was known at the lodge on Tuesday"


def facts(days: int = 30) -> MarkFacts:
    return MarkFacts(RouteMark.Ground.LEAK, BASIS, timezone.localdate() + timedelta(days=days))


@pytest.fixture
def mark(unit: Agency, kiran: User) -> RouteMark:
    return actions.propose_mark(unit, facts=facts(), by=kiran)


def offered(user: User) -> set[Agency]:
    return set(Agency.objects.routable(user.organisation_id))


def test_a_mark_counts_once_a_second_person_has_confirmed_it(
    unit: Agency, mark: RouteMark, kiran: User, dolly: User
) -> None:
    assert unit in offered(kiran)
    with pytest.raises(Refused):
        actions.confirm_mark(mark, by=kiran)

    actions.confirm_mark(mark, by=dolly)

    assert unit not in offered(kiran)


def test_the_database_refuses_one_person_as_two(mark: RouteMark) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RouteMark.objects.filter(pk=mark.pk).update(confirmed_by=mark.proposed_by_id, confirmed_at=timezone.now())


def test_a_mark_is_the_judgement_of_one_organisation(unit: Agency, mark: RouteMark, dolly: User, chand: User) -> None:
    actions.confirm_mark(mark, by=dolly)

    assert unit in offered(chand)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_no_mark_without_an_end_within_a_year(unit: Agency, kiran: User, days: int) -> None:
    with pytest.raises(NotPossible):
        actions.propose_mark(unit, facts=facts(days), by=kiran)


def test_a_mark_ends_by_itself(unit: Agency, mark: RouteMark, kiran: User, dolly: User) -> None:
    actions.confirm_mark(mark, by=dolly)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert unit in offered(kiran)
        again = actions.propose_mark(unit, facts=facts(), by=kiran)

    assert again != mark
    assert AuditEvent.objects.filter(verb="route_mark.ended", subject_uid=mark.uid).count() == 1


def test_a_mark_that_two_set_is_taken_back_by_two(unit: Agency, mark: RouteMark, kiran: User, dolly: User) -> None:
    actions.confirm_mark(mark, by=dolly)

    for _ in range(2):
        actions.end_mark(mark, by=kiran)
    assert unit not in offered(kiran)
    assert list(RouteMark.objects.waiting()) == [mark]

    actions.end_mark(mark, by=dolly)

    assert unit in offered(kiran)
    assert AuditEvent.objects.filter(verb="route_mark.ending_proposed").count() == 1


def test_a_mark_that_is_only_proposed_is_declined_by_one(mark: RouteMark, dolly: User) -> None:
    actions.end_mark(mark, by=dolly)

    assert not RouteMark.objects.open().exists()


def test_the_mark_of_a_merged_entry_holds_for_the_kept_one(
    unit: Agency, mark: RouteMark, kiran: User, dolly: User
) -> None:
    kept = an_agency("Unit Palghar, new name", kind="ahtu", is_member=False)
    actions.confirm_mark(mark, by=dolly)

    actions.merge_agency(unit, into=kept, by=kiran)

    assert not {unit, kept} & offered(kiran)


def test_only_people_in_charge_know_of_a_mark(
    mark: RouteMark, kiran: User, dolly: User, ravi: User, asha: User, admin: User, auditor: User, chand: User
) -> None:
    knowing = [one for one in (kiran, dolly, ravi, asha, admin, auditor, chand) if _knows(one, mark)]

    assert knowing == [kiran, dolly]


def test_the_director_of_another_organisation_does_not_know_of_it(mark: RouteMark, other_organisation: Agency) -> None:
    devi = a_user("devi", Role.DIRECTOR, organisation=other_organisation)

    assert not _knows(devi, mark)


def test_whoever_may_not_know_of_marks_sets_none(unit: Agency, asha: User) -> None:
    with pytest.raises(Refused):
        actions.propose_mark(unit, facts=facts(), by=asha)


def test_the_basis_is_sealed(mark: RouteMark) -> None:
    mark.refresh_from_db()

    assert "lodge" not in str(mark.basis)
    assert RouteMark.objects.filter(basis__isnull=False).exists()


def test_lists_say_to_the_entitled_whom_they_leave_out(
    unit: Agency, mark: RouteMark, kiran: User, dolly: User, asha: User
) -> None:
    assert words_on_left_out(kiran) == ""
    actions.confirm_mark(mark, by=dolly)

    assert unit.name in words_on_left_out(kiran)
    assert words_on_left_out(asha) == ""


def _knows(user: User, mark: RouteMark) -> bool:
    return RouteMark.objects.visible_to(user).filter(pk=mark.pk).exists()
