"""The project's file of published stories, and copies of it with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rihai.research.stories.facts import StoryFile
from rihai.research.stories.load import load_stories
from rihai.research.stories.schema import read_story_file
from tests.house import source

STORIES = source.ROOT / "rihai" / "research" / "data" / "case_stories.yaml"
Changed = Callable[[str, str], Path]


@pytest.fixture
def story_file() -> StoryFile:
    return read_story_file(STORIES)


@pytest.fixture
def loaded(db: None, story_file: StoryFile) -> StoryFile:
    """The file, and everything in it recorded."""
    load_stories(story_file, by=None)
    return story_file


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """A copy of the file in which one passage reads differently."""

    def change(old: str, new: str) -> Path:
        text = STORIES.read_text()
        assert text.count(old) >= 1, f"the file does not hold {old!r}"
        path = tmp_path / "stories.yaml"
        path.write_text(text.replace(old, new, 1))
        return path

    return change
