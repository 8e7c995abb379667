"""The loops of comparing, compiled by numba: bits in common counted over whole registers. No name comes here.

One found record after another is held against every missing one. `near` finds, field by field, the rows that share
enough bits; only these are rated. Points are bits of evidence (log2 of a likelihood ratio); a missing field gives none.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar, cast

import numpy as np
from numba import types
from numba.extending import intrinsic

from rihai.matching import compiled as matching
from rihai.matching.private.encoding import UNKNOWN

EXCLUDED: Final = np.float32(-1e9)

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compiled like the other loops, but these may make arrays of their own."""
    return matching.compiled(loop, _nrt=True)


class Side(NamedTuple):
    """One register. n rows, w words of 64 bits for all filter fields beside one another, f filter fields."""

    rows: Any  # uint64 (n, w)
    columns: Any  # uint64 (w, n): the same, turned, so that one word of many rows lies together
    counts: Any  # uint16 (f, n): bits set
    worths: Any  # float32 (f, n): how much these bits tell
    district: Any  # uint64 (n,)
    state: Any  # uint64 (n,)
    birth: Any  # int32 (n,)
    week: Any  # int32 (n,)
    sex: Any  # uint8 (n,)


class Rules(NamedTuple):
    """What agreement is worth; see `scores.Scores` for what the figures mean."""

    layout: Any  # int64 (f, 2): first word, words
    worth: Any  # float32 (64 w,): of each position
    present: Any  # int64 (f,): rows of ours that have the field
    least: Any  # float64 (f,)
    shares: Any  # float64 (f, bands)
    agree: Any  # float64 (f, bands)
    points_range: Any  # float64 (f, 2)
    place: Any  # float64 (5,)
    birth: Any  # float64: points by distance
    birth_usual: Any  # float64: points to take off, by our time
    birth_first: int
    week: Any
    week_usual: Any
    week_first: int
    sex_same: Any  # float64 (4,): points by sex
    sex_other: Any


