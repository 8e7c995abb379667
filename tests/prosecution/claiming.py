"""Claims for tests: told, moved and paid in one line each."""

from datetime import date, timedelta

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.facts.claim_facts import ClaimFacts, ClaimStepFacts, MoneyFacts, WishFacts
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep, ClaimWish, LegalCase
from rihai.prosecution.workflow import ClaimStatus as S

W, G, K, A = ClaimWish.Wish, ClaimWish.Guardian, ClaimMoney.Kind, ClaimMoney.Account
DAY = date(2026, 3, 2)


def a_wish(
    by: User, wish: ClaimWish.Wish = W.WANTS, guardian: ClaimWish.Guardian = G.AGREES, **more: object
) -> WishFacts:
    return WishFacts(**{"on": DAY, "teller": by, "has_understood": "yes", "wish": wish, "guardian": guardian, **more})  # type: ignore[arg-type]


def a_claim(
    by: User, case: Case, scheme: str = "nalsa", *, wish: WishFacts | None = None, legal_case: LegalCase | None = None
) -> Claim:
    return actions.begin_claim(
        case=case, facts=ClaimFacts(scheme), wish=wish or a_wish(by), by=by, legal_case=legal_case
    )


def move(claim: Claim, to: S, by: User, *, days: int = 0, **more: object) -> Claim:
    facts = ClaimStepFacts(to, DAY + timedelta(days=days), **more)  # type: ignore[arg-type]
    actions.move_claim(claim, facts=facts, by=by)
    claim.refresh_from_db()
    return claim


def pay(claim: Claim, amount: int, by: User, **more: object) -> ClaimMoney:
    told = {"kind": K.CREDITED, "account": A.OWN, **more}
    money = actions.record_money(claim, facts=MoneyFacts(amount=amount, on=DAY, **told), by=by)  # type: ignore[arg-type]
    claim.refresh_from_db()
    return money


def latest_of(claim: Claim) -> ClaimStep:
    return list(claim.steps.filter(struck_at=None))[-1]


def owed(claim: Claim) -> list[Duty]:
    return list(Duty.objects.open().filter(subject_uid=claim.pk))
