"""Our model in Splink's words: comparisons and levels with m and u, and the rules that propose pairs.

m comes from the model, u is counted in these registers; Splink is given both and trains nothing. Only plain equality
and numbers, so that the same settings run on any backend without functions of its own.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from rihai.matching.engines.columns import NAMES, Row
from rihai.matching.engines.lines import prior_of
from rihai.matching.model import Model, Smooth, Words

SAMPLE = 200_000
LEAST = 1e-6
FEWEST_BITS = -6.0
WORDS = (("first", "name"), ("last", "name"), ("guardian", "guardian"), ("village", "village"))
RULES = (
    ("first", "sex"), ("first_sound", "guardian_sound"), ("first_sound", "district"), ("last_sound", "village_sound"),
    ("guardian_sound", "district"), ("first_sound", "born", "sex"), ("village_sound", "district", "sex"),
    ("first_sound", "state"), ("district", "born", "sex"), ("marks", "district"), ("last", "born", "state"),
)  # fmt: skip
QUARTERS = (-1, 1, 4, 8, 16)  # bounds of the difference of birth dates
DAYS = (-3, 30, 180, 730)  # bounds of the time from missing to found


def settings(missing: Sequence[Row], found: Sequence[Row], model: Model) -> dict[str, Any]:
    """Arguments for Splink's `SettingsCreator`."""
    comparisons = [_words(name, getattr(model, part), missing, found) for name, part in WORDS]
    comparisons += [
        _equal("district", 1.0 - model.district.m[-1], missing, found),
        _equal("sex", 1.0 - model.sex_differs, missing, found),
        _equal("marks", model.marks_agree, missing, found),
        _born(model.age, missing, found),
        _lag(model, missing, found),
    ]
    # The very prior that is taken off again when pairs compete.
    odds = 2.0 ** prior_of(len(missing), model.expected)
    return {
        "link_type": "link_only",
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": " AND ".join(f"l.{name} = r.{name}" for name in rule)} for rule in RULES
        ],
        "probability_two_random_records_match": odds / (1.0 + odds),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _column(rows: Sequence[Row], name: str) -> list[Any]:
    place = NAMES.index(name)
    return [row[place] for row in rows]


def _chance(missing: Sequence[Row], found: Sequence[Row], name: str) -> float:
    """How often two records taken at random agree on a column that both have."""
    left, right = (Counter(value for value in _column(rows, name) if value) for rows in (missing, found))
    pairs = left.total() * right.total()
    return sum(count * right[value] for value, count in left.items()) / pairs if pairs else LEAST


def _level(condition: str, label: str, m: float, u: float, **more: Any) -> dict[str, Any]:
    probabilities = {"m_probability": max(m, LEAST), "u_probability": max(u, LEAST)}
    return {"sql_condition": condition, "label_for_charts": label, **probabilities, **more}


def _null(name: str) -> dict[str, Any]:
    condition = f"{name}_l IS NULL OR {name}_r IS NULL"
    return {"sql_condition": condition, "label_for_charts": "not known", "is_null_level": True}


def _words(name: str, words: Words, missing: Sequence[Row], found: Sequence[Row]) -> dict[str, Any]:
    """The same strict form, the same skeleton, or neither. Rare words count for more (term frequencies)."""
    strict, sound = (_chance(missing, found, column) for column in (name, f"{name}_sound"))
    sound = max(sound - strict, LEAST)
    m_strict, m_sound = words.m[0] + words.m[1], words.m[2]
    return {
        "output_column_name": name,
        "comparison_levels": [
            _null(name),
            _level(f"{name}_l = {name}_r", "strict", m_strict, strict, tf_adjustment_column=name),
            _level(f"{name}_sound_l = {name}_sound_r", "skeleton", m_sound, sound),
            _level("ELSE", "different", 1.0 - m_strict - m_sound, 1.0 - strict - sound),
        ],
    }


def _equal(name: str, m: float, missing: Sequence[Row], found: Sequence[Row]) -> dict[str, Any]:
    u = min(_chance(missing, found, name), 1.0 - LEAST)
    frequency = {"tf_adjustment_column": name} if name != "sex" else {}
    return {
        "output_column_name": name,
        "comparison_levels": [
            _null(name),
            _level(f"{name}_l = {name}_r", "same", m, u, **frequency),
            _level("ELSE", "different", 1.0 - m, 1.0 - u),
        ],
    }


def _steps(name: str, value: str, bounds: Sequence[int], m: Sequence[float], u: Sequence[float]) -> dict[str, Any]:
    """One level up to each bound, and one for all beyond."""
    levels = [
        _level(f"{value} <= {bound}", f"to {bound}", *shares) for bound, *shares in zip(bounds, m, u, strict=False)
    ]
    return {
        "output_column_name": name,
        "comparison_levels": [_null(name), *levels, _level("ELSE", "apart", m[-1], u[-1])],
    }


def _shares(values: Any, bounds: Sequence[int]) -> list[float]:
    """The share of values up to each bound, and beyond the last; never nought."""
    counts, _ = np.histogram(values, bins=[-np.inf, *(bound + 0.5 for bound in bounds), np.inf])
    return [float(count + 0.5) / (len(values) + 0.5 * len(counts)) for count in counts]


def _at_random(name: str, missing: Sequence[Row], found: Sequence[Row]) -> Any:
    """Differences (found less missing) of records taken at random."""
    chance = np.random.default_rng(1)
    sides = [np.array([value for value in _column(rows, name) if value is not None]) for rows in (missing, found)]
    if not all(map(len, sides)):
        return np.zeros(0)
    left, right = (side[chance.integers(0, len(side), SAMPLE)] for side in sides)
    return right - left


def _born(age: Smooth, missing: Sequence[Row], found: Sequence[Row]) -> dict[str, Any]:
    def within(quarters: float) -> float:
        return sum(share * math.erf(quarters / 4.0 / width / math.sqrt(2.0)) for share, width in age.parts)

    bounds = QUARTERS[1:]
    reached = [0.0, *(within(bound + 0.5) for bound in bounds), 1.0]
    m = [high - low for low, high in pairwise(reached)]
    return _steps("born", "abs(born_l - born_r)", bounds, m, _shares(abs(_at_random("born", missing, found)), bounds))


def _lag(model: Model, missing: Sequence[Row], found: Sequence[Row]) -> dict[str, Any]:
    """Found before going missing is ruled out; the usual time comes from the model."""

    def until(days: float) -> float:
        far = (math.log(days + 1.0) - math.log(model.lag_median + 1.0)) / model.lag_spread
        return 0.5 * (1.0 + math.erf(far / math.sqrt(2.0)))

    reached = [0.0, *(until(bound) for bound in DAYS[1:]), 1.0]
    m = [LEAST, *(high - low for low, high in pairwise(reached))]
    # Either register may stand on the left: `side` says which.
    lag = "((day_r - day_l) * (side_r - side_l))"
    return _steps("day", lag, DAYS, m, _shares(_at_random("day", missing, found), DAYS))
