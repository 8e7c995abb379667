"""Accounts, roles, desks and new starts: who may, what it changes, what the trail keeps."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import Http404

from rihai.accounts import actions
from rihai.accounts.models import Desk, DeskMembership, KnownDevice, NewStart, RoleAssignment, StaffSession, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from tests import factories
from tests.conftest import sign_in
from tests.together import AtOnce


def last_event() -> AuditEvent:
    event = AuditEvent.objects.order_by("at").last()
    assert event is not None
    return event


def test_an_administrator_makes_an_account_of_her_own_organisation(admin: User) -> None:
    user = actions.create_user(username=" Nila.K ", display_name="Nila", by=admin, language="hi")

    assert (user.username, user.organisation_id, user.language) == ("nila.k", admin.organisation_id, "hi")
    assert not user.roles
    assert (last_event().verb, last_event().actor_uid) == ("account.created", admin.uid)


def test_nobody_signs_in_with_a_new_account_until_two_people_gave_it_a_start(admin: User, dolly: User) -> None:
    user = actions.create_user(username="nila", display_name="Nila", by=admin)
    assert not user.has_usable_password()

    first = actions.ask_new_start(user, by=admin)
    start = NewStart.objects.get()
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert start.is_first
    second = actions.give_new_start(start, by=dolly)

    user.refresh_from_db()
    assert user.check_password(f"{first}-{second}")
    assert user.needs_new_password


def test_a_name_is_taken_once_whatever_its_case(admin: User, asha: User) -> None:
    with pytest.raises(actions.NameTaken, match="Choose another"):
        actions.create_user(username="ASHA", display_name="Other", by=admin)


Doing = Callable[[User, User], object]
MANAGING: list[tuple[str, Doing]] = [
    ("create", lambda by, user: actions.create_user(username="x", display_name="X", by=by)),
    ("give role", lambda by, user: actions.give_role(user, role=Role.COUNSELLOR, by=by)),
    ("end role", lambda by, user: actions.end_role(user.assignments.get(), by=by)),
    ("close", lambda by, user: actions.close_account(user, by=by)),
    ("new start", lambda by, user: actions.ask_new_start(user, by=by)),
    ("open desk", lambda by, user: actions.open_desk(name="x", purpose="data", by=by)),
    ("close desk", lambda by, user: actions.close_desk(Desk.objects.get(organisation=user.organisation), by=by)),
    ("join", lambda by, user: actions.join_desk(Desk.objects.get(organisation=user.organisation), user=user, by=by)),
    ("leave", lambda by, user: actions.leave_desk(Desk.objects.get(organisation=user.organisation), user=user, by=by)),
]
NAMES = [name for name, _ in MANAGING]


@pytest.mark.parametrize("doing", [doing for _, doing in MANAGING], ids=NAMES)
def test_only_administrators_manage(asha: User, bina: User, dolly: User, doing: Doing) -> None:
    for by in (bina, dolly, asha):
        with pytest.raises(PermissionDenied):
            doing(by, asha)


@pytest.mark.parametrize("doing", [doing for _, doing in MANAGING[1:5] + MANAGING[6:]], ids=NAMES[1:5] + NAMES[6:])
def test_an_administrator_of_another_organisation_finds_nobody(asha: User, foreign_admin: User, doing: Doing) -> None:
    with pytest.raises(Http404):
        doing(foreign_admin, asha)


def test_giving_a_role_twice_gives_it_once(asha: User, admin: User) -> None:
    first = actions.give_role(asha, role=Role.COUNSELLOR, by=admin)

    assert actions.give_role(asha, role=Role.COUNSELLOR, by=admin) == first
    assert AuditEvent.objects.filter(verb="role.given").count() == 1


def test_nobody_gives_herself_a_role(admin: User) -> None:
    with pytest.raises(PermissionDenied, match="colleague"):
        actions.give_role(admin, role=Role.CASEWORKER, by=admin)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DATA_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_powerful_role_waits_for_a_second_person(asha: User, admin: User, second_admin: User, role: Role) -> None:
    assignment = actions.give_role(asha, role=role, by=admin)
    assert assignment.is_waiting
    assert role not in asha.roles
    assert last_event().verb == "role.proposed"

    actions.confirm_role(assignment, by=second_admin)

    assert role in asha.roles
    assert (last_event().verb, last_event().actor_uid) == ("role.confirmed", second_admin.uid)


def test_one_administrator_does_not_make_herself_two(asha: User, ravi: User, admin: User) -> None:
    actions.give_role(asha, role=Role.ADMINISTRATOR, by=admin)
    director = actions.give_role(ravi, role=Role.DIRECTOR, by=admin)

    with pytest.raises(PermissionDenied):
        actions.confirm_role(director, by=asha)
    with pytest.raises(PermissionDenied):
        actions.reset_factors(ravi, by=admin, second=asha)
    assert Role.DIRECTOR not in ravi.roles


def test_the_proposer_is_not_the_second_person(asha: User, admin: User) -> None:
    assignment = actions.give_role(asha, role=Role.DIRECTOR, by=admin)

    with pytest.raises(PermissionDenied, match="second person"):
        actions.confirm_role(assignment, by=admin)


def test_nobody_confirms_her_own_role(dolly: User, admin: User) -> None:
    assignment = actions.give_role(dolly, role=Role.DATA_OFFICER, by=admin)

    with pytest.raises(PermissionDenied, match="colleague"):
        actions.confirm_role(assignment, by=dolly)


@pytest.mark.parametrize("name", ["asha", "bina", "ravi", "kiran"])
def test_whoever_may_not_confirm_is_no_second_person(
    cast: dict[str, User], admin: User, organisation: Agency, name: str
) -> None:
    newcomer = factories.a_user("newcomer", organisation=organisation)
    assignment = actions.give_role(newcomer, role=Role.AUDITOR, by=admin)

    with pytest.raises(PermissionDenied):
        actions.confirm_role(assignment, by=cast[name])


def test_the_second_person_comes_from_the_same_organisation(asha: User, admin: User, foreign_admin: User) -> None:
    assignment = actions.give_role(asha, role=Role.DIRECTOR, by=admin)

    with pytest.raises(Http404):
        actions.confirm_role(assignment, by=foreign_admin)


def test_both_people_may_be_present(asha: User, admin: User, dolly: User) -> None:
    actions.give_role(asha, role=Role.AUDITOR, by=admin, second=dolly)

    assert Role.AUDITOR in asha.roles


def test_whoever_may_confirm_may_decline(asha: User, admin: User, dolly: User) -> None:
    assignment = actions.give_role(asha, role=Role.AUDITOR, by=admin)

    actions.end_role(assignment, by=dolly)

    assert not asha.assignments.not_ended().filter(role=Role.AUDITOR).exists()


def test_the_last_administrator_keeps_role_and_account(admin: User, dolly: User) -> None:
    with pytest.raises(PermissionDenied, match="only administrator"):
        actions.end_role(admin.assignments.get(), by=admin)
    with pytest.raises(PermissionDenied, match="only administrator"):
        actions.close_account(admin, by=admin)


def test_two_administrators_do_not_end_each_other_at_once(at_once: AtOnce, admin: User, second_admin: User) -> None:
    results = at_once(
        [
            partial(actions.end_role, admin.assignments.get(), by=second_admin),
            partial(actions.end_role, second_admin.assignments.get(), by=admin),
        ]
    )

    assert sum(isinstance(result, PermissionDenied) for result in results) == 1
    assert RoleAssignment.objects.in_force().filter(role=Role.ADMINISTRATOR).count() == 1


def test_closing_an_account_ends_everything_it_has(asha: User, admin: User) -> None:
    client = sign_in(asha)
    client.get("/account/")
    assert KnownDevice.objects.filter(user=asha).exists()

    actions.close_account(asha, by=admin)

    asha.refresh_from_db()
    assert not asha.is_active
    assert not asha.assignments.not_ended().exists()
    assert not asha.memberships.in_force().exists()
    assert not StaffSession.objects.filter(user=asha, ended_at=None).exists()
    assert not KnownDevice.objects.filter(user=asha).exists()
    assert client.get("/account/").status_code == 302
    assert last_event().verb == "account.closed"


def test_desks_are_joined_and_left(asha: User, admin: User) -> None:
    desk = actions.open_desk(name="Night desk", purpose=Desk.Purpose.RESCUE, by=admin)

    actions.join_desk(desk, user=asha, by=admin)
    actions.join_desk(desk, user=asha, by=admin)
    assert desk.uid in asha.desk_uids
    assert DeskMembership.objects.filter(desk=desk).count() == 1

    actions.leave_desk(desk, user=asha, by=admin)
    assert desk.uid not in asha.desk_uids
    assert [one.verb for one in AuditEvent.objects.order_by("at")] == ["desk.opened", "desk.joined", "desk.left"]


def test_an_administrator_does_not_seat_herself(organisation: Agency, intake_desk: Desk) -> None:
    both = factories.a_user("both", Role.ADMINISTRATOR, Role.CASEWORKER, organisation=organisation)

    with pytest.raises(PermissionDenied, match="colleague"):
        actions.join_desk(intake_desk, user=both, by=both)

    assert intake_desk.uid not in both.desk_uids


def test_leaving_where_one_does_not_sit_or_ending_twice_changes_nothing(asha: User, admin: User) -> None:
    desk = actions.open_desk(name="Night desk", purpose=Desk.Purpose.RESCUE, by=admin)
    assignment = actions.give_role(asha, role=Role.COUNSELLOR, by=admin)
    actions.end_role(assignment, by=admin)
    before = AuditEvent.objects.count()

    actions.leave_desk(desk, user=asha, by=admin)
    actions.end_role(assignment, by=admin)

    assert AuditEvent.objects.count() == before


def test_who_left_is_given_nothing_more(asha: User, admin: User, dolly: User) -> None:
    actions.ask_new_start(asha, by=admin)
    actions.close_account(asha, by=admin)

    for deed in (
        lambda: actions.give_role(asha, role=Role.COUNSELLOR, by=admin),
        lambda: actions.ask_new_start(asha, by=admin),
        lambda: actions.give_new_start(NewStart.objects.get(), by=dolly),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_confirming_twice_is_confirming_once(asha: User, admin: User, dolly: User, second_admin: User) -> None:
    assignment = actions.give_role(asha, role=Role.AUDITOR, by=admin, second=dolly)

    assert actions.confirm_role(assignment, by=second_admin).second_by == dolly


def test_a_closed_desk_seats_nobody(asha: User, admin: User, casework_desk: Desk) -> None:
    actions.close_desk(casework_desk, by=admin)

    assert not asha.desk_uids
    with pytest.raises(PermissionDenied):
        actions.join_desk(casework_desk, user=asha, by=admin)


def test_a_desk_of_another_organisation_is_not_joined(asha: User, admin: User, other_organisation: Agency) -> None:
    with pytest.raises(Http404):
        actions.join_desk(factories.a_desk(other_organisation, Desk.Purpose.DATA), user=asha, by=admin)


def test_a_new_start_takes_two_people_and_two_halves(asha: User, admin: User, dolly: User) -> None:
    client = sign_in(asha)
    Authenticator.objects.create(user=asha, type="totp", data={})

    first = actions.ask_new_start(asha, by=admin)
    start = NewStart.objects.get()
    assert first.encode() not in bytes(start.first_half or b"")
    assert Authenticator.objects.filter(user=asha).exists()

    second = actions.give_new_start(start, by=dolly)

    asha.refresh_from_db()
    assert asha.check_password(f"{first}-{second}")
    assert asha.needs_new_password
    assert not Authenticator.objects.filter(user=asha).exists()
    assert client.get("/account/").status_code == 302
    start.refresh_from_db()
    assert start.first_half is None
    assert last_event().verb == "new_start.given"


def test_a_new_start_is_given_once(asha: User, admin: User, dolly: User) -> None:
    actions.ask_new_start(asha, by=admin)
    start = NewStart.objects.get()
    actions.give_new_start(start, by=dolly)

    with pytest.raises(PermissionDenied, match="already"):
        actions.give_new_start(start, by=dolly)


@pytest.mark.parametrize("giver", ["admin", "asha"])
def test_neither_the_first_person_nor_she_herself_gives_the_new_start(
    asha: User, admin: User, organisation: Agency, giver: str
) -> None:
    factories.hold(asha, Role.DIRECTOR)
    actions.ask_new_start(asha, by=admin)

    with pytest.raises(PermissionDenied):
        actions.give_new_start(NewStart.objects.get(), by={"admin": admin, "asha": asha}[giver])


def test_a_declined_new_start_changes_nothing(asha: User, admin: User, dolly: User) -> None:
    actions.ask_new_start(asha, by=admin)
    start = actions.decline_new_start(NewStart.objects.get(), by=dolly)

    with pytest.raises(PermissionDenied):
        actions.give_new_start(start, by=dolly)
    asha.refresh_from_db()
    assert asha.check_password(factories.PASSWORD)


def test_both_people_present_reset_factors_at_once(asha: User, admin: User, dolly: User) -> None:
    Authenticator.objects.create(user=asha, type="totp", data={})

    password = actions.reset_factors(asha, by=admin, second=dolly)

    asha.refresh_from_db()
    assert asha.check_password(password)
    assert not Authenticator.objects.filter(user=asha).exists()


def test_an_organisation_begins_with_two_administrators(other_organisation: Agency) -> None:
    staff = actions.found_staff(
        other_organisation, administrators=[("one", "One", "word-one"), ("two", "Two", "word-two")], by=None
    )

    assert [user.roles for user in staff] == [{Role.ADMINISTRATOR}, {Role.ADMINISTRATOR}]
    assert not RoleAssignment.objects.waiting().exists()
    with pytest.raises(PermissionDenied):
        actions.found_staff(other_organisation, administrators=[("a", "A", "x"), ("b", "B", "y")], by=None)


def test_one_person_is_no_beginning(other_organisation: Agency) -> None:
    with pytest.raises(PermissionDenied):
        actions.found_staff(other_organisation, administrators=[("one", "One", "word")], by=None)


@pytest.mark.parametrize(
    "act",
    [
        lambda user, by: actions.change_password(user, password="x" * 12, by=by),
        lambda user, by: actions.end_other_sessions(user, keep=None, by=by),
        lambda user, by: actions.change_language(user, language="hi", by=by),
    ],
)
def test_ones_own_things_are_changed_by_oneself_only(act: Any, asha: User, admin: User) -> None:
    with pytest.raises(PermissionDenied):
        act(asha, admin)
