"""A date of which only the month or the year is known counts as far as it is known."""

import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.lib.precision import ImpreciseDate, Precision
from rihai.matching import layout as at
from rihai.matching.index import Index
from rihai.matching.records import Kind, Record
from tests.matching.people import index_of, registers

FIRST = datetime.date(2015, 1, 1)
days = st.integers(0, 3000).map(lambda days: FIRST + datetime.timedelta(days))


def told(text: str) -> dict[str, Any]:
    """A date as a file tells it."""
    date = ImpreciseDate.parse(text)
    return {"date": date.start, "until": None if date.precision is Precision.DAY else date.end}


def crowd() -> list[Record]:
    return [
        Record(
            str(k), name=f"Maya {chr(97 + k % 26)}ola", age=float(5 + k % 30), date=FIRST + datetime.timedelta(9 * k)
        )
        for k in range(300)
    ]


def points(index: Index, asked: Record, row: int) -> Any:
    (pair,) = index.explained(asked, index.ask(asked), [row])
    return pair.points


def test_who_can_have_been_found_after_going_missing_is_a_candidate() -> None:
    missing = [Record(when, name="Zubeda", **told(when)) for when in ("2020", "2020-06", "2020-07", "2020-06-20")]

    found = {
        when: {
            candidate.id for candidate in index_of(missing).query(Record("Q", name="Zubeda", **told(when))).candidates
        }
        for when in ("2018", "2020", "2020-06", "2020-06-10")
    }

    assert found == {
        "2018": set(),
        "2020": {"2020", "2020-06", "2020-07", "2020-06-20"},
        "2020-06": {"2020", "2020-06", "2020-06-20", "2020-07"},  # two days of tolerance
        "2020-06-10": {"2020", "2020-06"},
    }


def test_the_same_holds_when_the_found_are_asked_for() -> None:
    found = [Record(when, name="Zubeda", **told(when)) for when in ("2019", "2020", "2021-03")]

    asked = index_of(found, Kind.FOUND).query(Record("Q", name="Zubeda", **told("2020-06"))).candidates

    assert {candidate.id for candidate in asked} == {"2020", "2021-03"}


def test_years_are_counted_from_the_middle_of_what_is_known() -> None:
    index = index_of([*crowd(), Record("grown", name="Zubeda", age=9.0, **told("2015"))])

    as_grown = points(index, Record("Q", name="Zubeda", age=15.0, **told("2021")), 300)
    as_then = points(index, Record("Q", name="Zubeda", age=9.0, **told("2021")), 300)

    assert as_grown[at.P_AGE] > as_then[at.P_AGE] + 2


def test_the_reasons_tell_a_date_as_far_as_it_is_known() -> None:
    index = index_of([*crowd(), Record("she", name="Zubeda", age=9.0, **told("2016-02"))])

    best = index.query(Record("Q", name="Zubeda", age=10.0, **told("2017"))).candidates[0]

    reasons = {reason.field: reason for reason in best.reasons}
    assert best.id == "she"
    assert (reasons["date"].asked, reasons["date"].held) == ("2017", "2016-02")
    assert reasons["date"].says == "found 307 to 699 days after going missing"
    assert "1.4 years passed" in reasons["age"].says


@settings(deadline=None, max_examples=40)
@given(registers, days, st.sampled_from([Precision.MONTH, Precision.YEAR]))
def test_a_vague_date_lies_between_what_its_days_say(
    register: list[Record], day: datetime.date, precision: Precision
) -> None:
    index = index_of(register)
    vague = ImpreciseDate.of(day, precision)
    exactly = [
        Record("Q", date=vague.start + datetime.timedelta(days)) for days in range((vague.end - vague.start).days + 1)
    ]

    said = points(index, Record("Q", date=vague.start, until=vague.end), 0)[at.P_DATE]

    by_day = [points(index, one, 0)[at.P_DATE] for one in exactly[:: 7 if precision is Precision.YEAR else 1]]
    if said > -1000:
        assert said <= max(by_day) + 1.0
    else:
        assert max(by_day) < -1000


def test_a_vague_date_outlives_saving() -> None:
    index = index_of([Record("A", name="Zubeda", age=9.0, **told("2016-02"))])

    again = Index.from_bytes(index.to_bytes())

    assert again.record("A").when == "2016-02"
    asked = Record("Q", name="Zubeda", **told("2017"))
    assert again.query(asked).candidates[0].weight == index.query(asked).candidates[0].weight
