"""An array that grows at its end: rows are added one by one while loops read what is there. No meaning of its own."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Growing:
    """Rows of one type with room to spare; `view` is what has been filled."""

    def __init__(self, shape: tuple[int, ...], dtype: Any, *, room: int = 64) -> None:
        self._rows: NDArray[Any] = np.zeros((room, *shape), dtype)
        self._count = 0

    @classmethod
    def holding(cls, rows: NDArray[Any]) -> "Growing":
        made = cls(rows.shape[1:], rows.dtype, room=0)
        made._rows = rows
        made._count = len(rows)
        return made

    def __len__(self) -> int:
        return self._count

    @property
    def view(self) -> NDArray[Any]:
        return self._rows[: self._count]

    def append(self, row: Any) -> None:
        if self._count == len(self._rows):
            room = np.zeros((max(64, 2 * self._count), *self._rows.shape[1:]), self._rows.dtype)
            room[: self._count] = self._rows[: self._count]
            self._rows = room
        self._rows[self._count] = row
        self._count += 1
