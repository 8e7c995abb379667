"""Facts as somebody gives them: nested or dotted, unknown kept unknown, and what is wrong is named."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.law.conditions import Listing, Range
from rihai.law.derived import with_what_follows
from rihai.law.errors import InputProblem
from rihai.law.facts import Facts, read_facts
from rihai.law.facts_text import MOST_CHARACTERS, read_text
from tests.law.tables import INDIA, facts

MAY = {"offence.date_from": date(2024, 5, 1), "offence.date_to": date(2025, 5, 31)}


def problem(given: Any) -> str:
    with pytest.raises(InputProblem) as told:
        read_facts(INDIA.vocabulary, given)
    return str(told.value)


def test_nested_and_dotted_facts_are_the_same() -> None:
    nested = facts({"victim": {"age_years": 15, "sex": "female"}, "sexual": {"penetrative": True}})
    dotted = facts({"victim.age_years": 15, "victim": {"sex": "female"}, "sexual.penetrative": True})

    assert nested == dotted


@pytest.mark.parametrize("unknown", [None, "unknown"])
def test_absent_null_and_unknown_mean_that_nobody_has_said(unknown: object) -> None:
    assert facts({"victim.age_years": unknown, "acts": unknown, "offence.date_from": unknown}) == Facts()


@pytest.mark.parametrize("unknown", [None, "unknown"])
def test_a_whole_group_may_be_unknown(unknown: object) -> None:
    assert facts({"victim": unknown, "fir": unknown}) == Facts()


def test_a_name_is_the_same_in_capitals_or_not() -> None:
    assert facts({"victim.country": " nepal "}).get("victim.country") == "Nepal"
    assert facts({"state": " west bengal "}).get("state") == Listing(frozenset({"West Bengal"}))


def test_one_state_is_a_list_of_one_and_several_are_all_of_them_unless_there_may_be_more() -> None:
    several = facts({"state": ["west bengal", "Maharashtra"]})

    assert facts({"state": "Kerala"}) == facts({"state": ["Kerala"]})
    assert several.get("state") == Listing(frozenset({"West Bengal", "Maharashtra"}))
    assert facts({"state": ["Kerala", "unknown"]}).get("state") == Listing(frozenset({"Kerala"}), is_open=True)


def test_a_list_is_complete_as_given_unless_it_says_that_there_may_be_more() -> None:
    closed, opened = facts({"acts": ["sell"]}), facts({"acts": ["sell", "unknown"]})

    assert closed.get("acts") == Listing(frozenset({"sell"}))
    assert opened.get("acts") == Listing(frozenset({"sell"}), is_open=True)
    assert facts({"acts": "sell"}) == closed


def test_dates_come_as_yaml_or_as_text() -> None:
    assert facts({"offence.date_from": "2024-07-01"}).day("offence.date_from") == date(2024, 7, 1)
    assert facts({"offence.date_from": date(2024, 7, 1)}).day("offence.date_from") == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "facts: must hold keys and values"),
        ({"victim.agey_ears": 15}, "victim.agey_ears: is not a fact known here. Allowed: victim.age_years"),
        ({"victmi": {"age_years": 15}}, "victmi: is not a fact known here. Allowed: victim"),
        ({"victim": {"agee_years": 15}}, "victim.agee_years: is not a fact known here"),
        ({"victim.age_years": "15"}, "victim.age_years: '15' cannot be understood. Allowed: a whole number from 0"),
        ({"victim.age_years": -1}, "Allowed: a whole number from 0"),
        ({"victim.age_years": 15.5}, "Allowed: a whole number from 0"),
        ({"victim.age_years": True}, "Allowed: a whole number from 0"),
        ({"victims.count": 10**9}, "Allowed: a whole number from 0"),
        ({"victim.sex": "f"}, "victim.sex: 'f' cannot be understood. Allowed: female, male, transgender, unknown"),
        ({"victim.sex": ["female"]}, "victim.sex: ['female'] cannot be understood"),
        ({"sexual.penetrative": "yes"}, "Allowed: true, false or unknown"),
        ({"acts": ["sold"]}, "acts: 'sold' is not among its values; nearest: "),
        ({"acts": {"sell": True}}, "acts: {'sell': True} is not a list"),
        ({"acts": [["sell"]]}, "is not among its values"),
        ({"offence.date_from": "1.7.2024"}, "Allowed: a date such as 2024-07-01"),
        ({"offence.date_from": 2024}, "Allowed: a date such as 2024-07-01"),
        ({"offence.date_from": date(2024, 7, 2), "offence.date_to": date(2024, 7, 1)}, "lies before offence.date_from"),
        ({"victims.count": 1, "victims.child_count": 2}, "victims.child_count: is more than victims.count"),
        ({"offence.max_years": 10}, "worked out from the other facts and cannot be given. Allowed: nothing: leave"),
        ({"victim": {"age_years": 15}, "victim.age_years": 16}, "victim.age_years: is given twice"),
        ({"offence.phases": [{"date": "2024-05-01"}]}, "Allowed: a list of {date, acts}"),
        ({"offence.phases": {"date": "2024-05-01"}}, "Allowed: a list of {date, acts}"),
        ({1: 2}, "1: is not a fact known here"),
        ({**MAY, "procedure_code": "CrPC", "offence.date_from": date(2025, 1, 1)}, "procedure_code: an offence that"),
        ({**MAY, "accused.first_remand": date(2024, 4, 30)}, "accused.first_remand: lies before offence.date_from"),
        (
            {**MAY, "offence.phases": [{"date": date(2024, 4, 30), "acts": []}]},
            "offence.phases: 2024-04-30 lies before",
        ),
        ({**MAY, "offence.phases": [{"date": date(2025, 6, 1), "acts": []}]}, "offence.phases: 2025-06-01 lies after"),
        ({"victims.child_count": 0, "victim.age_years": 15}, "victims.child_count: leaves out the person, who was 15"),
        ({"victims.child_count": 2, "victims.count": 2, "victim.age_years": 18}, "counts the person, who was 18"),
        ({"state": "Maharastra"}, "state: 'Maharastra' is no name known here. Allowed: Maharashtra"),
        ({"victim.country": "Nepali"}, "victim.country: 'Nepali' is no name known here. Allowed: Nepal"),
        ({"victim.country": "BD"}, "victim.country: 'BD' is no name known here. Allowed: "),
        ({"victims.count": 0}, "victims.count: leaves out the person"),
        (
            {"offence.date_from": date(1, 1, 1)},
            "offence.date_from: 0001-01-01 cannot be right. Allowed: a date from 1860",
        ),
        ({"offence.date_to": "9999-12-31"}, "offence.date_to: 9999-12-31 cannot be right"),
        ({"offence.phases": [{"date": "2199-01-01", "acts": []}]}, "offence.phases: 2199-01-01 cannot be right"),
    ],
)
def test_a_malformed_fact_is_named_with_what_could_stand_there(given: Any, words: str) -> None:
    assert words in problem(given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"state": ["Kerala", "Maharastra"]}, "state: 'Maharastra' is no name known here. Allowed: Maharashtra"),
        ({"state": []}, "state: [] cannot be understood. Allowed: one name or a list of names, or unknown"),
        ({"state": {"name": "Kerala"}}, "Allowed: one name or a list of names, or unknown"),
        ({"state": ["Kerala", 7]}, "Allowed: one name or a list of names, or unknown"),
        ({"victim.country": ["Nepal", "India"]}, "victim.country: ['Nepal', 'India'] cannot be understood"),
    ],
)
def test_a_name_that_cannot_be_understood_is_told_alone_or_in_a_list(given: Any, words: str) -> None:
    assert words in problem(given)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*INDIA.vocabulary, "victim", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(ANYTHING)
def test_whatever_is_given_is_read_or_told_in_words(given: Any) -> None:
    with suppress(InputProblem):
        assert isinstance(read_facts(INDIA.vocabulary, given), Facts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("victim: {age_years: 15", "line 1 is not valid YAML"),
        ("acts: [sell]\nacts: [buy]", "acts: stands there twice"),
        ("victim: {sex: female, sex: male}", "sex: stands there twice"),
        ("x: !!python/object/apply:os.system [ls]", "is not valid YAML"),
        ("x: " + "[" * 50_000, "cannot be read"),
        (" " * (MOST_CHARACTERS + 1), "is too long"),
        ("a: \x00", "cannot be read"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words):
        read_text(text)


def test_json_is_read_as_well() -> None:
    assert read_text('{"victim": {"age_years": 15}}') == {"victim": {"age_years": 15}}


@pytest.mark.parametrize(
    ("given", "key", "follows"),
    [
        ({"offence.date_from": date(2024, 7, 1)}, "procedure_code", "BNSS"),
        ({"offence.date_from": date(2024, 6, 30)}, "procedure_code", None),
        ({"offence.date_from": date(2024, 6, 30), "procedure_code": "CrPC"}, "procedure_code", "CrPC"),
        ({"victims.count": 1, "victim.age_years": 15}, "victims.child_count", Range(1, 1)),
        ({"victims.count": 3, "victim.age_years": 15}, "victims.child_count", Range(1, 3)),
        ({"victims.count": 3, "victim.age_years": 20}, "victims.child_count", Range(0, 2)),
        ({"victims.count": 3}, "victims.child_count", Range(0, 3)),
        ({}, "victims.child_count", None),
    ],
)
def test_what_follows_from_the_facts_is_not_asked_for(given: dict[str, Any], key: str, follows: object) -> None:
    assert with_what_follows(facts(given)).get(key) == follows


def test_every_fact_has_a_question_and_every_value_plain_words() -> None:
    for fact in INDIA.vocabulary.values():
        assert fact.question.count("?") == 1, fact.key
        assert fact.question.endswith(("?", ".")), fact.key
        assert all(words.strip() for words in fact.values.values()), fact.key
        assert fact.type != "many" or fact.values or fact.is_derived, fact.key
