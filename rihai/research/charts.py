"""A bar for each year, drawn on the server; the numbers stand in a table beside it.

Here: geometry in the units of the drawing. Not here: counting (`impact`), colours (the stylesheet).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

WIDTH: Final = 320
HEIGHT: Final = 150
TOP: Final = 22
FOOT: Final = 22
# Of the room for one year, how much its bar takes.
SHARE: Final = 0.6
WIDEST: Final = 48.0
# The room that a year takes as a word; with less of it only every second, third … year is named.
LABEL: Final = 38


@dataclass(frozen=True)
class Bar:
    """One year: `middle` is where its labels are centred. A hidden count has a mark and no height."""

    label: str
    count: int | None
    left: float
    top: float
    width: float
    height: float
    is_named: bool = True

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)

    @property
    def above(self) -> float:
        return round(self.top - 6, 1)


@dataclass(frozen=True)
class Chart:
    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_worth_drawing(self) -> bool:
        """Without a single count to show there is nothing to see."""
        return any(bar.count is not None for bar in self.bars)

    @property
    def has_hidden(self) -> bool:
        return any(bar.count is None for bar in self.bars)

    @property
    def ground(self) -> int:
        return self.height - FOOT

    @property
    def foot(self) -> int:
        return self.height - 5


def chart_by_year(by_year: Mapping[str, int | None]) -> Chart:
    """Bars from the first year to the last; a year without anybody keeps its place, so that a gap is seen."""
    counts = _with_gaps(by_year)
    if not counts:
        return Chart(())
    room, most = WIDTH / len(counts), max(1, *(count or 0 for count in counts.values()))
    width, step = min(room * SHARE, WIDEST), ceil(LABEL / room)
    bars = []
    for place, (label, count) in enumerate(counts.items()):
        height = (HEIGHT - TOP - FOOT) * (count or 0) / most
        left = room * place + (room - width) / 2
        top = HEIGHT - FOOT - height
        is_named = (len(counts) - 1 - place) % step == 0
        bars.append(Bar(label, count, round(left, 1), round(top, 1), round(width, 1), round(height, 1), is_named))
    return Chart(tuple(bars))


def _with_gaps(by_year: Mapping[str, int | None]) -> dict[str, int | None]:
    years = [int(key) for key in by_year if key.isdecimal()]
    counts = {str(year): by_year.get(str(year), 0) for year in range(min(years), max(years) + 1)} if years else {}
    return counts | {key: count for key, count in by_year.items() if not key.isdecimal()}
