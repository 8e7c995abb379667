"""What the matcher answers with: candidates in order, each with its reasons. Only shapes; texts are English codes and
words which the caller translates, and no answer decides anything.
"""

from dataclasses import dataclass

from rihai.matching.folding import Level


@dataclass(frozen=True, slots=True, repr=False)
class WordReason:
    """Two words that met, and the share of records that hold a word agreeing so well."""

    asked: str
    held: str
    level: Level
    share: float
    points: float


@dataclass(frozen=True, slots=True, repr=False)
class FieldReason:
    """What one comparison says: both texts, how well they agree, how often that happens by chance, and its points."""

    field: str
    asked: str
    held: str
    level: str  # a code: a level of folding, or same, near, apart, different, before
    says: str  # the same in words
    share: float | None  # of the register's records agree at least so well by chance
    points: float  # bits; below nought it speaks against
    words: tuple[WordReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """What an answer would change: points gained or lost, and the chance and band that would come out."""

    points: float
    probability: float
    band: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that would change the answer if it were known; the amounts are what is usual, not what is certain."""

    field: str
    is_asked: bool  # not known of the person asked about
    is_held: bool  # not known of the candidate
    if_same: Swing | None = None
    if_different: Swing | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """A record that could be the same person."""

    id: str
    rank: int
    weight: float
    probability: float
    band: str
    reasons: tuple[FieldReason, ...]
    would_change: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Candidates, the likeliest first; those after the first are the runners-up to be shown beside it."""

    candidates: tuple[Candidate, ...]
    records: int  # in the register that was asked

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def compact(reasons: tuple[FieldReason, ...]) -> str:
    """Reasons on one line, without a name: `name:strict 8.1|age:near 2.0`."""
    return "|".join(f"{reason.field}:{reason.level} {reason.points:.1f}" for reason in reasons)
