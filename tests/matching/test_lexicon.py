"""Which words and marks of a record that holds more than a row has room for are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.matching import layout as at
from rihai.matching.folding import Folder
from rihai.matching.lexicon import chosen, chosen_marks
from rihai.matching.records import Record
from rihai.matching.shortened import Shortened
from tests.matching.folding.test_properties import ANY_TEXT, SOUTH_ASIAN
from tests.matching.people import index_of


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Asha Maya Zubeda", ["asha", "maya", "zubeda"]),
        ("Khatun Asha Sunita Devi Zubeda Laxmi", ["asha", "sunita", "zubeda", "laxmi"]),
        ("Asha R K Sunita Zubeda Laxmi", ["asha", "sunita", "zubeda", "laxmi"]),
        ("Asha R Khatun Sunita Devi", ["asha", "r", "khatun", "sunita"]),
        ("Asha Sunita Zubeda Laxmi Rukhsana", ["asha", "sunita", "zubeda", "laxmi"]),
    ],
)
def test_of_a_long_name_the_words_that_tell_most_are_kept_in_their_order(name: str, kept: list[str]) -> None:
    assert [token.text for token in chosen(Folder().name(name), at.NAME_WORDS)] == kept


def test_of_many_marks_those_that_say_where_are_kept() -> None:
    codes = frozenset({*(f"mole {k}" for k in range(9)), *(f"scar {k} left" for k in range(9)), "burn"})

    kept = chosen_marks(codes)

    assert len(kept) == at.MARKS
    assert {code for code in kept if code.startswith("scar")} == {f"scar {k} left" for k in range(9)}
    assert "burn" not in kept


def test_a_person_may_have_four_marks_and_each_is_compared() -> None:
    marks = ("mole left cheek", "scar right hand", "burn left foot", "tattoo right arm")
    crowd = [
        Record(str(k), name=f"Maya {chr(97 + k % 26)}ola", marks="mole on chin" if k % 2 else "") for k in range(60)
    ]
    index = index_of([*crowd, Record("she", name="Zubeda", marks="; ".join(marks))])

    for mark in marks:
        assert index.query(Record("Q", marks=mark)).candidates[0].id == "she", mark


@given(st.one_of(ANY_TEXT, SOUTH_ASIAN, st.text("ab কन.-/ \u00a0\t0", max_size=40)))
def test_no_long_name_is_passed_over(text: str) -> None:
    if len(Folder().name(text)) > at.NAME_WORDS:
        assert "words of its name" in Shortened().of(Record("A", name=text))
    else:
        assert "words of its name" not in Shortened().of(Record("A", name=text))
