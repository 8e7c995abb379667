"""What the law's data say of each kind of petition, and of what can follow when it is dismissed. A lawyer decides.

Not here: how it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rihai.law.clocks import Due
from rihai.law.entries import Remedy
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.running import clock_after
from rihai.prosecution.models import Petition
from rihai.prosecution.petition_workflow import PetitionStatus

K = Petition.Kind
# Ids of remedies. A kind that is not here has no entry in the law's data.
REMEDIES: Final[Mapping[str, tuple[str, ...]]] = {
    K.PROTEST: ("protest",),
    K.OPPOSE_BAIL: ("oppose-bail",),
    K.CANCEL_BAIL: ("cancel-bail",),
    K.ADD_SECTIONS: ("add-sections",),
    K.ALTER_CHARGE: ("add-charge",),
    K.CUSTODY: ("release-adult", "child-to-cwc"),
}
AFTER: Final[Mapping[str, tuple[str, ...]]] = {K.PROTEST: ("complaint",)}


@dataclass(frozen=True)
class Told:
    remedy: Remedy
    sourcing: Sourcing


def remedies_for(petition: Petition, law: LawRead) -> tuple[Told, ...]:
    """While it runs what to think of; after it was dismissed what can follow."""
    table = AFTER if petition.status == PetitionStatus.DISMISSED else REMEDIES
    return told(table.get(petition.kind, ()), law)


def told(ids: tuple[str, ...], law: LawRead) -> tuple[Told, ...]:
    """Those that this law has."""
    found = [law.law.remedies[key] for key in ids if key in law.law.remedies]
    return tuple(Told(one, law.sourcing_of(one)) for one in found)


def revision_after(day: date, law: LawRead) -> Due | None:
    """Whether an order can be revised is for the lawyer: the date is shown with that."""
    return clock_after("revision-90", day, {}, law)


def protest_clock(notice: date, law: LawRead) -> Due | None:
    """It has words and no date."""
    return clock_after("protest-petition", notice, {"closure.report_filed": True}, law)
