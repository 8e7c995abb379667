"""Going through what is due, so that one row that cannot be done never keeps the others waiting.

Here: the loop of `workers`. Not here: what is done with a row; that is an action with a transaction of its own.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from rihai.audit.actions import HasUid

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=HasUid)


def each(rows: Iterable[Row], act: Callable[[Row], int], *, name: str) -> int:
    """How much was done. A failure is logged with the row, and the next row has its turn."""
    return sum(guarded(partial(act, row), name=f"{name} of {row.uid}") for row in rows)


def guarded(act: Callable[[], int], *, name: str) -> int:
    """What it did; nothing if it failed: logged without the words of the failure, which may be about somebody."""
    try:
        return act()
    except Exception as failure:
        logger.error("%s failed: %s", name, type(failure).__name__)
        return 0
