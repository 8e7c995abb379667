"""An item is used in a legal case while somebody withdraws it: whichever comes first, no lawyer goes on reading it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.actions import withdraw_item
from rihai.offences.models import EvidenceItem
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase
from tests.offences.evidence import a_thing
from tests.prosecution.test_parts import fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]
LONG = 1.5


@pytest.fixture(autouse=True)
def only_where_rows_are_locked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("One writer at a time.")


@pytest.fixture
def item(case: Case, asha: User) -> EvidenceItem:
    return a_thing(case, asha)


def with_other(first: Callable[[], object], second: Callable[[], object]) -> "Future[object]":
    """The second begins, over a connection of its own, before what the first did is committed."""
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        first()
        other = pool.submit(_closing, second)
        _wait(other)
    return other


def _closing(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def _wait(other: "Future[object]") -> None:
    try:
        other.exception(LONG)
    except TimeoutError:
        return


def test_what_is_being_withdrawn_is_not_used(legal_case: LegalCase, item: EvidenceItem, asha: User, lata: User) -> None:
    other = with_other(
        lambda: withdraw_item(item, reason="Said in counselling", by=asha),
        lambda: actions.use_evidence(legal_case, item=item, by=asha),
    )

    assert isinstance(other.exception(), NotPossible)
    assert way_to_read(fresh(lata), item, "what") is Way.NONE


def test_what_is_withdrawn_while_it_comes_into_use_closes_again(
    legal_case: LegalCase, item: EvidenceItem, asha: User, lata: User
) -> None:
    other = with_other(
        lambda: actions.use_evidence(legal_case, item=item, by=asha),
        lambda: withdraw_item(item, reason="Said in counselling", by=asha),
    )

    assert other.exception() is None
    assert way_to_read(fresh(lata), item, "what") is Way.NONE
