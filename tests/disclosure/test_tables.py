"""Tables say what adds up to what, and refuse what does not."""

from collections.abc import Callable

import pytest

from rihai.disclosure.differencing import small_differences
from rihai.disclosure.ranges import Range, ranges
from rihai.disclosure.tables import TOTAL, Sum, Table, joined, levels, one_way, two_way


def test_a_cross_table_has_both_margins_and_their_total() -> None:
    table = two_way({("north", "2029"): 3, ("south", "2030"): 4})

    assert table.counts["north", TOTAL] == 3
    assert table.counts[TOTAL, "2030"] == 4
    assert table.counts["north", "2030"] == 0
    assert table.counts[TOTAL, TOTAL] == 7


def test_rows_may_stand_in_groups_with_sums_of_their_own() -> None:
    table = two_way({("a", "x"): 1, ("b", "x"): 2, ("c", "x"): 4}, {"ab": ["a", "b"]})

    assert table.counts["ab", "x"] == table.counts["ab", TOTAL] == 3
    assert Sum((TOTAL, "x"), (("ab", "x"), ("c", "x"))) in table.sums


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Table({"a": -1}), "negative"),
        (lambda: Table({"a": 1}, (Sum("a", ("b",)),)), "not in the table"),
        (lambda: Table({"a": 1, "b": 2}, (Sum("a", ("b",)),)), "not the sum"),
        (lambda: one_way({TOTAL: 3}), "same name"),
        (lambda: two_way({("a", TOTAL): 3}), "same name"),
        (lambda: levels({"a": 1}, {"b": ["c"]}), "neither a leaf nor a group"),
        (lambda: levels({}, {"b": ["c"], "c": ["b"]}), "contains itself"),
        (lambda: joined(Table({"a": 1}), Table({"a": 2})), "two different counts"),
    ],
)
def test_a_table_that_does_not_add_up_is_refused(make: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()


def test_a_reader_can_bound_what_is_hidden() -> None:
    table = one_way({"a": 4, "b": 12, "c": 90})

    assert ranges(table, ["a", "b"]) == {"a": Range(0, 16), "b": Range(0, 16)}
    assert ranges(table, ["a"])["a"].is_point
    assert ranges(table, ["a", TOTAL])["a"] == Range(0, None)


def test_two_publications_tell_the_few_who_came_between() -> None:
    march = {"freed": 41, "located": 60, "left": None, "operations": 20}
    april = {"freed": 43, "located": 75, "left": 11, "operations": 20}

    assert small_differences(march, april) == ["freed"]
    assert small_differences(april, march) == ["freed"]
