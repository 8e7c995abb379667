"""Statuses and the steps between them."""

from enum import StrEnum

import pytest

from rihai.lib.workflow import StepNotAllowed, Workflow


class Status(StrEnum):
    NEW = "new"
    OPEN = "open"
    CLOSED = "closed"


TABLE = Workflow(
    name="letter",
    start=Status.NEW,
    transitions={
        Status.NEW: frozenset({Status.OPEN}),
        Status.OPEN: frozenset({Status.CLOSED}),
        Status.CLOSED: frozenset(),
    },
)


def test_an_allowed_step_gives_the_new_status() -> None:
    assert TABLE.step("new", Status.OPEN) is Status.OPEN
    assert TABLE.may("new", Status.OPEN)


@pytest.mark.parametrize(
    ("status", "to"), [("new", Status.CLOSED), ("closed", Status.OPEN), ("new", Status.NEW), ("lost", Status.OPEN)]
)
def test_another_step_is_refused_with_both_names(status: str, to: Status) -> None:
    with pytest.raises(StepNotAllowed) as raised:
        TABLE.step(status, to)

    assert (raised.value.name, raised.value.status, raised.value.to) == ("letter", status, to.value)
    assert str(raised.value) == f"letter: no step leads from {status} to {to.value}"
    assert not TABLE.may(status, to)


@pytest.mark.parametrize(
    ("start", "transitions"),
    [
        (Status.NEW, {Status.NEW: frozenset({Status.OPEN})}),
        (Status.OPEN, {Status.NEW: frozenset()}),
    ],
)
def test_a_table_with_a_missing_row_cannot_be_made(start: Status, transitions: dict[Status, frozenset[Status]]) -> None:
    with pytest.raises(ValueError, match=r"letter: not every status has a row: \['open'\]"):
        Workflow("letter", start, transitions)
