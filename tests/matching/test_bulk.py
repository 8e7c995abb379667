"""Two registers at once find what one question after the other finds."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings

from rihai.matching.answer import compact
from rihai.matching.bulk import link
from rihai.matching.model import default_model
from rihai.matching.records import Record
from tests.matching.people import index_of, registers

SLOW = settings(deadline=None, max_examples=25)


@SLOW
@given(registers, registers)
def test_bulk_finds_what_single_questions_find(missing: list[Record], found: list[Record]) -> None:
    index = index_of(missing)

    pairs = link(missing, found, model=default_model(), top=50, threads=2)

    for question, record in enumerate(found):
        single = {hit.row: round(hit.weight, 3) for hit in index.hits(index.ask(record), 50)}
        here = pairs.found == question
        bulk = dict(zip(pairs.missing[here].tolist(), pairs.weight[here].round(3).tolist(), strict=True))
        # One question may look at everybody when nothing nominates; bulk leaves such a record out.
        assert bulk.keys() <= single.keys()
        assert all(abs(single[row] - weight) < 0.01 for row, weight in bulk.items())
        assert not bulk or bulk.keys() == single.keys()


def test_pairs_come_with_chances_ranks_and_reasons() -> None:
    missing = [Record("M1", name="Zubeda Khatun", sex="F"), Record("M2", name="Maya Tamang", guardian="Dil", sex="F")]
    found = [Record("F1", name="Maya Tamang", guardian="Dil", sex="F")]

    pairs = link(missing, found, model=default_model())

    assert pairs.missing_id(0) == "M2"
    assert pairs.found_ids == ["F1"]
    assert pairs.rank[0] == 1
    assert 0.0 < pairs.probability[0] < 1.0
    text = compact(pairs.reasons(0))
    assert text.startswith("name:same ")
    assert "Maya" not in text


def test_two_found_records_compete_for_one_missing_person() -> None:
    crowd = [Record(f"M{k}", name=f"Sunita {chr(97 + k % 26)}olani") for k in range(200)]
    missing = [*crowd, Record("she", name="Zubeda Wahidova", sex="F")]

    alone = link(missing, [Record("F1", name="Zubeda Wahidova", sex="F")], model=default_model())
    both = link(
        missing,
        [Record("F1", name="Zubeda Wahidova", sex="F"), Record("F2", name="Zubeda Wahidova", sex="F")],
        model=default_model(),
    )

    assert alone.probability[0] > both.probability[both.rank == 1].max()


def test_how_many_are_asked_for_changes_no_chance() -> None:
    crowd = [Record(f"M{k}", name=f"Sunita {chr(97 + k % 26)}olani") for k in range(300)]
    missing = [*crowd, *(Record(f"T{k}", name="Zubeda Mohsin", guardian="Akram Wahid") for k in range(12))]
    found = [Record(f"F{k}", name="Zubeda Mohsin", guardian="Akram Wahid") for k in range(3)]

    one, many = (link(missing, found, model=default_model(), top=top) for top in (1, 10))

    assert len(one) == 3
    assert one.probability.tolist() == pytest.approx(many.probability[many.rank == 1].tolist())
    assert one.probability.max() < 0.1


def test_as_many_come_as_are_asked_for() -> None:
    missing = [Record(f"M{k}", name="Sunita") for k in range(400)]

    assert len(link(missing, [Record("F1", name="Sunita")], model=default_model(), top=350)) == 350


def test_she_of_whom_all_that_is_known_is_common_is_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rihai.matching.bulk.BUDGET", 20)
    day = datetime.date(2020, 1, 1)
    missing = [
        Record(f"M{k}", name="Sunita Khatun", sex="F", age=5.0 + k % 30, date=day, district="Gaya") for k in range(300)
    ]
    missing += [Record(f"N{k}", name="Maya Tamang", sex="F", age=30.0, date=day) for k in range(700)]
    found = [Record("F1", name="Sunita Khatun", sex="F", age=9.0, date=day, district="Gaya")]

    pairs = link(missing, found, model=default_model(), top=5)

    assert len(pairs) == 5
    assert pairs.missing[0] % 30 == 4


def test_without_a_word_in_common_nobody_is_shown() -> None:
    day = datetime.date(2024, 1, 1)
    missing = [Record(str(k), name="Maya", sex="M", age=30.0, date=day) for k in range(5000)]
    missing.append(Record("SHE", name="Zubeda", sex="F", age=9.0, date=day))
    sure = replace(default_model(), expected=0.98)

    later = day + datetime.timedelta(5)

    facts, name = (
        link(missing, [Record("F1", name=name, sex="F", age=9.0, date=later)], model=sure) for name in ("", "Zubeda")
    )

    assert facts.missing_id(0) == name.missing_id(0) == "SHE"
    assert facts.probability[0] == pytest.approx(0.49)
    assert name.band(0) == "show"


def test_nobody_linked_with_anybody_is_no_pair() -> None:
    assert len(link([], [Record("F1", name="Maya")], model=default_model())) == 0
    assert len(link([Record("M1", name="Maya")], [], model=default_model())) == 0
