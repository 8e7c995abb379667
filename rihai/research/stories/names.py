"""Keeping the printed names of a publication out of every sealed text.

A pseudonym stands once, as the pseudonym of its person. In sentences it becomes "the person", or
"person 2" where a story has several: so it is never mistaken for a real name that somebody wrote down.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from rihai.research.stories.facts import Story


def without_names(story: Story) -> Story:
    """The same story with no pseudonym in any sentence; who received which aftercare stays."""
    clean = _cleaner([one.pseudonym for one in story.persons])
    return replace(
        story,
        alert_trigger=clean(story.alert_trigger),
        reported_by=clean(story.reported_by),
        places=tuple(replace(one, name=clean(one.name)) for one in story.places),
        steps=tuple(clean(step) for step in story.steps),
        agencies=tuple(replace(one, name=clean(one.name), role=clean(one.role)) for one in story.agencies),
        accused=tuple(
            replace(one, description=clean(one.description), outcome=clean(one.outcome)) for one in story.accused
        ),
        aftercare=tuple(replace(one, status=clean(one.status)) for one in story.aftercare),
        remarks=tuple((name, clean(text)) for name, text in story.remarks),
    )


def _cleaner(pseudonyms: list[str]) -> Callable[[str], str]:
    words = {
        name.casefold(): "the person" if len(pseudonyms) == 1 else f"person {number}"
        for number, name in enumerate(pseudonyms, 1)
    }
    # The longest first: of "Asha" and "Asha Devi" the whole name goes.
    names = sorted(map(re.escape, pseudonyms), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda match: words.get(match.group().casefold(), "the person"), text)
