"""Where the acknowledgement of the police stands, read off the answers of the units that lead."""

from collections.abc import Iterable
from typing import Final

NONE: Final = "none"
AWAITED: Final = "awaited"
GIVEN: Final = "given"
TO_FOLLOW: Final = "to_follow"
REFUSED: Final = "refused"

# From the answer of one unit to the state of the operation; the first that occurs counts.
BY_WEIGHT: Final = (
    ("acknowledged", GIVEN),
    ("acted_first", TO_FOLLOW),
    ("awaited", AWAITED),
    ("refused", REFUSED),
)


def acknowledgement_of(answers_of_leads: Iterable[str]) -> str:
    """The state, from the answers of the leading units that were told.

    One that acknowledged is enough to be acknowledged; a refusal counts when nobody is left to answer.
    """
    answers = set(answers_of_leads)
    return next((state for answer, state in BY_WEIGHT if answer in answers), NONE)
