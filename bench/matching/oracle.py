"""The best that anyone could do: scores with the generator's own probabilities, every name known without doubt.

Here: the bound for a sample of queries against the whole register: `python -m bench.matching.oracle FOLDER`.
Not here: evaluation of a tool (`evaluate`).

The oracle knows which name each spelling stands for, how common it is, and all rates. Fields of one record are taken
as independent given the person, but for the surname of a girl and of her father, which is counted once. It is
therefore a bound on what the fields tell, not the exact posterior: a tool may come near it, and no tool that must
read the spellings should stand above it by more than chance.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.marks import CODES
from bench.matching.parameters import Parameters
from bench.matching.people import GIVEN, MIDDLE, PREFIX, SECOND

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
LEAST_AGREED = 1e-9


class Oracle:
    """Weights of one found record against every missing one, in bits."""

    def __init__(self, folder: Path, parameters: Parameters) -> None:
        self.data = np.load(folder / "hidden.npz")
        self.rates, self.size = parameters, len(self.data["partner"])
        self.partner: Ints = self.data["partner"]
        self.generic: Ints = self.data["generic"]
        self.missing = {
            name.removeprefix("missing_"): self.data[name] for name in self.data.files if "missing_" in name
        }
        self.found = {name.removeprefix("found_"): self.data[name] for name in self.data.files if "found_" in name}
        self._age_table = self._ages()
        self._lag_table = self._lags()
        self.district = np.where(self.missing["district"] >= 0, self.missing["district"], -1)
        self.region = np.where(self.missing["district"] >= 0, self.missing["district"], -2 - self.missing["district"])

    def weights(self, row: int) -> Floats:
        """Bits for each missing record; minus infinity where the two cannot be one person."""
        bits = self._names(row) + self._dates_and_age(row) + self._sex(row)
        if self.rates.thin:
            return bits
        return bits + self._guardian(row) + self._place(row) + self._mark(row)

    def _share(self, agrees: NDArray[np.bool_]) -> float:
        return max(float(agrees.mean()), 1 / self.size)

    def _word(self, told: int, column: Ints, faithful: float) -> Floats:
        """One name: if kept (`faithful`) it agrees surely, else it is anybody's."""
        agrees = column == told
        share = self._share(agrees)
        kept = faithful / share + 1 - faithful
        bits = np.where(agrees, np.log2(kept), np.log2(max(1 - faithful, LEAST_AGREED)))
        return np.where(column < 0, 0.0, bits)

    def _names(self, row: int) -> Floats:
        told = self.found["names"][row]
        names = self.missing["names"]
        faithful = 1 - self.rates.pet_name - self.rates.given_changed
        bits = self._word(told[GIVEN], names[:, GIVEN], faithful)
        if told[MIDDLE] >= 0:
            bits = bits + self._word(told[MIDDLE], names[:, MIDDLE], 0.999) * (names[:, MIDDLE] >= 0)
            bits = np.where(names[:, MIDDLE] < 0, bits + np.log2(LEAST_AGREED), bits)
        if told[SECOND] >= 0:
            bits = bits + self._word(told[SECOND], names[:, SECOND], 0.9999)
        had = names[:, PREFIX] >= 0
        share = min(max(self._share(had), 1e-6), 1 - 1e-6)
        prefix = (
            np.where(had, -np.log2(share), np.log2(LEAST_AGREED))
            if told[PREFIX] >= 0
            else np.where(had, np.log2(LEAST_AGREED), -np.log2(1 - share))
        )
        return np.asarray(bits + prefix)

    def _guardian(self, row: int) -> Floats:
        given, second = self.found["guardian"][row]
        if given < 0:
            return np.zeros(self.size)
        bits = self._word(given, self.missing["guardian"][:, 0], 0.9999)
        if second >= 0:
            counted = self.found["names"][row][SECOND] == second
            own = self._word(second, self.missing["guardian"][:, 1], 0.9999)
            bits = bits + (np.where(self.missing["names"][:, SECOND] >= 0, np.minimum(own, 0), own) if counted else own)
        return np.asarray(bits)

    def _place(self, row: int) -> Floats:
        side, told = self.rates.found, int(self.found["district"][row])
        faithful = 1 - side.district_wrong
        bits = np.zeros(self.size)
        if told >= 0:
            bits = self._word(told, self.district, faithful)
        elif self.found["has_state"][row]:  # at least the region, of which the district is the finest trace
            bits = self._word(-2 - told, self.region, faithful) * 0.3
        village = int(self.found["village"][row])
        if village < 0:
            return bits
        near = self._word(village, self.missing["village"], 0.9999)
        same_place = self.missing["village"] == village
        return np.where(same_place, near, bits + np.where(self.missing["village"] >= 0, near, 0.0))

    def _mark(self, row: int) -> Floats:
        told = int(self.found["mark"][row])
        if told < 0:
            return np.zeros(self.size)
        agrees = self.missing["mark"] == told
        rate = self.rates.mark_agrees
        bits = np.where(agrees, np.log2(rate * CODES + 1 - rate), np.log2(1 - rate))
        return np.where(self.missing["mark"] < 0, 0.0, bits)

    def _sex(self, row: int) -> Floats:
        told = int(self.found["sex"][row])
        if told < 0:
            return np.zeros(self.size)
        return self._word(told, self.missing["sex"], 1 - self.rates.sex_wrong * (1 - 1e-9))

    def _lags(self) -> Floats:
        """Probability of each number of days between missing and found."""
        days = np.arange(self.rates.lag_most + 1) + 0.5
        spread = (np.log(days) - np.log(self.rates.lag_median)) / self.rates.lag_sigma
        density = np.exp(-0.5 * spread**2) / days
        return np.asarray(density / density.sum())

    def _ages(self) -> Floats:
        """Probability that the age told differs by this many whole years from what the first age leads to."""
        chance = np.random.default_rng(5)
        exact = chance.random(2_000_000) + np.floor(chance.random(2_000_000) * 20)
        lag = chance.random(2_000_000) * 3
        error = chance.triangular(-self.rates.age_error, 0, self.rates.age_error, 2_000_000)
        gap = np.round(exact + lag + error) - np.floor(exact) - np.round(lag)
        counts = np.bincount((gap + 10).astype(np.int64), minlength=21)[:21]
        return np.asarray((counts + 0.02) / counts.sum())

    def _dates_and_age(self, row: int) -> Floats:
        day = self.found["day"][row]
        lag = day - self.missing["day"]
        possible = (lag >= 0) & (lag <= self.rates.lag_most)
        table = self._lag_table[np.clip(lag, 0, self.rates.lag_most)]
        typical = table[possible].mean() if possible.any() else 1.0
        bits = np.where(
            possible,
            np.log2(table * possible.mean() / max(typical * possible.mean(), 1e-12))
            - np.log2(max(possible.mean(), 1e-9)),
            -np.inf,
        )
        told = int(self.found["age"][row])
        if told < 0:
            return bits
        gap = told - self.missing["age"] - np.round(lag / 365.25)
        share = self._age_table[np.clip(gap + 10, 0, 20).astype(np.int64)]
        share = np.where(np.abs(gap) > 10, 1e-9, share)
        known = self.missing["age"] >= 0
        usual = max(float(share[known & possible].mean()) if (known & possible).any() else 1.0, 1e-9)
        return bits + np.where(known, np.log2(share / usual), 0.0)


