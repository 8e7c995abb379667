"""How safe a survivor is, in one small panel beside a legal case: threats, protection, and who is held."""

from dataclasses import dataclass

from rihai.prosecution.models import LegalCase, ProtectionApplication


@dataclass(frozen=True)
class Safety:
    """Counts only: nothing is opened for it."""

    threats: int
    unanswered: int
    application: ProtectionApplication | None


def safety_of(legal_case: LegalCase) -> Safety:
    threats = list(legal_case.threats.only("answered_at", "legal_case"))
    unanswered = sum(one.answered_at is None for one in threats)
    return Safety(len(threats), unanswered, legal_case.protection.first())
