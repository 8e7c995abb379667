"""Private mode: how well two registers are linked without names, how fast, and how far an attack by counting gets.

    python -m bench.matching.private FOLDER [--knows FOLDER2]

FOLDER has missing.csv, found.csv and truth.csv (bench.matching.generate). The attacker is whoever compares: he has
both filter files, knows how they are made but not the key, and has a list of names of his own with their number,
here those of FOLDER2, another generated register, in clear. Prints a row of docs/performance.md for each hardening.
"""

import argparse
import csv
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rihai.matching.csvfiles import Rejected, read_records
from rihai.matching.folding import Folder
from rihai.matching.private.comparing import Pairs, compare
from rihai.matching.private.encoding import Encoded, encode
from rihai.matching.private.hardening import Hardening
from rihai.matching.private.keys import SharedKey
from rihai.matching.records import Kind, Record

HARDENINGS = {
    "none": Hardening(drop_common=False),
    "common names left out (default)": Hardening(),
    "the same, diffusion 2": Hardening(diffusion=2),
    "the same, diffusion 3": Hardening(diffusion=3),
}
PATTERNS = 60


@dataclass(frozen=True)
class Attack:
    """What counting gave: words guessed right of those guessed, records with one right of all, names in full."""

    words: float
    records: float
    names: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--knows", type=Path, help="the register whose names the attacker has in clear")
    options = parser.parse_args()
    missing, found = register(options.folder, Kind.MISSING), register(options.folder, Kind.FOUND)
    known = register(options.knows or options.folder, Kind.MISSING)
    truth = true_pairs(options.folder / "truth.csv", missing, found)
    print("| hardening | F1 | recall@10 | encode/s | compare M/s | words right | records with one | whole names |")
    print("|---|---|---|---|---|---|---|---|")
    for name, hardening in HARDENINGS.items():
        print(f"| {name} | {row(missing, found, known, truth, hardening)} |", flush=True)


def register(folder: Path, kind: Kind) -> list[Record]:
    return list(read_records(folder / f"{kind.value}.csv", kind, Rejected()))


def row(
    missing: list[Record], found: list[Record], known: list[Record], truth: set[tuple[int, int]], hardening: Hardening
) -> str:
    key = SharedKey(b"for the benchmark, nobody's key.")
    begun = time.perf_counter()
    ours, theirs = encode(missing, key, hardening=hardening), encode(found, key, hardening=hardening)
    encoding = (len(missing) + len(found)) / (time.perf_counter() - begun)
    compare(encode(missing[:100], key), encode(found[:100], key))  # compiled before the clock starts
    begun = time.perf_counter()
    pairs = compare(ours, theirs)
    rate = len(missing) * len(found) / (time.perf_counter() - begun) / 1e6
    f1, recall = quality(pairs, truth)
    attacked = attack(ours, missing, known, hardening)
    return (
        f"{f1:.3f} | {recall:.3f} | {encoding:,.0f} | {rate:.0f} | "
        f"{attacked.words:.0%} | {attacked.records:.1%} | {attacked.names:.1%}"
    )


def true_pairs(path: Path, missing: list[Record], found: list[Record]) -> set[tuple[int, int]]:
    ours = {one.id: at for at, one in enumerate(missing)}
    theirs = {one.id: at for at, one in enumerate(found)}
    with path.open(encoding="utf-8") as lines:
        return {(ours[one["missing_id"]], theirs[one["found_id"]]) for one in csv.DictReader(lines)}


def quality(pairs: Pairs, truth: set[tuple[int, int]]) -> tuple[float, float]:
    """F1 of what is shown (the threshold is not chosen with the truth at hand), and recall among the ten best."""
    right = np.array([pair in truth for pair in zip(pairs.missing.tolist(), pairs.found.tolist(), strict=True)])
    shown = pairs.probability >= 0.5
    return float(2 * right[shown].sum() / (shown.sum() + len(truth))), float(right.sum() / len(truth))


def attack(encoded: Encoded, records: list[Record], known: list[Record], hardening: Hardening) -> Attack:
    """Find patterns of bits that many rows share, largest first, and give them the commonest words in turn."""
    folder = Folder()
    words = [{one.strict for one in folder.name(record.name) if hardening.keeps(one)} for record in records]
    population = Counter(
        one for record in known for one in {t.strict for t in folder.name(record.name) if hardening.keeps(t)}
    )
    right, guessed, hit = 0, 0, np.zeros(len(records), dtype=bool)
    bits = np.unpackbits(encoded.name.astype("<u8").view(np.uint8), axis=1, bitorder="little").astype(bool)
    for rows, (word, _) in zip(patterns(bits), population.most_common(PATTERNS), strict=False):
        truly = np.array([word in words[at] for at in rows])
        right, guessed = right + int(truly.sum()), guessed + len(rows)
        hit[rows[truly]] = True
    return Attack(right / max(guessed, 1), float(hit.mean()), whole_names(encoded, words, known, hardening))


def patterns(bits: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    """Rows by pattern, most rows first (after Christen, Vidanage, Ranbaduge, Schnell 2018, one pattern at a time)."""
    left, found = bits.astype(np.float32).copy(), []
    for _ in range(PATTERNS):
        together = left.T @ left
        np.fill_diagonal(together, 0)
        core = np.array(np.unravel_index(together.argmax(), together.shape))
        for _ in range(5):
            rows = np.flatnonzero(left[:, core].all(axis=1))
            wider = np.flatnonzero(left[rows].mean(axis=0) >= 0.9)
            if set(wider) == set(core):
                break
            core = wider
        found.append(rows)
        left[np.ix_(rows, core)] = 0
    return sorted(found, key=len, reverse=True)


def whole_names(encoded: Encoded, words: list[set[str]], known: list[Record], hardening: Hardening) -> float:
    """Share of all records whose whole name is guessed by giving the commonest filters the commonest names."""
    folder = Folder()
    values, of_row, counts = np.unique(encoded.name, axis=0, return_inverse=True, return_counts=True)
    names = Counter(frozenset(t.strict for t in folder.name(one.name) if hardening.keeps(t)) for one in known)
    names.pop(frozenset(), None)
    order = [at for at in np.argsort(-counts) if values[at].any()][:500]
    guess = dict(zip(order, (name for name, _ in names.most_common(500)), strict=False))
    right = sum(guess.get(at) == frozenset(words[row]) for row, at in enumerate(of_row))
    return float(right / len(words))


if __name__ == "__main__":
    main()
