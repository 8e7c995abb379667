"""Whoever works here, as the directory knows her.

The packages of accounts and access lie above: she is known here only by what she is asked.
"""

from collections.abc import Collection
from typing import Any, Protocol
from uuid import UUID

from rihai.audit.actions import Actor


class Staff(Actor, Protocol):
    """Somebody who works here."""

    @property
    def compartments(self) -> Collection[Any]: ...

    def has(self, permission: Any, /) -> bool: ...

    def remember(self) -> None:
        """Look her roles up once from here on, not for every question."""


def organisation_of(by: Staff) -> UUID:
    """Whom she acts for; an account without an organisation keeps nothing sealed."""
    if by.organisation_id is None:
        raise ValueError("Only somebody of an organisation does this")
    return by.organisation_id
