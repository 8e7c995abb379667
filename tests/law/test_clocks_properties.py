"""What must hold of the clocks of any case: later is never earlier, unknown is never safer, words are never dates."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.law import conditions
from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.counting import INDIA, When, moment_of
from rihai.law.facts import Fact, Facts, read_facts
from rihai.law.holidays import OpenDays, national
from rihai.law.loading import law_of

LAW = law_of()
EACH = settings(max_examples=60, deadline=None)
# Facts that clocks or the graver sections ask for; the rest would only thin the search out.
ASKED = sorted(
    {test.fact for clock in LAW.clocks.values() for test in conditions.tests_in(clock.applies_when)}
    | {"acts", "means", "purposes", "accused.roles", "victims.count", "sexual.without_valid_consent"}
)
GIVEN = [LAW.vocabulary[key] for key in ASKED if not LAW.vocabulary[key].is_derived]


def values(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type == "number":
        # The person whom the facts are about is one of those who are counted.
        return st.integers(1 if fact.key == "victims.count" else 0, 40)
    # Names that rules ask for; another would thin the search out.
    if fact.type == "text":
        return st.sampled_from(["Nepal", "Bangladesh"])
    if fact.type == "names":
        return st.lists(st.sampled_from(["Maharashtra", "West Bengal"]), unique=True, min_size=1)
    names = st.sampled_from(sorted(fact.values))
    return st.lists(names, unique=True, max_size=4) if fact.type == "many" else names


def facts() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={fact.key: values(fact) for fact in GIVEN})


DAYS = st.dates(date(2024, 8, 1), date(2032, 12, 31))
MOMENTS: st.SearchStrategy[When] = st.one_of(
    DAYS,
    st.datetimes(datetime(2024, 8, 1), datetime(2032, 12, 31), timezones=st.just(INDIA)),  # noqa: DTZ001
)
TRIGGERS = st.sampled_from(sorted(LAW.triggers))


def run(given_facts: Mapping[str, Any], *events: Event, calendar: OpenDays | None = None) -> dict[str, Due]:
    read: Facts = read_facts(LAW.vocabulary, {**given_facts})
    return {due.clock.id: due for due in clocks_of(LAW, read, events, calendar=calendar)}


@EACH
@given(facts(), TRIGGERS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_later_trigger_never_ends_earlier(known: dict[str, Any], trigger: str, at: When, later: timedelta) -> None:
    # The same procedure for both: what was registered decides it otherwise.
    known = {"procedure_code": "BNSS", **known}

    first, second = run(known, Event(trigger, at)), run(known, Event(trigger, at + later))

    for key in first.keys() & second.keys():
        one, other = first[key].due, second[key].due
        assert (one is None) == (other is None)
        assert one is None or other is None or moment_of(one) <= moment_of(other)


@EACH
@given(facts(), TRIGGERS, MOMENTS)
def test_nothing_is_due_before_its_trigger_and_nothing_safe_is_later_than_due(
    known: dict[str, Any], trigger: str, at: When
) -> None:
    for due in run(known, Event(trigger, at)).values():
        if due.due is None:
            assert due.safe is None
            assert due.clock.limit.is_words
            continue
        assert due.safe is not None
        first_day = at.date() if isinstance(at, datetime) else at
        assert moment_of(due.due) >= moment_of(at if isinstance(due.due, datetime) else first_day)
        assert moment_of(due.safe) <= moment_of(due.due)


@EACH
@given(facts(), TRIGGERS, DAYS, st.data())
def test_one_more_closed_day_moves_nothing_earlier_and_custody_not_at_all(
    known: dict[str, Any], trigger: str, at: date, data: st.DataObject
) -> None:
    usual = run(known, Event(trigger, at))
    ends = [due.due for due in usual.values() if due.due is not None and not isinstance(due.due, datetime)]
    closed = frozenset({data.draw(st.sampled_from(ends)), data.draw(DAYS)}) if ends else frozenset({at})
    base = national()

    more = run(known, Event(trigger, at), calendar=OpenDays(base.weekly, base.fixed, closed))

    assert more.keys() == usual.keys()
    for key, due in more.items():
        before = usual[key].due
        assert (due.due is None) == (before is None)
        assert due.due is None or before is None or moment_of(due.due) >= moment_of(before)
        assert not due.clock.is_custody or due.due == before


@EACH
@given(facts(), st.sets(st.sampled_from(ASKED)), TRIGGERS, MOMENTS)
def test_a_fact_that_is_unknown_never_hides_a_clock_or_gives_a_later_safe_date(
    known: dict[str, Any], forgotten: set[str], trigger: str, at: When
) -> None:
    less = {key: value for key, value in known.items() if key not in forgotten}

    all_known, some_unknown = run(known, Event(trigger, at)), run(less, Event(trigger, at))

    for key, due in all_known.items():
        if due.is_set_aside:
            continue
        assert key in some_unknown
        assert not some_unknown[key].is_set_aside
        one, other = some_unknown[key].safe, due.safe
        assert one is None or other is None or moment_of(one) <= moment_of(other)


@EACH
@given(facts(), st.lists(st.sampled_from(sorted(LAW.provisions)), max_size=3, unique=True), TRIGGERS, MOMENTS)
def test_what_an_fir_names_takes_no_clock_away_and_gives_no_later_safe_date(
    known: dict[str, Any], named: list[str], trigger: str, at: When
) -> None:
    read = read_facts(LAW.vocabulary, known)

    without, beside = run(known, Event(trigger, at)), clocks_of(LAW, read, [Event(trigger, at)], named=named)

    found = {due.clock.id: due for due in beside}
    for key, due in without.items():
        assert key in found
        assert due.is_set_aside or not found[key].is_set_aside
        one, other = found[key].safe, due.safe
        assert one is None or other is None or moment_of(one) <= moment_of(other)