def _one_instruction(_context: Any, _bits: Any) -> Any:
    def generate(_ctx: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


# How many bits of a 64-bit word are set; the processor counts them itself.
popcount = cast("Callable[[Any], Any]", intrinsic(_one_instruction))


@compiled
def weigh(row: Any, other: Any, worth: Any, start: int, stop: int) -> Any:
    """What the bits tell that both rows have set, in words start to stop."""
    total = 0.0
    for part in range(start, stop):
        word = row[part] & other[part]
        while word:
            total += worth[part * 64 + int(popcount((word & (~word + np.uint64(1))) - np.uint64(1)))]
            word &= word - np.uint64(1)
    return total


@compiled
def weigh_all(rows: Any, worth: Any, layout: Any) -> Any:
    """What the bits of each field of each row tell: float32 (fields, rows)."""
    totals = np.empty((len(layout), len(rows)), dtype=np.float32)
    for at in range(len(rows)):
        for field in range(len(layout)):
            start = layout[field, 0]
            totals[field, at] = weigh(rows[at], rows[at], worth, start, start + layout[field, 1])
    return totals


@compiled
def count_common(columns: Any, row: Any, start: int, stop: int, common: Any) -> None:
    """Bits that every row of ours shares with this one; column by column, which the processor does many at once."""
    common[:] = 0
    for part in range(start, stop):
        column, word = columns[part], row[part]
        for at in range(len(column)):
            common[at] += np.uint16(popcount(column[at] & word))


@compiled
def near(common: Any, counts: Any, count: int, least: float, found: Any) -> int:
    """The rows that share at least `least` of the smaller filter's bits: their numbers into found; how many."""
    number = 0
    for at in range(len(common)):
        smaller = min(counts[at], count)
        if smaller > 0 and common[at] >= least * smaller:
            found[number] = at
            number += 1
    return number


@compiled
def rate(
    ours: Side, theirs: Side, at_them: int, field: int, rules: Rules, found: Any, together: Any, points: Any
) -> None:
    """Points of one filter field for the found rows, into points.

    How rare an agreement is, is counted here: how many of ours agree with this one as much or more. So a name that
    half the register bears gives little, without anybody knowing the name.
    """
    start = rules.layout[field, 0]
    stop = start + rules.layout[field, 1]
    for place in range(len(found)):
        together[place] = weigh(ours.rows[found[place]], theirs.rows[at_them], rules.worth, start, stop)
    ordered = np.sort(together[: len(found)])
    lowest, highest = rules.points_range[field]
    for place in range(len(found)):
        at = found[place]
        smaller = max(min(ours.worths[field, at], theirs.worths[field, at_them]), np.float32(1e-6))
        points[at] = lowest
        for band in range(rules.shares.shape[1]):
            if together[place] >= rules.shares[field, band] * smaller:
                as_near = len(found) - np.searchsorted(ordered, together[place] - np.float32(1e-3))
                rated = np.log2(rules.agree[field, band] * rules.present[field] / (as_near + 0.5))
                points[at] = min(max(rated, lowest), highest)
                break


@compiled
def time_points(ours: int, theirs: int, agree: Any, usual: Any, first: int) -> Any:
    """Points of two shifted times: the nearer, and the rarer our time, the more."""
    if ours == UNKNOWN or theirs == UNKNOWN:
        return 0.0
    return agree[min(abs(theirs - ours), len(agree) - 1)] - usual[ours - first]


@compiled
def place_points(ours: Side, at: int, theirs: Side, at_them: int, place: Any, rare: Any) -> Any:
    """Points of district and State together, one piece of evidence. rare: shares of ours with theirs."""
    if ours.district[at] and theirs.district[at_them]:
        if ours.district[at] == theirs.district[at_them]:
            return np.log2(place[0] / rare[0])
        if ours.state[at] and ours.state[at] == theirs.state[at_them]:
            return np.log2(place[1] / max(rare[1] - rare[0], 0.01))
        return np.log2(place[2] / max(1.0 - rare[1], 0.05))
    if ours.state[at] and theirs.state[at_them]:
        if ours.state[at] == theirs.state[at_them]:
            return np.log2(place[3] / rare[1])
        return np.log2(place[4] / max(1.0 - rare[1], 0.05))
    return 0.0


@compiled
def plain_points(ours: Side, at: int, theirs: Side, at_them: int, rules: Rules, rare: Any) -> Any:
    """Points of all that is not a filter. Found before she was missed is excluded."""
    if ours.week[at] != UNKNOWN and theirs.week[at_them] != UNKNOWN and theirs.week[at_them] < ours.week[at] - 1:
        return EXCLUDED
    total = time_points(ours.week[at], theirs.week[at_them], rules.week, rules.week_usual, rules.week_first)
    total += time_points(ours.birth[at], theirs.birth[at_them], rules.birth, rules.birth_usual, rules.birth_first)
    total += place_points(ours, at, theirs, at_them, rules.place, rare)
    sex, their_sex = ours.sex[at], theirs.sex[at_them]
    if sex and their_sex:
        total += rules.sex_same[sex] if sex == their_sex else rules.sex_other[their_sex]
    return total


@compiled
def keep_best(at: int, total: float, best: Any, best_points: Any) -> None:
    """Put a row where it belongs among the best so far, if it does."""
    slot = len(best) - 1
    if total <= best_points[slot]:
        return
    while slot > 0 and best_points[slot - 1] < total:
        best[slot], best_points[slot] = best[slot - 1], best_points[slot - 1]
        slot -= 1
    best[slot], best_points[slot] = at, total


class Scratch(NamedTuple):
    """Room for one found record at a time; n rows of ours, f filter fields."""

    common: Any  # uint16 (n,)
    is_near: Any  # uint8 (n,): one bit for each field that is alike enough to be rated
    found: Any  # int32 (f, n)
    number: Any  # int64 (f,)
    together: Any  # float32 (n,)
    points: Any  # float32 (f, n)


@compiled
def scratch_for(n: int, fields: int) -> Scratch:
    return Scratch(
        np.empty(n, dtype=np.uint16),
        np.zeros(n, dtype=np.uint8),
        np.empty((fields, n), dtype=np.int32),
        np.zeros(fields, dtype=np.int64),
        np.empty(n, dtype=np.float32),
        np.empty((fields, n), dtype=np.float32),
    )


@compiled
def rate_fields(ours: Side, theirs: Side, it: int, rules: Rules, room: Scratch) -> None:
    """Find and rate, field by field, the rows that are alike enough."""
    for field in range(len(rules.layout)):
        room.number[field] = 0
        if theirs.counts[field, it]:
            start = rules.layout[field, 0]
            count_common(ours.columns, theirs.rows[it], start, start + rules.layout[field, 1], room.common)
            number = near(
                room.common, ours.counts[field], theirs.counts[field, it], rules.least[field], room.found[field]
            )
            found = room.found[field, :number]
            rate(ours, theirs, it, field, rules, found, room.together, room.points[field])
            for place in range(number):
                room.is_near[found[place]] |= np.uint8(1 << field)
            room.number[field] = number


@compiled
def filter_points(ours: Side, at: int, theirs: Side, it: int, rules: Rules, room: Scratch) -> Any:
    """Points of all filter fields of one row; a field that was not alike enough gives its least."""
    total = 0.0
    for field in range(len(rules.layout)):
        if ours.counts[field, at] and theirs.counts[field, it]:
            is_rated = room.is_near[at] & np.uint8(1 << field)
            total += room.points[field, at] if is_rated else rules.points_range[field, 0]
    return total


@compiled
def best_of_one(
    ours: Side, theirs: Side, it: int, rules: Rules, rare: Any, room: Scratch, best: Any, best_points: Any
) -> None:
    """The best rows of ours for one of theirs. Every field may bring a row in; each row is counted once."""
    rate_fields(ours, theirs, it, rules, room)
    for field in range(len(rules.layout)):
        for place in range(room.number[field]):
            at = room.found[field, place]
            if room.is_near[at]:
                total = plain_points(ours, at, theirs, it, rules, rare)
                total += filter_points(ours, at, theirs, it, rules, room)
                room.is_near[at] = 0
                if total > EXCLUDED / 2:
                    keep_best(at, total, best, best_points)


@compiled
def best_of_some(ours: Side, theirs: Side, first: int, rules: Rules, rare: Any, best: Any, best_points: Any) -> None:
    """The best of ours for theirs from `first` on, as many as `best` has rows: row numbers and points."""
    room = scratch_for(len(ours.rows), len(rules.layout))
    for place in range(len(best)):
        it = first + place
        best_of_one(ours, theirs, it, rules, rare[it], room, best[place], best_points[place])
