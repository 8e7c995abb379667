"""The invented bodies of the demonstration and the people who work there, by the actions of accounts.

Here: who there is, as `data/network.yaml` says. Not here: what happens to anybody (`matters`, `night`).
"""

import secrets
from dataclasses import asdict
from typing import Final

from django.db import transaction

from rihai.accounts import actions as accounts
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.directory.actions import add_agency
from rihai.directory.facts import AgencyFacts
from rihai.directory.models import Agency, Completeness
from rihai.web.demo.clock import moment, past
from rihai.web.demo.facts import Account, Body, network

# Days ago: before anything of the invented matters.
FOUNDED: Final = 130


@transaction.atomic
def make_cast() -> str:
    """Whoever is there already stays as she is."""
    with past(moment(FOUNDED)):
        _found_bodies()
    return f"{User.objects.filter(organisation__is_demonstration=True).count()} people"


def _found_bodies() -> None:
    for body in network().members:
        organisation, is_new = _organisation_of(body)
        if is_new:
            _staff_of(organisation, body)
    by = colleague(network().members[0].administrators[0].username)
    for body in network().others:
        add_agency(_entry_of(body), by=by)


def agency(key: str) -> Agency:
    """The invented body of this key; never a real one, whatever it is called."""
    name = next(body.name for body in (*network().members, *network().others) if body.key == key)
    return Agency.objects.get(name=name, is_demonstration=True)


def colleague(username: str) -> User:
    return User.objects.get(username=username, organisation__is_demonstration=True)


def _entry_of(body: Body) -> AgencyFacts:
    return AgencyFacts(
        name=body.name,
        kind=body.kind,
        source="demonstration",
        role=body.role,
        district=body.district,
        state=body.state,
        country=body.country,
        note="Invented for the demonstration.",
    )


def _organisation_of(body: Body) -> tuple[Agency, bool]:
    """What is founded stands before anybody who could add it, as at the beginning of every installation."""
    stated = asdict(_entry_of(body))
    names = {"name": stated.pop("name"), "is_demonstration": True}
    known = {**stated, "is_member": True, "completeness": Completeness.PARTIAL}
    return Agency.objects.get_or_create(**names, defaults=known)


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
