"""Two encoded registers compared, without a key: ids and bands come out, nothing else.

The comparing side learns from the filters alone how common each agreement is (`kernels`), how sure to be, because
one found person is at most one missing one (`shares`), and tells a band, never a figure that could be used to guess.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rihai.matching.calibration import two_way
from rihai.matching.private.encoding import UNKNOWN, Encoded
from rihai.matching.private.kernels import EXCLUDED, Rules, Side, best_of_some, weigh_all
from rihai.matching.private.scores import Scores

# Found records that one thread takes at a time.
PART: Final = 256
# How many compete for one found person, however few are asked for: a chance may not depend on that.
RIVALS: Final = 32
FIELDS: Final = ("name", "guardian", "village", "marks")


class CannotCompare(ValueError):
    """The two files do not belong together; the message says why and what to do."""


@dataclass(frozen=True)
class Pairs:
    """Rows of the two registers that may be one person, best first for each found record."""

    missing: NDArray[np.int32]
    found: NDArray[np.int32]
    probability: NDArray[np.float64]
    rank: NDArray[np.int32]

    def first(self, top: int) -> "Pairs":
        """Those of the first ranks only."""
        kept = self.rank <= top
        return Pairs(self.missing[kept], self.found[kept], self.probability[kept], self.rank[kept])


def compare(
    missing: Encoded, found: Encoded, *, scores: Scores | None = None, top: int = 10, chunks: int = 64
) -> Pairs:
    """Pairs that may be one person, best first for each found record. Raises CannotCompare."""
    _check_together(missing, found)
    scores = scores or Scores()
    layout = _layout(missing)
    ours, theirs = _joined(missing), _joined(found)
    worth = _worth(np.vstack([ours, theirs]), layout)
    one, other = _side(missing, ours, worth, layout), _side(found, theirs, worth, layout)
    rare = np.stack([_share_of(one.district, other.district), _share_of(one.state, other.state)], axis=1)
    best, points = _best(one, other, _rules(scores, one, worth, layout), rare, max(top, RIVALS))
    return _pairs(best, points, expected=scores.expected, size=len(missing)).first(top)


def _best(
    ours: Side, theirs: Side, rules: Rules, rare: NDArray[np.float64], top: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The best of ours for each of theirs, (m, top): row numbers, -1 where there are fewer, and points."""
    best = np.full((len(theirs.rows), top), -1, dtype=np.int32)
    points = np.full((len(theirs.rows), top), EXCLUDED, dtype=np.float32)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        work = [
            threads.submit(best_of_some, ours, theirs, at, rules, rare, best[at : at + PART], points[at : at + PART])
            for at in range(0, len(best), PART)
        ]
        for one in work:
            one.result()
    return best, points


def _check_together(missing: Encoded, found: Encoded) -> None:
    if missing.fingerprint != found.fingerprint:
        raise CannotCompare("The two files were made with different keys. Both organisations must use one key.")
    if missing.hardening != found.hardening:
        raise CannotCompare("The two files were made with different options. Encode both with the same ones.")


def _side(one: Encoded, rows: NDArray[np.uint64], worth: NDArray[np.float32], layout: NDArray[np.int64]) -> Side:
    counts = np.stack([np.bitwise_count(rows[:, a : a + w]).sum(axis=1, dtype=np.uint16) for a, w in layout])
    return Side(
        rows=rows,
        columns=np.ascontiguousarray(rows.T),
        counts=counts,
        worths=weigh_all(rows, worth, layout),
        district=one.district,
        state=one.state,
        birth=one.birth,
        week=one.week,
        sex=one.sex,
    )


def _rules(scores: Scores, ours: Side, worth: NDArray[np.float32], layout: NDArray[np.int64]) -> Rules:
    birth_usual, birth_first = _usual(ours.birth)
    week_usual, week_first = _usual(ours.week)
    usual = _sexes(ours.sex)
    return Rules(
        layout=layout,
        worth=worth,
        present=(ours.counts > 0).sum(axis=1).astype(np.int64),
        least=scores.least,
        shares=scores.shares,
        agree=scores.agree,
        points_range=scores.points_range,
        place=scores.place,
        birth=np.log2(scores.birth),
        birth_usual=np.log2(birth_usual),
        birth_first=birth_first,
        week=np.log2(scores.week),
        week_usual=np.log2(week_usual),
        week_first=week_first,
        sex_same=np.log2(scores.sex_same / usual),
        sex_other=np.log2((1 - scores.sex_same) / np.maximum(1 - usual, 0.01)),
    )


def _joined(one: Encoded) -> NDArray[np.uint64]:
    return np.ascontiguousarray(np.hstack([getattr(one, field) for field in FIELDS]))


def _layout(one: Encoded) -> NDArray[np.int64]:
    widths = [getattr(one, field).shape[1] for field in FIELDS]
    return np.array([[sum(widths[:at]), width] for at, width in enumerate(widths)], dtype=np.int64)


def _worth(rows: NDArray[np.uint64], layout: NDArray[np.int64]) -> NDArray[np.float32]:
    """How much each bit tells: the rarer it is set, the more. float32, one for each position of a joined row."""
    bits = np.zeros(rows.shape[1] * 64)
    for at in range(0, len(rows), 4096):
        part = rows[at : at + 4096].astype("<u8").view(np.uint8)
        bits += np.unpackbits(part, axis=1, bitorder="little").sum(axis=0)
    present = np.repeat([max((rows[:, a : a + w] != 0).any(axis=1).sum(), 1) for a, w in layout], layout[:, 1] * 64)
    return np.asarray(np.log2((present + 1) / (bits + 1)), np.float32)


def _share_of(ours: NDArray[np.uint64], theirs: NDArray[np.uint64]) -> NDArray[np.float64]:
    """For each of theirs, the share of ours with that code; never zero."""
    known = ours[ours != 0]
    values, counts = np.unique(known, return_counts=True)
    if not len(values):
        return np.full(len(theirs), 0.5)
    at = np.clip(np.searchsorted(values, theirs), 0, len(values) - 1)
    return (np.where(values[at] == theirs, counts[at], 0) + 0.5) / (len(known) + 1)


def _usual(times: NDArray[np.int32]) -> tuple[NDArray[np.float64], int]:
    """The share of ours at each time, smoothed over its neighbours, and the first time."""
    known = times[times != UNKNOWN]
    if not len(known):
        return np.ones(1), 0
    first = int(known.min())
    counts = np.bincount(known - first).astype(float)
    smoothed = np.convolve(counts, np.ones(9) / 9, mode="same")
    return (smoothed + 0.05) / (len(known) + 0.05 * len(counts)), first


def _sexes(sexes: NDArray[np.uint8]) -> NDArray[np.float64]:
    known = sexes[sexes != 0]
    return np.asarray((np.bincount(known, minlength=4) + 1.0) / (len(known) + 4.0), np.float64)


def _pairs(best: NDArray[np.int32], points: NDArray[np.float32], *, expected: float, size: int) -> Pairs:
    """With probabilities: of all that compete for one found person, and for one missing one, at most one is right."""
    found, slot = np.nonzero(best >= 0)
    missing = best[found, slot]
    probability = two_way(
        found, missing, points[found, slot].astype(float), records=size, expected=expected, damping=1.0
    )
    order = np.lexsort((-probability, found))
    rank = np.arange(len(found)) - np.searchsorted(found[order], found[order]) + 1
    return Pairs(missing[order], found[order].astype(np.int32), probability[order], rank.astype(np.int32))
