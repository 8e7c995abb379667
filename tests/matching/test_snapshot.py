"""A saved index is the same index; bytes that are not whole, or not ours, are refused in words."""

import hashlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.matching.index import Index
from rihai.matching.packing import RecordBroken
from rihai.matching.records import Kind, Record
from rihai.matching.snapshot import DIGEST, MAGIC, SnapshotError
from tests.matching.people import answers, index_of, registers, someone

SLOW = settings(deadline=None, max_examples=25)
REGISTER = [
    Record("A", name="Sunita Devi", guardian="Ramesh", sex="F", age=12.0, district="Ranchi", extra={"ward": "4"}),
    Record("B", name="Zubeda Wahidova", guardian="Kolimuddin", village="Xantipurgaon", marks="mole on chin"),
    Record("C", name="रुखसाना", state="Bihar", country="India"),
]


@SLOW
@given(registers, someone)
def test_a_saved_index_answers_as_before(register: list[Record], asked: Record) -> None:
    index = index_of(register)
    before = answers(index, asked)

    loaded = Index.from_bytes(index.to_bytes())

    assert answers(loaded, asked) == before
    assert list(loaded.ids()) == [record.id for record in register]
    assert [loaded.record(record.id) for record in register] == register


def test_a_loaded_index_takes_records_in_and_lets_them_go() -> None:
    loaded = Index.from_bytes(index_of(REGISTER, Kind.FOUND).to_bytes())

    loaded.add(Record("D", name="Maya Tamang"))
    loaded.remove("A")

    assert loaded.kind is Kind.FOUND
    assert loaded.query(Record("Q", name="Maya Tamang")).candidates[0].id == "D"
    assert set(Index.from_bytes(loaded.to_bytes()).ids()) == {"B", "C", "D"}


def test_a_removed_person_is_nowhere_in_the_saved_bytes() -> None:
    index = index_of(REGISTER)
    assert b"Xantipurgaon" in index.to_bytes()

    index.remove("B")

    saved = index.to_bytes()
    for word in (b"ubeda", b"ahidov", b"olimuddin", b"antipurgaon"):
        assert word not in saved
    assert b"Sunita Devi" in saved
    assert not any("ubeda" in text for text in index.lexicon.persons.words)


def test_a_register_of_nobody_is_saved_too() -> None:
    assert len(Index.from_bytes(index_of([]).to_bytes())) == 0


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_bytes_cut_short_or_changed_are_refused(data: st.DataObject) -> None:
    saved = index_of(REGISTER).to_bytes()
    place = data.draw(st.integers(0, len(saved) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(saved)
    changed[place] ^= 1 << bit

    for broken in (saved[:place], bytes(changed), saved + b"x"):
        with pytest.raises(SnapshotError):
            Index.from_bytes(broken)


@given(st.binary(max_size=200))
def test_other_bytes_are_no_index(data: bytes) -> None:
    with pytest.raises(SnapshotError):
        Index.from_bytes(data)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_numbers_that_point_outside_are_refused_even_with_a_right_sum(data: st.DataObject) -> None:
    saved = bytearray(index_of(REGISTER).to_bytes()[:-DIGEST])
    place = data.draw(st.integers(len(MAGIC), len(saved) - 1))
    saved[place] ^= 0x40
    forged = bytes(saved) + hashlib.blake2b(saved, digest_size=DIGEST).digest()

    with suppress(SnapshotError, RecordBroken):
        Index.from_bytes(forged).query(Record("Q", name="Sunita Devi", district="Ranchi", marks="mole on chin"))


def test_an_index_of_another_version_is_told_from_what_is_no_index() -> None:
    saved = index_of([Record("A", name="Maya")]).to_bytes()

    with pytest.raises(SnapshotError, match="another version"):
        Index.from_bytes(b"RIHAI INDEX 1\n" + saved[len(MAGIC) :])
    with pytest.raises(SnapshotError, match="not an index"):
        Index.from_bytes(b"RIHAI"[::-1] + saved)
