"""Statuses and the steps allowed between them: one small table per kind of record.

Here: the table's type and its one rule, and what an action answers when a step is not possible. Not here: who may take
a step (permissions of the package).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S", bound=str)


class StepNotAllowed(Exception):
    """The record has moved on, or the step does not exist; words for the person at the screen."""

    def __init__(self, name: str, status: str, to: str) -> None:
        self.name, self.status, self.to = name, status, to
        super().__init__(f"{name}: no step leads from {status} to {to}")


class NotPossible(Exception):
    """A rule of the house forbids the step now. Its words, often lazy, say why and what to do; a page shows them."""

    def __init__(self, words: object) -> None:
        self.words = words
        super().__init__("not possible by a rule of the house")

    def __str__(self) -> str:
        return str(self.words)

    def after_rollback(self) -> None:
        """What is written although nothing was done, such as who is told of the attempt: the page calls it."""


@dataclass(frozen=True)
class Workflow(Generic[S]):
    """Every status with the statuses that may follow it. Ends are statuses with no successor."""

    name: str
    start: S
    transitions: Mapping[S, frozenset[S]]

    def __post_init__(self) -> None:
        named = {self.start}.union(*self.transitions.values())
        missing = sorted(str(status) for status in named - set(self.transitions))
        if missing:
            raise ValueError(f"{self.name}: not every status has a row: {missing}")

    def step(self, status: str, to: S) -> S:
        """The new status, or `StepNotAllowed` with both names in it."""
        allowed = {str(one): after for one, after in self.transitions.items()}
        if to not in allowed.get(str(status), frozenset()):
            raise StepNotAllowed(self.name, str(status), str(to))
        return to

    def may(self, status: str, to: S) -> bool:
        return any(str(one) == str(status) and to in after for one, after in self.transitions.items())
