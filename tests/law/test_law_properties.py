"""What must hold for all facts: one more takes nothing away, nothing unknown denies, nothing harmful is suggested."""

from datetime import date
from typing import Any, Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rihai.law.asking import questions
from rihai.law.errors import InputProblem
from rihai.law.evaluation import IN_FORCE, Verdict, evaluate
from rihai.law.facts import read_facts
from rihai.law.fir import check_fir
from tests.law.tables import INDIA, specs

MET, POSSIBLE, NOT_MET = Verdict.MET, Verdict.POSSIBLE, Verdict.NOT_MET
DAYS: Final = st.dates(date(2010, 1, 1), date(2026, 1, 1))
GIVABLE: Final = {key: fact for key, fact in INDIA.vocabulary.items() if not fact.is_derived and fact.type != "phases"}
# Facts of the examples come together as in a real case; free ones alone would meet nothing.
EXAMPLES: Final = [each["facts"] for each in specs()]


def value_of(key: str) -> st.SearchStrategy[Any]:
    fact = GIVABLE[key]
    match fact.type:
        case "yes_no":
            return st.booleans()
        case "number":
            return st.integers(0, 30)
        case "date":
            return DAYS
        case "one":
            return st.sampled_from([*fact.values])
        case "many":
            return st.lists(st.sampled_from([*fact.values, "unknown"]), max_size=6, unique=True)
        case "names":
            return st.lists(st.sampled_from([*fact.values, "unknown"]), min_size=1, max_size=4, unique=True)
    return st.sampled_from([*fact.values])


@st.composite
def some_facts(draw: st.DrawFn) -> dict[str, Any]:
    base: dict[str, Any] = dict(draw(st.sampled_from(EXAMPLES)))
    for key in draw(st.lists(st.sampled_from([*GIVABLE]), max_size=12, unique=True)):
        base[key] = draw(value_of(key))
    first, last = sorted([draw(DAYS), draw(DAYS)])
    base |= {"offence.date_from": first, "offence.date_to": last}
    base.pop("victims.child_count", None)
    left_out = draw(st.sets(st.sampled_from([*base]), max_size=3))
    base = {key: value for key, value in base.items() if key not in left_out}
    if draw(st.booleans()):
        base["offence.phases"] = draw(phases(first, last))
    return agreeing(base)


def phases(first: date, last: date) -> st.SearchStrategy[list[dict[str, Any]]]:
    """What was done when, within the days of the offence."""
    return st.lists(st.fixed_dictionaries({"date": st.dates(first, last), "acts": value_of("acts")}), max_size=3)


def agreeing(given: dict[str, Any]) -> dict[str, Any]:
    """Without what contradicts the rest."""
    try:
        read_facts(INDIA.vocabulary, given)
    except InputProblem as problem:
        return agreeing({key: value for key, value in given.items() if key != problem.key})
    return given


def verdicts(given: dict[str, Any]) -> dict[str, Verdict]:
    found = evaluate(INDIA, read_facts(INDIA.vocabulary, given))
    return {key: each.verdict for key, each in found.findings.items()}


@given(some_facts(), st.data())
@settings(max_examples=60)
def test_one_fact_more_never_reverses_a_verdict(given: dict[str, Any], data: st.DataObject) -> None:
    """A fact that nobody had said: what was met stays met, and what was denied stays denied."""
    unsaid = sorted(key for key in GIVABLE if key not in given and not key.startswith("victims."))
    key = data.draw(st.sampled_from(unsaid))
    more = data.draw(value_of(key))
    if key.startswith("offence.date"):
        more = given.get("offence.date_to" if key.endswith("from") else "offence.date_from", more)
    assume(agreeing({**given, key: more}) == {**given, key: more})

    before, after = verdicts(given), verdicts({**given, key: more})

    assert [one for one in before if before[one] is not POSSIBLE and after[one] is not before[one]] == []


