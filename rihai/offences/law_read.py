"""The law as pages show it: the data of a country with what lawyers of this installation have said of them.

What they said lies in one file beside the database, as `rihai law review` writes it; it is read again when it changes.
What an invented lawyer said counts in a demonstration only, marked. A file that cannot be read counts as no
confirmation at all, and says so in the log, in `rihai check` and on the pages of the law.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.conf import settings

from rihai.accounts.models import Installation
from rihai.law.confirmations import FILE_NAME, read_confirmations
from rihai.law.demonstration import demonstration_of
from rihai.law.entries import Entry
from rihai.law.errors import InputProblem
from rihai.law.loading import COUNTRIES, Law, law_of
from rihai.law.sourcing import Confirmation, Sourcing

logger = logging.getLogger(__name__)
Confirmations = Mapping[str, Confirmation]
NONE: Final[Confirmations] = MappingProxyType({})


@dataclass(frozen=True)
class LawRead:
    """The law of one country with its confirmations. `problem`: why the file of confirmations counts for nothing."""

    law: Law
    confirmations: Confirmations
    in_demonstration: bool = False
    problem: str = ""

    def sourcing_of(self, entry: Entry) -> Sourcing:
        return self.law.sourcing_of(entry, self.confirmations)

    def may_quote(self, entry: Entry) -> bool:
        """Whether it may enter a document, a law card or another language: only what a lawyer has confirmed."""
        return self.sourcing_of(entry).may_be_quoted(in_demonstration=self.in_demonstration)


def law_read(country: str = COUNTRIES[0]) -> LawRead:
    """Ask once for a page, not once for each entry: it looks whether the file has changed."""
    law, in_demonstration = law_of(country), Installation.is_demonstration()
    confirmed, problem = _kept(kept_in(), _stamp(kept_in()))
    if in_demonstration:
        return LawRead(law, {**_invented(country), **confirmed}, in_demonstration=True, problem=problem)
    real = {digest: one for digest, one in confirmed.items() if not one.is_demonstration}
    return LawRead(law, real, problem=problem)


def kept_in() -> Path:
    return Path(settings.DATA_DIR) / FILE_NAME


def _stamp(path: Path) -> tuple[int, ...]:
    """Another one for every version of the file: it is put in place whole, never written over."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _kept(path: Path, stamp: tuple[int, ...]) -> tuple[Confirmations, str]:
    try:
        return (read_confirmations(path) if stamp else NONE), ""
    except InputProblem as problem:
        logger.error("What lawyers have confirmed counts for nothing: %s cannot be read.", FILE_NAME)
        return NONE, str(problem)


@cache
def _invented(country: str) -> Confirmations:
    """None where the demonstration's lawyer has said nothing of the country's law."""
    return demonstration_of(law_of(country)) if country == COUNTRIES[0] else NONE
