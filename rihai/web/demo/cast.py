"""The invented bodies of the demonstration and the people who work there, by the actions of accounts.

Here: who there is, as `data/network.yaml` says. Not here: what happens to anybody (`matters`, `night`).
"""

import secrets

from django.db import transaction

from rihai.accounts import actions as accounts
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency, Completeness
from rihai.web.demo.facts import Account, Body, network


@transaction.atomic
def make_cast() -> str:
    """Whoever is there already stays as she is."""
    for body in network().others:
        _agency_of(body, is_member=False)
    for body in network().members:
        agency, is_new = _agency_of(body, is_member=True)
        if is_new:
            _staff_of(agency, body)
    return f"{User.objects.filter(organisation__is_demonstration=True).count()} people"


def agency(key: str) -> Agency:
    """The invented body of this key; never a real one, whatever it is called."""
    name = next(body.name for body in (*network().members, *network().others) if body.key == key)
    return Agency.objects.get(name=name, is_demonstration=True)


def colleague(username: str) -> User:
    return User.objects.get(username=username, organisation__is_demonstration=True)


def _agency_of(body: Body, *, is_member: bool) -> tuple[Agency, bool]:
    return Agency.objects.get_or_create(
        name=body.name,
        is_demonstration=True,
        defaults={
            "kind": body.kind,
            "role": body.role,
            "district": body.district,
            "state": body.state,
            "country": body.country,
            "is_member": is_member,
            "note": "Invented for the demonstration.",
            "source": "demonstration",
            "completeness": Completeness.PARTIAL,
        },
    )


def _staff_of(organisation: Agency, body: Body) -> None:
    # Nobody knows these passwords: the demonstration is entered by one-time links.
    first, second = accounts.found_staff(
        organisation,
        administrators=[(one.username, one.name, secrets.token_urlsafe(24)) for one in body.administrators],
        by=None,
    )
    purposes = dict.fromkeys(Desk.Purpose(desk) for one in body.staff for desk in one.desks)
    desks = {
        str(purpose): accounts.open_desk(name=str(purpose.label), purpose=purpose, by=first) for purpose in purposes
    }
    for one in body.staff:
        _account_of(one, desks, first, second)


def _account_of(one: Account, desks: dict[str, Desk], first: User, second: User) -> None:
    user = accounts.create_user(username=one.username, display_name=one.name, by=first)
    for role in one.roles:
        accounts.give_role(user, role=Role(role), by=first, second=second)
    for desk in one.desks:
        accounts.join_desk(desks[desk], user=user, by=first)
