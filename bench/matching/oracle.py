"""The best that anyone could do: posterior probabilities by the generator's own rules, every name known without doubt.

Here: the bound for a sample of queries against the whole register: `python -m bench.matching.oracle FOLDER`.
Not here: the likelihood of each field (`likelihood`), evaluation of a tool (`evaluate`).

The oracle knows which name each spelling stands for, how common it is where, and all rates. Fields are independent
given the person and her community. No tool that must read spellings should stand above it by more than chance; how
far below it stays is what spelling, scripts and unknown rates cost.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.likelihood import Floats, Ints, Likelihood
from bench.matching.parameters import Parameters

LISTED = 20


class Oracle:
    """The chance of each missing record to be the one who was found."""

    def __init__(self, folder: Path, parameters: Parameters) -> None:
        self.fields = Likelihood(folder, parameters)
        self.partner: Ints = self.fields.data["partner"]
        self.size = len(self.partner)
        community = self.fields.missing["community"]
        self.community, self.counts = community, np.maximum(np.bincount(community), 1)
        self.expected = parameters.truly_missing

    def chances(self, row: int) -> Floats:
        """A stranger, who is not in the register, is somebody of the same population."""
        likely = np.ones(self.size)
        by_community = self.counts / self.size
        for field in self.fields.of(row):
            likely *= field
            by_community = by_community * np.bincount(self.community, field, len(self.counts)) / self.counts
        of_one = likely * self.expected / self.size
        return np.asarray(of_one / max(of_one.sum() + (1 - self.expected) * by_community.sum(), 1e-300))


def bound(folder: Path, parameters: Parameters, queries: int, seed: int = 9) -> dict[str, float]:
    """Recall of the true one within ten, and the best F1 over the likeliest of each found record."""
    oracle = Oracle(folder, parameters)
    rows = np.random.default_rng(seed).permutation(oracle.size)[:queries]
    scores: list[Floats] = []
    truths: list[NDArray[np.bool_]] = []
    ranks: list[int] = []
    for row in rows.tolist():
        chances, partner = oracle.chances(row), oracle.partner[row]
        best = np.argpartition(-chances, LISTED)[:LISTED]
        scores.append(chances[best])
        truths.append(best == partner)
        if partner >= 0:
            own = chances[partner]
            ranks.append(int((chances > own).sum()) + int((chances == own).sum() - 1) // 2 + 1)
    found = np.array(ranks)
    recalls = {"queries": len(found), "recall@1": float((found == 1).mean()), "recall@10": float((found <= 10).mean())}
    return recalls | _curve(np.concatenate(scores), np.concatenate(truths), len(found))


def _curve(score: Floats, truth: NDArray[np.bool_], asked: int) -> dict[str, float]:
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(truth[order])
    precise, found = right / np.arange(1, len(right) + 1), right / asked
    f1 = 2 * precise * found / np.maximum(precise + found, 1e-12)
    nine = (score >= 0.85) & (score < 0.95)
    return {
        "best F1": float(f1.max()),
        "recall at precision .95": float(found[precise >= 0.95].max(initial=0.0)),
        "true share of .85 to .95": float(truth[nine].mean()) if nine.any() else float("nan"),
        "pairs of .85 to .95": int(nine.sum()),
    }


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=2000)
    given = parser.parse_args(arguments)
    settings = json.loads((given.folder / "settings.json").read_text())
    for name, value in bound(given.folder, Parameters(thin=settings["thin"]), given.queries).items():
        print(f"{name:26} {value:,}" if isinstance(value, int) else f"{name:26} {value:.3f}")


if __name__ == "__main__":
    main()
