"""Minutes as days, hours and minutes: nothing is lost, nothing is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.lib.spans import DAY, HOUR, split


@given(st.integers(min_value=0, max_value=10_000_000))
def test_the_parts_are_the_whole(minutes: int) -> None:
    days, hours, left = split(minutes)

    assert days * DAY + hours * HOUR + left == minutes
    assert hours < 24
    assert left < 60


def test_half_a_minute_is_rounded_up() -> None:
    assert split(59.5) == (0, 1, 0)


def test_less_than_nothing_is_no_span() -> None:
    with pytest.raises(ValueError, match="no span"):
        split(-1)
