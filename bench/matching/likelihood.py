"""How likely what is told of a found record is, for each missing record in turn, field by field.

Here: the generator's rules turned round. Not here: the rules (`people`), what follows from likelihoods (`oracle`).
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.matching.marks import CODES
from bench.matching.parameters import Parameters
from bench.matching.people import GIVEN, MIDDLE, PREFIX, SECOND
from bench.matching.places import VILLAGES

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NEVER = 1e-9  # instead of 0, which nothing could mend
AGES = 10  # years of difference either way that are told apart


class Likelihood:
    """Of one folder; each field is an array over all missing records."""

    def __init__(self, folder: Path, rates: Parameters) -> None:
        self.data = np.load(folder / "hidden.npz")
        self.rates = rates
        self.missing = self._side("missing_")
        self.found = self._side("found_")
        self.derived: Ints = self.data["derived"]
        self.pets: Ints = self.data["pets"]
        self.region: Ints = self.data["region"]
        self._ages, self._lags = _age_table(rates), _lag_table(rates)

    def _side(self, prefix: str) -> dict[str, Ints]:
        return {name.removeprefix(prefix): self.data[name] for name in self.data.files if name.startswith(prefix)}

    def of(self, row: int) -> Iterator[Floats]:
        told = {name: column[row] for name, column in self.found.items()}
        yield self._given(int(told["names"][GIVEN]))
        yield self._middle(int(told["names"][MIDDLE]))
        yield np.where(self.missing["names"][:, PREFIX] == told["names"][PREFIX], 1.0, NEVER)
        yield self._lag(int(told["day"]))
        yield self._age(int(told["age"]), int(told["day"]))
        yield self._sex(int(told["sex"]))
        if self.rates.thin:
            yield self._known(int(told["names"][SECOND]), self.missing["names"][:, SECOND])
            return
        yield from self._family(told["names"], told["guardian"])
        yield from self._place(int(told["district"]), int(told["village"]), bool(told["has_state"]))
        yield self._mark(int(told["mark"]))

    def _nothing(self) -> Floats:
        return np.ones(len(self.missing["sex"]))

    def _known(self, told: int, column: Ints, share: float | None = None) -> Floats:
        """Written alike wherever it is written; where it is not, as likely as among those who have it written."""
        if told < 0:
            return self._nothing()
        agrees = column == told
        usual = float(agrees.sum()) / max(int((column >= 0).sum()), 1) if share is None else share
        return np.where(agrees, 1.0, np.where(column < 0, max(usual, NEVER), NEVER))

    def _given(self, told: int) -> Floats:
        """Kept, or a pet name of hers, or any pet name, or changed for anybody's."""
        names, rates = self.missing["names"][:, GIVEN], self.rates
        kept = 1 - rates.pet_name - rates.given_changed
        own_pet = np.where(names < len(self.derived), self.derived[np.minimum(names, len(self.derived) - 1)], -1)
        agrees = names == told
        any_pet = float(np.isin(told, self.pets)) / len(self.pets)
        pet = rates.pet_name_derived * (own_pet == told) + (1 - rates.pet_name_derived * (own_pet >= 0)) * any_pet
        changed = max(float(agrees.mean()), NEVER)
        return np.asarray(kept * agrees + rates.pet_name * pet + rates.given_changed * changed)

    def _middle(self, told: int) -> Floats:
        """Lost together with the given name, else kept."""
        lost = self.rates.pet_name + self.rates.given_changed
        agrees = self.missing["names"][:, MIDDLE] == told
        return np.asarray(np.where(agrees, 1.0 if told < 0 else 1 - lost, lost if told < 0 else NEVER))

    def _family(self, names: Ints, guardian: Ints) -> Iterator[Floats]:
        """Her second name and her father's are mostly one: written in one place, it is known for the other."""
        own, fathers = self.missing["names"][:, SECOND], self.missing["guardian"][:, 1]
        told_own, told_fathers = int(names[SECOND]), int(guardian[1])
        yield self._known(int(guardian[0]), self.missing["guardian"][:, 0])
        if told_own >= 0 and told_own == told_fathers:
            either = np.where(own == told_own, own, np.where(fathers >= 0, fathers, own))
            contradicted = ((own >= 0) & (own != told_own)) | ((fathers >= 0) & (fathers != told_own))
            yield np.where(contradicted, NEVER, self._known(told_own, either))
            return
        yield self._known(told_own, own)
        yield self._known(told_fathers, fathers)

    def _place(self, told: int, village: int, has_state: bool) -> Iterator[Floats]:
        district, wrong = self.missing["district"], self.rates.found.district_wrong
        theirs = np.where(district >= 0, district, -2 - district)  # her region is known even so
        if told >= 0:
            gap = np.abs(theirs - told)
            near = np.where((gap == 1) | (gap == 2), 0.7 / 4, 0.0) + 0.3 / len(self.region)
            yield (1 - wrong) * (theirs == told) + wrong * near
        elif has_state:
            region = self.region[-2 - told]
            same = self.region[theirs] == region
            yield np.where(same, 1 - wrong / 2, wrong * 0.3 * float((self.region == region).mean()) + NEVER)
        if village >= 0:
            within = (self.missing["village"] // VILLAGES == village // VILLAGES) & (self.missing["village"] >= 0)
            share = float((self.missing["village"] == village).sum()) / max(int(within.sum()), 1)
            unknown = np.where(theirs == village // VILLAGES, max(share, 1 / VILLAGES / 4), NEVER)
            alike = np.where(self.missing["village"] == village, 1.0, NEVER)
            yield np.where(self.missing["village"] >= 0, alike, unknown)

    def _mark(self, told: int) -> Floats:
        if told < 0:
            return self._nothing()
        any_mark, mark = (1 - self.rates.mark_agrees) / CODES, self.missing["mark"]
        return np.where(mark < 0, 1 / CODES, any_mark + self.rates.mark_agrees * (mark == told))

    def _sex(self, told: int) -> Floats:
        if told < 0:
            return self._nothing()
        sex, wrong = self.missing["sex"], self.rates.sex_wrong
        usual = float((sex == told).mean())
        return np.where(sex < 0, usual, np.where(sex == told, 1 - wrong, wrong))

    def _lag(self, day: int) -> Floats:
        lag = day - self.missing["day"]
        most = self.rates.lag_most
        return np.where((lag >= 0) & (lag <= most), self._lags[np.clip(lag, 0, most)], 0.0)

    def _age(self, told: int, day: int) -> Floats:
        if told < 0:
            return self._nothing()
        age = self.missing["age"]
        years = (day - self.missing["day"]) / 365.25
        gap = np.round(told - age - years).astype(np.int64)
        share = np.where(np.abs(gap) > AGES, NEVER, self._ages[np.clip(gap + AGES, 0, 2 * AGES)])
        usual = float(np.mean((age == told) | (age == told - 1)) / 2)
        return np.where(age < 0, max(usual, NEVER), share)


def _lag_table(rates: Parameters) -> Floats:
    """Probability of each number of days between missing and found; all beyond the most fall on it."""
    days = np.arange(rates.lag_most + 1) + 0.5
    spread = (np.log(days) - np.log(rates.lag_median)) / rates.lag_sigma
    density = np.exp(-0.5 * spread**2) / (days * rates.lag_sigma * np.sqrt(2 * np.pi))
    density[-1] += max(1 - density.sum(), 0.0)
    return np.asarray(density)


def _age_table(rates: Parameters) -> Floats:
    """Probability of each difference, in whole years, of the age told from what the first age leads to."""
    chance, size = np.random.default_rng(5), 2_000_000
    exact, lag = chance.random(size) * 20 + 5, chance.random(size) * 3
    told = np.round(exact + lag + chance.triangular(-rates.age_error, 0, rates.age_error, size))
    gap = np.round(told - np.floor(exact) - lag).astype(np.int64)
    counts = np.bincount(gap + AGES, minlength=2 * AGES + 1)[: 2 * AGES + 1]
    return np.asarray((counts + 0.02) / counts.sum())
