"""What would change an answer, in points and in the chance that comes out: held against what happens then."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from rihai.matching.answer import Candidate, Unknown
from rihai.matching.records import Record
from tests.matching.people import DISTRICTS, GIVEN, PLACES, index_of, registers, someone

DAY = datetime.date(2024, 1, 1)
SHE = Record(
    "she", "Zubeda Wahid", "Akram Rahim", "F", 13.0, DAY, "India", "Bihar", "Gaya", "Nawada", "scar left cheek",
)  # fmt: skip


def crowd() -> list[Record]:
    return [
        Record(
            str(k), f"{GIVEN[k % 11]} Devi", f"{GIVEN[k % 7]} Mondal", "FM"[k % 2], 5.0 + k % 30,
            DAY - datetime.timedelta(7 * k), district=DISTRICTS[k % 5], village=PLACES[k % 4],
            marks="mole on chin" if k % 3 else "",
        )
        for k in range(400)
    ]  # fmt: skip


def first(held: Record, asked: Record) -> Candidate:
    """What is said of her in a register of many."""
    (found,) = [one for one in index_of([*crowd(), held]).query(asked).candidates if one.id == "she"]
    return found


def unknown_of(found: Candidate, field: str) -> Unknown:
    (unknown,) = [one for one in found.would_change if one.field == field]
    return unknown


ASKED = replace(SHE, id="Q", date=DAY + datetime.timedelta(90))


@pytest.mark.parametrize("lacking", ["asked", "held"])
@pytest.mark.parametrize("field", ["name", "guardian", "sex", "age", "district", "village", "marks"])
def test_what_it_says_is_about_what_happens_when_she_is_asked(field: str, lacking: str) -> None:
    nothing: dict[str, Any] = {field: None if field == "age" else "", **({"state": ""} if field == "district" else {})}
    asked = replace(ASKED, **nothing) if lacking == "asked" else ASKED
    held = replace(SHE, **nothing) if lacking == "held" else SHE

    before = first(held, asked)
    unknown = unknown_of(before, field)
    after = first(SHE, ASKED)

    assert unknown.if_same is not None
    assert unknown.if_different is not None
    assert unknown.if_same.points == pytest.approx(after.weight - before.weight, abs=1.5)
    assert unknown.if_same.probability == pytest.approx(after.probability, abs=0.1)
    assert unknown.if_same.probability >= before.probability >= unknown.if_different.probability


def test_what_would_speak_against_her_is_told_too() -> None:
    before = first(SHE, replace(ASKED, guardian=""))
    against = first(SHE, replace(ASKED, guardian="Xqvz Plmn"))

    swing = unknown_of(before, "guardian").if_different

    assert swing is not None
    assert swing.points == pytest.approx(against.weight - before.weight, abs=1.5)


def test_a_day_before_she_went_missing_would_rule_her_out() -> None:
    unknown = unknown_of(first(SHE, replace(ASKED, date=None)), "date")

    assert unknown.if_same is not None
    assert unknown.if_different is not None
    assert unknown.if_same.points > 0
    assert (round(unknown.if_different.probability, 6), unknown.if_different.band) == (0.0, "unlikely")


def test_without_a_word_in_common_another_fact_shows_nobody() -> None:
    asked = Record("Q", sex="", age=13.0, date=DAY + datetime.timedelta(9))
    held = Record("she", sex="F", age=13.0, date=DAY)

    (found,) = index_of([held]).query(asked, expected=0.9).candidates

    for unknown in found.would_change:
        if unknown.field == "sex" and unknown.if_same is not None:
            assert unknown.if_same.band != "show"
    assert {unknown.field for unknown in found.would_change} >= {"sex", "name", "guardian", "marks"}


@settings(deadline=None, max_examples=60)
@given(registers, someone)
def test_whatever_is_not_known_it_is_told_in_amounts_that_can_be(register: list[Record], asked: Record) -> None:
    for found in index_of(register).query(asked).candidates:
        gains = [one.if_same.points for one in found.would_change if one.if_same]
        for one in found.would_change:
            for swing in (one.if_same, one.if_different):
                assert swing is None or 0.0 <= swing.probability <= 1.0
                assert swing is None or swing.points == swing.points  # a number
            if one.if_same and one.if_different:
                assert one.if_same.points >= one.if_different.points
        assert gains == sorted(gains, reverse=True)
