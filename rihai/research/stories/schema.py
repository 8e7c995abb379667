"""A file of published stories as typed facts, or an error that names file, story and field.

Here: which fields a story has and what they may hold. Not here: how values are read (`blocks`, `plain_yaml`)
or what is recorded from them (`load`). Nothing is filled in: what the file leaves open stays open.
"""

from pathlib import Path
from typing import Final

from rihai.lib.codelists import by_code
from rihai.lib.geo import load_districts, load_regions
from rihai.research.stories.blocks import ID, Block, stated
from rihai.research.stories.derived import check_derived
from rihai.research.stories.facts import (
    NOT_STATED,
    Aftercare,
    Headline,
    Story,
    StoryAccused,
    StoryAgency,
    StoryFile,
    StoryFileError,
    StoryPerson,
    StoryPlace,
)
from rihai.research.stories.plain_yaml import NotReadable, read_plain_yaml

OLDEST: Final = 110
MOST_ACCUSED: Final = 1000
MOST_DECLARED: Final = 1_000_000
LONGEST_PSEUDONYM: Final = 60
LONGEST_PLACE: Final = 200
LONGEST_SOURCE: Final = 120
LONGEST_PLACES: Final = 500
LONGEST_HISTORY: Final = 2000
REMARKS: Final = ("duration", "condition", "confinement", "finding", "history")
STORY_KEYS: Final = {
    "id", "month", "persons", "alert", "places", "investigation_steps", "agencies", "resolution", "exploitation",
    "accused", "accused_outcome", "aftercare", "tests", *REMARKS,
}  # fmt: skip
FILE_KEYS: Final = {
    "version", "source", "headline", "derived_from_stories", "rules_for_tests", "enums", "stories",
}  # fmt: skip
HEADLINE_KEYS: Final = {
    "operations_since_2020", "people_rescued_since_2020", "as_of", "rescue_unit_created", "rescue_unit_members",
    "relation_of_stories_to_headline",
}  # fmt: skip


def read_story_file(path: Path) -> StoryFile:
    """Read and check the whole file. Raises `StoryFileError`."""
    try:
        content = read_plain_yaml(path)
    except NotReadable as error:
        raise StoryFileError(path.name, "", "", str(error)) from None
    file = Block.of(content, FILE_KEYS, file=path.name)
    if file.number("version", least=1, most=1) is None:
        raise file.error("version", "this is missing; files of version 1 are understood")
    stories = _stories(file)
    check_derived(file, stories)
    return StoryFile(path.name, file.text("source", most=LONGEST_SOURCE) or path.name, _headline(file), stories)


def _stories(file: Block) -> tuple[Story, ...]:
    listed = file.values.get("stories")
    if not isinstance(listed, list) or not listed:
        raise file.error("stories", "a list with at least one story is expected")
    stories: dict[str, Story] = {}
    for number, raw in enumerate(listed, 1):
        story = _story(_story_block(file.file, raw, number))
        if story.key in stories:
            raise StoryFileError(file.file, story.key, "id", "this id stands twice")
        stories[story.key] = story
    return tuple(stories.values())


def _story_block(file: str, raw: object, number: int) -> Block:
    key = raw.get("id") if isinstance(raw, dict) else None
    if not isinstance(key, str) or not ID.fullmatch(key):
        what = "an id of up to 20 letters, digits, hyphens and underlines is expected"
        raise StoryFileError(file, f"number {number}", "id", what)
    return Block.of(raw, STORY_KEYS, file=file, story=key)


def _story(block: Block) -> Story:
    persons = _persons(block)
    alert = block.block("alert", {"kind", "reported_by", "trigger"})
    return Story(
        key=block.needed("id"),
        month=block.month("month"),
        persons=persons,
        alert_kind=alert.code("kind", _codes("rihai.intake", "alert_kinds.yaml", "kinds"), default=NOT_STATED),
        alert_trigger=alert.text("trigger"),
        reported_by=stated(alert.text("reported_by")),
        places=_places(block),
        steps=block.texts("investigation_steps"),
        agencies=tuple(
            StoryAgency(one.needed("name"), one.text("role")) for one in block.blocks("agencies", {"name", "role"})
        ),
        resolution=block.code("resolution", _codes("rihai.rescue", "outcomes.yaml", "resolutions")),
        exploitation=block.code("exploitation", _codes("rihai.rescue", "outcomes.yaml", "exploitation_findings")),
        accused=_accused(block),
        accused_outcome=stated(block.text("accused_outcome")),
        aftercare=_aftercare(block, persons),
        remarks=tuple((name, text) for name in REMARKS if (text := block.text(name, most=LONGEST_HISTORY))),
    )


