"""A file of published stories as typed facts, or an error that names file, story and field.

Here: shape and sense of the file. Not here: what is recorded from it (`load`). Nothing is filled in:
what the file leaves open stays None or "not_stated".
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from rihai.lib.codelists import by_code
from rihai.lib.precision import ImpreciseDate, Precision

NOT_STATED: Final = "not_stated"
OLDEST: Final = 110
STORY_KEYS: Final = {
    "id", "month", "persons", "alert", "places", "investigation_steps", "agencies", "resolution", "exploitation",
    "accused", "accused_outcome", "aftercare", "duration", "condition", "confinement", "finding", "history", "tests",
}  # fmt: skip


class StoryFileError(Exception):
    """What is wrong, in which story and field; nothing is loaded."""

    def __init__(self, file: str, story: str, field: str, what: str) -> None:
        where = " ".join(
            part for part in (f"story {story}" if story else "", f"field {field}" if field else "") if part
        )
        super().__init__(
            f"{file}: {where}: {what}. Nothing was loaded." if where else f"{file}: {what}. Nothing was loaded."
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
    agencies: tuple[tuple[str, str], ...]
    resolution: str
    exploitation: str
    accused: tuple[StoryAccused, ...]
    accused_outcome: str
    aftercare: tuple[Aftercare, ...]
    remarks: tuple[tuple[str, str], ...]


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


class Reader:
    """Reads one story, and knows where it is when something is wrong."""

    def __init__(self, file: str, raw: object, number: int) -> None:
        self.file = file
        self.key = str(raw.get("id", "")) if isinstance(raw, dict) else ""
        self.key = self.key or f"number {number}"
        if not isinstance(raw, dict):
            raise self.error("", "a story must be a block of keys and values")
        self.raw: dict[str, Any] = raw
        unknown = sorted(set(raw) - STORY_KEYS)
        if unknown:
            raise self.error(unknown[0], "this key is not known")

    def error(self, field: str, what: str) -> StoryFileError:
        return StoryFileError(self.file, self.key, field, what)

    def text(self, field: str, raw: dict[str, Any] | None = None, *, name: str = "") -> str:
        value = (self.raw if raw is None else raw).get(name or field.rpartition(".")[2])
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.error(field, "text is expected")
        return value

    def code(self, field: str, value: object, allowed: set[str]) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise self.error(field, f"'{value}' is not one of {', '.join(sorted(allowed))}")
        return value

    def blocks(self, field: str) -> list[dict[str, Any]]:
        value = self.raw.get(field) or []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(field, "a list of blocks is expected")
        return value

    def month(self) -> ImpreciseDate:
        try:
            month = ImpreciseDate.parse(str(self.raw.get("month")))
        except ValueError as error:
            raise self.error("month", f"'{self.raw.get('month')}' is no possible date ({error})") from None
        if month.precision is not Precision.MONTH:
            raise self.error("month", "a year and a month are expected, such as 2022-05")
        return month

    def persons(self) -> tuple[StoryPerson, ...]:
        sexes = set(by_code("rihai.people", "sex.yaml", "sexes"))
        people = []
        for one in self.blocks("persons"):
            pseudonym = self.text("persons.pseudonym", one)
            if not pseudonym:
                raise self.error("persons.pseudonym", "a person without a pseudonym")
            age = one.get("age")
            if age is not None and (type(age) is not int or not 0 <= age <= OLDEST):
                raise self.error("persons.age", f"'{age}' is no possible age")
            people.append(StoryPerson(pseudonym, self.code("persons.sex", one.get("sex", NOT_STATED), sexes), age))
        if not people:
            raise self.error("persons", "a story needs at least one person")
        if len({one.pseudonym for one in people}) < len(people):
            raise self.error("persons", "the same pseudonym stands twice")
        return tuple(people)

    def places(self) -> tuple[StoryPlace, ...]:
        roles = set(by_code("rihai.offences", "premises_kinds.yaml", "place_roles"))
        return tuple(
            StoryPlace(
                self.code("places.role", one.get("role"), roles),
                *(self.text(f"places.{name}", one) for name in ("name", "state", "district", "kind")),
            )
            for one in self.blocks("places")
        )

    def accused(self) -> tuple[StoryAccused, ...]:
        found = []
        for one in self.blocks("accused"):
            count = one.get("count")
            if count is not None and (type(count) is not int or count < 1):
                raise self.error("accused.count", f"'{count}' is no number of people")
            found.append(StoryAccused(self.text("accused.description", one), count, self.text("accused.outcome", one)))
        return tuple(found)

    def aftercare(self, persons: tuple[StoryPerson, ...]) -> tuple[Aftercare, ...]:
        names = {one.pseudonym for one in persons}
        found = []
        for one in self.blocks("aftercare"):
            person = self.text("aftercare.person", one)
            if person not in names:
                raise self.error("aftercare.person", f"'{person}' is not a person of this story")
            found.append(Aftercare(person, self.text("aftercare.status", one)))
        return tuple(found)

    def steps(self) -> tuple[str, ...]:
        value = self.raw.get("investigation_steps") or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error("investigation_steps", "a list of sentences is expected")
        return tuple(value)

    def story(self) -> Story:
        persons = self.persons()
        alert = self.raw.get("alert") or {}
        if not isinstance(alert, dict):
            raise self.error("alert", "a block of keys and values is expected")
        outcomes = ("rihai.rescue", "outcomes.yaml")
        kinds = set(by_code("rihai.intake", "alert_kinds.yaml", "kinds"))
        return Story(
            key=self.key,
            month=self.month(),
            persons=persons,
            alert_kind=self.code("alert.kind", alert.get("kind", NOT_STATED), kinds),
            alert_trigger=self.text("alert.trigger", alert),
            reported_by=self.text("alert.reported_by", alert) or NOT_STATED,
            places=self.places(),
            steps=self.steps(),
            agencies=tuple(
                (self.text("agencies.name", one), self.text("agencies.role", one)) for one in self.blocks("agencies")
            ),
            resolution=self.code("resolution", self.raw.get("resolution"), set(by_code(*outcomes, "resolutions"))),
            exploitation=self.code(
                "exploitation", self.raw.get("exploitation"), set(by_code(*outcomes, "exploitation_findings"))
            ),
            accused=self.accused(),
            accused_outcome=self.text("accused_outcome") or NOT_STATED,
            aftercare=self.aftercare(persons),
            remarks=tuple(
                (name, self.text(name))
                for name in ("duration", "condition", "confinement", "finding", "history")
                if self.raw.get(name)
            ),
        )


def read_story_file(path: Path) -> StoryFile:
    """Read and check the whole file. Raises `StoryFileError`."""
    name = path.name
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoryFileError(name, "", "", f"the file cannot be read ({error.strerror})") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" near line {mark.line + 1}" if mark else ""
        raise StoryFileError(name, "", "", f"this is not readable YAML{place}") from None
    if not isinstance(content, dict) or not isinstance(content.get("stories"), list):
        raise StoryFileError(name, "", "stories", "a list of stories is expected")
    stories = tuple(Reader(name, raw, number).story() for number, raw in enumerate(content["stories"], 1))
    keys = [story.key for story in stories]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise StoryFileError(name, twice[0], "id", "this id stands twice")
    return StoryFile(name, str(content.get("source") or name), _headline(name, content), stories)


def _headline(file: str, content: dict[str, Any]) -> Headline:
    raw = content.get("headline")
    if not isinstance(raw, dict):
        raise StoryFileError(file, "", "headline", "the publisher's own totals are expected")
    numbers = []
    for field in ("operations_since_2020", "people_rescued_since_2020"):
        value = raw.get(field)
        if type(value) is not int or value < 0:
            raise StoryFileError(file, "", f"headline.{field}", f"'{value}' is no count")
        numbers.append(value)
    dates = []
    for field in ("as_of", "rescue_unit_created"):
        try:
            dates.append(ImpreciseDate.parse(str(raw.get(field))).label)
        except ValueError:
            raise StoryFileError(file, "", f"headline.{field}", f"'{raw.get(field)}' is no possible date") from None
    return Headline(numbers[0], numbers[1], dates[0], dates[1])
