"""The name by which everybody without access to an identity knows a person.

Here: the list and the choice. The choice is random and looks at nothing about the person but what must be
avoided: pseudonyms in use, and every word of her own file that could be mistaken for, or point to, a name.
"""

import random
import secrets
from collections.abc import Collection, Sequence
from functools import cache

from rihai.lib.text import fold
from rihai.lib.yamlfile import data_text


class NoPseudonymLeftError(Exception):
    """Every word of the list is taken or forbidden; a maintainer must add words."""


@cache
def load_pseudonyms(package: str) -> tuple[str, ...]:
    """All words of `data/pseudonyms.txt` of the package (ours lies in rihai.people)."""
    lines = data_text(package, "pseudonyms.txt").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def choose_pseudonym(
    words: Sequence[str],
    *,
    taken: Collection[str],
    forbidden_words: Collection[str] = (),
    rng: random.Random | None = None,
) -> str:
    """Draw a word that is not taken and is none of the forbidden words (the names in her file).

    When all single words are taken, two words are joined ("Cedar Heron"), so that a large organisation does not
    run out. Comparison ignores case and accents. `rng` is for repeatable demonstrations only.
    """
    chosen = rng or secrets.SystemRandom()
    forbidden = {part for word in forbidden_words for part in fold(word).split()}
    allowed = [word for word in words if fold(word) not in forbidden]
    used = {fold(word) for word in taken}
    free = [word for word in allowed if fold(word) not in used] or _free_pairs(allowed, used, chosen)
    if not free:
        raise NoPseudonymLeftError("The list of pseudonyms is used up: add words to it")
    return chosen.choice(free)


def _free_pairs(words: list[str], used: set[str], rng: random.Random) -> list[str]:
    # One first word at a time: all pairs at once would be hundreds of thousands.
    for first in rng.sample(words, len(words)):
        pairs = [f"{first} {second}" for second in words if second != first]
        free = [pair for pair in pairs if fold(pair) not in used]
        if free:
            return free
    return []
