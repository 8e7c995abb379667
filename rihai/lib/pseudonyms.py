"""The name by which everybody without access to an identity knows a person.

Here: the list and the choice. The choice is random and looks at nothing about the person but what must be
avoided: pseudonyms in use, and every word of her own file that could be mistaken for, or point to, a name.
"""

import random
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache

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
    is_fit: Callable[[str], bool] = lambda word: True,
    rng: random.Random | None = None,
) -> str:
    """Draw a word that is not taken, is fit, and is none of the forbidden words (the names in her file).

    When all single words are taken, two words are joined ("Cedar Heron"), so that a large organisation does not
    run out; each of the two is fit. Comparison ignores case and accents. `is_fit` may be dear: it is asked only
    until one is found. `rng` is for repeatable demonstrations only.
    """
    chosen = rng or secrets.SystemRandom()
    forbidden = {part for word in forbidden_words for part in fold(word).split()}
    used = {_key(word) for word in taken}
    shuffled = [word for word in chosen.sample(words, len(words)) if _key(word) not in forbidden]
    free = (word for word in shuffled if _key(word) not in used and is_fit(word))
    drawn = next(free, None) or next(_free_pairs(shuffled, used, is_fit, chosen), None)
    if drawn is None:
        raise NoPseudonymLeftError("The list of pseudonyms is used up: add words to it")
    return drawn


def _free_pairs(words: list[str], used: set[str], is_fit: Callable[[str], bool], rng: random.Random) -> Iterator[str]:
    # One first word at a time: all pairs at once would be hundreds of thousands.
    for first in words:
        for second in rng.sample(words, len(words)):
            pair = f"{first} {second}"
            if second != first and _key(pair) not in used and is_fit(first) and is_fit(second):
                yield pair


def _key(text: str) -> str:
    """What is compared. Word by word: pseudonyms of a hundred thousand people are made of a few hundred words."""
    return " ".join(map(_folded_word, text.split()))


@lru_cache(maxsize=4096)
def _folded_word(word: str) -> str:
    return fold(word)
