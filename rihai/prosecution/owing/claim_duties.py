"""What is owed while a claim waits in a state, and by whom: whoever accompanies the survivor, else the lawyer.

The periods are rules of duties, which an organisation may change; where the law's data name an earlier day, that day.
"""

from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.duties.actions import cancel_duties, complete_duties, open_duty
from rihai.duties.rules import Rule
from rihai.duties.schedules import rule_in
from rihai.prosecution.models import Claim, ClaimStep
from rihai.prosecution.rights.working import lawyers_of
from rihai.prosecution.workflow import ClaimStatus as S

RULES: Final = {
    S.TOLD: "claim.told",
    S.ASKED: "claim.asked",
    S.FILED: "claim.filed",
    S.HEARD: "claim.heard",
    S.ORDERED: "claim.ordered",
    S.PARTLY: "claim.partly",
    S.REFUSED: "claim.refused",
    S.APPEALED: "claim.appealed",
}


def holder_of_claim(claim: Claim) -> User | None:
    """Nobody who may not know of the claim: there nobody would see the duty. None where nobody works with her now."""
    worker = claim.case.case_owner
    if worker is not None and worker.is_active and worker.has(Permission.LEGAL_RECORD):
        return worker
    if claim.legal_case is not None:
        return next((one.user for one in lawyers_of(claim.legal_case)), None)
    return None


def due_of(rule: Rule, since: date, law_due_on: date | None) -> datetime:
    """The earlier of our own period and of the law's."""
    ours = rule.due_after(timezone.make_aware(datetime.combine(since, time(12))))
    if law_due_on is None:
        return ours
    return min(ours, timezone.make_aware(datetime.combine(law_due_on, time(18))))


def owe_next(claim: Claim, step: ClaimStep, *, by: User) -> None:
    """One duty at a time: that of the state in which the claim is now. The act that ends the state ends it."""
    for rule in RULES.values():
        complete_duties(rule, subject=claim, by=by)
    code = RULES.get(S(claim.status))
    if code is None:
        cancel_duties(None, subject=claim, by=by)
        return
    organisation = claim.case.organisation
    open_duty(
        code,
        subject=claim,
        event_uid=step.uid,
        organisation=organisation,
        owner=holder_of_claim(claim) or by,
        due_at=due_of(rule_in(organisation.uid, code), claim.since, claim.law_due_on),
        by=by,
    )
