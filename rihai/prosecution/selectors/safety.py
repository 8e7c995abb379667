"""How safe a survivor is, in one small panel beside a legal case: threats, protection, and who is held."""

from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.prosecution.models import LegalCase, ProtectionApplication, Threat
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.selectors.survivor_steps import held_among


@dataclass(frozen=True)
class Safety:
    """Counts only: nothing is opened for it. `is_crisis`: one without an answer may mean harm today.

    `held`: of those survivors whom this reader may know of.
    """

    threats: int
    unanswered: int
    is_crisis: bool
    application: ProtectionApplication | None
    held: int


def safety_of(legal_case: LegalCase, user: User) -> Safety:
    threats = list(legal_case.threats.visible_to(user).only("answered_at", "severity", "legal_case"))
    unanswered = [one for one in threats if one.answered_at is None]
    is_crisis = any(one.severity == Threat.Severity.CRISIS for one in unanswered)
    held = held_among(known_survivors(legal_case, user))
    return Safety(len(threats), len(unanswered), is_crisis, legal_case.protection.visible_to(user).first(), held)
