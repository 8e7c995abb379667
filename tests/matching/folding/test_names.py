"""How many spellings of common names meet, within and across scripts: a floor under later changes."""

from itertools import combinations
from pathlib import Path

import pytest

from rihai.matching.folding import Folder, Level, Token, level

ROWS = [line.split("\t") for line in Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()]
LATIN = [(one, other) for row in ROWS for one, other in combinations(row[0].split(), 2)]
DEVANAGARI = [(one, row[1]) for row in ROWS for one in row[0].split()]
BENGALI = [(one, row[2]) for row in ROWS for one in row[0].split()]


def token(folder: Folder, word: str) -> Token:
    (folded,) = folder.name(word)
    return folded


@pytest.mark.parametrize(
    ("pairs", "floor"), [(LATIN, 0.97), (DEVANAGARI, 0.98), (BENGALI, 0.97)], ids=["Latin", "Devanagari", "Bengali"]
)
def test_nearly_all_spellings_of_a_name_meet(pairs: list[tuple[str, str]], floor: float) -> None:
    folder = Folder()
    missed = [pair for pair in pairs if level(token(folder, pair[0]), token(folder, pair[1])) > Level.FAR]

    assert len(missed) <= (1 - floor) * len(pairs), missed


def test_different_names_keep_different_strict_keys() -> None:
    folder = Folder()
    keys = {row[0]: token(folder, row[0].split()[0]).strict for row in ROWS}

    assert len(set(keys.values())) == len(ROWS)


def test_few_different_names_share_a_skeleton() -> None:
    folder = Folder()
    skeletons = [token(folder, row[0].split()[0]).skeleton for row in ROWS]

    assert len(set(skeletons)) >= 0.93 * len(skeletons)


def test_short_names_that_end_on_another_vowel_have_skeletons_of_their_own() -> None:
    folder = Folder()
    found = [token(folder, word) for word in ("Sona", "Soni", "Sonu")]

    assert len({word.skeleton for word in found}) == 3
    assert level(found[0], found[2]) <= Level.FAR, "still alike, letter by letter"


@pytest.mark.parametrize("word", ["Bose", "বসু", "बोस"])
def test_two_forms_of_one_surname_meet(word: str) -> None:
    folder = Folder()

    assert level(token(folder, "Basu"), token(folder, word)) == Level.STRICT
