"""What an entry rests on, in the words that everybody sees: the kind of its source and the lawyer who confirmed it.

An entry that "was read" was read somewhere: in the official text, in a copy of it, in a report about it. The word
"verified" would hide the difference, so nobody sees it. Without a lawyer's name an entry enters no document that is
generated, no law card and no other language. Confirmations belong to an installation and are kept there (`review`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class SourceKind(StrEnum):
    """What was read, the best first."""

    OFFICIAL = "official text"
    COPY = "mirror or Bill copy"
    JUDGMENT = "judgment report"
    PRESS = "press"
    NOT_READ = "not read"


# The kinds in sources.yaml, and which of the five each one is. "Press" includes what others wrote about the law. A copy
# of a gazette on a private site is a copy: only a page of the State itself is official.
KIND_OF: Final = {
    "official_page": SourceKind.OFFICIAL,
    "official_copy": SourceKind.COPY,
    "gazette_copy": SourceKind.COPY,
    "statute_mirror": SourceKind.COPY,
    "bill_text": SourceKind.COPY,
    "bill_as_passed_copy": SourceKind.COPY,
    "judgment_text": SourceKind.JUDGMENT,
    "judgment_report": SourceKind.JUDGMENT,
    "official_training": SourceKind.PRESS,
    "press": SourceKind.PRESS,
    "secondary": SourceKind.PRESS,
    "none": SourceKind.NOT_READ,
}
ORDER: Final = tuple(SourceKind)
DRAFTS: Final = frozenset({"bill_text"})
NOT_CONFIRMED: Final = "no lawyer has confirmed this"


@dataclass(frozen=True)
class Source:
    """Where something was read. `kind` is a key of KIND_OF; `url` may be empty."""

    id: str
    kind: str
    title: str
    url: str = ""
    note: str = ""


class Decision(StrEnum):
    """What a lawyer says of one entry. Only `confirmed` makes it count."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Confirmation:
    """A lawyer has read one entry, in the wording that `digest` stands for. Demonstration: invented, counts nowhere."""

    entry: str
    lawyer: str
    on: date
    digest: str
    is_demonstration: bool = False
    decision: Decision = Decision.CONFIRMED
    correction: str = ""

    @property
    def words(self) -> str:
        """ "confirmed by Adv. Rao on 2026-11-20"; a correction says what the entry should say."""
        mark = "demonstration: " if self.is_demonstration else ""
        said = f"{mark}{self.decision} by {self.lawyer} on {self.on.isoformat()}"
        return f"{said}, who says: {self.correction}" if self.correction else said


@dataclass(frozen=True)
class Sourcing:
    """What may be said about an entry's standing."""

    kind: SourceKind
    sources: tuple[str, ...]
    unread: tuple[str, ...] = ()
    confirmed: Confirmation | None = None
    # A lawyer has read it and says that it is wrong; then it is not confirmed.
    doubted: Confirmation | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed is not None

    @property
    def counts(self) -> bool:
        """Confirmed, and not by the invented lawyer of a demonstration."""
        return self.confirmed is not None and not self.confirmed.is_demonstration

    def may_be_quoted(self, *, in_demonstration: bool = False) -> bool:
        """Whether it may enter a document, a law card or another language: only what a lawyer has confirmed.

        The invented lawyer of a demonstration is enough inside the demonstration, where everything says so.
        """
        return self.is_confirmed if in_demonstration else self.counts

    @property
    def words(self) -> str:
        """For a reader, never the kind without the lawyer: "mirror or Bill copy; no lawyer has confirmed this"."""
        said = f"{self.kind} ({', '.join(self.sources)})"
        if self.unread:
            said += f", not read: {', '.join(self.unread)}"
        return f"{said}; {self.confirmed_words}"

    @property
    def confirmed_words(self) -> str:
        said = self.doubted or self.confirmed
        return NOT_CONFIRMED if said is None else said.words


def kind_of_entry(*, was_read: bool, kinds: Iterable[str]) -> SourceKind:
    """The best source of an entry that was read; else "not read", unless its wording was read in a draft Bill.

    >>> kind_of_entry(was_read=False, kinds=["none", "press"])
    <SourceKind.NOT_READ: 'not read'>
    """
    given = set(kinds)
    if not was_read:
        return SourceKind.COPY if given & DRAFTS else SourceKind.NOT_READ
    return min((KIND_OF[kind] for kind in given), key=ORDER.index, default=SourceKind.NOT_READ)
