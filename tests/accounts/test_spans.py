"""How long something takes, in the words of people and of their language."""

import pytest
from django.utils.translation import override

from rihai.accounts.templatetags.spans import delay, span


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (30, "30 minutes"),
        (60, "1 hour"),
        (90, "1 hour, 30 minutes"),
        (1440, "1 day"),
        (1500, "1 day, 1 hour"),
        (10080, "7 days"),
        (66960, "46 days, 12 hours"),
        (20.5, "21 minutes"),
        (1441, "1 day, 1 minute"),
        (2 * 1440 + 61, "2 days, 1 hour, 1 minute"),
    ],
)
def test_minutes_are_said_in_days_and_hours(minutes: float, words: str) -> None:
    assert span(minutes) == words


def test_they_are_said_in_hindi() -> None:
    with override("hi"):
        assert span(66960) == "46 दिन, 12 घंटे"
        assert span(61) == "1 घंटा, 1 मिनट"


def test_no_delay_is_at_once() -> None:
    assert delay(0) == "at once"
    assert delay(90) == "1 hour, 30 minutes"