def bound(folder: Path, parameters: Parameters, queries: int, seed: int = 9) -> dict[str, float]:
    """Recall of the true one within ten, and the best F1 if each found record names its likeliest partners."""
    oracle = Oracle(folder, parameters)
    rows = np.random.default_rng(seed).permutation(oracle.size)[:queries]
    scores: list[Floats] = []
    truths: list[NDArray[np.bool_]] = []
    first = ten = asked = 0
    for row in rows.tolist():
        bits = oracle.weights(row)
        best = np.argpartition(-bits, 20)[:20]
        best = best[np.argsort(-bits[best], kind="stable")]
        partner = oracle.partner[row]
        scores.append(_probabilities(bits, best, oracle.size, parameters.truly_missing))
        truths.append(best == partner)
        if partner >= 0:
            rank = int((bits > bits[partner]).sum()) + int((bits == bits[partner]).sum() - 1) // 2
            asked, first, ten = asked + 1, first + (rank == 0), ten + (rank < 10)
    return {"queries": asked, "recall@1": first / asked, "recall@10": ten / asked} | _curve(scores, truths, asked)


def _probabilities(bits: Floats, best: Ints, size: int, expected: float) -> Floats:
    odds = np.exp2(np.minimum(bits, 900)) * expected / size
    return np.asarray(odds[best] / (odds.sum() + 1 - expected))


def _curve(scores: list[Floats], truths: list[NDArray[np.bool_]], asked: int) -> dict[str, float]:
    score, truth = np.concatenate(scores), np.concatenate(truths)
    order = np.argsort(-score, kind="stable")
    right = np.cumsum(truth[order])
    precise, found = right / np.arange(1, len(right) + 1), right / asked
    f1 = 2 * precise * found / np.maximum(precise + found, 1e-12)
    nine = (score >= 0.85) & (score < 0.95)
    return {
        "best F1": float(f1.max()),
        "recall at precision .95": float(found[precise >= 0.95].max(initial=0.0)),
        "true share of .85 to .95": float(truth[nine].mean()) if nine.any() else float("nan"),
    }


def main(arguments: list[str] | None = None) -> None:
    import json

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=2000)
    given = parser.parse_args(arguments)
    settings = json.loads((given.folder / "settings.json").read_text())
    parameters = Parameters(thin=settings["thin"])
    for name, value in bound(given.folder, parameters, given.queries).items():
        print(f"{name:26} {value:.3f}" if name != "queries" else f"{name:26} {value:,}")


if __name__ == "__main__":
    main()
