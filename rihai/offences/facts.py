"""What is said about a premises or a suspect when it is recorded.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass

from rihai.directory.models import Place


@dataclass(frozen=True, repr=False)
class PremisesFacts:
    """`kind` is a code of `data/premises_kinds.yaml`; name and address are sealed."""

    kind: str = "not_stated"
    place: Place | None = None
    name: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True, repr=False)
class SuspectFacts:
    """`head_count` says how many people one record stands for, when the source says so."""

    name: str = ""
    description: str = ""
    head_count: int | None = None
