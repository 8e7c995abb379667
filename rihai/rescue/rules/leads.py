"""How many facts stand on their own: two leads from one mouth are one fact told twice."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

# What our own people saw or read; together they are one source.
OWN_KINDS: Final = frozenset({"observation", "discreet_visit", "decoy", "online", "document"})
ENOUGH: Final = 2
# A slip of the finger is seen at once; what was thought over is judged again, with its reason.
TAKEN_BACK_WITHIN: Final = timedelta(hours=1)


class Fact(Protocol):
    """The part of a lead that matters here."""

    @property
    def kind(self) -> str: ...

    @property
    def source_id(self) -> UUID | None: ...


def count_independent(facts: Iterable[Fact]) -> int:
    """Distinct sources among the facts. Facts whose source nobody recorded may be one source: they count once."""
    return len({_origin(fact) for fact in facts})


def _origin(fact: Fact) -> str:
    if fact.source_id is not None:
        return str(fact.source_id)
    return "our own team" if fact.kind in OWN_KINDS else "source not recorded"
