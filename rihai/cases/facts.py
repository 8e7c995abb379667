"""What an action about a case is told: frozen, named, checked by the forms that fill them.

None of these prints what it holds: a name in a traceback or a log is a name given away.
"""

from dataclasses import dataclass
from datetime import time
from typing import Final

from rihai.access.compartments import Compartment
from rihai.cases.kinds import EventKind
from rihai.cases.models import MovementStage, TraffickingStatus
from rihai.cases.rules import FILE
from rihai.directory.models import Place
from rihai.lib.codelists import by_code
from rihai.lib.precision import ImpreciseDate
from rihai.people.models import Source, YesNoUnknown


@dataclass(frozen=True, repr=False)
class ScreeningFacts:
    """Codes of act, means and purpose; an empty tuple is "not known yet"."""

    acts: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    types_of_exploitation: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lists = {"acts": self.acts, "means": self.means, "types": self.types_of_exploitation}
        for key, codes in lists.items():
            if unknown := set(codes) - set(by_code(*FILE, key)):
                raise ValueError(f"{sorted(unknown)} are no codes of {key} in cases/data/{FILE[1]}")


NOTHING_KNOWN: Final = ScreeningFacts()


@dataclass(frozen=True, repr=False)
class EventFacts:
    """One thing that happened. A date that is not known at all is None."""

    kind: EventKind
    on: ImpreciseDate | None = None
    at: time | None = None
    text: str = ""
    where: str = ""
    movement: MovementStage = MovementStage.NONE
    place: Place | None = None
    source: Source | None = None
    compartment: Compartment = Compartment.RECORD
    detail: str = ""


@dataclass(frozen=True, repr=False)
class CaseFacts:
    """What is known when a case opens: her wish first."""

    wish: str = ""
    may_call: YesNoUnknown = YesNoUnknown.UNKNOWN
    trafficking_status: TraffickingStatus = TraffickingStatus.NOT_DETERMINED
    screening: ScreeningFacts = NOTHING_KNOWN
