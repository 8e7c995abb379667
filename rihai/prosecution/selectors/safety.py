"""How safe a survivor is, in one small panel beside a legal case: threats, protection, and who is held."""

from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.prosecution.models import LegalCase, ProtectionApplication
from rihai.prosecution.selectors.survivor_steps import held_among
from rihai.prosecution.survivors import known_survivors


@dataclass(frozen=True)
class Safety:
    """Counts only: nothing is opened for it. `held`: of those survivors whom this reader may know of."""

    threats: int
    unanswered: int
    application: ProtectionApplication | None
    held: int


def safety_of(legal_case: LegalCase, user: User) -> Safety:
    threats = list(legal_case.threats.only("answered_at", "legal_case"))
    unanswered = sum(one.answered_at is None for one in threats)
    held = held_among(known_survivors(legal_case, user))
    return Safety(len(threats), unanswered, legal_case.protection.first(), held)
