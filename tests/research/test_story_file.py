"""Reading the file of published stories: what it holds, and every way in which a file can be wrong."""

import time
from pathlib import Path

import pytest
import time_machine

from rihai.research.stories.derived import count
from rihai.research.stories.facts import StoryFile, StoryFileError
from rihai.research.stories.plain_yaml import MOST_BYTES
from rihai.research.stories.schema import read_story_file
from tests.research.conftest import STORIES, Changed

# What is changed in the file, and the story and field that the error must name.
WRONG = [
    ("resolution: located\n", "resolution: freed\n", "CS02", "resolution"),
    ("    resolution: located\n", "", "CS02", "resolution"),
    ("exploitation: none_found", "exploitation: yes", "CS05", "exploitation"),
    ("alert: {kind: police_request,", "alert: {kind: police,", "CS07", "alert.kind"),
    ("alert: {kind: police_request,", "alert: {kinds: police_request,", "CS07", "alert.kinds"),
    ("{pseudonym: Salma, sex: female,", "{pseudonym: Salma, sex: woman,", "CS05", "persons.sex"),
    ("{pseudonym: Salma, sex: female,", "{pseudonym: Salma, sex: no,", "CS05", "persons.sex"),
    ("{pseudonym: Salma,", "{pseudonym: '',", "CS05", "persons.pseudonym"),
    ("{pseudonym: Rani,", "{pseudonym: DEEPTI,", "CS01", "persons.pseudonym"),
    ("persons: [{pseudonym: Jamima, sex: female, age: null}]", "persons: []", "CS04", "persons"),
    ("persons: [{pseudonym: Jamima, sex: female, age: null}]", "persons: Jamima", "CS04", "persons"),
    ("persons: [{pseudonym: Jamima, sex: female, age: null}]", "persons: [Jamima]", "CS04", "persons"),
    ("{role: taken_from,", "{role: taken,", "CS02", "places.role"),
    ("district: Thane", "district: Thanne", "CS04", "places.district"),
    ("name: Pune, state: Maharashtra", "name: Pune, state: Maharastra", "CS03", "places.state"),
    ("kind: hotel", "kind: inn", "CS11", "places.kind"),
    ("{person: Kavita,", "{person: Somebody,", "CS08", "aftercare.person"),
    ("month: 2022-10\n", "month: 2022-13\n", "CS02", "month"),
    ("month: 2022-10\n", "month: 2022-02-30\n", "CS02", "month"),
    ("month: 2022-10\n", "month: 2022-02-28\n", "CS02", "month"),
    ("month: 2022-10\n", "month: 2022\n", "CS02", "month"),
    ("month: 2022-10\n", "month:\n", "CS02", "month"),
    ("month: 2022-10\n", "month: ''\n", "CS02", "month"),
    ("month: 2022-10\n", "month: 2999-01\n", "CS02", "month"),
    ("month: 2022-10\n", "month: October\n", "CS02", "month"),
    ("    month: 2022-10\n", "", "CS02", "month"),
    ("age: 4}", "age: 200}", "CS02", "persons.age"),
    ("age: 4}", "age: -1}", "CS02", "persons.age"),
    ("age: 4}", "age: four}", "CS02", "persons.age"),
    ("age: 4}", "age: true}", "CS02", "persons.age"),
    ("age: 4}", "age: 4.5}", "CS02", "persons.age"),
    ("age: 4}", "agee: 4}", "CS02", "persons.agee"),
    ("count: 5,", "count: 0,", "CS09", "accused.count"),
    ("    duration: located a few days later\n", "    durration: x\n", "CS02", "durration"),
    ("    duration: located a few days later\n", "    duration: [a, b]\n", "CS02", "duration"),
    ("investigation_steps: [search of more", "investigation_steps: [{}, search of more", "CS03", "investigation_steps"),
    ("  - id: CS02\n", "  - id: CS01\n", "CS01", "id"),
    ("  - id: CS02\n    month", "  - month", "number 2", "id"),
    ("  - id: CS02\n", "  - id: a very long id that names nothing\n", "number 2", "id"),
]
# The same outside the stories: the field alone.
WRONG_FILE = [
    ("  operations_since_2020: 24", "  operations_since_2020: many", "headline.operations_since_2020"),
    ("  people_rescued_since_2020: 33\n", "", "headline.people_rescued_since_2020"),
    ("  as_of: 2023-09", "  as_of: 2023-19", "headline.as_of"),
    ("  as_of: 2023-09", "  as_of: 2019-09", "headline.as_of"),
    ("  as_of: 2023-09", "  as_of: 2999-09", "headline.as_of"),
    ("  rescue_unit_created: 2020-04\n", "", "headline.rescue_unit_created"),
    ("version: 1", "version: 2", "version"),
    ("version: 1\n", "", "version"),
    ("version: 1", "version: 1\ntales: []", "tales"),
    ("  people: 16\n", "  people: 17\n", "derived_from_stories.people"),
    ("stories_by_year: {2020: 1,", "stories_by_year: {2020: 2,", "derived_from_stories.stories_by_year"),
    ("  stories_with_stated_arrest: 2", "  stories_with_stated_arrest: 3", "derived_from_stories.stories_with"),
    (
        "  people_not_described: not_derivable",
        "  people_not_described: 17",
        "derived_from_stories.people_not_described",
    ),
    ("  people: 16\n", "  persons: 16\n", "derived_from_stories.persons"),
]


def test_the_file_holds_eleven_stories_about_sixteen_people(story_file: StoryFile) -> None:
    assert len(story_file.stories) == 11
    assert sum(len(story.persons) for story in story_file.stories) == 16


