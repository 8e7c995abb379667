"""How well pairs were found: `python -m bench.matching.evaluate FOLDER PAIRS`, any tool's pairs alike.

Here: the figures and their table. Not here: reading (`pairs`), finding pairs, timing (`run`).
"""

import argparse
import csv
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.pairs import Floats, Ints, Pairs, read_pairs, read_truth

Bools = NDArray[np.bool_]
EDGES = (0.0, 0.01, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95, 0.99, 1.0)
GROUPS = ("scripts", "cross", "evidence", "community", "sex", "one_token", "altered")
FEWEST = 100  # in a group, before it is compared with the mean
BEHIND = 0.03  # below the mean: the group is marked


@dataclass
class Figures:
    """Of one file of pairs. Thresholds are the best for this very file, for every tool."""

    pairs: int
    true_pairs: int
    pair_recall: float
    recall_at_1: float
    recall_at_10: float
    best_f1: float
    precision: float
    recall: float
    threshold: float
    recall_at_precision_95: float
    nine_band: float  # true share of pairs said to be likely by .85 to .95
    calibration: list[tuple[float, float, int, float]] = field(default_factory=list)  # from, to, pairs, true share
    groups: dict[str, dict[str, tuple[int, float, float]]] = field(default_factory=dict)  # queries, recall@1, recall@10


def evaluate(folder: Path, path: Path, only: Path | None = None) -> Figures:
    """`only`: a CSV file of the found records that were asked for, if not all were."""
    wanted = {row["id"] for row in csv.DictReader(only.open(encoding="utf-8"))} if only else None
    truth = read_truth(folder / "truth.csv", wanted)
    pairs = read_pairs(path, truth)
    order = np.argsort(-pairs.weight, kind="stable")
    precise, found = _curve(pairs, order, len(truth))
    f1 = 2 * precise * found / np.maximum(precise + found, 1e-12)
    best = int(np.argmax(f1)) if len(f1) else -1
    ranks = true_ranks(pairs, len(truth))
    figures = Figures(
        pairs=len(pairs.weight),
        true_pairs=len(truth),
        pair_recall=float(pairs.is_true.sum() / max(len(truth), 1)),
        recall_at_1=float((ranks == 1).mean()),
        recall_at_10=float(((ranks > 0) & (ranks <= 10)).mean()),
        best_f1=float(f1[best]) if len(f1) else 0.0,
        precision=float(precise[best]) if len(f1) else 0.0,
        recall=float(found[best]) if len(f1) else 0.0,
        threshold=float(np.sort(pairs.weight)[::-1][best]) if len(f1) else 0.0,
        recall_at_precision_95=float(found[precise >= 0.95].max(initial=0.0)),
        nine_band=_share(pairs, 0.85, 0.95)[1],
    )
    figures.calibration = [(low, high, *_share(pairs, low, high)) for low, high in pairwise(EDGES)]
    figures.groups = _by_group(folder / "strata.csv", truth, ranks)
    return figures


def _curve(pairs: Pairs, order: Ints, total: int) -> tuple[Floats, Floats]:
    """Precision and recall at each threshold; inside a run of equal weights no threshold can lie."""
    right = np.cumsum(pairs.is_true[order])
    sorted_weight = pairs.weight[order]
    ends = np.append(sorted_weight[1:] != sorted_weight[:-1], True) if len(order) else np.array([], dtype=bool)
    precise = np.where(ends, right / np.arange(1, len(order) + 1), 0.0)
    return precise, np.where(ends, right / max(total, 1), 0.0)


def true_ranks(pairs: Pairs, total: int) -> Ints:
    """For each true pair its place in the list of its found record, 0 if it is not there; equal weights count half."""
    ranks = np.zeros(total, dtype=np.int64)
    order = np.lexsort((-pairs.weight, pairs.found))
    found, weight = pairs.found[order], pairs.weight[order]
    starts = np.flatnonzero(np.append(True, found[1:] != found[:-1])) if len(found) else np.array([], dtype=np.int64)
    start_of = np.repeat(starts, np.diff(np.append(starts, len(found))))
    for at in np.flatnonzero(pairs.is_true[order]).tolist():
        start = start_of[at]
        first = last = at
        while first > start and weight[first - 1] == weight[at]:
            first -= 1
        while last + 1 < len(found) and found[last + 1] == found[at] and weight[last + 1] == weight[at]:
            last += 1
        ranks[pairs.truth_row[order[at]]] = (first + last) // 2 - start + 1
    return ranks


def _share(pairs: Pairs, low: float, high: float) -> tuple[int, float]:
    inside = (pairs.probability >= low) & ((pairs.probability < high) | (high == 1.0))
    count = int(inside.sum())
    return count, float(pairs.is_true[inside].mean()) if count else float("nan")


def _by_group(
    path: Path, truth: dict[str, tuple[str, int]], ranks: Ints
) -> dict[str, dict[str, tuple[int, float, float]]]:
    if not path.exists():
        return {}
    members: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in GROUPS}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["found_id"] in truth:
                for name in GROUPS:
                    members[name][row[name] or "not told"].append(truth[row["found_id"]][1])
    return {name: {key: _recalls(ranks[rows]) for key, rows in sorted(keys.items())} for name, keys in members.items()}


def _recalls(ranks: Ints) -> tuple[int, float, float]:
    return len(ranks), float((ranks == 1).mean()), float(((ranks > 0) & (ranks <= 10)).mean())


def table(figures: Figures) -> str:
    """As text for a person."""
    lines = [
        f"pairs {figures.pairs:,}, true pairs {figures.true_pairs:,}, of them in the file {figures.pair_recall:.3f}",
        f"recall@1 {figures.recall_at_1:.3f}, recall@10 {figures.recall_at_10:.3f}",
        f"best F1 {figures.best_f1:.3f} from weight {figures.threshold:.1f}:",
        f"    precision {figures.precision:.3f}, recall {figures.recall:.3f}",
        f"recall at precision .95: {figures.recall_at_precision_95:.3f}",
        f"true share of those said to be .85 to .95: {figures.nine_band:.3f}",
        "",
        "said to be        pairs  truly",
    ]
    lines += [f"{low:.2f} to {high:.2f} {count:10,}  {share:.3f}" for low, high, count, share in figures.calibration]
    for name, keys in figures.groups.items():
        lines += ["", f"{name:24} queries  recall@1  recall@10"]
        for key, (count, first, ten) in keys.items():
            low = count >= FEWEST and ten < figures.recall_at_10 - BEHIND
            lines.append(f"{key:24} {count:7,}  {first:8.3f}  {ten:9.3f}{'  < mean' if low else ''}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with truth.csv and, for groups, strata.csv")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--only", type=Path, help="the found records that were asked for, if not all were")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    figures = evaluate(given.folder, given.pairs, given.only)
    print(json.dumps(asdict(figures)) if given.json else table(figures))


if __name__ == "__main__":
    main()
