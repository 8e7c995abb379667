"""In which order stations of a journey are drawn when their days are only partly known."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from rihai.lib.precision import ImpreciseDate

T = TypeVar("T")
Station = tuple[int, ImpreciseDate | None]


def in_order(items: Iterable[T], station: Callable[[T], Station]) -> list[T]:
    """By the day where that is certain; where days may be the same, by the stage of the journey.

    `station` gives the number of the stage and the day. A month overlaps every day in it; no day at all
    overlaps everything.
    """
    left = [(station(item), item) for item in items]
    ordered: list[T] = []
    while left:
        first = min((one for one in left if not _has_earlier(one[0], left)), key=lambda one: _rank(one[0]))
        left.remove(first)
        ordered.append(first[1])
    return ordered


def _has_earlier(station: Station, left: Iterable[tuple[Station, T]]) -> bool:
    day = station[1]
    return day is not None and any(other is not None and other.is_surely_before(day) for (_stage, other), _item in left)


def _rank(station: Station) -> tuple[int, bool, str]:
    stage, day = station
    return stage, day is None, day.label if day is not None else ""
