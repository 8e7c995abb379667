"""Folding takes any text there is, and folding twice changes nothing."""

import gc
import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.matching.folding import Folder, Level, level
from rihai.matching.folding.brahmic import SCRIPTS
from rihai.matching.folding.latin import skeleton, strict
from rihai.matching.folding.text import normalise, words

# Lone surrogates, marks of direction, emoji and unassigned letters included.
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
STRICT_LETTERS = string.ascii_lowercase + "AC"
BLOCKS = [st.characters(min_codepoint=script.base, max_codepoint=script.base + 0x7F) for script in SCRIPTS]
SOUTH_ASIAN = st.text(st.one_of(*BLOCKS, st.sampled_from(string.ascii_letters + " .'-\u200c\u200d")), max_size=40)
ODD = ["\ud800", "a\udfffb", "\u202eمحمد\u202c", "🙂 🙂", "ا" * 10_000, "क्" * 10_000, "a" * 10_000, "\u0300" * 50, "ﷺ"]


def everything(folder: Folder, text: str) -> list[object]:
    folds: list[Callable[[str], object]] = [
        folder.name,
        folder.guardian,
        folder.place,
        folder.district,
        folder.state,
        folder.country,
        folder.marks,
    ]
    return [fold(text) for fold in folds]


@given(st.one_of(ANY_TEXT, SOUTH_ASIAN))
def test_any_text_folds_and_twice_alike(text: str) -> None:
    assert everything(Folder(), text) == everything(Folder(), text)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_fold(text: str) -> None:
    for token in Folder().name(text):
        assert (token.strict + token.skeleton).isascii()


@given(SOUTH_ASIAN)
def test_keys_are_plain_letters(text: str) -> None:
    for token in Folder().name(text):
        assert set(token.strict + token.skeleton) <= set(STRICT_LETTERS)


@given(st.one_of(ANY_TEXT, SOUTH_ASIAN))
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(STRICT_LETTERS, max_size=20))
def test_folding_strictly_twice_changes_nothing(word: str) -> None:
    once = strict(word)

    assert strict(once) == once


@given(st.text(STRICT_LETTERS, max_size=20))
def test_a_skeleton_is_its_own_skeleton(word: str) -> None:
    once = skeleton(strict(word))

    assert skeleton(once) == once


@given(SOUTH_ASIAN, SOUTH_ASIAN)
def test_a_level_has_no_direction(one: str, other: str) -> None:
    folder = Folder()
    for first in folder.name(one):
        for second in folder.name(other):
            assert level(first, second) == level(second, first)


@given(SOUTH_ASIAN)
def test_a_word_is_the_same_as_itself(text: str) -> None:
    for token in Folder().name(text):
        assert level(token, token) == (Level.INITIAL if token.is_initial else Level.SAME)


@given(st.lists(st.sampled_from(["sunita", "devi", "রহিমা", "लक्ष्मी", "khatun"]), min_size=1, unique=True))
def test_the_order_of_words_changes_no_word(found: list[str]) -> None:
    folder = Folder()

    assert set(folder.name(" ".join(found))) == set(folder.name(" ".join(reversed(found))))


def holders(word: str) -> int:
    gc.collect()
    return sum(1 for held in gc.get_objects() if type(held) in (dict, set) and word in held)


def test_nothing_a_folder_remembers_outlives_it() -> None:
    name = "Bandhulinivathi"
    folder = Folder()
    everything(folder, name)
    assert holders(name.lower()) > 0

    del folder

    assert holders(name) == holders(name.lower()) == 0


@given(SOUTH_ASIAN)
def test_the_short_way_to_normalise_ends_where_the_long_one_does(text: str) -> None:
    # A trailing mark that is taken away again forces the long way.
    assert normalise(text + "\u2060") == normalise(text)
    assert words(normalise(text)) == words(normalise(text) + " ک")[:-1]
