"""From what Splink predicted to proposed pairs: the same competition, bands and columns as our own engine."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

import numpy as np

from rihai.matching import calibration
from rihai.matching.csvfiles import FileProblem
from rihai.matching.engines.lines import prior_of
from rihai.matching.engines.proposals import Proposals
from rihai.matching.model import Model

COMPARISONS = ("first", "last", "guardian", "village", "district", "sex", "marks", "born", "day")


def needed(load: Callable[[], Any]) -> Any:
    """A library of the extra, or words about how to get it."""
    try:
        return load()
    except ImportError as error:
        raise FileProblem(
            f"This engine needs {error.name}, which is not installed. Install Rihai with its extra: pip install "
            "'rihai[scale]'. The engine `local` needs nothing more."
        ) from error


def proposals(
    predicted: Sequence[Sequence[Any]], names: Sequence[str], records: int, model: Model, top: int
) -> Proposals:
    """Pairs from predicted rows whose columns are `names`; the best `top` of each found record."""
    at = {name: place for place, name in enumerate(names)}
    prior = prior_of(records, model.expected)
    ends = [_missing_first(row, at) for row in predicted]
    missing_ids, missing = np.unique([pair[0] for pair in ends], return_inverse=True)
    found_ids, found = np.unique([pair[1] for pair in ends], return_inverse=True)
    weight = np.array([float(row[at["match_weight"]]) for row in predicted]) - prior
    chance = (
        calibration.two_way(found, missing, weight, records=records, expected=model.expected, damping=model.damping)
        if len(ends)
        else np.zeros(0)
    )
    order = np.lexsort((-chance, found))
    bands = calibration.bands(chance)
    rank = _ranks(found[order])
    kept = order[rank <= top]
    counts = np.bincount(bands[kept], minlength=len(calibration.BANDS)).tolist()
    rows = _rows(predicted, at, kept, rank[rank <= top], chance, weight, prior, missing_ids[missing], found_ids[found])
    return Proposals(dict(zip(calibration.BANDS, counts, strict=True)), _blocks(rows))


def _missing_first(row: Sequence[Any], at: dict[str, int]) -> tuple[str, str]:
    left, right = str(row[at["unique_id_l"]]), str(row[at["unique_id_r"]])
    return (left, right) if row[at["source_dataset_l"]] == "missing" else (right, left)


def _ranks(found: Any) -> Any:
    """Places within each run of one found record."""
    starts = np.flatnonzero(np.append(True, found[1:] != found[:-1])) if len(found) else np.zeros(0, np.int64)
    return np.arange(len(found)) - np.repeat(starts, np.diff(np.append(starts, len(found)))) + 1


def _rows(
    predicted: Sequence[Sequence[Any]], at: dict[str, int], kept: Any, rank: Any, chance: Any, weight: Any,
    prior: float, missing: Any, found: Any,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    bits = calibration.bits(chance)
    for k, place in zip(kept.tolist(), rank.tolist(), strict=True):
        said = "|".join(_reasons(predicted[k], at))
        rest = f"register {prior:.1f}|rivals {bits[k] - prior - weight[k]:.1f}"
        band = calibration.band(float(chance[k]))
        yield missing[k], found[k], f"{bits[k]:.2f}", f"{chance[k]:.6f}", band, place, f"{said}|{rest}"


def _reasons(row: Sequence[Any], at: dict[str, int]) -> Iterator[str]:
    """What each comparison said, rarity included; nothing where it was not known."""
    for name in COMPARISONS:
        points = sum(float(row[at[part]] or 0.0) for part in (f"mw_{name}", f"mw_tf_adj_{name}") if part in at)
        if points:
            yield f"{name}:{'agrees' if points > 0.0 else 'differs'} {points:.1f}"


def _blocks(rows: Iterable[tuple[object, ...]]) -> Iterator[bytes]:
    for row in rows:
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        yield text.getvalue().encode()
