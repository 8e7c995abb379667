"""The clock of the demonstration, set back while its past is told, so that it looks back on weeks.

Here: what the actions take for now. Whatever asks Django for the time follows, the defaults of fields too, because
`timezone.now` itself stays and only the `datetime` it asks is another. Refused wherever environment or database do
not say that this is a demonstration; the processes that answer are started afterwards and know the real time only.

The audit trail stays what it is: an event bears the time that was told, and the chain the order in which it was
linked. What one start tells is linked at its end, the oldest first; what a later evening tells of days before stands
behind what was linked by then. Not here: which days (`data/`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from django.utils import timezone

from rihai.accounts.models import Installation

SOURCE: Final = "datetime"
MORNING: Final = time(9, 30)
# Between two things of one day: whoever is in danger is decided on within half an hour.
APART: Final = timedelta(minutes=20)


class ClockRefused(RuntimeError):
    """Nothing but a demonstration may be told at another time than its own."""


class SlowClock:
    """Answers for `datetime` in Django's `timezone`; anything but asking for the time fails."""

    def __init__(self, behind: timedelta) -> None:
        self.behind = behind

    def now(self, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) - self.behind


@contextmanager
def past(at: datetime) -> Iterator[None]:
    """Until the end of the block it is that moment, and the clock goes on from there."""
    if not Installation.is_demonstration():
        raise ClockRefused("The clock is set back in a demonstration only.")
    asked = vars(timezone)
    if asked[SOURCE] is not datetime:
        raise ClockRefused("The clock is set back already.")
    behind = timezone.now() - at
    if behind < timedelta(0):
        raise ClockRefused("The clock is set back, never forward.")
    asked[SOURCE] = SlowClock(behind)
    try:
        yield
    finally:
        asked[SOURCE] = datetime


def moment(days: int, after: timedelta = timedelta(0)) -> datetime:
    """In the morning so many days ago, or so much later on that day."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, MORNING)) + after
