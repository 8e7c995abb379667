"""Opening what the matcher compares: the one reading without a reader.

Here: the call, and the few columns that it opens. Nobody is shown what it gives: it goes into a search entry, or
into the memory of the matcher, which closes itself to other processes. Whoever calls it leaves the trace: the act
that saved an identity, or the matcher for every handful of entries it takes. Not here: opening for a person
(`reading.py`).
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from rihai.vault.codecs import Plain
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import open_many

COMPARED: Final = frozenset(
    {
        ("people.searchentry", "payload"),
        ("people.personname", "text"),
        ("people.relative", "name"),
        ("people.identityitem", "value"),
        ("tracing.missingreport", "guardian"),
        ("tracing.missingreport", "village"),
        ("tracing.missingreport", "marks"),
        ("tracing.foundrecord", "guardian"),
        ("tracing.foundrecord", "village"),
        ("tracing.foundrecord", "marks"),
        # Written before numbers had tokens: opened once by the worker, compared, and closed.
        ("prosecution.legalcase", "number"),
    }
)


def open_for_matching(sealed: Sequence[Sealed], *, organisation: UUID) -> "list[Plain | None]":
    """The values in the same order; None where the record was erased, or the organisation holds no key to it."""
    others = {(one.label, one.column) for one in sealed} - COMPARED
    if others:
        raise TypeError("The matcher compares no " + ", ".join(sorted(f"{label}.{column}" for label, column in others)))
    opened = open_many(sealed, agency=organisation)
    return [None if isinstance(one, Exception) else one for one in opened]
