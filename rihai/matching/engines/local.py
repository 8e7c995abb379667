"""Our own engine: any field may nominate, every core works. `bulk` finds pairs, `kernels_lines` writes their lines."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import numpy as np

from rihai.matching import bulk, calibration
from rihai.matching import layout as at
from rihai.matching.engines.beside import folded_beside
from rihai.matching.engines.lines import prior_of
from rihai.matching.engines.proposals import Proposals
from rihai.matching.index import Index, work_for
from rihai.matching.kernels_lines import CODES, NAMES, Lines, Texts, Words, weigh_pairs, write_lines
from rihai.matching.kernels_score import Work
from rihai.matching.model import Model
from rihai.matching.records import Kind, Record

STEP = 20_000
LONGEST = 300  # bytes of a line beside its ids
QUOTED = frozenset(',"\r\n')


def link(
    missing: Iterable[Record],
    found: Iterable[Record],
    *,
    model: Model,
    top: int,
    progress: Callable[[int], None] | None,
) -> Proposals:
    """Link with as many threads as there are cores; the two registers are read side by side."""
    with folded_beside(found) as other:
        index = Index.build(missing, kind=Kind.MISSING, model=model)
        pairs = bulk.compare(index, other.result(), top, progress=progress)
    bands = calibration.bands(pairs.probability)
    counts = np.bincount(bands, minlength=len(calibration.BANDS)).tolist()
    without = len(pairs.found_ids) - len(np.unique(pairs.found))
    return Proposals(dict(zip(calibration.BANDS, counts, strict=True)), blocks_of(pairs), without)


def blocks_of(pairs: bulk.Pairs) -> Iterator[bytes]:
    """The lines of the pairs, some thousands at a time."""
    index = pairs.index
    lines = Lines(
        pairs.missing,
        pairs.found,
        calibration.bits(pairs.probability),
        pairs.probability,
        calibration.bands(pairs.probability),
        pairs.rank,
        prior_of(len(index), index.model.expected),
        np.zeros((len(pairs), at.COMPARISONS), np.float32),
        np.full((len(pairs), at.COMPARISONS), -1, np.int8),
    )
    words = Words(
        _texts(_ids(index)),
        _texts(pairs.found_ids),
        *map(_texts, (calibration.BANDS, NAMES, CODES, ("register", "rivals"))),
    )
    longest = LONGEST + sum(int(np.diff(texts.start).max(initial=0)) for texts in (words.missing, words.found))
    parts = list(index.parts())
    tables = index.tables()
    threads = os.cpu_count() or 1
    widest = max((len(columns.rows) for _, columns in parts), default=0)
    free = [work_for(index.lexicon, widest, int(pairs.rank.max(initial=1))) for _ in range(threads)]

    def block(first: int) -> bytes:
        work: Work = free.pop()
        last = min(first + STEP, len(pairs))
        for offset, columns in parts:
            weigh_pairs(pairs.batch, lines, first, last, offset, columns, tables, work)
        lines.points[first:last] *= index.model.damping  # as far as they count, so that they add up to the weight
        free.append(work)
        out = np.empty(longest * (last - first), np.uint8)
        return out[: write_lines(lines, first, last, words, out)].tobytes()

    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(block, range(0, len(pairs), STEP))


def _ids(index: Index) -> list[str]:
    """By row; empty where a record was removed."""
    ids = [""] * len(index.texts)
    for key, row in index.places.items():
        ids[row] = key
    return ids


def _texts(texts: Iterable[str]) -> Texts:
    """Texts ready to stand in a cell."""
    encoded = [_cell(text).encode() for text in texts]
    start = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(each) for each in encoded], out=start[1:])
    return Texts(np.frombuffer(b"".join(encoded), np.uint8), start)


def _cell(text: str) -> str:
    if QUOTED.isdisjoint(text):
        return text
    quoted = StringIO()
    csv.writer(quoted, lineterminator="").writerow([text])
    return quoted.getvalue()
