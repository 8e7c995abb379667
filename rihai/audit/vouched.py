"""Records of rooms above for whose rows the trail vouches, such as a chain of custody: known by name.

Each name is a module with `broken_rows()`, which reads only. Not here: what is compared with which event.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final, Protocol, cast

VOUCHED: Final = ("rihai.offences.evidence.vouched",)


class Vouched(Protocol):
    def broken_rows(self) -> Iterator[str]:
        """The code of each record whose rows do not stand as the trail has them."""


def broken_rows() -> Iterator[str]:
    for name in VOUCHED:
        yield from cast("Vouched", import_module(name)).broken_rows()
