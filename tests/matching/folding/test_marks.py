"""Identifying marks agree across languages and wordings."""

from collections import defaultdict

import pytest

from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding import Folder
from rihai.matching.folding.marks import PACKAGE, load_vocabulary
from rihai.matching.folding.text import normalise

TABLES = load_yaml(PACKAGE, "marks.yaml")
EXAMPLES = [(text, row["codes"]) for row in TABLES["examples"] for text in row["texts"]]


@pytest.mark.parametrize(("text", "codes"), EXAMPLES)
def test_an_example_gives_its_codes(text: str, codes: list[str]) -> None:
    assert Folder().marks(text) == set(codes)


def test_no_phrase_means_two_things() -> None:
    meanings = defaultdict(set)
    for table in ("kinds", "parts", "sides"):
        for code, forms in TABLES[table].items():
            for form in forms:
                meanings[normalise(form)].add((table, code))

    assert {phrase: means for phrase, means in meanings.items() if len(means) > 1} == {}


def test_a_kind_without_a_place_is_kept_and_one_place_after_another_shares_it() -> None:
    assert Folder().marks("scar on left cheek, right hand") == {
        "scar",
        "scar cheek",
        "scar cheek left",
        "scar hand",
        "scar hand right",
    }


def test_two_marks_do_not_lend_each_other_their_sides() -> None:
    codes = Folder().marks("mole on left cheek and burn on right hand")

    assert {"mole cheek left", "burn hand right"} <= codes
    assert not codes & {"mole hand", "burn cheek", "mole cheek right"}


def test_neck_and_cheek_stay_apart_though_they_are_spelt_nearly_alike() -> None:
    folder = Folder()

    assert "mole cheek" in folder.marks("gaal par til")
    assert "mole neck" in folder.marks("gala par til")


def test_a_long_word_is_known_in_a_spelling_no_table_holds() -> None:
    assert "kalaai" not in load_vocabulary().written

    assert Folder().marks("kalaai par godanaa") == {"tattoo", "tattoo wrist"}
