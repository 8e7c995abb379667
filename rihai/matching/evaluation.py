"""How good proposed pairs are where the truth is known: `rihai match evaluate`.

Thresholds are the best for this very file; a threshold for work must come from other data. No printing here.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching.csvfiles import TRUTH_COLUMNS, FileProblem, read_columns

Array = NDArray[Any]
EDGES = (0.0, 0.02, 0.15, 0.5, 0.85, 0.95, 1.0)
PRECISION = 0.95
USED = ("missing_id", "found_id", "weight", "probability", "band", "rank")
# The private mode tells a band and nothing finer: it stands for a weight, and for no probability.
OF_BAND = {"show": 2.0, "review": 1.0, "unlikely": 0.0}


@dataclass(frozen=True)
class Bin:
    """Pairs said to be likely by `low` to `high`, and the share of them that is true."""

    low: float
    high: float
    pairs: int
    true_share: float | None


@dataclass(frozen=True)
class Evaluation:
    """Pair recall counts true pairs anywhere in the file; recall@k those among the first k of their found record."""

    pairs: int
    true_pairs: int
    pair_recall: float
    recall_at_1: float
    recall_at_10: float
    f1: float
    precision: float
    recall: float
    threshold: float
    recall_at_precision_95: float
    calibration: tuple[Bin, ...]


@dataclass(frozen=True)
class Scored:
    """A file of pairs, reduced to what is counted."""

    weight: Array
    probability: Array
    rank: Array
    is_true: Array


def evaluate(pairs: Path, truth: Path) -> Evaluation:
    """Measure a file of pairs against a file of true pairs."""
    true = {(missing, found) for missing, found in read_columns(truth, TRUTH_COLUMNS)}
    if not true:
        raise FileProblem(f"{truth} holds no pair: there is nothing to measure against.")
    return measure(_scored(pairs, true), len(true))


def measure(scored: Scored, total: int) -> Evaluation:
    """The figures for scored pairs of which `total` true ones exist."""
    precision, recall, threshold = _curve(scored, total)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(np.argmax(f1)) if len(f1) else None
    ranks = scored.rank[scored.is_true]
    return Evaluation(
        pairs=len(scored.weight),
        true_pairs=total,
        pair_recall=len(ranks) / total,
        recall_at_1=int((ranks <= 1).sum()) / total,
        recall_at_10=int((ranks <= 10).sum()) / total,
        f1=0.0 if best is None else float(f1[best]),
        precision=0.0 if best is None else float(precision[best]),
        recall=0.0 if best is None else float(recall[best]),
        threshold=0.0 if best is None else float(threshold[best]),
        recall_at_precision_95=float(recall[precision >= PRECISION].max(initial=0.0)),
        calibration=tuple(_bins(scored)),
    )


def _curve(scored: Scored, total: int) -> tuple[Array, Array, Array]:
    """Precision, recall and weight at each place where a threshold can lie: not between equal weights."""
    order = np.argsort(-scored.weight, kind="stable")
    weight = scored.weight[order]
    right = np.cumsum(scored.is_true[order])
    ends = np.flatnonzero(np.append(weight[1:] != weight[:-1], True)) if len(weight) else np.zeros(0, np.int64)
    return right[ends] / (ends + 1.0), right[ends] / total, weight[ends]


def _bins(scored: Scored) -> Iterator[Bin]:
    for low, high in pairwise(EDGES):
        inside = (scored.probability >= low) & ((scored.probability < high) | (high == EDGES[-1]))
        count = int(inside.sum())
        yield Bin(low, high, count, float(scored.is_true[inside].mean()) if count else None)


def _scored(path: Path, true: set[tuple[str, str]]) -> Scored:
    """A true pair that stands in the file twice counts once as true."""
    numbers = array("d")
    left = set(true)
    for row, (missing, found, weight, probability, band, rank) in enumerate(read_columns(path, USED), 1):
        is_true = (missing, found) in left
        if is_true:
            left.discard((missing, found))
        if not weight and not probability and band in OF_BAND:
            numbers.extend((OF_BAND[band], np.nan, *_numbers(path, row, (rank,)), is_true))
        else:
            numbers.extend((*_numbers(path, row, (weight, probability, rank)), is_true))
        if not 0.0 <= numbers[-3] <= 1.0 and not np.isnan(numbers[-3]):
            raise FileProblem(f"{path}: the probability of row {row} must lie between 0 and 1.")
        if numbers[-2] < 1 or numbers[-2] % 1:
            raise FileProblem(f"{path}: the rank of row {row} must be a whole number from 1.")
    table = np.frombuffer(numbers, np.float64).reshape(-1, 4)
    return Scored(table[:, 0], table[:, 1], table[:, 2].astype(np.int64), table[:, 3] > 0)


def _numbers(path: Path, row: int, cells: Iterable[str]) -> tuple[float, ...]:
    try:
        numbers = tuple(float(cell) for cell in cells)
    except ValueError:
        numbers = (np.nan,)
    if not np.isfinite(numbers).all():
        raise FileProblem(f"{path}: weight, probability and rank of row {row} must be numbers.")
    return numbers