@given(some_facts(), st.data())
@settings(max_examples=60)
def test_one_more_thing_on_a_list_never_takes_away_what_is_met(given: dict[str, Any], data: st.DataObject) -> None:
    lists = {key: value for key, value in given.items() if isinstance(value, list) and key in GIVABLE}
    key = data.draw(st.sampled_from([*lists, "acts"]))
    more = data.draw(st.sampled_from([*GIVABLE[key].values]))

    before, after = verdicts(given), verdicts({**given, key: [*lists.get(key, []), more]})

    assert [one for one in before if before[one] is MET and after[one] is NOT_MET] == []


@given(some_facts(), st.data())
@settings(max_examples=60)
def test_unknown_is_never_false(given: dict[str, Any], data: st.DataObject) -> None:
    """Taking back what somebody said denies nothing that was not denied before."""
    key = data.draw(st.sampled_from(sorted(given) or ["acts"]))

    less = {**given, key: "unknown"}
    if key == "offence.phases":
        # Beside phases the list of acts is complete only for what has no date.
        less["acts"] = "unknown"

    before, after = verdicts(given), verdicts(less)

    assert [one for one in before if before[one] is not NOT_MET and after[one] is NOT_MET] == []


@given(some_facts())
@settings(max_examples=40)
def test_what_is_possible_asks_for_something_that_nobody_has_said(given: dict[str, Any]) -> None:
    found = evaluate(INDIA, read_facts(INDIA.vocabulary, given))

    for each in found.possible:
        assert each.ask, each.provision.id
        open_lists = {key for key, value in given.items() if isinstance(value, list) and "unknown" in value}
        if any("unknown" in phase["acts"] for phase in given.get("offence.phases", [])):
            open_lists.add("acts")
        said = {key for key in each.ask if key in given} - open_lists
        assert not said, (each.provision.id, said)


@given(some_facts())
@settings(max_examples=40)
def test_nothing_harmful_is_ever_suggested_or_called_missing(given: dict[str, Any]) -> None:
    found = evaluate(INDIA, read_facts(INDIA.vocabulary, given))
    suggested = [*found.met, *found.possible, *(each.finding for each in check_fir(found, []).omitted)]

    assert not [each.provision.id for each in suggested if each.provision.harm == "harms_victim"]


@given(some_facts())
@settings(max_examples=40)
def test_every_open_fact_is_asked_once(given: dict[str, Any]) -> None:
    found = evaluate(INDIA, read_facts(INDIA.vocabulary, given))

    asked = [each.fact for each in questions(found)]

    assert len(asked) == len(set(asked))
    assert set(asked) == {key for each in found.possible for key in each.ask}
    assert all(key in GIVABLE or key == IN_FORCE for key in asked)


@given(some_facts(), st.sets(st.sampled_from([*INDIA.provisions]), max_size=6))
@settings(max_examples=40)
def test_whatever_an_fir_names_is_one_thing_and_is_never_missing_from_it(given: dict[str, Any], fir: set[str]) -> None:
    found = check_fir(evaluate(INDIA, read_facts(INDIA.vocabulary, given)), sorted(fir))
    harmful = [each.id for each in found.flagged if INDIA.provisions[each.id].harm == "harms_victim"]

    named = [each.provision.id for each in (*found.fitting, *found.open)] + [each.id for each in found.unsupported]

    assert sorted([*named, *harmful]) == sorted(fir)
    assert not fir & {each.id for each in found.omitted}


@given(some_facts(), DAYS)
@settings(max_examples=40)
def test_one_phase_is_the_same_as_an_offence_of_its_day(given: dict[str, Any], day: date) -> None:
    rest = {key: value for key, value in given.items() if key != "acts" and not key.startswith("offence.")}
    rest = agreeing({**rest, "offence.date_from": day, "offence.date_to": day})
    acts = given.get("acts", [])

    as_phase = verdicts({**rest, "acts": [], "offence.phases": [{"date": day, "acts": acts}]})
    as_days = verdicts({**rest, "acts": acts})

    assert as_phase == as_days
