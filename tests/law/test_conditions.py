"""Kleene's three values: unknown is never false, and a reason names only what makes a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.law.conditions import (
    All,
    Condition,
    Listing,
    Range,
    Some,
    Truth,
    Value,
    explain,
    parse_condition,
    truth_of,
)
from rihai.law.conditions import Test as Atom
from rihai.law.conditions import tests_in as atoms_in
from rihai.law.schema import DataFault, Row

SOLD = Atom("acts", "any_of", ("sell", "hire_out"))
CHILD = Atom("victim.age_years", "lt", 18)
SECRET = Atom("confinement.secret", "eq", True)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
KNOWN = {"a": True, "b": False}


def atom(name: str) -> Atom:
    return Atom(name, "eq", True)


def conditions() -> st.SearchStrategy[Condition]:
    leaves: st.SearchStrategy[Condition] = st.sampled_from("abcd").map(atom)
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, max_size=3).map(lambda parts: Some(tuple(parts))),
        ),
        max_leaves=8,
    )


ANSWERS: st.SearchStrategy[dict[str, Value]] = st.dictionaries(st.sampled_from("abcd"), st.booleans())


@pytest.mark.parametrize(
    ("op", "value", "wanted", "truth"),
    [
        ("eq", "karnataka", "Karnataka", YES),
        ("eq", "female", "male", NO),
        ("eq", Listing(frozenset({"Kerala", "Karnataka"})), "Karnataka", YES),
        ("eq", Listing(frozenset({"Kerala"})), "Karnataka", NO),
        ("eq", Listing(frozenset({"Kerala"}), is_open=True), "Karnataka", UNKNOWN),
        ("ne", "none", "none", NO),
        ("ne", "into_india", "none", YES),
        ("lt", 17, 18, YES),
        ("lt", 18, 18, NO),
        ("lte", 18, 18, YES),
        ("gt", 18, 18, NO),
        ("gte", 18, 18, YES),
        ("in", "sc", ("sc", "st"), YES),
        ("in", "other", ("sc", "st"), NO),
        ("any_of", Listing(frozenset({"sell", "buy"})), ("sell",), YES),
        ("any_of", Listing(frozenset({"buy"})), ("sell",), NO),
        ("any_of", Listing(frozenset({"buy"}), is_open=True), ("sell",), UNKNOWN),
        ("any_of", Listing(frozenset({"sell"}), is_open=True), ("sell",), YES),
        ("gte", Range(10, 14), 10, YES),
        ("gte", Range(7, 14), 10, UNKNOWN),
        ("gte", Range(3, 7), 10, NO),
    ],
)
def test_an_operator_compares_as_its_name_says(op: str, value: Value, wanted: object, truth: Truth) -> None:
    assert truth_of(Atom("x", op, wanted), {"x": value}) is truth


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (All((atom("a"), atom("c"))), UNKNOWN),
        (All((atom("b"), atom("c"))), NO),
        (Some((atom("a"), atom("c"))), YES),
        (Some((atom("b"), atom("c"))), UNKNOWN),
        (All(()), YES),
        (Some(()), NO),
    ],
)
def test_one_no_decides_all_and_one_yes_decides_any(condition: Condition, truth: Truth) -> None:
    assert truth_of(condition, KNOWN) is truth


@given(conditions(), ANSWERS, st.sampled_from("abcd"), st.booleans())
def test_a_fact_more_never_reverses_an_answer(
    condition: Condition, answers: dict[str, Value], name: str, value: bool
) -> None:
    before = truth_of(condition, answers)

    after = truth_of(condition, {name: value, **answers})

    assert before is UNKNOWN or after is before


@given(conditions(), ANSWERS)
def test_an_explanation_has_the_truth_of_its_condition(condition: Condition, answers: dict[str, Value]) -> None:
    assert explain(condition, answers).truth is truth_of(condition, answers)


@given(conditions(), ANSWERS)
def test_what_is_asked_is_unknown_and_what_fails_is_known(condition: Condition, answers: dict[str, Value]) -> None:
    found = explain(condition, answers)

    assert not {test.fact for test in found.open} & answers.keys()
    assert {test.fact for test in (*found.fails, *found.holds)} <= answers.keys()
    assert bool(found.open) == (found.truth is UNKNOWN)


@given(conditions(), ANSWERS)
def test_some_answer_to_what_is_asked_settles_it(condition: Condition, answers: dict[str, Value]) -> None:
    """Saying yes to everything asked leaves nothing open: no question is asked in vain."""
    asked = {test.fact: True for test in explain(condition, answers).open}

    assert not asked or truth_of(condition, {**answers, **asked}) is YES


def test_a_reason_leaves_out_what_was_not_needed() -> None:
    either = Some((CHILD, Atom("victim.unsound_mind", "eq", True)))

    found = explain(All((SOLD, either)), {"acts": Listing(frozenset({"sell"})), "victim.age_years": 15})

    assert found.holds == (SOLD, CHILD)


def test_a_condition_in_the_data_may_use_a_shared_one() -> None:
    row = Row("x.yaml", {"id": "one"})
    content = {"all": [{"use": "child"}, {"any": [{"fact": "acts", "op": "any_of", "value": ["sell", "hire_out"]}]}]}

    found = parse_condition(row, "elements", content, {"child": CHILD})

    assert atoms_in(found) == (CHILD, SOLD)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("sold", "holds keys and values"),
        ({"fact": "acts", "op": "is", "value": 1}, "op: must be one of"),
        ({"fact": "acts", "op": "any_of", "value": "sell"}, "must be a list"),
        ({"fact": "acts", "op": "eq", "value": ["sell"]}, "must be a list"),
        ({"fact": "acts", "op": "eq", "value": "sell", "why": ""}, "why: is not a key known here"),
        ({"use": "chidl"}, "use: must be one of child"),
        ({"all": [], "any": []}, "a list under all or any"),
        ({"all": {"fact": "acts"}}, "a list under all or any"),
    ],
)
def test_a_malformed_condition_is_named_with_file_and_entry(content: object, words: str) -> None:
    with pytest.raises(DataFault, match=r"^x\.yaml: one: ") as fault:
        parse_condition(Row("x.yaml", {"id": "one"}), "elements", content, {"child": CHILD})

    assert words in str(fault.value)
