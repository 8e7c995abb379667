"""Reads that join for one page of the administrators.

Here: lists with what they show beside each account or desk, in a constant number of queries.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from rihai.accounts.models import Desk, DeskMembership, NewStart, RoleAssignment, User
from rihai.accounts.roles import ROLES, Role


@dataclass(frozen=True)
class Colleague:
    user: User
    roles: tuple[str | Promise, ...]
    desks: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """What a second person is asked to confirm."""

    roles: tuple[RoleAssignment, ...]
    starts: tuple[NewStart, ...]

    def __len__(self) -> int:
        return len(self.roles) + len(self.starts)


@dataclass(frozen=True)
class DeskWithPeople:
    desk: Desk
    people: tuple[str, ...]


def staff_of(by: User) -> list[Colleague]:
    """Everybody with an account in this organisation, those who left at the end."""
    roles: dict[UUID, list[str | Promise]] = defaultdict(list)
    own = {"user__organisation_id": by.organisation_id}
    for user_uid, role in RoleAssignment.objects.in_force().filter(**own).values_list("user_id", "role"):
        roles[user_uid].append(ROLES[Role(role)].title)
    desks: dict[UUID, list[str]] = defaultdict(list)
    for user_uid, name in DeskMembership.objects.in_force().filter(**own).values_list("user_id", "desk__name"):
        desks[user_uid].append(name)
    people = User.objects.visible_to(by).order_by("-is_active", "display_name", "uid")
    return [Colleague(user, tuple(roles[user.uid]), tuple(desks[user.uid])) for user in people]


def waiting_for(by: User) -> Waiting:
    """What waits in this organisation; not what she proposed herself, nor what concerns herself."""
    roles = RoleAssignment.objects.waiting().filter(user__organisation_id=by.organisation_id)
    starts = NewStart.objects.open().filter(user__organisation_id=by.organisation_id)
    return Waiting(
        tuple(roles.exclude(given_by=by).exclude(user=by).select_related("user", "given_by")),
        tuple(starts.exclude(asked_by=by).exclude(user=by).select_related("user", "asked_by")),
    )


def desks_of(by: User) -> list[DeskWithPeople]:
    people: dict[UUID, list[str]] = defaultdict(list)
    seats = DeskMembership.objects.in_force().filter(desk__organisation_id=by.organisation_id)
    for desk_uid, name in seats.order_by("user__display_name").values_list("desk_id", "user__display_name"):
        people[desk_uid].append(name)
    desks = Desk.objects.visible_to(by).order_by("-is_active", "name")
    return [DeskWithPeople(desk, tuple(people[desk.uid])) for desk in desks]
