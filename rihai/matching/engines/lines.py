"""One line of a file of pairs from what a question answered.

`weight` is the logarithm of the odds (base 2), as Splink's match weight: what the comparisons say, what a register of
this size makes of it (`register`), and what other candidates take away (`rivals`). So the reasons add up to it.
"""

import math

from rihai.matching.answer import Candidate, compact
from rihai.matching.model import Model

MOST = 60.0  # bits: beyond it nothing is surer


def odds_of(probability: float) -> float:
    """Bits for a probability."""
    if probability <= 0.0 or probability >= 1.0:
        return math.copysign(MOST, probability - 0.5)
    return math.log2(probability / (1.0 - probability))


def prior_of(records: int, expected: float) -> float:
    """Bits that a pair taken at random has."""
    return math.log2(expected / max(records, 1))


def line_of(found_id: str, candidate: Candidate, records: int, model: Model) -> tuple[object, ...]:
    """The cells of one proposed pair."""
    weight = odds_of(candidate.probability)
    prior = prior_of(records, model.expected)
    rivals = weight - prior - candidate.weight * model.damping
    return (
        candidate.id,
        found_id,
        f"{weight:.2f}",
        f"{candidate.probability:.6f}",
        candidate.band,
        candidate.rank,
        f"{compact(candidate.reasons)}|register {prior:.1f}|rivals {rivals:.1f}",
    )
