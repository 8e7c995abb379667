"""Rooms above that follow who works on a case and what is withdrawn: known by name, told in the same transaction.

Whoever is taken off a case must not keep what stands beside it until some clock comes round, and a paper that was
withdrawn serves nowhere. Each name is a module with the three functions of `Follower`. Not here: what they do.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final, Protocol, cast

from rihai.accounts.models import User
from rihai.cases.models import Case, Document

FOLLOWERS: Final = ("rihai.offences.following", "rihai.prosecution.rights.following")


class Follower(Protocol):
    def follow_worker(self, case: Case, *, by: User) -> None:
        """A worker was named; her predecessor still holds what she held."""

    def follow_rights(self, case: Case, user: User, *, by: User) -> None:
        """Something that somebody could open of the case has ended."""

    def follow_paper(self, paper: Document, *, by: User) -> None:
        """A paper of the case was withdrawn."""


def tell_of_worker(case: Case, *, by: User) -> None:
    for one in _followers():
        one.follow_worker(case, by=by)


def tell_of_rights(case: Case, user: User, *, by: User) -> None:
    for one in _followers():
        one.follow_rights(case, user, by=by)


def tell_of_paper(paper: Document, *, by: User) -> None:
    for one in _followers():
        one.follow_paper(paper, by=by)


def _followers() -> Iterator[Follower]:
    for name in FOLLOWERS:
        yield cast("Follower", import_module(name))
