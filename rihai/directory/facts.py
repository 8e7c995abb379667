"""What an action about an agency is told. Institutional facts only: nobody's name, no personal number."""

from dataclasses import dataclass

from rihai.directory.rules import agency_kinds


@dataclass(frozen=True)
class AgencyFacts:
    """An entry as somebody states it, with where she has it from."""

    name: str
    kind: str
    source: str
    role: str = ""
    address: str = ""
    locality: str = ""
    district: str = ""
    state: str = ""
    country: str = ""
    pin_code: str = ""
    plus_code: str = ""
    website: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in agency_kinds():
            raise ValueError(f"'{self.kind}' is not a kind in directory/data/agency_kinds.yaml")
        if not (self.name and self.source):
            raise ValueError("An entry of the directory has a name and a source")
