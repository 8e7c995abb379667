"""Sounds are read from scripts and notation, and written as people write them."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.matching.latin import STYLES, write_latin
from bench.matching.phonemes import read_latin, read_notation, read_script
from bench.matching.records import mistype
from bench.matching.scripts import write_bengali, write_devanagari

PARTS = st.lists(
    st.sampled_from(["su", "mI", "nA", "ka", "rA", "tI", "lak", "Sman", "kha", "zA", "bhI", "gan", "shya", "rAm"]),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize(
    ("script", "written", "notation"),
    [("", "सुनीता", "sunItA"), ("bengali", "রোকেয়া", "rokeyA"), ("", "राम", "rAm"), ("", "ज़ीनत", "zInat")],
)
def test_a_word_of_a_script_is_read_as_it_sounds(script: str, written: str, notation: str) -> None:
    assert read_script(written, script) == read_notation(notation)


def test_a_word_with_other_signs_is_not_read() -> None:
    assert read_script("सीता-2") == ()


def test_latin_letters_are_always_guessed_alike() -> None:
    assert read_latin("Murshidabad") == read_latin("MURSHIDABAD") == read_notation("murshidAbAd")


@given(PARTS, st.integers(0, 1000), st.sampled_from(sorted(STYLES)), st.booleans())
def test_every_name_has_a_spelling_in_every_script(parts: list[str], seed: int, style: str, held_out: bool) -> None:
    sounds, chance = read_notation("".join(parts)), Random(seed)

    assert write_latin(sounds, chance, style, held_out).isascii()
    assert all("\u0900" <= letter <= "\u097f" for letter in write_devanagari(sounds, chance, held_out))
    assert all("\u0980" <= letter <= "\u09ff" for letter in write_bengali(sounds, chance, held_out))


@given(st.text("abcdeक", min_size=0, max_size=12), st.integers(0, 1000))
def test_a_keying_error_changes_one_place(word: str, seed: int) -> None:
    wrong = mistype(word, Random(seed))

    assert abs(len(wrong) - len(word)) <= 1
    before = alike(word, wrong)
    after = alike(word[before:][::-1], wrong[before:][::-1])
    assert max(len(word), len(wrong)) - before - after <= 2


def alike(first: str, second: str) -> int:
    """Letters that are the same from the beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
