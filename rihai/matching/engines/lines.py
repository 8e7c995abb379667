"""One line of a file of pairs from what a question answered.

`weight` is the logarithm of the odds (base 2), as Splink's match weight: what the comparisons say, what a register of
this size makes of it (`register`), and what other candidates take away (`rivals`). So the reasons add up to it.
"""

import math

import numpy as np

from rihai.matching import calibration
from rihai.matching.answer import Candidate, compact
from rihai.matching.model import Model


def prior_of(records: int, expected: float) -> float:
    """Bits that a pair taken at random has."""
    return math.log2(calibration.prior_odds(records, expected))


def line_of(found_id: str, candidate: Candidate, records: int, model: Model) -> tuple[object, ...]:
    """The cells of one proposed pair."""
    weight = float(calibration.bits(np.array(candidate.probability)))
    prior = prior_of(records, model.expected)
    rivals = weight - prior - candidate.weight
    return (
        candidate.id,
        found_id,
        f"{weight:.2f}",
        f"{candidate.probability:.6f}",
        candidate.band,
        candidate.rank,
        f"{compact(candidate.reasons)}|register {prior:.1f}|rivals {rivals:.1f}",
    )
