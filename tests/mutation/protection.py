"""What a protection is, as data.

To add one (`ground.py`, `work.py`): name it, copy its exact text (it must occur once in the file), say what stands
there without it, and name the few tests (node ids as for pytest) that must fail. Keep the selection small: each
runs on its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Protection:
    """One protection: where it stands, what remains without it, and which tests watch over it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
