"""Both sides of a match as the actions leave them, compared by the stand-in engine in this process."""

from rihai.accounts.models import User
from rihai.tracing.matcher.registers import Registers
from rihai.tracing.matcher.taking import Taker
from rihai.tracing.models import FoundRecord, MissingReport, PotentialMatch
from tests.tracing import builders
from tests.tracing.stand_in import ENGINE

NAME = "Zarina Testwali"


def compared() -> Taker:
    """What waits is taken; the same registers can take what follows."""
    taker = Taker(Registers(ENGINE))
    taker.catch_up()
    taker.take()
    return taker


def a_pair(held_by: User, sought_by: User, age: int = 14) -> tuple[FoundRecord, MissingReport]:
    """A girl who is held in one place and sought from another, under the same name."""
    return builders.a_found(held_by, age), builders.a_report(sought_by, age)


def a_match(held_by: User, sought_by: User, age: int = 14) -> PotentialMatch:
    found, _ = a_pair(held_by, sought_by, age)
    compared()
    return PotentialMatch.objects.get(person=found.person)
