"""Bytes that do not show themselves in a log, a traceback with locals, or a pickle: keys, and values just opened.

Not here: any use of them. Python cannot wipe memory; what we can prevent is showing it.
"""

from typing import NoReturn, SupportsIndex


class Secret(bytes):
    """Usable wherever bytes are, printable nowhere."""

    def __repr__(self) -> str:
        return "<Secret>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return "<Secret>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("A key is never pickled or copied.")
