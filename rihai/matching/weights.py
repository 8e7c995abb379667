"""From counts and a model to bits: what each agreement is worth in this register. The theory stands here.

The weight of an agreement is the logarithm of how much likelier it is among true pairs than by chance (Fellegi and
Sunter, 1969). Chance is counted for the very value asked about: to share Khatun tells little, to share Zubeda much.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rihai.matching import layout as at
from rihai.matching.census import Census
from rihai.matching.kernels_score import Tables
from rihai.matching.model import Model, Smooth, Words

LEAST_AGREEMENT = 0.05  # bits: agreeing is never worth less than saying nothing
BIRTH_REACH = 60 * at.BINS_PER_YEAR
AGE_REACH = 60
FLOOR = 1e-7


def weights_of_words(words: Words, shares: NDArray[Any], is_generic: NDArray[Any], records: int) -> NDArray[Any]:
    """Bits for each word (row) at each level (column).

    shares: the share of records that hold words at this level from the word asked about.
    """
    kin = np.array(words.kin)
    shares = shares[:, : at.LEVELS - 1].copy()
    shares[:, at.SAME] = 0.0  # counted among those with equal strict forms
    # One more holder than counted: the record sought may be the first that is written so.
    mass = (shares * kin).sum(axis=1) + 1.0 / (records + 1.0)
    bits = np.empty((len(shares), at.LEVELS), np.float32)
    agrees = 1.0 - words.m[at.DIFFERENT]
    bits[:, : at.DIFFERENT] = np.maximum(np.log2(agrees * kin[None, :] / mass[:, None]), LEAST_AGREEMENT)
    # An initial says as little as the many names that begin with it.
    begins = np.maximum(shares.sum(axis=1), 1e-3)
    bits[:, at.INITIAL] = np.clip(np.log2(agrees / begins), LEAST_AGREEMENT, 4.0)
    by_chance = np.minimum(shares.sum(axis=1), 0.5)
    differs = np.where(is_generic.astype(bool), words.generic_differs, words.m[at.DIFFERENT])
    bits[:, at.DIFFERENT] = np.minimum(np.log2(differs / (1.0 - by_chance)), 0.0)
    return bits


def density(smooth: Smooth, steps: NDArray[Any], width: float) -> NDArray[Any]:
    """Bits of the share of true pairs in each step of this width (years)."""
    total = np.zeros(len(steps))
    for share, spread in smooth.parts:
        total += share * np.exp(-0.5 * (steps / spread) ** 2) / (spread * np.sqrt(2.0 * np.pi))
    return np.asarray(np.log2(total * width + FLOOR), np.float32)


def lag_density(model: Model) -> NDArray[Any]:
    """Bits of the share of true pairs found on each day after going missing."""
    days = np.arange(int(model.lag_longest) * 4) + 1.0
    usual = np.exp(-0.5 * (np.log(days / model.lag_median) / model.lag_spread) ** 2) / days
    anywhen = (days <= model.lag_longest) / model.lag_longest
    share = (1.0 - model.lag_anywhen) * usual / usual.sum() + model.lag_anywhen * anywhen
    return np.asarray(np.log2(share + FLOOR / 10), np.float32)


def commonness(counts: NDArray[Any], spread: float) -> NDArray[Any]:
    """Bits of the share of records near each value, smoothed so that a gap in the register is no proof."""
    total = counts.sum()
    reach = int(4 * spread) or 1
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    smooth = np.convolve(counts, bell / bell.sum(), mode="same")
    return np.asarray(np.log2((smooth + 0.5 * spread / len(counts)) / (total + 0.5 * spread) + FLOOR), np.float32)


def worth_of(counts: NDArray[Any], total: int, agrees: float) -> NDArray[Any]:
    """Bits for agreeing on each value of a fact with few values; one value more for any that nobody has."""
    shares = (np.append(counts, 0) + 0.5) / (total + 1.0)
    return np.asarray(np.maximum(np.log2(agrees / shares), LEAST_AGREEMENT), np.float32)


def worth_of_differing(counts: NDArray[Any], total: int, agrees: float) -> float:
    by_chance = float(((counts / max(total, 1)) ** 2).sum())
    return float(np.log2((1.0 - agrees) / max(1.0 - by_chance, 1.0 - agrees)))


def ends(counts: NDArray[Any]) -> tuple[int, int]:
    """The first and the last value that any record has."""
    held = np.flatnonzero(counts)
    return (int(held[0]), int(held[-1])) if len(held) else (0, -1)


def sex_table(counts: NDArray[Any], differs: float) -> NDArray[Any]:
    """Bits by sex asked and sex held. Nothing known says nothing, and T rules nobody out."""
    table = np.zeros((4, 4), np.float32)
    known = counts[1:4] + 1.0
    shares = known / known.sum()
    for asked in (1, 2, 3):
        for held in (1, 2, 3):
            if asked == held:
                table[asked, held] = max(np.log2((1.0 - differs) / shares[held - 1]), 0.0)
            elif 3 not in (asked, held):
                table[asked, held] = np.log2(differs / shares[held - 1])
    return np.minimum(table, 4.0)


def tables_of(census: Census, model: Model, direction: int) -> Tables:
    """All that single facts are worth in this register."""
    birth = np.arange(-BIRTH_REACH, BIRTH_REACH + 1) / at.BINS_PER_YEAR
    years = np.arange(-AGE_REACH, AGE_REACH + 1.0)
    states, countries = census.facts[at.STATE], census.facts[at.COUNTRY]
    marks, marked = census.holders[at.FIELD_MARK], int(census.present[at.FIELD_MARK])
    return Tables(
        sex=sex_table(census.facts[at.SEX], model.sex_differs),
        birth_m=density(model.age, birth, 1.0 / at.BINS_PER_YEAR),
        birth_u=commonness(census.facts[at.BIRTH], 2.0),
        age_m=density(model.age_undated, years, 1.0),
        age_u=commonness(census.facts[at.AGE], 1.0),
        births=ends(census.facts[at.BIRTH]),
        weeks=ends(census.weeks),
        lag_m=lag_density(model),
        date_u=(commonness(census.weeks, 3.0) - np.float32(np.log2(at.DAYS_PER_BIN))),
        state=worth_of(states, int(states.sum()), model.state_agrees),
        country=worth_of(countries, int(countries.sum()), model.country_agrees),
        mark=worth_of(marks, marked, model.marks_agree),
        mark_cost=np.append(marks, 0),
        cap=np.array(model.caps, np.float32),
        state_differs=worth_of_differing(states, int(states.sum()), model.state_agrees),
        country_differs=worth_of_differing(countries, int(countries.sum()), model.country_agrees),
        marks_differ=float(np.log2(1.0 - model.marks_agree)),
        further_mark=model.further_mark,
        guard=model.guard,
        village_guard=model.village_guard,
        reading=model.other_reading,
        date_tolerance=model.date_tolerance,
        direction=direction,
    )
