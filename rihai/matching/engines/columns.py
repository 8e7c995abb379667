"""Records as rows of folded columns for Splink: the same folding as our own engine, one plain column for each fact.

Splink writes temporary tables and Spark spills them to disk. So every folded word is replaced by a keyed hash under a
key of this run alone: equal stays equal, and no name leaves this process. Ids stay here too: a row has a number.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator

from rihai.matching.folding import Folder, Token
from rihai.matching.lexicon import birth_bin, day_of
from rihai.matching.records import Record

TEXTS = (
    "first", "first_sound", "last", "last_sound", "guardian", "guardian_sound", "village", "village_sound",
    "district", "state", "sex", "marks",
)  # fmt: skip
NUMBERS = ("born", "day", "side")
NAMES = ("unique_id", *TEXTS, *NUMBERS)
Row = tuple[str | int | None, ...]


class Columns:
    """Turns records into rows, with one key for both registers."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._folder = Folder()
        self.ids: tuple[list[str], list[str]] = ([], [])

    def rows(self, records: Iterable[Record], side: int) -> Iterator[Row]:
        """Rows of one register, missing (0) or found (1)."""
        for number, record in enumerate(records):
            self.ids[side].append(record.id)
            folder, day = self._folder, day_of(record.day)
            names = [token for token in folder.name(record.name) if not token.is_initial]
            words: list[Token | None] = [None] * 4
            for place, tokens in enumerate(
                (names, names[:0:-1], folder.guardian(record.guardian), folder.place(record.village))
            ):
                words[place] = next(iter(tokens), None)
            texts = [text for word in words for text in ((word.strict, word.skeleton) if word else ("", ""))]
            facts = (folder.district(record.district), folder.state(record.state), record.sex)
            marks = "|".join(sorted(folder.marks(record.marks)))
            born = birth_bin(day_of(record.middle), record.age)
            numbers = (born if born >= 0 else None, day if day >= 0 else None, side)
            yield (str(number), *(self._hidden(text) for text in (*texts, *facts, marks)), *numbers)

    def _hidden(self, text: str) -> str | None:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=8).hexdigest() if text else None
