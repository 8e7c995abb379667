"""What those see who are not entitled to small counts: nothing small, and nothing from which it could be worked out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.disclosure.policy import SUPPRESSION_THRESHOLD
from rihai.disclosure.suppression import Protected, exposed, suppress
from rihai.research.impact import OUTCOMES, Figures, FiguresOf
from rihai.research.protection import SINGLE, protected, table_of, with_every_year
from rihai.research.reading import day_to_pass_on, sheet

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


@pytest.mark.parametrize(
    ("chosen", "given_day"),
    [
        (date(2030, 5, 20), date(2030, 5, 20)),
        (date(2030, 5, 19), date(2030, 3, 31)),
        (date(2030, 3, 31), date(2030, 3, 31)),
        (date(2030, 3, 30), date(2029, 12, 31)),
        (date(2029, 12, 31), date(2029, 12, 31)),
    ],
)
def test_what_may_be_passed_on_is_of_today_or_of_the_end_of_a_quarter(chosen: date, given_day: date) -> None:
    assert day_to_pass_on(chosen, today=date(2030, 5, 20)) == given_day
