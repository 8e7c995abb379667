"""Filing, deciding and erasing at the same moment: everybody gets through, whoever came first.

Two real connections each; on SQLite there is one writer at a time, and nobody can wait crosswise.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.db.models import Model

from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.tracing.actions.proposing import withdraw_matches
from rihai.tracing.models import PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.matching import NAME, a_match, compared
from tests.tracing.test_deciding import DIFFERENT, SAME, said

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]
Act = Callable[[], object]


@pytest.fixture(autouse=True)
def only_where_rows_are_locked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("One writer at a time.")


class Beside(threading.Thread):
    """Somebody else, with a connection of its own."""

    def __init__(self, act: Act) -> None:
        super().__init__(daemon=True)
        self.act, self.failure = act, ""

    def run(self) -> None:
        try:
            self.act()
        except NotPossible:
            pass  # A right answer: somebody else came first.
        except Exception as failure:
            self.failure = str(failure)
        finally:
            connections.close_all()


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])


def at_once(held: Model, acts: list[Act]) -> list[str]:
    """What each said that failed. Each begins when those before it wait; a row that all need is held until then."""
    others = [Beside(act) for act in acts]
    with transaction.atomic():
        type(held)._base_manager.select_for_update().get(pk=held.pk)
        for other in others:
            other.start()
            until = time.monotonic() + 5
            while waiting() < sum(one.is_alive() for one in others) and time.monotonic() < until:
                time.sleep(0.02)
    for other in others:
        other.join(10)
    return [other.failure or "still waits" for other in others if other.failure or other.is_alive()]


@contextmanager
def a_proposal_being_written(like: PotentialMatch) -> Iterator[None]:
    """Of the same two, after an earlier one: rows that it points to are held until it is finished."""
    done, holds = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            newer = PotentialMatch.objects.get(pk=like.pk)
            newer.pk, newer._state.adding = uuid4(), True
            newer.status, newer.refused_before = MatchStatus.WITHDRAWN, like
            newer.save()
            connection.check_constraints()
            holds.set()
            done.wait(20)

    other = Beside(hold)
    other.start()
    assert holds.wait(5)
    try:
        yield
    finally:
        done.set()
        other.join(5)


def soon(act: Act) -> object:
    """The act, which may wait a second for what others hold."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
        return act()


def test_who_decides_and_who_files_wait_for_no_proposal_of_the_same_two(asha: User, ravi: User) -> None:
    known = a_person_of(asha, NAME)
    builders.a_report(ravi)
    compared()
    match = PotentialMatch.objects.get()

    with a_proposal_being_written(match):
        soon(partial(said, match, SAME, asha))
        soon(partial(add_name, known, facts=NameFacts("Guddi", "nickname"), by=asha))

    match.refresh_from_db()
    assert match.status == MatchStatus.UNDER_REVIEW
    assert match.has_newer_facts


@pytest.mark.parametrize("order", [("file", "decide", "erase"), ("erase", "decide", "file")], ids=" ".join)
def test_filing_deciding_and_erasing_at_once_all_get_through(matron: User, ravi: User, order: tuple[str, ...]) -> None:
    match = a_match(matron, ravi)
    entry = match.missing_entry
    assert entry.person is not None
    acts: dict[str, Act] = {
        "file": partial(add_name, entry.person, facts=NameFacts("Guddi", "nickname"), by=ravi),
        "decide": partial(said, match, DIFFERENT, matron),
        "erase": partial(withdraw_matches, entry, by=None),
    }

    failed = at_once(entry, [acts[one] for one in order])

    assert failed == []
    entry.refresh_from_db()
    assert entry.version > match.missing_version
