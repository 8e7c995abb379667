"""What an agreement is worth before anybody has counted: probabilities among true pairs, caps and priors.

General knowledge about how records of one person differ, shareable between organisations; it holds nothing of any
register. How common a value is belongs to the index, which counts it for each question anew.
"""

import json
import math
from dataclasses import MISSING, asdict, dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from rihai.matching import layout as at

LEVELS = at.LEVELS
MOST_BITS = 60.0
SHARES = ("sex_differs", "lag_anywhen", "state_agrees", "country_agrees", "marks_agree", "expected")
RANGES = {
    "lag_median": (0.1, 36_500.0),
    "lag_spread": (0.01, 10.0),
    "lag_longest": (1.0, 36_500.0),
    "further_mark": (0.0, 1.0),
    "guard": (0.0, 1.0),
    "village_guard": (0.0, 1.0),
    "other_reading": (0.0, MOST_BITS),
    "damping": (0.01, 4.0),
}
NARROWEST, WIDEST = 0.01, 200.0  # years
MOST_TOLERANCE = 3_650  # days


class ModelError(ValueError):
    """A model file does not say what a model says."""


@dataclass(frozen=True)
class Words:
    """How often the words of a comparison agree at each level among true pairs (order of `folding.Level`).

    The last value of `m` is the share that do not agree at all; `generic_differs` the same for words such as Bibi or
    Khatun, which change with marriage.

    `kin` says how much likelier a word at a level is the same name than one that is written the same. One name has
    many spellings, so a level's share of true pairs depends on the name: kin times the share of records that hold
    such words, out of the sum of this over all levels.
    """

    m: tuple[float, ...]
    kin: tuple[float, ...]
    generic_differs: float

    def __post_init__(self) -> None:
        if len(self.m) != LEVELS or not all(_is_share(value) for value in self.m):
            raise ModelError(f"Eight shares between 0 and 1 are needed, one for each level: {self.m}")
        if len(self.kin) != LEVELS - 1 or not all(_is_within(value, 1e-9, 4.0) for value in self.kin):
            raise ModelError(f"Seven factors between 0 and 4 are needed, one for each level that agrees: {self.kin}")
        if not _is_share(self.generic_differs):
            raise ModelError(f"generic_differs is a share between 0 and 1, not {self.generic_differs!r}")


@dataclass(frozen=True)
class Smooth:
    """A density as a mixture: (share, width) of bell curves around the middle."""

    parts: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        good = all(_is_within(share, 0.0, 1.0) and _is_within(width, NARROWEST, WIDEST) for share, width in self.parts)
        if not good or not math.isclose(sum(share for share, _ in self.parts), 1.0, abs_tol=0.01):
            raise ModelError(f"parts are shares that add up to 1, each with a width above 0: {self.parts}")


@dataclass(frozen=True)
class Model:
    """Everything that turns agreement into a weight."""

    name: Words
    guardian: Words
    village: Words
    district: Words
    sex_differs: float
    age: Smooth  # years between two birth dates worked back from ages
    age_undated: Smooth  # years between two ages where a date is missing
    lag_median: float  # days from missing to found
    lag_spread: float  # standard deviation of the logarithm
    lag_anywhen: float  # share of lags that follow no pattern
    lag_longest: float  # days
    date_tolerance: int  # days that a record may lie before the other all the same
    state_agrees: float
    country_agrees: float
    marks_agree: float
    further_mark: float  # how much of its worth each further mark keeps
    caps: tuple[float, ...]  # bits, one for each comparison: no field decides alone
    guard: float  # what a family name shared by person and guardian is worth the second time
    village_guard: float  # what the lesser of village and district is worth beside the greater
    other_reading: float  # bits that reading a name as joined or split costs
    expected: float  # true partners that one question has in the register on average
    damping: float = 1.0  # what a bit is worth after all dependence
    source: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2)

    def __post_init__(self) -> None:
        for name in SHARES:
            if not _is_share(getattr(self, name)):
                raise ModelError(f"{name} is a share between 0 and 1, not {getattr(self, name)!r}")
        for name, (least, most) in RANGES.items():
            if not _is_within(getattr(self, name), least, most):
                raise ModelError(f"{name} is a number from {least:g} to {most:g}, not {getattr(self, name)!r}")
        caps = self.caps if isinstance(self.caps, tuple) else ()
        if len(caps) != at.COMPARISONS or not all(_is_within(cap, 0.01, MOST_BITS) for cap in caps):
            raise ModelError(f"caps are {at.COMPARISONS} numbers above 0, one for each comparison: {self.caps}")
        if type(self.date_tolerance) is not int or not 0 <= self.date_tolerance <= MOST_TOLERANCE:
            raise ModelError(f"date_tolerance is a whole number of days, not {self.date_tolerance!r}")
        if not isinstance(self.source, str):
            raise ModelError("source is a text")

    @classmethod
    def from_json(cls, text: str) -> "Model":
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ModelError(f"This is not a model of Rihai: {error}") from error
        if not isinstance(said, dict):
            raise ModelError("This is not a model of Rihai: it names no part.")
        known = {field.name: field for field in fields(cls)}
        if unknown := sorted(said.keys() - known):
            raise ModelError(f"This is not a model of Rihai: it has a part called {unknown[0]}.")
        if absent := [name for name, field in known.items() if field.default is MISSING and name not in said]:
            raise ModelError(f"This is not a model of Rihai: it has no part called {absent[0]}.")
        return cls(**{name: _part(name, known[name].type, value) for name, value in said.items()})


def _part(name: str, kind: Any, value: Any) -> Any:
    try:
        if kind is Words:
            return Words(**{**value, "m": tuple(value["m"]), "kin": tuple(value["kin"])})
        if kind is Smooth:
            return Smooth(tuple((share, width) for share, width in value["parts"]))
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"This is not a model of Rihai: {name}: {error}") from error
    return tuple(value) if isinstance(value, list) else value


def _is_within(value: object, least: float, most: float) -> bool:
    """Whether it is a number in this range; what is not a number (NaN) is in none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_share(value: object) -> bool:
    return _is_within(value, 1e-9, 1.0 - 1e-9)


@cache
def default_model() -> Model:
    """The model that comes with Rihai."""
    return Model.from_json((files("rihai.matching") / "data" / "model.json").read_text(encoding="utf-8"))
