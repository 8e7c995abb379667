"""The table of roles: total, and safe where it must be."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rihai.accounts.compartments import Compartment
from rihai.accounts.models import RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import GIVEN_BY_HAND, NEEDS_SECOND_PERSON, ROLES, SEES_WIDELY, Role


def test_every_role_has_a_title_a_description_and_only_known_permissions() -> None:
    assert set(ROLES) == set(Role)
    for role, described in ROLES.items():
        assert str(described.title) == str(role.label)
        assert str(described.description).endswith(".")
        assert described.permissions <= set(Permission)
        assert described.compartments <= set(Compartment)


def test_every_permission_is_in_some_role() -> None:
    given = frozenset[Permission]().union(*(described.permissions for described in ROLES.values()))

    assert set(Permission) == given


def test_the_administrator_opens_nothing_and_does_nothing_to_people() -> None:
    administrator = ROLES[Role.ADMINISTRATOR]

    assert not administrator.compartments
    assert {one.split(".")[0] for one in administrator.permissions} == {"account", "desk", "agency", "audit"}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.RESEARCHER, Role.OUTPUT_CHECKER])
def test_who_works_with_figures_or_the_trail_opens_no_record(role: Role) -> None:
    assert not ROLES[role].compartments


def test_counselling_stays_with_counsellors_and_privilege_with_lawyers() -> None:
    def holders(compartment: Compartment) -> set[Role]:
        return {role for role, described in ROLES.items() if compartment in described.compartments}

    assert holders(Compartment.COUNSELLING) == {Role.COUNSELLOR}
    assert holders(Compartment.LEGAL_PRIVILEGE) == {Role.LAWYER, Role.VOLUNTEER_LAWYER}


def test_whoever_may_break_glass_has_something_to_open() -> None:
    for described in ROLES.values():
        if Permission.ACCESS_BREAK_GLASS in described.permissions:
            assert described.compartments - {Compartment.RECORD}


def test_powerful_roles_need_a_second_person() -> None:
    assert {
        Role.DIRECTOR, Role.RESCUE_COORDINATOR, Role.SUPERVISOR, Role.DATA_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR,
    } == NEEDS_SECOND_PERSON  # fmt: skip


def test_whatever_shows_every_record_of_a_kind_is_given_by_two() -> None:
    assert {one for one in Permission if one.endswith(".see_all")} <= SEES_WIDELY


# Whoever may do the first cannot finish it without the second.
NEEDED_TOO = {
    Permission.FOUND_RECORD: {Permission.CASE_OPEN},
    Permission.OPERATION_PLAN: {Permission.OPERATION_START, Permission.OPERATION_RECORD_PAST},
    Permission.DECOY_RECORD: {Permission.INQUIRY_WORK},
    Permission.CASE_ASSIGN: {Permission.CASE_SEE_ALL, Permission.CASE_OPEN},
    Permission.INQUIRY_CLOSE: {Permission.INQUIRY_SEE_ALL},
    Permission.DUTY_REASSIGN: {Permission.DUTY_SEE_ALL},
    Permission.CASE_CLOSE: {Permission.NOTE_WRITE},
    Permission.CASE_WORK: {Permission.NOTE_WRITE},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_has_all_that_its_work_needs(role: Role) -> None:
    held = ROLES[role].permissions

    for permission in held & NEEDED_TOO.keys():
        assert NEEDED_TOO[permission] <= held, permission


def test_the_loading_account_is_given_to_nobody_and_opens_nothing() -> None:
    assert Role.LOADER not in GIVEN_BY_HAND
    assert set(GIVEN_BY_HAND) | {Role.LOADER} == set(Role)
    assert not ROLES[Role.LOADER].compartments
    assert not ROLES[Role.LOADER].permissions & SEES_WIDELY


def test_a_powerful_role_without_second_person_gives_nothing(asha: User, admin: User) -> None:
    RoleAssignment.objects.create(user=asha, role=Role.DIRECTOR, given_by=admin)

    assert asha.roles == {Role.CASEWORKER}


def test_the_database_refuses_the_same_person_twice(asha: User, admin: User) -> None:
    with pytest.raises(IntegrityError, match="role_second_is_another"), transaction.atomic():
        RoleAssignment.objects.create(
            user=asha, role=Role.DIRECTOR, given_by=admin, second_by=admin, second_at=timezone.now()
        )


def test_the_database_refuses_a_role_held_twice(asha: User, admin: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=asha, role=Role.CASEWORKER, given_by=admin)


def test_an_inactive_account_has_no_roles_and_no_desks(asha: User) -> None:
    assert asha.roles
    assert asha.desk_uids

    asha.is_active = False

    assert not asha.roles
    assert not asha.desk_uids
    assert not asha.permissions
