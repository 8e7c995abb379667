"""A published story as typed facts: what the publication states and nothing else.

What a file leaves open is None, "" or "not_stated".
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from rihai.lib.precision import ImpreciseDate

NOT_STATED: Final = "not_stated"
IN_OPERATION: Final = "rescued_in_operation"
# The words of a publication for what became of the accused, in ours. Other words state no arrest.
STATES: Final = {
    "arrested_in_custody_pending_trial": "in_custody_pending_trial",
    "arrested and imprisoned pending trial": "in_custody_pending_trial",
    "arrested": "arrested",
}


class StoryFileError(Exception):
    """What is wrong, in which story and field; nothing is loaded."""

    def __init__(self, file: str, story: str, field: str, what: str) -> None:
        self.file, self.story, self.field = file, story, field
        place = ", ".join(
            part for part in (f"story {story}" if story else "", f"field {field}" if field else "") if part
        )
        super().__init__(
            f"{file}: {place}: {what}. Nothing was loaded." if place else f"{file}: {what}. Nothing was loaded."
        )


@dataclass(frozen=True)
class StoryPerson:
    pseudonym: str
    sex: str
    age: int | None


@dataclass(frozen=True)
class StoryPlace:
    role: str
    name: str
    state: str
    district: str
    kind: str


@dataclass(frozen=True)
class StoryAgency:
    name: str
    role: str


@dataclass(frozen=True)
class StoryAccused:
    description: str
    count: int | None
    outcome: str


@dataclass(frozen=True)
class Aftercare:
    person: str
    status: str


@dataclass(frozen=True)
class Story:
    key: str
    month: ImpreciseDate
    persons: tuple[StoryPerson, ...]
    alert_kind: str
    alert_trigger: str
    reported_by: str
    places: tuple[StoryPlace, ...]
    steps: tuple[str, ...]
    agencies: tuple[StoryAgency, ...]
    resolution: str
    exploitation: str
    accused: tuple[StoryAccused, ...]
    accused_outcome: str
    aftercare: tuple[Aftercare, ...]
    remarks: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Of everything the file says of this story; the printed form of frozen facts is the same everywhere."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def year(self) -> int:
        return self.month.value.year

    @property
    def is_operation(self) -> bool:
        return self.resolution == IN_OPERATION

    @property
    def states_arrest(self) -> bool:
        """An operation meant to arrest somebody is not yet an arrest."""
        return self.accused_outcome in STATES or any(one.outcome in STATES for one in self.accused)

    def state_of(self, accused: StoryAccused) -> str:
        """What became of one of the accused, as a code, or "" where nothing is stated."""
        return STATES.get(accused.outcome) or STATES.get(self.accused_outcome, "")


@dataclass(frozen=True)
class Headline:
    """The publisher's own totals, kept as declared."""

    operations: int
    people: int
    as_of: str
    since: str


@dataclass(frozen=True)
class StoryFile:
    name: str
    source: str
    headline: Headline
    stories: tuple[Story, ...]
