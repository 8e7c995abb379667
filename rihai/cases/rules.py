"""What the house says about a case, without asking the database: what may not be done, and what to remind of.

Nothing here decides about a person: it refuses a step, or it suggests something to a colleague.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise

from rihai.lib.precision import Majority
from rihai.lib.yamlfile import load_yaml

FILE: Final = ("rihai.cases", "exploitation.yaml")
NOT_KNOWN_YET: Final = "not_known_yet"


class NotPossible(Exception):
    """The step is not allowed now. Its words say what is wrong and what to do; a page shows them."""

    def __init__(self, words: str | Promise) -> None:
        self.words = words
        super().__init__("not possible by the rules of cases")

    def __str__(self) -> str:
        return str(self.words)


def must_be_reported(majority: Majority, types_of_exploitation: Iterable[str]) -> bool:
    """Whether this may be a sexual offence against a child, which everybody who knows of it has to report.

    Somebody who may be a child is treated as one.
    """
    offences = set(load_yaml(*FILE)["child_sexual_offence"]["types"])
    return majority is not Majority.ADULT and bool(offences & set(types_of_exploitation))
