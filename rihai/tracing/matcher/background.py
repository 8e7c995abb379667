"""An invented population that a register begins with, so that even a small one knows which names are common.

Nobody of it is ever proposed. In a large register it is a drop; in a small one it stands for all those who are
missing or held elsewhere, so that a likeness is not taken for more than it is.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from rihai.lib.yamlfile import load_yaml
from rihai.matching.records import Record

NUMBER: Final = 1500
PREFIX: Final = "background."
WOMEN: Final = 0.7
TWO_YEARS: Final = 730
# How much of a record is filled in.
OFTEN: Final = 0.7
SELDOM: Final = 0.4


def background(today: date) -> Iterator[Record]:
    """Always the same people; only their days lie before today."""
    drawn, names = random.Random(1), _names()  # noqa: S311 - a population, not a secret
    for number in range(NUMBER):
        is_woman = drawn.random() < WOMEN
        given = _common_first(names["women" if is_woman else "men"], drawn)
        yield Record(
            id=f"{PREFIX}{number}",
            name=f"{given} {_common_first(names['second'], drawn)}",
            guardian=f"{_common_first(names['men'], drawn)} {_common_first(names['second'], drawn)}",
            sex="F" if is_woman else "M",
            age=float(min(60, 4 + int(drawn.expovariate(1 / 12)))),
            date=today - timedelta(days=drawn.randrange(TWO_YEARS)),
            country="IN",
            state=_common_first(names["states"], drawn),
            district=_common_first(names["districts"], drawn) if drawn.random() < OFTEN else "",
            village=_common_first(names["villages"], drawn) if drawn.random() < SELDOM else "",
            marks=_common_first(names["marks"], drawn) if drawn.random() < SELDOM else "",
        )


def _common_first(names: list[str], drawn: random.Random) -> str:
    """The first comes up most often, the last least, as with names everywhere."""
    return drawn.choices(names, weights=[1 / (place + 3) for place in range(len(names))])[0]


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = dict(load_yaml("rihai.tracing", "background.yaml")["population"])
    return names
