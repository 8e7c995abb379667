"""What those see who are not entitled to small counts: nothing small, and nothing from which it could be worked out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.disclosure.policy import SUPPRESSION_THRESHOLD
from rihai.disclosure.suppression import Protected, exposed, suppress
from rihai.research.definitions import indicator
from rihai.research.impact import OUTCOMES, Figures, FiguresOf
from rihai.research.measured import Measured, middle, number, ratio, share
from rihai.research.protection import SINGLE, protected, table_of, with_every_year
from rihai.research.reading import kept_apart, sheet

counts = st.integers(0, 40)


@st.composite
def reports(draw: st.DrawFn) -> Figures:
    """Figures as the report may find them: each found last in one way, and some of them earlier in an operation."""
    last = {code: draw(counts) for code in OUTCOMES}
    located = last["located"] + last["located_in_government_shelter"]
    again = draw(st.integers(0, min(3, located)))
    in_operation = last["rescued_in_operation"] + again
    freed = draw(st.integers(0, in_operation))
    unstated = draw(st.integers(0, in_operation - freed))
    people, operations = sum(last.values()), draw(counts)
    early = draw(st.integers(0, people))
    return FiguresOf(
        operations=operations,
        people_found_in_operations=in_operation,
        people_located=in_operation + located - again,
        people_located_in_operations=in_operation,
        people_located_otherwise=located - again,
        people_freed=freed,
        people_freed_not_stated=unstated,
        people_other_finding=in_operation - freed - unstated,
        people=people,
        by_outcome=last,
        people_by_year={"2027": early, "2030": people - early},
        operations_by_year={"2030": operations},
    )


@settings(max_examples=40)
@given(reports())
def test_no_count_of_a_report_gives_a_small_one_away(figures: Figures) -> None:
    table = table_of(with_every_year(figures))

    shown = suppress(table).shown

    assert exposed(table, Protected(shown)) == []
    assert all(count is None or count >= SUPPRESSION_THRESHOLD for count in shown.values())


@settings(max_examples=20)
@given(reports())
def test_whoever_is_not_entitled_sees_on_the_screen_what_stands_on_paper(figures: Figures) -> None:
    shown, printed = sheet(figures, is_exact=False), protected(figures)

    assert all(getattr(shown, name).screen == getattr(printed, name) for name in SINGLE)
    assert not any(getattr(shown, name).is_split for name in SINGLE)


@settings(max_examples=20)
@given(reports())
def test_the_paper_of_the_entitled_is_the_paper_of_everybody(figures: Figures) -> None:
    exact, printed = sheet(figures, is_exact=True), protected(figures)

    assert all(getattr(exact, name).screen == getattr(figures, name) for name in SINGLE)
    assert all(getattr(exact, name).printed == getattr(printed, name) for name in SINGLE)


@given(reports())
def test_a_year_without_anybody_keeps_its_line(figures: Figures) -> None:
    """A missing line would say that there was nobody."""
    assert list(protected(figures).people_by_year) == ["2027", "2028", "2029", "2030", "not stated"]


def test_of_two_bases_that_differ_by_a_few_one_is_hidden() -> None:
    """40 alerts were decided on, and 38 of the decisions stand: two were taken back."""
    time, ended = indicator("response_time"), indicator("unfounded_share")
    assert time
    assert ended

    close = kept_apart({time: Measured(25, 40, (40,)), ended: Measured(50.0, 38, (38, 19, 19))})
    apart = kept_apart({time: Measured(25, 40, (40,)), ended: Measured(50.0, 30, (30, 15, 15))})

    assert (close[time].n, close[ended].is_hidden) == (40, True)
    assert (apart[time].n, apart[ended].n) == (40, 30)


def test_bases_of_different_records_cannot_be_subtracted() -> None:
    alerts, cases = indicator("response_time"), indicator("caseload")
    assert alerts
    assert cases

    found = kept_apart({alerts: Measured(25, 40, (40,)), cases: Measured(2.0, 38, (38, 19))})

    assert not any(one.is_hidden for one in found.values())


@pytest.mark.parametrize(
    ("measured", "is_shown"),
    [
        (number(9), False),
        (number(10), True),
        (share(10, 20), True),
        (share(9, 40), False),
        (share(31, 40), False),
        (share(0, 40), False),
        (middle([5.0] * 9), False),
        (middle([5.0] * 10), True),
        (ratio(12, 4, n=12), True),
        (ratio(9, 4, n=9), False),
        (share(0, 0), False),
    ],
)
def test_a_value_that_stands_on_few_is_hidden_with_its_base(measured: Measured, is_shown: bool) -> None:
    shown = measured.protected()

    assert shown.is_hidden is not is_shown
    assert (shown.value is None, shown.n is None) == (not is_shown, not is_shown)
