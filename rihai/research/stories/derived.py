"""What a file of stories says about itself, against what it holds: a slip of the pen is found before loading.

A count that the file calls "not_derivable" is not checked: it says only that nobody should derive it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rihai.research.stories.blocks import Block, shown
from rihai.research.stories.facts import Story

NOT_DERIVABLE: Final = "not_derivable"
UNCOUNTED: Final = {"operations_not_described", "people_not_described"}


def check_derived(file: Block, stories: Sequence[Story]) -> None:
    """Raise `StoryFileError` for the first count of `derived_from_stories` that the stories do not bear out."""
    counted = count(stories)
    block = file.block("derived_from_stories", counted.keys() | UNCOUNTED)
    for name, said in block.values.items():
        if said == NOT_DERIVABLE:
            continue
        if name in UNCOUNTED:
            raise block.error(name, f"this cannot be derived from the stories; write {NOT_DERIVABLE}")
        said = {str(key): value for key, value in said.items()} if isinstance(said, dict) else said
        if said != counted[name] or isinstance(said, bool):
            raise block.error(name, f"says {shown(said)}, but the stories of this file give {counted[name]}")


def count(stories: Sequence[Story]) -> dict[str, object]:
    return {
        "stories": len(stories),
        "people": sum(len(story.persons) for story in stories),
        "stories_by_year": _by_year((story.year, 1) for story in stories),
        "people_by_year": _by_year((story.year, len(story.persons)) for story in stories),
        "stories_with_more_than_one_person": sum(len(story.persons) > 1 for story in stories),
        "people_with_stated_age": sum(one.age is not None for story in stories for one in story.persons),
        "stories_with_stated_arrest": sum(story.states_arrest for story in stories),
        "stories_found_no_kidnapping": sum(story.resolution == "voluntary_disappearance" for story in stories),
        "stories_found_in_government_shelter": sum(
            story.resolution == "located_in_government_shelter" for story in stories
        ),
    }


def _by_year(pairs: Iterable[tuple[int, int]]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for year, number in pairs:
        counted[str(year)] += number
    return dict(counted)
