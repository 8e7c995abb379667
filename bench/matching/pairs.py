"""Reading pairs and truth into arrays: ten million pairs in half a minute and little memory.

Here: files to numbers. Not here: figures (`evaluate`).
"""

import csv
from array import array
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truth = dict[str, tuple[str, int]]  # found id: the missing id, and the row of the truth


@dataclass
class Pairs:
    """Columns of equal length; `truth_row` is -1 where the pair is not true."""

    found: Ints
    weight: Floats
    probability: Floats
    truth_row: Ints

    @property
    def is_true(self) -> NDArray[np.bool_]:
        return self.truth_row >= 0


def read_truth(path: Path, wanted: Set[str] | None = None) -> Truth:
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if wanted is None or row["found_id"] in wanted]
    return {row["found_id"]: (row["missing_id"], at) for at, row in enumerate(rows)}


def read_pairs(path: Path, truth: Truth) -> Pairs:
    """Columns by their names; without `probability` nothing is said about calibration."""
    found, truth_row, weight, probability = array("q"), array("q"), array("d"), array("d")
    numbers: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        at = {name: column for column, name in enumerate(next(rows))}
        missing_at, found_at, weight_at = at["missing_id"], at["found_id"], at["weight"]
        probability_at = at.get("probability", -1)
        for row in rows:
            found_id = row[found_at]
            found.append(numbers.setdefault(found_id, len(numbers)))
            partner = truth.get(found_id)
            truth_row.append(partner[1] if partner and partner[0] == row[missing_at] else -1)
            weight.append(float(row[weight_at]))
            said = row[probability_at] if probability_at >= 0 else ""
            probability.append(float(said) if said else float("nan"))
    return Pairs(*(np.array(column) for column in (found, weight, probability, truth_row)))
