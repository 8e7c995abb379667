"""A number of minutes as people say it: days, hours and minutes, none of them left out.

Here: the arithmetic. Not here: the words, which are translated (`rihai.accounts.templatetags.spans`).
"""

from typing import Final, NamedTuple

HOUR: Final = 60
DAY: Final = 24 * HOUR


class Span(NamedTuple):
    days: int
    hours: int
    minutes: int


def split(minutes: float) -> Span:
    """Whole minutes, the half rounded up; less than nothing does not exist."""
    if minutes < 0:
        raise ValueError(f"{minutes} minutes are no span")
    days, rest = divmod(int(minutes + 0.5), DAY)
    return Span(days, *divmod(rest, HOUR))
