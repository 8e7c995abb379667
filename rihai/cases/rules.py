"""What the house says about a case, without asking the database: what to remind of.

Nothing here decides about a person: it suggests something to a colleague.
"""

from collections.abc import Iterable
from typing import Final

from rihai.lib.precision import Majority
from rihai.lib.yamlfile import load_yaml

FILE: Final = ("rihai.cases", "exploitation.yaml")
NOT_KNOWN_YET: Final = "not_known_yet"


def must_be_reported(majority: Majority, types_of_exploitation: Iterable[str]) -> bool:
    """Whether this may be a sexual offence against a child, which everybody who knows of it has to report.

    Somebody who may be a child is treated as one.
    """
    offences = set(load_yaml(*FILE)["child_sexual_offence"]["types"])
    return majority is not Majority.ADULT and bool(offences & set(types_of_exploitation))
