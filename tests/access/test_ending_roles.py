"""A role ends with what was given while it was held: its work does not live on under another role."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, RoleAssignment, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from tests import factories
from tests.access.records import Folder, a_folder, assign


def held(user: User, role: Role) -> RoleAssignment:
    assignment: RoleAssignment = user.assignments.not_ended().get(role=role)
    return assignment


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_what_was_given_does_not_open_again_under_another_role(admin: User, ravi: User, folder: Folder) -> None:
    assign(folder, ravi, Compartment.RECORD, Compartment.IDENTITY)

    actions.end_role(held(ravi, Role.RESCUE_OFFICER), by=admin)
    factories.hold(ravi, Role.PREVENTION_OFFICER)

    assert not Folder.objects.visible_to(fresh(ravi)).exists()
    assert not Grant.objects.live().held_by(fresh(ravi)).exists()
    event = AuditEvent.objects.get(verb="access.revoked_with_role")
    assert (event.actor_uid, event.subject_uid) == (admin.uid, ravi.uid)
    assert event.facts == '{"grants":2,"role":"rescue_officer"}'


def test_her_seat_at_a_desk_ends_too(admin: User, asha: User, ravi: User, rescue_desk: Desk, folder: Folder) -> None:
    actions.grant(folder, to=rescue_desk, compartments=[Compartment.RECORD], basis="desk", by=asha)
    assert Folder.objects.visible_to(ravi).exists()

    actions.end_role(held(ravi, Role.RESCUE_OFFICER), by=admin)
    factories.hold(ravi, Role.PREVENTION_OFFICER)

    assert not Folder.objects.visible_to(fresh(ravi)).exists()
    assert AuditEvent.objects.filter(verb="desk.left", subject_uid=rescue_desk.uid).exists()
    assert Grant.objects.get().revoked_at is None


def test_what_was_given_before_the_role_stays(admin: User, ravi: User, folder: Folder, organisation: Agency) -> None:
    assign(folder, ravi)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        factories.hold(ravi, Role.COUNSELLOR)
        assign(a_folder(organisation, "later"), ravi)

        actions.end_role(held(ravi, Role.COUNSELLOR), by=admin)

        assert list(Folder.objects.visible_to(fresh(ravi))) == [folder]


def test_a_role_that_opens_nothing_takes_nothing_away(admin: User, asha: User, folder: Folder) -> None:
    factories.hold(asha, Role.OUTPUT_CHECKER)
    assign(folder, asha)

    actions.end_role(held(asha, Role.OUTPUT_CHECKER), by=admin)

    assert Folder.objects.visible_to(fresh(asha)).exists()


def test_a_role_declined_before_it_was_held_takes_nothing_away(
    admin: User, dolly: User, asha: User, folder: Folder
) -> None:
    from rihai.accounts.actions import give_role

    waiting = give_role(asha, role=Role.DIRECTOR, by=admin)
    assert waiting.is_waiting
    assign(folder, asha)

    actions.end_role(waiting, by=dolly)

    assert Folder.objects.visible_to(fresh(asha)).exists()
    assert not AuditEvent.objects.filter(verb="access.revoked_with_role").exists()


def test_ending_it_twice_is_as_once(admin: User, ravi: User, folder: Folder) -> None:
    assign(folder, ravi)
    assignment = held(ravi, Role.RESCUE_OFFICER)
    actions.end_role(assignment, by=admin)
    factories.hold(ravi, Role.CASEWORKER)
    assign(folder, ravi)

    actions.end_role(assignment, by=admin)

    assert Folder.objects.visible_to(fresh(ravi)).exists()
