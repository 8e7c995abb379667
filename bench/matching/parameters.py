"""How the invented registers differ from each other: every rate in one place.

Here: numbers. Not here: what is done with them (`people`, `errors`).
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Side:
    """What befalls a record of one register."""

    latin: float
    devanagari: float  # Bengali is the rest
    surname_dropped: float
    guardian_missing: float
    district_missing: float
    district_wrong: float
    district_respelt: float
    village_kept: float
    state_missing: float
    mark_present: float = 0.45
    age_missing: float = 0.08
    sex_missing: float = 0.01


@dataclass(frozen=True)
class Parameters:
    """Of one pair of registers; `found` is the harder one, as whoever is found often cannot or will not tell."""

    missing: Side = Side(
        latin=0.55,
        devanagari=0.30,
        surname_dropped=0.12,
        guardian_missing=0.10,
        district_missing=0.03,
        district_wrong=0.0,
        district_respelt=0.10,
        village_kept=0.75,
        state_missing=0.02,
    )
    found: Side = Side(
        latin=0.80,
        devanagari=0.12,
        surname_dropped=0.30,
        guardian_missing=0.35,
        district_missing=0.25,
        district_wrong=0.08,
        district_respelt=0.30,
        village_kept=0.30,
        state_missing=0.15,
    )
    truly_missing: float = 0.40  # share of the found who stand among the missing
    siblings: float = 0.03  # of either register: the same family and village, another child
    keying_error: float = 0.04  # per word of a name
    swapped: float = 0.05
    joined: float = 0.03
    honorific: float = 0.08
    pet_name: float = 0.06  # found only
    pet_name_derived: float = 0.40  # of those: from the name itself (Sunita, Suni), else an unrelated one
    given_changed: float = 0.04  # found only
    sex_wrong: float = 0.005
    age_error: float = 3.4  # years either way at most, triangular
    mark_agrees: float = 0.75
    lag_median: int = 90  # days
    lag_sigma: float = 1.6  # of its logarithm
    lag_most: int = 7 * 365
    first_day: date = date(2007, 1, 1)  # so that nobody is found in the future
    days: int = 4380
    given_names: int = 4200  # at most, of one community and sex
    thin: bool = False  # name, sex, age and date only
    held_out: bool = False  # spelling habits and names that nobody tunes against


PRESETS = {"full": Parameters(), "thin": replace(Parameters(), thin=True)}