def test_what_the_publication_leaves_open_stays_open(story_file: StoryFile) -> None:
    story = next(story for story in story_file.stories if story.key == "CS11")

    assert {person.age for person in story.persons} == {None}
    assert (story.alert_kind, story.reported_by, story.exploitation) == ("not_stated",) * 3
    assert story.accused == ()
    assert story.aftercare == ()


def test_an_operation_meant_to_arrest_somebody_is_no_arrest(story_file: StoryFile) -> None:
    assert {story.key for story in story_file.stories if story.states_arrest} == {"CS03", "CS10"}


def test_the_declared_totals_are_kept_with_their_day(story_file: StoryFile) -> None:
    headline = story_file.headline

    assert (headline.operations, headline.people) == (24, 33)
    assert (headline.since, headline.as_of) == ("2020-04", "2023-09")


def test_the_counts_that_a_file_derives_from_its_stories_are_ours_too(story_file: StoryFile) -> None:
    found = count(story_file.stories)

    assert found["stories_by_year"] == {"2022": 6, "2021": 4, "2020": 1}
    assert found["people_by_year"] == {"2022": 11, "2021": 4, "2020": 1}
    assert found["people_with_stated_age"] == 2


def test_a_file_that_derives_nothing_is_read_all_the_same(tmp_path: Path) -> None:
    text = STORIES.read_text()
    start, end = text.index("derived_from_stories:"), text.index("rules_for_tests:")
    path = tmp_path / "stories.yaml"
    path.write_text(text[:start] + text[end:])

    assert len(read_story_file(path).stories) == 11


@pytest.mark.parametrize(("old", "new", "story", "field"), WRONG)
def test_an_error_names_file_story_and_field(changed: Changed, old: str, new: str, story: str, field: str) -> None:
    path = changed(old, new)

    with pytest.raises(StoryFileError) as caught:
        read_story_file(path)

    assert str(caught.value).startswith(f"stories.yaml: story {story}, field {field}: ")
    assert str(caught.value).endswith(". Nothing was loaded.")


@pytest.mark.parametrize(("old", "new", "field"), WRONG_FILE)
def test_an_error_beside_the_stories_names_file_and_field(changed: Changed, old: str, new: str, field: str) -> None:
    path = changed(old, new)

    with pytest.raises(StoryFileError, match=rf"^stories\.yaml: field {field}"):
        read_story_file(path)


def test_a_misspelt_key_is_told_its_neighbour(changed: Changed) -> None:
    path = changed("    duration: located a few days later\n", "    durration: x\n")

    with pytest.raises(StoryFileError, match="did you mean 'duration'"):
        read_story_file(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("stories: [a\nb: c", "not readable YAML near line 2"),
        ("stories:\n\t- id: CS01\n", "not readable YAML near line 2"),
        ("version: 1\nversion: 1\n", "'version' stands twice"),
        ("", "a block of keys and values is expected"),
        ("- id: CS01\n", "a block of keys and values is expected"),
        ("version: 1\nheadline: {}\nstories: []\n", "field stories: a list with at least one story"),
        ("version: 1\nheadline: {}\n", "field stories: a list with at least one story"),
        ("version: 1\nheadline: {}\nstories: {a: b}\n", "field stories: a list with at least one story"),
        ("version: 1\nheadline: {}\nstories: [none]\n", "story number 1, field id"),
        ("version: " + "9" * 5000, "a number or date in it cannot be read"),
        ("a: !!python/object/apply:os.getcwd []", "not readable YAML near line 1"),
        ("[" * 5000, "nested too deeply"),
    ],
)
def test_what_is_no_file_of_stories_is_refused_with_words(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "stories.yaml"
    path.write_text(content)

    with pytest.raises(StoryFileError) as caught:
        read_story_file(path)

    assert words in str(caught.value)


def test_a_missing_headline_is_named(tmp_path: Path) -> None:
    text = STORIES.read_text()
    path = tmp_path / "stories.yaml"
    path.write_text(text[: text.index("headline:")] + text[text.index("derived_from_stories:") :])

    with pytest.raises(StoryFileError, match="field headline: the publisher's own totals are missing"):
        read_story_file(path)


def test_a_file_that_is_not_there_a_folder_and_a_binary_file_are_told_apart(tmp_path: Path) -> None:
    binary, picture = tmp_path / "binary.yaml", tmp_path / "picture.yaml"
    binary.write_bytes(b"\x00\x01\x02stories")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")

    for path, words in [
        (tmp_path / "nothing.yaml", "nothing.yaml: there is no such file"),
        (tmp_path, "this is not a plain file"),
        (binary, "binary.yaml: this is not readable YAML"),
        (picture, "picture.yaml: this is not text in UTF-8"),
    ]:
        with pytest.raises(StoryFileError) as caught:
            read_story_file(path)
        assert words in str(caught.value)


def test_a_file_that_would_unfold_to_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join([*lines, "stories: [*a11]"]))
    began = time.monotonic()

    with pytest.raises(StoryFileError, match="aliases"):
        read_story_file(path)

    assert time.monotonic() - began < 1


def test_a_file_that_is_far_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# " + b"x" * MOST_BYTES)

    with pytest.raises(StoryFileError, match="larger than 512 KB"):
        read_story_file(path)


def test_a_month_is_in_the_future_until_it_begins(changed: Changed) -> None:
    path = changed("month: 2022-10\n", "month: 2031-05\n")
    text = path.read_text()
    start, end = text.index("derived_from_stories:"), text.index("rules_for_tests:")
    path.write_text(text[:start] + text[end:])

    with time_machine.travel("2031-04-30T12:00:00+05:30"), pytest.raises(StoryFileError, match="lies in the future"):
        read_story_file(path)
    with time_machine.travel("2031-05-01T00:30:00+05:30"):
        assert len(read_story_file(path).stories) == 11
