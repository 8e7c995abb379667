"""recordlinkage with its classifier that needs no labels: `python recordlinkage_ecm.py MISSING FOUND OUT`.

Here: its blocking, comparisons and pairs. Runs in the throw-away environment, so it imports nothing of the project.
"""

import argparse
import importlib
import time
from typing import Any

pandas: Any = importlib.import_module("pandas")
numpy: Any = importlib.import_module("numpy")
recordlinkage: Any = importlib.import_module("recordlinkage")

RULES = (
    ["name", "sex"], ["guardian", "sex"], ["first", "district"], ["first", "born", "sex"], ["village", "sex"],
    ["last", "district", "born"],
)  # fmt: skip
LEAST_SIMILAR = 0.85


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("missing", "found", "out"):
        parser.add_argument(name)
    given = parser.parse_args()
    missing, found = (_read(path) for path in (given.missing, given.found))
    filled = {name for name in missing.columns if missing[name].notna().any() and found[name].notna().any()}
    started = time.perf_counter()
    pairs = _candidates(missing, found, filled)
    vectors = _compare(missing, found, pairs, filled)
    classifier = recordlinkage.ECMClassifier(binarize=0.5)
    classifier.fit(vectors)
    likely = classifier.prob(vectors).clip(1e-15, 1 - 1e-15)
    weight = numpy.log2(likely / (1 - likely)) + vectors.sum(axis=1) / 1000  # ties: more agreement first
    table = pandas.DataFrame({"weight": weight, "probability": likely}).reset_index()
    table.columns = ["missing_id", "found_id", "weight", "probability"]
    table.to_csv(given.out, index=False)
    print(f"all {time.perf_counter() - started:.1f} s, {len(pairs):,} pairs")


def _read(path: str) -> Any:
    table = pandas.read_csv(path, dtype=str, keep_default_na=False).set_index("id")
    table = table.mask(table == "")
    for name in ("born", "day"):
        table[name] = pandas.to_numeric(table[name])
    return table


def _candidates(missing: Any, found: Any, filled: set[str]) -> Any:
    """The library would join rows whose key is empty; they are left out rule by rule."""
    joined = None
    for rule in (rule for rule in RULES if set(rule) <= filled):
        indexer = recordlinkage.Index()
        indexer.block(rule)
        pairs = indexer.index(missing.dropna(subset=rule), found.dropna(subset=rule))
        joined = pairs if joined is None else joined.union(pairs)
    return joined


def _compare(missing: Any, found: Any, pairs: Any, filled: set[str]) -> Any:
    comparer = recordlinkage.Compare()
    for name in ("first", "last", "guardian", "district", "village"):
        if name in filled:
            comparer.string(name, name, method="jarowinkler", threshold=LEAST_SIMILAR, label=name)
    for name in ("sex", "marks"):
        if name in filled:
            comparer.exact(name, name, label=name)
    comparer.numeric("born", "born", method="step", offset=2, label="born")
    vectors = comparer.compute(pairs, missing, found).fillna(0)
    days = (
        found["day"].reindex(pairs.get_level_values(1)).to_numpy()
        - missing["day"].reindex(pairs.get_level_values(0)).to_numpy()
    )
    vectors["after"] = ((days >= 0) & (days < 1500)).astype(float)
    return vectors


if __name__ == "__main__":
    main()
