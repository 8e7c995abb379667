"""Agencies of the tests of the directory: a station outside, an office with numbers, a home."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from rihai.accounts.models import User
from rihai.directory import actions
from rihai.directory.facts import CallFacts, ContactFacts
from rihai.directory.models import Agency, AgencyContact, CallBack
from tests.factories import an_agency
from tests.worlds import standing

OLD = "+912225553535"
NEW = "+912225554646"


def phone(value: str, *, role: str = "office", is_personal: bool = False) -> ContactFacts:
    return ContactFacts(role=role, channel=AgencyContact.Channel.PHONE, value=value, is_personal=is_personal)


def a_call(result: CallBack.Result, checked: CallBack.Checked | None = None) -> CallFacts:
    return CallFacts(result, checked or "")


def in_force(agency: Agency, value: str = OLD, **facts: object) -> AgencyContact:
    """A number in use, as the actions would leave it."""
    by = facts.pop("by")
    assert isinstance(by, User)
    contact = actions.propose_contact(agency, facts=phone(value, **facts), by=by)  # type: ignore[arg-type]
    AgencyContact.objects.filter(pk=contact.pk).update(status="in_force")
    contact.refresh_from_db()
    return contact


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The lists that come with the program, for all tests of a module."""
    with standing(django_db_blocker, lambda: actions.load_reference(by=None)):
        yield


@pytest.fixture
def unit(db: None) -> Agency:
    """An invented unit that works elsewhere."""
    return an_agency(
        "Invented Unit Palghar", kind="ahtu", is_member=False, state="Maharashtra", district="Palghar",
        locality="Virar", address="Second Lane 4", pin_code="401305", country="India",
    )  # fmt: skip
