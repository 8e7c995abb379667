"""What is wrong with what somebody gave us: the key, what is the matter, and what would be right."""

import difflib
from collections.abc import Iterable

# More would not be read.
MOST_NAMED = 12


class InputProblem(ValueError):
    """A file or a value given to us cannot be used. `allowed` says what could stand there instead."""

    def __init__(self, key: str, what: str, allowed: str = "") -> None:
        self.key, self.what, self.allowed = key, what, allowed
        super().__init__(f"{key}: {what}." + (f" Allowed: {allowed}." if allowed else ""))


def nearest(name: str, known: Iterable[str]) -> str:
    """The names most like this one, or all of them where none is: "fir.registered or fir.refused"."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return " or ".join(near) if near else ", ".join(names[:MOST_NAMED]) + (" ..." if len(names) > MOST_NAMED else "")
