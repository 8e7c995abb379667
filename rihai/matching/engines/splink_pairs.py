"""From what Splink predicted to proposed pairs: the same competition, bands and columns as our own engine.

The database keeps the best pairs of each found record and gives them back in order, some thousands at a time: once
as numbers, for the competition, and once more as the lines are written. No table stands in Python as a whole.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import calibration
from rihai.matching.csvfiles import FileProblem
from rihai.matching.engines.lines import prior_of
from rihai.matching.engines.proposals import Proposals
from rihai.matching.model import Model

COMPARISONS = ("first", "last", "guardian", "village", "district", "sex", "marks", "born", "day")
BEST = "best_pairs"
IN_ORDER = f"FROM {BEST} ORDER BY found, place"
BATCH = 20_000
RIVALS = 10  # pairs of a found record that compete, even where fewer are asked for
NUMBERS = np.dtype([("missing", np.int64), ("found", np.int64), ("weight", np.float64)])
Ask = Callable[[str], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True)
class Judged:
    """What became of each kept pair, in the order in which the database gives them."""

    weight: NDArray[np.float64]  # of the comparisons alone
    chance: NDArray[np.float64]
    rank: NDArray[np.int64]
    prior: float


def needed(load: Callable[[], Any]) -> Any:
    """A library of the extra, or words about how to get it."""
    try:
        return load()
    except ImportError as error:
        raise FileProblem(
            f"This engine needs {error.name}, which is not installed. Install Rihai with its extra: pip install "
            "'rihai[scale]'. The engine `local` needs nothing more."
        ) from error


def best_of_each(table: str, columns: Sequence[str], top: int) -> str:
    """The statement for the best pairs of each found record; rarity is added to what each comparison says."""
    ends = [
        f"CAST(CASE WHEN source_dataset_l = 'missing' THEN unique_id_{one} ELSE unique_id_{other} END AS INTEGER)"
        for one, other in ("lr", "rl")
    ]
    points = ", ".join(f"{_points(name, columns)} AS points_{name}" for name in COMPARISONS)
    return (
        f"WITH pairs AS (SELECT {ends[0]} AS missing, {ends[1]} AS found, match_weight AS weight, {points} "  # noqa: S608 - our own names and Splink's
        f"FROM {table}), ranked AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY found ORDER BY weight DESC, missing) "
        f"AS place FROM pairs) SELECT * FROM ranked WHERE place <= {max(top, RIVALS)}"
    )


def _points(name: str, columns: Sequence[str]) -> str:
    parts = [f"COALESCE({part}, 0.0)" for part in (f"mw_{name}", f"mw_tf_adj_{name}") if part in columns]
    return " + ".join(parts) or "0.0"


def nothing() -> Proposals:
    """Where one register is empty."""
    return Proposals(dict.fromkeys(calibration.BANDS, 0), iter(()))


def proposals(ask: Ask, ids: tuple[list[str], list[str]], model: Model, top: int, end: ExitStack) -> Proposals:
    """Pairs from the table `BEST`, whose records are places in `ids`; `end` is closed when the last is written."""
    numbers = np.fromiter(map(tuple, ask(f"SELECT missing, found, weight {IN_ORDER}")), NUMBERS)
    judged = _judged(numbers, len(ids[0]), model)
    counts = np.bincount(calibration.bands(judged.chance[judged.rank <= top]), minlength=len(calibration.BANDS))
    bands = dict(zip(calibration.BANDS, counts.tolist(), strict=True))
    return Proposals(bands, _blocks(ask, ids, judged, top, end))


def _judged(numbers: NDArray[Any], records: int, model: Model) -> Judged:
    prior = prior_of(records, model.expected)
    found, weight = numbers["found"], numbers["weight"] - prior
    chance = (
        calibration.two_way(
            found, numbers["missing"], weight, records=records, expected=model.expected, damping=model.damping
        )
        if len(numbers)
        else np.zeros(0)
    )
    order = np.lexsort((-chance, found))
    rank = np.zeros(len(numbers), np.int64)
    rank[order] = _places(found[order])
    return Judged(weight, chance, rank, prior)


def _places(found: NDArray[Any]) -> NDArray[Any]:
    """Places within each run of one found record."""
    starts = np.flatnonzero(np.append(True, found[1:] != found[:-1])) if len(found) else np.zeros(0, np.int64)
    return np.arange(len(found)) - np.repeat(starts, np.diff(np.append(starts, len(found)))) + 1


def _blocks(ask: Ask, ids: tuple[list[str], list[str]], judged: Judged, top: int, end: ExitStack) -> Iterator[bytes]:
    """The lines, best first for each found record."""
    with end:
        text = StringIO()
        lines = csv.writer(text, lineterminator="\n")
        for _, pairs in groupby(enumerate(ask(f"SELECT * {IN_ORDER}")), key=lambda pair: pair[1][1]):
            ranked = sorted(((int(judged.rank[k]), k, row) for k, row in pairs), key=itemgetter(0))
            lines.writerows(_line(k, row, ids, judged) for rank, k, row in ranked if rank <= top)
            if text.tell() > BATCH:
                yield text.getvalue().encode()
                text.seek(0)
                text.truncate()
        yield text.getvalue().encode()


def _line(k: int, row: tuple[Any, ...], ids: tuple[list[str], list[str]], judged: Judged) -> tuple[object, ...]:
    missing, found, _, *points, _ = row
    chance, bits = float(judged.chance[k]), float(calibration.bits(judged.chance[k]))
    rest = f"register {judged.prior:.1f}|rivals {bits - judged.prior - judged.weight[k]:.1f}"
    said = "|".join([*_reasons(points), rest])
    ends = ids[0][missing], ids[1][found]
    return *ends, f"{bits:.2f}", f"{chance:.6f}", calibration.band(chance), judged.rank[k], said


def _reasons(points: Sequence[Any]) -> Iterator[str]:
    """What each comparison said, rarity included; nothing where it was not known."""
    for name, said in zip(COMPARISONS, map(float, points), strict=True):
        if said:
            yield f"{name}:{'agrees' if said > 0.0 else 'differs'} {said:.1f}"
