"""What weights must obey whatever the register: no fact known costs nothing, agreeing never harms."""

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rihai.matching import layout as at
from rihai.matching.explain import Pair
from rihai.matching.index import Index
from rihai.matching.records import Record
from tests.matching.people import FAMILY, GIVEN, index_of, registers, someone

SLOW = settings(deadline=None, max_examples=40)
FIELDS = {
    "name": at.P_NAME,
    "guardian": at.P_GUARDIAN,
    "sex": at.P_SEX,
    "village": at.P_VILLAGE,
    "marks": at.P_MARKS,
}
LEAST = 1e-3


def scored(index: Index, asked: Record, row: int) -> Pair:
    (pair,) = index.explained(asked, index.ask(asked), [row])
    return pair


def weight(pair: Pair) -> float:
    return float(pair.points.sum())


@SLOW
@given(registers, someone)
def test_taking_agreeing_evidence_away_never_raises_a_weight(register: list[Record], asked: Record) -> None:
    index = index_of(register)
    whole = scored(index, asked, 0)
    assume(weight(whole) > -1000)

    for field, comparison in FIELDS.items():
        if whole.points[comparison] > 0:
            unknown: dict[str, Any] = {field: ""}
            less = scored(index, replace(asked, **unknown), 0)
            assert weight(less) <= weight(whole) + LEAST, field


@SLOW
@given(registers, st.integers(0, 39), st.booleans())
def test_what_agrees_never_lowers_a_weight(register: list[Record], which: int, is_dated: bool) -> None:
    she = register[which % len(register)]
    index = index_of(register)
    asked = replace(she, id="Q", date=she.date if is_dated else None)
    whole = scored(index, asked, which % len(register))

    for field in ("name", "guardian", "sex", "age", "district", "state", "village", "marks"):
        unknown: dict[str, Any] = {field: None if field == "age" else ""}
        less = scored(index, replace(asked, **unknown), which % len(register))
        assert weight(less) <= weight(whole) + LEAST, field


def test_an_equal_age_never_harms_where_all_are_of_that_age() -> None:
    day = datetime.date(2024, 1, 1)
    crowd = [Record(str(k), name=f"N{chr(97 + k % 26)} Devi", sex="F", age=14.0, date=day) for k in range(200)]
    index = index_of(crowd)

    for date in (day + datetime.timedelta(19), None):
        asked = Record("Q", name="Nb Devi", sex="F", age=14.0, date=date)
        assert weight(scored(index, asked, 1)) >= weight(scored(index, replace(asked, age=None), 1))


@SLOW
@given(registers, someone)
def test_what_is_not_known_on_either_side_says_nothing(register: list[Record], asked: Record) -> None:
    index = index_of(register)

    for row, record in enumerate(register[:5]):
        points = scored(index, asked, row).points
        for field, comparison in FIELDS.items():
            if not getattr(asked, field) or not getattr(record, field):
                assert points[comparison] == 0, field
        if asked.age is None or record.age is None:
            assert points[at.P_AGE] == 0
        if asked.date is None or record.date is None:
            assert points[at.P_DATE] == 0


@SLOW
@given(registers, st.sampled_from(GIVEN[:9]), st.sampled_from(FAMILY[:8]))
def test_the_order_of_a_name_matters_little(register: list[Record], given_name: str, family: str) -> None:
    index = index_of(register)

    one = scored(index, Record("Q", name=f"{given_name} {family}"), 0)
    other = scored(index, Record("Q", name=f"{family} {given_name}"), 0)

    assert abs(one.points[at.P_NAME] - other.points[at.P_NAME]) < LEAST


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    crowd = [Record(str(k), name="Sunita Khatun") for k in range(200)]
    index = index_of([*crowd, Record("rare", name="Zubeda Khatun")])

    rare = index.query(Record("Q", name="Zubeda")).candidates[0]
    common = index.query(Record("Q", name="Sunita")).candidates[0]

    assert rare.id == "rare"
    assert rare.weight > common.weight + 4


def test_no_comparison_decides_beyond_its_cap() -> None:
    crowd = [Record(str(k), name=f"Maya {chr(97 + k % 26)}ola") for k in range(3000)]
    index = index_of([*crowd, Record("rare", name="Xqvzz Wrttk Plmnb Dfghj")])

    found = index.query(Record("Q", name="Xqvzz Wrttk Plmnb Dfghj")).candidates[0]

    assert found.id == "rare"
    assert found.weight <= index.model.caps[at.P_NAME] + LEAST


def test_the_family_name_of_both_counts_once() -> None:
    crowd = [Record(str(k), name="Sunita Devi", guardian="Ramesh Devi") for k in range(400)]
    index = index_of([*crowd, Record("she", name="Maya Zubakar", guardian="Mohan Zubakar")])

    both = index.query(Record("Q", name="Maya Zubakar", guardian="Ali Zubakar")).candidates[0]
    once = index.query(Record("Q", name="Maya Zubakar")).candidates[0]

    assert both.id == once.id == "she"
    assert both.weight < once.weight + 2


def test_a_joined_name_meets_the_same_name_in_two_words() -> None:
    crowd = [Record(str(k), name="Sunita Devi") for k in range(300)]
    apart = index_of([*crowd, Record("x", name="Krishna"), Record("she", name="Ram Krishna")])
    joined = index_of([*crowd, Record("she", name="Ramkrishna")])

    assert apart.query(Record("Q", name="Ramkrishna")).candidates[0].id == "she"
    assert joined.query(Record("Q", name="Ram Krishna")).candidates[0].weight > 4.8


def test_years_that_passed_are_added_before_ages_are_compared() -> None:
    before, after = datetime.date(2015, 1, 1), datetime.date(2021, 1, 1)
    crowd = [Record(str(k), name="Maya", sex="F", age=float(5 + k % 30), date=before) for k in range(300)]
    index = index_of([*crowd, Record("grown", name="Zubeda", age=9.0, date=before)])

    as_grown = scored(index, Record("Q", name="Zubeda", age=15.0, date=after), 300)
    as_then = scored(index, Record("Q", name="Zubeda", age=9.0, date=after), 300)

    assert as_grown.points[at.P_AGE] > as_then.points[at.P_AGE] + 2
