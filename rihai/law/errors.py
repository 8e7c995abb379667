"""What is wrong with what somebody gave us: the key, what is the matter, and what would be right."""

import difflib
from collections.abc import Iterable

from rihai.law.sentences import Key, Said, Sentence, sentence

# More would not be read.
MOST_NAMED = 12


class InputProblem(ValueError):
    """A file or a value given to us cannot be used. `allowed` says what could stand there instead.

    `said`: the same as a code with values, where somebody may read it on a page; None where it is about a file.
    """

    def __init__(self, key: str, what: Said, allowed: Said = "") -> None:
        self.key, self.what, self.allowed = key, str(what), str(allowed)
        # What is allowed in a file may be words of files: a page leaves them out.
        self.said = None if isinstance(what, str) else _whole(key, what, "" if isinstance(allowed, str) else allowed)
        super().__init__(str(_whole(key, what, allowed)))


def _whole(key: str, what: Said, allowed: Said) -> Sentence:
    if not allowed:
        return sentence("wrong_fact", key=Key(key), what=what)
    return sentence("wrong_fact_allowed", key=Key(key), what=what, allowed=allowed)


def nearest(name: str, known: Iterable[str]) -> str:
    """The names most like this one, or all of them where none is: "fir.registered or fir.refused"."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return " or ".join(near) if near else ", ".join(names[:MOST_NAMED]) + (" ..." if len(names) > MOST_NAMED else "")
