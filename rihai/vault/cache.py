"""Unwrapped keys, kept in the memory of one process for a short while.

Here: the bounded, expiring store and the one instance of it. Not here: how a key is unwrapped (`wraps`).
It holds organisations' keys, and data keys for sealing. It never decides who may read: to open a value its wrap is
fetched and unwrapped each time, so that neither a withdrawn nor a forged wrap is answered from memory.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, NoReturn, SupportsIndex

from rihai.vault.secret import Secret

MAX_ENTRIES: Final = 4096
MAX_SECONDS: Final = 60.0


class KeyCache:
    """Keys by name, oldest first; nothing is given out after `seconds`, whether it is used or not."""

    def __init__(
        self,
        *,
        entries: int = MAX_ENTRIES,
        seconds: float = MAX_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._entries = entries
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: OrderedDict[Hashable, tuple[float, Secret]] = OrderedDict()

    def get(self, name: Hashable) -> Secret | None:
        with self._lock:
            self._drop_expired()
            held = self._keys.get(name)
            return held[1] if held else None

    def put(self, name: Hashable, key: bytes) -> Secret:
        """Keep the key and hand it back. A key that is used often is unwrapped anew as well once its time is over."""
        secret = Secret(key)
        with self._lock:
            self._keys.pop(name, None)
            self._keys[name] = (self._clock() + self._seconds, secret)
            self._drop_expired()
            while len(self._keys) > self._entries:
                self._keys.popitem(last=False)
        return secret

    def evict(self, name: Hashable) -> None:
        with self._lock:
            self._keys.pop(name, None)

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()

    def _drop_expired(self) -> None:
        # Entries stand in the order of their deadlines, so the expired ones are all in front.
        now = self._clock()
        while self._keys and next(iter(self._keys.values()))[0] <= now:
            self._keys.popitem(last=False)

    def __len__(self) -> int:
        return len(self._keys)

    def __repr__(self) -> str:
        return f"<KeyCache with {len(self)} keys>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("Keys are never pickled or copied.")


KEYS: Final = KeyCache()
