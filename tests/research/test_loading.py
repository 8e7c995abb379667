"""How the published stories are loaded: only those that are missing, all or none, and with words where one is wrong."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from rihai.accounts.models import User
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency
from rihai.people.models import Person
from rihai.research.cli import load_stories as command
from rihai.research.models import PublishedStory
from rihai.research.stories.facts import StoryFile
from rihai.research.stories.load import load_stories
from tests.research.conftest import STORIES, Changed
from tests.research.contents import contents, rows

pytestmark = pytest.mark.django_db


def publisher_account() -> User:
    account: User = PublishedStory.objects.select_related("loaded_by__organisation")[0].loaded_by
    return account


def test_loading_goes_on_where_only_some_stories_are_here(db: None, story_file: StoryFile) -> None:
    some = replace(story_file, stories=story_file.stories[:4])

    first, second = load_stories(some, by=None), load_stories(story_file, by=None)

    assert (first.added, second.added, second.stories) == (4, 7, 11)
    assert Person.objects.count() == 16


def test_the_directory_is_loaded_first_where_it_is_empty_and_left_alone_where_it_is_not(story_file: StoryFile) -> None:
    load_reference(by=None)
    before = contents()["directory_agency"]

    load_stories(story_file, by=None)

    assert contents()["directory_agency"] == before


def test_another_organisation_loads_its_own_stories_under_its_own_name(
    story_file: StoryFile, other_organisation: Agency
) -> None:
    other_organisation.ref = "ORG77"
    other_organisation.save(update_fields=["ref"])

    done = CliRunner().invoke(command, [str(STORIES), "--organisation", "ORG77"])

    assert done.output == "11 stories here, 11 new.\n"
    assert {one.publisher for one in PublishedStory.objects.all()} == {other_organisation}
    assert publisher_account().organisation == other_organisation


def test_an_organisation_that_nobody_knows_is_named(db: None) -> None:
    done = CliRunner().invoke(command, [str(STORIES), "--organisation", "ORG99"])

    assert done.exit_code == 1
    assert "'ORG99'" in done.output
    assert not PublishedStory.objects.exists()


def test_a_failure_half_way_leaves_nothing_behind(story_file: StoryFile) -> None:
    load_reference(by=None)
    before = contents()
    last = replace(story_file.stories[-1], key="CS12", resolution="no code of ours")
    file = replace(story_file, stories=(*story_file.stories, last))

    with pytest.raises(ValueError, match="Outcome and exploitation"):
        load_stories(file, by=None)

    assert contents() == before


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("exploitation: none_found", "exploitation: yes", "story CS05, field exploitation"),
        ("month: 2022-10\n", "month: 2022-02-30\n", "story CS02, field month"),
        ("{person: Kavita,", "{person: Somebody,", "story CS08, field aftercare.person"),
        ("  people: 16\n", "  people: 17\n", "field derived_from_stories.people"),
    ],
)
def test_the_command_says_what_is_wrong_and_loads_nothing(changed: Changed, old: str, new: str, place: str) -> None:
    before = rows()

    result = CliRunner().invoke(command, [str(changed(old, new))])

    assert result.exit_code == 1
    assert place in result.output
    assert "Nothing was loaded." in result.output
    assert "Traceback" not in result.output
    assert rows() == before


def test_the_command_says_how_many_stories_are_here_and_how_many_are_new() -> None:
    first = CliRunner().invoke(command, [str(STORIES)])
    second = CliRunner().invoke(command, [str(STORIES)])

    assert (first.exit_code, first.output) == (0, "11 stories here, 11 new.\n")
    assert (second.exit_code, second.output) == (0, "11 stories here, 0 new.\n")


def test_the_command_names_a_file_that_is_not_there() -> None:
    result = CliRunner().invoke(command, ["nowhere.yaml"])

    assert result.exit_code == 1
    assert "nowhere.yaml: there is no such file" in result.output
