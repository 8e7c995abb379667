"""No hidden count can be worked out: proven by a reader who tries every table there could be."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.disclosure.policy import SUPPRESSION_THRESHOLD, is_small, rounded
from rihai.disclosure.suppression import Protected, exposed, suppress
from rihai.disclosure.tables import TOTAL, Sum, Table, joined, levels, one_way, two_way
from tests.disclosure.attack import guesses

# The reader tries every table, so that tables and threshold are small; the rule is the same.
LOW: Final = 3
MOST: Final = 14
few = st.integers(0, 5)
counts = st.integers(0, 60)


@st.composite
def lists(draw: st.DrawFn, count: st.SearchStrategy[int] = few) -> Table:
    return one_way({f"p{place}": draw(count) for place in range(draw(st.integers(1, 4)))})


@st.composite
def crosses(draw: st.DrawFn, count: st.SearchStrategy[int] = few, most: int = 3, *, grouped: bool = True) -> Table:
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, 2))
    cells = {(f"r{row}", f"c{column}"): draw(count) for row in range(rows) for column in range(columns)}
    groups = {"g": ["r0", "r1"]} if grouped and rows > 2 and draw(st.booleans()) else {}
    return two_way(cells, groups)


@st.composite
def trees(draw: st.DrawFn, count: st.SearchStrategy[int] = few) -> Table:
    leaves = {name: draw(count) for name in "abcd"}
    return levels(leaves, {"left": ["a", "b"], "right": ["c", "d"], TOTAL: ["left", "right"]})


small_tables = st.one_of(lists(), crosses(), trees())


@settings(max_examples=60)
@given(small_tables)
def test_whoever_tries_every_table_cannot_tell_a_hidden_count(table: Table) -> None:
    found = guesses(table, suppress(table, LOW).shown, MOST)

    for cell, seen in found.items():
        assert len(seen) > 1
        if table.counts[cell] < LOW:
            assert seen.issuperset(range(LOW))


@given(st.one_of(lists(counts), crosses(counts, 6), trees(counts)))
def test_no_small_count_is_ever_shown_and_shown_ones_are_true(table: Table) -> None:
    shown = suppress(table).shown

    assert set(shown) == set(table.counts)
    for cell, count in shown.items():
        assert count is None or (count == table.counts[cell] and count >= SUPPRESSION_THRESHOLD)


@given(st.one_of(lists(counts), crosses(counts, 6), trees(counts)))
def test_what_is_suppressed_passes_the_audit(table: Table) -> None:
    assert exposed(table, suppress(table)) == []


@settings(max_examples=60)
@given(small_tables)
def test_the_audit_finds_what_the_reader_finds(table: Table) -> None:
    """Hiding small counts alone, as is often done by hand: the audit and the reader agree on what that gives away."""
    naive = {cell: None if count < LOW else count for cell, count in table.counts.items()}

    found = {cell for cell, seen in guesses(table, naive, MOST).items() if not seen.issuperset(range(LOW))}

    assert set(exposed(table, Protected(naive), LOW)) == found


@given(st.one_of(lists(counts), crosses(counts, 6), trees(counts)))
def test_a_table_of_large_counts_is_shown_whole(table: Table) -> None:
    large = {cell: count for cell, count in table.counts.items() if count < SUPPRESSION_THRESHOLD}

    assert bool(large) == bool(suppress(table).hidden)


@given(crosses(counts, 6))
def test_no_cell_is_hidden_for_nothing(table: Table) -> None:
    """Showing any one large count again would give something away."""
    shown = suppress(table).shown

    for cell, count in table.counts.items():
        if shown[cell] is None and not is_small(count):
            assert exposed(table, Protected({**shown, cell: count}))


def test_the_remainder_of_a_list_is_hidden_with_its_small_groups() -> None:
    """16 people, 11 of them in one group: whoever is shown the 11 knows that the others are 5."""
    shown = suppress(one_way({"in an operation": 11, "elsewhere": 3, "by herself": 2})).shown

    assert shown == {"in an operation": None, "elsewhere": None, "by herself": None, TOTAL: 16}


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    shown = suppress(one_way({"a": 4, "b": 12, "c": 90})).shown

    assert shown == {"a": None, "b": None, "c": 90, TOTAL: 106}


def test_nobody_is_as_hidden_as_nine() -> None:
    """Twelve of twelve exploited: the zero beside it would say it of each of them."""
    shown = suppress(one_way({"exploited": 12, "not exploited": 0})).shown

    assert shown == {"exploited": None, "not exploited": None, TOTAL: 12}


def test_the_threshold_itself_is_shown() -> None:
    assert suppress(one_way({"a": 10, "b": 10})).hidden == frozenset()
    assert suppress(Table({"a": 9})).shown == {"a": None}


def test_in_a_cross_table_a_rectangle_is_hidden() -> None:
    cells = {(row, column): 20 for row in "abc" for column in "xyz"} | {("a", "x"): 2}

    hidden = suppress(two_way(cells)).hidden

    assert ("a", "x") in hidden
    assert len(hidden) == 4


def test_tables_that_share_a_count_are_protected_together() -> None:
    """By outcome and by year each alone would be shown; together with the total of both they tell."""
    outcomes = Table({"people": 30, "found": 27, "left": 3}, (Sum("people", ("found", "left")),))
    years = Table({"people": 30, "2029": 12, "2030": 18}, (Sum("people", ("2029", "2030")),))

    shown = suppress(joined(outcomes, years)).shown

    assert shown["left"] is None
    assert shown["found"] is None
    assert (shown["2029"], shown["2030"]) == (12, 18)


def test_a_small_difference_that_is_never_printed_is_protected_too() -> None:
    """25 found, 22 of them found last in an operation: the three between are nobody's to count."""
    table = Table(
        {"found": 25, "found last": 22, "found again": 3},
        (Sum("found", ("found last", "found again")),),
        frozenset({"found again"}),
    )

    protected = suppress(table)

    assert set(protected.shown) == {"found", "found last"}
    assert protected.shown["found"] is None or protected.shown["found last"] is None


def test_the_audit_names_what_a_table_prepared_by_hand_gives_away() -> None:
    table = one_way({"a": 4, "b": 12, "c": 90})

    assert exposed(table, Protected({**table.counts, "a": None})) == ["a"]


def test_rounding_is_to_the_nearest_and_never_shows_what_is_hidden() -> None:
    assert [rounded(count) for count in (10, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]

    protected = suppress(one_way({"a": 4, "b": 12, "c": 91})).rounded(5)

    assert protected.shown == {"a": None, "b": None, "c": 90, TOTAL: 105}


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_a_rounded_count_lies_within_half_a_base(count: int, base: int) -> None:
    assert rounded(count, base) % base == 0
    assert 2 * abs(rounded(count, base) - count) <= base


def test_a_base_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        rounded(5, 0)
