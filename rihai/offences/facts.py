"""What is said about a premises or a suspect when it is recorded.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass
from typing import Final

from rihai.directory.models import Place
from rihai.lib.codelists import by_code

PACKAGE: Final = "rihai.offences"


def check_code(value: str, file: str, key: str) -> None:
    """A code outside its list is a mistake of the program, never of the person at the screen."""
    if value not in by_code(PACKAGE, file, key):
        raise ValueError(f"'{value}' is not a code of {key} in offences/data/{file}")


@dataclass(frozen=True, repr=False)
class PremisesFacts:
    """`kind` is a code of `data/premises_kinds.yaml`; name and address are sealed."""

    kind: str = "not_stated"
    place: Place | None = None
    name: str = ""
    address: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        check_code(self.kind, "premises_kinds.yaml", "kinds")


@dataclass(frozen=True, repr=False)
class SuspectFacts:
    """`head_count` says how many people one record stands for, when the source says so."""

    name: str = ""
    description: str = ""
    head_count: int | None = None
