"""Which protest petitions are against which closure report, and what came of them.

One petition answers one report: against two accused police may file on two days. Not here: what is owed (`owing`).
"""

from collections.abc import Sequence
from typing import Final

from rihai.prosecution.models import ClosureReport, Petition
from rihai.prosecution.petition_workflow import PetitionStatus

NOT_FILED: Final = (PetitionStatus.DRAFTED, PetitionStatus.DROPPED)
DECIDED: Final = (PetitionStatus.ALLOWED, PetitionStatus.DISMISSED)


def protests_against(
    closure: ClosureReport, *, among: Sequence[Petition], reports: Sequence[ClosureReport]
) -> list[Petition]:
    """`reports`: all that stand. A petition of an earlier version does not say: against the newest before it."""
    later = min((one.recorded_at for one in reports if one.recorded_at > closure.recorded_at), default=None)

    def is_against(petition: Petition) -> bool:
        if petition.closure_id is not None:
            return petition.closure_id == closure.pk
        is_later = petition.recorded_at > closure.recorded_at
        return is_later and (later is None or petition.recorded_at < later)

    return [one for one in among if one.is_protest and is_against(one)]


def is_protested(closure: ClosureReport, *, among: Sequence[Petition], reports: Sequence[ClosureReport]) -> bool:
    """A petition against this very report is before the court: one that is still written answers nothing."""
    return any(one.status not in NOT_FILED for one in protests_against(closure, among=among, reports=reports))


def is_decided(closure: ClosureReport) -> bool:
    petitions, reports = list(closure.legal_case.petitions.all()), list(closure.legal_case.closure_reports.all())
    return any(one.status in DECIDED for one in protests_against(closure, among=petitions, reports=reports))
