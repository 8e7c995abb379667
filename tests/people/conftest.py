"""Builders for tests of people: somebody registered by Asha and granted to her."""

from collections.abc import Callable

import pytest

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.people.actions import register_person
from rihai.people.facts import NameFacts, PersonFacts
from rihai.people.models import Person, Provenance

WORKER = (Compartment.RECORD, Compartment.IDENTITY, Compartment.HOME_LOCATION)
Register = Callable[..., Person]


@pytest.fixture
def register() -> Register:
    """Registers somebody and lets the one who did work with her."""
    return a_person_of


def a_person_of(worker: User, *names: str, facts: PersonFacts | None = None) -> Person:
    told = facts or PersonFacts(sex="female", names=tuple(NameFacts(name) for name in names))
    person = register_person(organisation=worker.organisation, by=worker, facts=told)
    let_work(person, worker)
    return person


def let_work(person: Person, worker: User, *, basis: Grant.Basis = Grant.Basis.ASSIGNED) -> None:
    grant(person, to=worker, compartments=WORKER, basis=basis, by=worker)


def a_published_person(loader: User, pseudonym: str) -> Person:
    return register_person(
        organisation=loader.organisation,
        by=loader,
        facts=PersonFacts(names=(NameFacts(pseudonym, "printed_pseudonym"),)),
        provenance=Provenance.PUBLISHED,
        pseudonym=pseudonym,
    )
