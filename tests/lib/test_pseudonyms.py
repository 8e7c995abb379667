"""Choosing the name by which everybody knows a person."""

import random

import pytest

from rihai.lib.pseudonyms import NoPseudonymLeftError, choose_pseudonym, load_pseudonyms
from rihai.lib.yamlfile import DataFileError

WORDS = ("Cedar", "Heron", "Indigo")


def test_a_word_that_is_taken_is_not_chosen_again() -> None:
    assert choose_pseudonym(WORDS, taken=["CEDAR", "heron"]) == "Indigo"


def test_a_name_of_her_own_file_is_never_chosen() -> None:
    assert choose_pseudonym(WORDS, taken=["Indigo"], forbidden_words=["Heron Devi"]) == "Cedar"


def test_two_words_are_joined_when_single_ones_are_used_up() -> None:
    chosen = {choose_pseudonym(WORDS, taken=WORDS, rng=random.Random(seed)) for seed in range(50)}

    assert chosen == {f"{one} {other}" for one in WORDS for other in WORDS if one != other}


def test_the_joined_words_obey_the_same_rules() -> None:
    chosen = choose_pseudonym(WORDS, taken=[*WORDS, "Cedar Indigo"], forbidden_words=["heron"])

    assert chosen == "Indigo Cedar"


def test_an_exhausted_list_says_so() -> None:
    with pytest.raises(NoPseudonymLeftError, match="add words"):
        choose_pseudonym(["Cedar"], taken=["Cedar"])


def test_every_word_can_be_chosen() -> None:
    assert {choose_pseudonym(WORDS, taken=[]) for _ in range(200)} == set(WORDS)


def test_the_same_seed_gives_the_same_demonstration() -> None:
    words = load_pseudonyms("rihai.people")

    chosen = [choose_pseudonym(words, taken=[], rng=random.Random(3)) for _ in range(2)]

    assert chosen[0] == chosen[1]


def test_a_package_without_a_list_is_named() -> None:
    with pytest.raises(DataFileError, match=r"rihai\.lib/data/pseudonyms\.txt"):
        load_pseudonyms("rihai.lib")


def test_what_does_not_fit_is_passed_over_also_in_two_words() -> None:
    def is_fit(word: str) -> bool:
        return word != "Heron"

    assert choose_pseudonym(WORDS, taken=["Cedar"], is_fit=is_fit) == "Indigo"
    assert choose_pseudonym(WORDS, taken=WORDS, is_fit=is_fit) in {"Cedar Indigo", "Indigo Cedar"}


def test_whether_it_fits_is_asked_only_until_one_does() -> None:
    asked: list[str] = []

    def is_fit(word: str) -> bool:
        asked.append(word)
        return True

    choose_pseudonym(WORDS, taken=[], is_fit=is_fit)

    assert len(asked) == 1
