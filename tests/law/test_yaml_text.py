"""Texts that fold out without end are refused before they are read, wherever somebody may give one."""

from pathlib import Path

import pytest

from rihai.law.clocks_events import read_events
from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.facts_text import read_text
from rihai.law.holidays import read_holidays
from rihai.law.loading import law_of

# Ten lists of ten: read, it would hold ten thousand million texts.
LISTS = ", ".join(
    f"&{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
BOMB = f"{{0}}: [&a [x, x, x, x, x, x, x, x, x, x], {LISTS}]"


def test_facts_that_fold_out_are_refused_at_once() -> None:
    with pytest.raises(InputProblem, match="line 1: refers to another place with"):
        read_text(BOMB.format("victim.age_years"))


def test_events_that_fold_out_are_refused_at_once() -> None:
    with pytest.raises(InputProblem, match="refers to another place"):
        read_events(BOMB.format("fir.registered"), law_of().triggers)


def test_a_calendar_that_folds_out_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "court.yaml").write_text(BOMB.format("name"))

    with pytest.raises(InputProblem, match="refers to another place"):
        read_holidays(tmp_path / "court.yaml")


def test_even_one_reference_is_refused() -> None:
    with pytest.raises(InputProblem, match="refers to another place"):
        read_text("victim.age_years: &age 15\naccused.age_years: *age")


def test_what_is_written_out_is_read() -> None:
    assert read_text("victim.age_years: 15") == {"victim.age_years": 15}


@pytest.mark.parametrize("written", ["017", "0x11", "0b1", "1:30", "1_5", "+15", "0o17", "1e3", "٣"])
def test_a_number_is_read_only_as_people_write_it(written: str) -> None:
    """YAML reads 017 as 15: another age, and nobody is told."""
    with pytest.raises(InputProblem, match=r"^victim.age_years: '.+' cannot be understood. Allowed: a whole number"):
        read_facts(law_of().vocabulary, read_text(f"victim: {{age_years: {written}}}"))


@pytest.mark.parametrize(("written", "read"), [("0", 0), ("15", 15), ("-1", -1), ("15.5", 15.5)])
def test_plain_numbers_are_numbers(written: str, read: float) -> None:
    assert read_text(f"victim.age_years: {written}") == {"victim.age_years": read}


@pytest.mark.parametrize("written", ["2024-02-30", "2024-13-01", "2024-05-32 10:00:00"])
def test_a_day_that_no_calendar_has_is_named_with_its_key(written: str) -> None:
    with pytest.raises(InputProblem, match=r"^offence.date_from: '2024-.+' cannot be understood. Allowed: a date such"):
        read_facts(law_of().vocabulary, read_text(f"offence.date_from: {written}"))


def test_what_is_nested_without_end_is_refused_and_ends_no_process(tmp_path: Path) -> None:
    deep = "[" * 20_000
    (tmp_path / "court.yaml").write_text(deep)

    with pytest.raises(InputProblem):
        read_text(deep)
    with pytest.raises(InputProblem):
        read_events(deep, law_of().triggers)
    with pytest.raises(InputProblem):
        read_holidays(tmp_path / "court.yaml")
