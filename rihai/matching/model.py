"""What an agreement is worth before anybody has counted: probabilities among true pairs, caps and priors.

General knowledge about how records of one person differ, shareable between organisations; it holds nothing of any
register. How common a value is belongs to the index, which counts it for each question anew.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

LEVELS = 8


class ModelError(ValueError):
    """A model file does not say what a model says."""


@dataclass(frozen=True)
class Words:
    """How often the words of a comparison agree at each level among true pairs (order of `folding.Level`).

    The last value of `m` is the share that do not agree at all; `generic_differs` the same for words such as Bibi or
    Khatun, which change with marriage, and `later_differs` for words after the first.

    `kin` says how much likelier a word at a level is the same name than one that is written the same. One name has
    many spellings, so a level's share of true pairs depends on the name: kin times the share of records that hold
    such words, out of the sum of this over all levels.
    """

    m: tuple[float, ...]
    kin: tuple[float, ...]
    later_differs: float
    generic_differs: float

    def __post_init__(self) -> None:
        if len(self.m) != LEVELS or not all(0.0 < value < 1.0 for value in self.m):
            raise ModelError(f"Eight shares between 0 and 1 are needed, one for each level: {self.m}")
        if len(self.kin) != LEVELS - 1 or not all(0.0 < value <= 4.0 for value in self.kin):
            raise ModelError(f"Seven factors between 0 and 4 are needed, one for each level that agrees: {self.kin}")


@dataclass(frozen=True)
class Smooth:
    """A density as a mixture: (share, width) of bell curves around the middle."""

    parts: tuple[tuple[float, float], ...]


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

    @classmethod
    def from_json(cls, text: str) -> "Model":
        try:
            return cls(**{name: _part(name, value) for name, value in json.loads(text).items()})
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise ModelError(f"This is not a model of Rihai: {error}") from error

    def with_m(self, comparison: str, m: tuple[float, ...]) -> "Model":
        """The same model with other shares for one comparison of words."""
        changed: dict[str, Any] = {comparison: replace(getattr(self, comparison), m=m)}
        return replace(self, **changed)


def _part(name: str, value: Any) -> Any:
    kinds = {field.name: field.type for field in fields(Model)}
    kind = kinds[name]
    if kind is Words:
        return Words(**{**value, "m": tuple(value["m"]), "kin": tuple(value["kin"])})
    if kind is Smooth:
        return Smooth(tuple((float(share), float(width)) for share, width in value["parts"]))
    return tuple(value) if isinstance(value, list) else value


@cache
def default_model() -> Model:
    """The model that comes with Rihai."""
    return Model.from_json((files("rihai.matching") / "data" / "model.json").read_text(encoding="utf-8"))
