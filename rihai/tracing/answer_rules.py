"""On which basis whoever asked is told: of an adult by herself or an order, of a child never by the child's consent."""

from typing import Final

from rihai.tracing.models.matches import PotentialMatch, SharedAnswer

Basis = SharedAnswer.Basis
OF_ADULT: Final = (Basis.CONSENT, Basis.COURT_ORDER, Basis.COMMITTEE_ORDER)
OF_CHILD: Final = tuple(one for one in Basis if one != Basis.CONSENT)


def bases_for(match: PotentialMatch) -> tuple[SharedAnswer.Basis, ...]:
    return OF_CHILD if match.may_be_child else OF_ADULT
