"""Reasons add up to the weight, name both texts, and say how rare an agreement is; never a bare figure."""

import datetime

from hypothesis import given, settings

from rihai.matching.answer import compact
from rihai.matching.folding import Level
from rihai.matching.records import Kind, Record
from tests.matching.people import index_of, registers, someone


@settings(deadline=None, max_examples=40)
@given(registers, someone)
def test_reasons_add_up_to_the_weight(register: list[Record], asked: Record) -> None:
    answer = index_of(register).query(asked)

    for candidate in answer.candidates:
        assert abs(sum(reason.points for reason in candidate.reasons) - candidate.weight) < 0.01
        assert 0.0 <= candidate.probability <= 1.0
    assert sum(candidate.probability for candidate in answer.candidates) <= 1.0 + 1e-9
    assert [candidate.rank for candidate in answer.candidates] == list(range(1, len(answer.candidates) + 1))


def test_each_reason_shows_both_texts_and_how_rare_it_is() -> None:
    crowd = [Record(str(k), name="Sunita Devi", sex="F", district="Gaya") for k in range(99)]
    she = Record("she", name="रुखसाना खातून", sex="F", age=13.0, date=datetime.date(2023, 2, 1), district="Murshidabad")
    asked = Record("Q", name="Rukhsana", sex="F", age=14.0, date=datetime.date(2024, 1, 15), guardian="Gaffar")

    best = index_of([*crowd, she]).query(asked).candidates[0]

    reasons = {reason.field: reason for reason in best.reasons}
    assert best.id == "she"
    assert (reasons["name"].asked, reasons["name"].held) == ("Rukhsana", "रुखसाना खातून")
    assert reasons["name"].words[0].level in (Level.STRICT, Level.SKELETON)
    assert 0 < (reasons["name"].share or 0) <= 0.02
    assert "13 years then" in reasons["age"].says
    assert "348 days" in reasons["date"].says
    assert {(unknown.field, unknown.is_asked, unknown.is_held) for unknown in best.would_change} >= {
        ("guardian", False, True),
        ("district", True, False),
    }
    assert "Rukhsana" not in compact(best.reasons)
    assert "name:" in compact(best.reasons)


def test_the_third_sex_written_down_rules_nobody_out() -> None:
    best = index_of([Record("A", name="Zubeda", sex="F")]).query(Record("Q", name="Zubeda", sex="T")).candidates[0]

    (sex,) = [reason for reason in best.reasons if reason.field == "sex"]
    assert (sex.level, sex.points) == ("neutral", 0.0)
    assert "rules nobody out" in sex.says


def test_years_pass_forwards_whichever_register_is_asked() -> None:
    found = Record("F", name="Zubeda", age=14.0, date=datetime.date(2022, 1, 1))
    missing = Record("M", name="Zubeda", age=12.0, date=datetime.date(2020, 1, 1))

    best = index_of([found], Kind.FOUND).query(missing).candidates[0]

    (age,) = [reason for reason in best.reasons if reason.field == "age"]
    assert age.says.startswith("12 years then, 2.0 years passed, 14 years now")


def test_the_words_that_are_told_are_those_of_the_reading_that_won() -> None:
    crowd = [Record(str(k), name="Sunita Devi") for k in range(300)]
    apart, joined = Record("apart", name="Ram Krishna Das"), Record("joined", name="Ramkrishna Das")
    answer = index_of([*crowd, apart, joined]).query(Record("Q", name="Ram Krishna Das"), top=2)

    for candidate in answer.candidates:
        (name,) = [reason for reason in candidate.reasons if reason.field == "name"]
        assert len(name.words) == (3 if candidate.id == "apart" else 2)


def test_nothing_that_is_printed_by_accident_holds_a_name() -> None:
    answer = index_of([Record("A", name="Zubeda")]).query(Record("Q", name="Zubeda"))

    assert "Zubeda" not in repr(answer)
    assert "Zubeda" not in repr(answer.candidates[0].reasons)