def _persons(block: Block) -> tuple[StoryPerson, ...]:
    sexes = _codes("rihai.people", "sex.yaml", "sexes")
    people: list[StoryPerson] = []
    for one in block.blocks("persons", {"pseudonym", "sex", "age"}):
        name = one.needed("pseudonym", most=LONGEST_PSEUDONYM)
        if name.casefold() in {person.pseudonym.casefold() for person in people}:
            raise one.error("pseudonym", f"'{name}' stands twice in this story")
        people.append(
            StoryPerson(name, one.code("sex", sexes, default=NOT_STATED), one.number("age", least=0, most=OLDEST))
        )
    if not people:
        raise block.error("persons", "a story needs at least one person")
    return tuple(people)


def _places(block: Block) -> tuple[StoryPlace, ...]:
    places = tuple(_place(one) for one in block.blocks("places", {"role", "name", "state", "district", "kind"}))
    if sum(len(place.name) + 2 for place in places) > LONGEST_PLACES:
        raise block.error("places", f"the names are longer together than {LONGEST_PLACES} characters")
    return places


def _place(one: Block) -> StoryPlace:
    """A state or district that nobody knows would be left out in silence: it is refused instead."""
    regions = {region.name: region.code for region in load_regions()}
    state = one.text("state") and one.code("state", regions)
    if one.text("district"):
        if not state:
            raise one.error("district", "a district needs its state beside it")
        one.code("district", {district.name for district in load_districts("rihai.directory", regions[state])})
    kind = one.text("kind").replace(" ", "_")
    if kind and kind not in _codes("rihai.offences", "premises_kinds.yaml", "kinds"):
        raise one.error("kind", f"'{kind}' is no kind of premises in rihai/offences/data/premises_kinds.yaml")
    role = one.code("role", _codes("rihai.offences", "premises_kinds.yaml", "place_roles"))
    return StoryPlace(role, one.needed("name", most=LONGEST_PLACE), state, one.text("district"), kind)


def _accused(block: Block) -> tuple[StoryAccused, ...]:
    return tuple(
        StoryAccused(
            one.needed("description"), one.number("count", least=1, most=MOST_ACCUSED), stated(one.text("outcome"))
        )
        for one in block.blocks("accused", {"description", "count", "outcome"})
    )


def _aftercare(block: Block, persons: tuple[StoryPerson, ...]) -> tuple[Aftercare, ...]:
    found = []
    for one in block.blocks("aftercare", {"person", "status"}):
        name = one.needed("person")
        if name not in {person.pseudonym for person in persons}:
            raise one.error("person", f"'{name}' is not a person of this story")
        found.append(Aftercare(name, one.needed("status")))
    return tuple(found)


def _headline(file: Block) -> Headline:
    if file.values.get("headline") is None:
        raise file.error("headline", "the publisher's own totals are missing")
    block = file.block("headline", HEADLINE_KEYS)
    as_of, since = block.date("as_of"), block.date("rescue_unit_created")
    if as_of.is_surely_before(since):
        raise block.error("as_of", f"{as_of.label} lies before {since.label}, when the counting begins")
    return Headline(
        _declared(block, "operations_since_2020"),
        _declared(block, "people_rescued_since_2020"),
        as_of.label,
        since.label,
    )


def _declared(block: Block, name: str) -> int:
    value = block.number(name, least=0, most=MOST_DECLARED)
    if value is None:
        raise block.error(name, "this number is missing")
    return value


def _codes(package: str, file: str, key: str) -> dict[str, object]:
    return dict(by_code(package, file, key))
