"""A claim, an item of evidence and an obstacle of the demonstration, by whoever accompanies the survivor.

Not here: legal cases themselves, and on which clock each act is told (`legal`).
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.offences.evidence.actions import record_item
from rihai.offences.evidence.facts import ItemFacts
from rihai.offences.evidence.models import EvidenceItem
from rihai.offences.obstacles.actions import record_obstacle, record_their_reason, turn_to
from rihai.offences.obstacles.facts import ObstacleFacts, TurnFacts
from rihai.offences.obstacles.models import Obstacle, ObstacleStep
from rihai.people.models import YesNoUnknown
from rihai.prosecution import actions
from rihai.prosecution.actions.evidence import use_evidence
from rihai.prosecution.facts.claim_facts import ClaimFacts, ClaimStepFacts, WishFacts
from rihai.prosecution.models import Claim, ClaimWish, LegalCase
from rihai.prosecution.workflow import ClaimStatus
from rihai.web.demo import legal_facts as told
from rihai.web.demo.cast import agency
from rihai.web.demo.papers import scanned
from rihai.web.demo.people import today

Act = Callable[[], object]
CaseOf = Callable[[str], Case]
LegalCaseOf = Callable[[str], LegalCase]


def owner_of(case: Case) -> User:
    """Every invented case is somebody's."""
    if case.case_owner is None:
        raise ValueError("An invented case has nobody who accompanies it.")
    return case.case_owner


def claim_acts(law: told.Law, case_of: CaseOf, legal_case_of: LegalCaseOf) -> Iterator[tuple[int, Act]]:
    for one in law.claims:
        yield one.days, partial(_begin, one, case_of, legal_case_of)
        yield one.filed, partial(_step, one, case_of, ClaimStatus.FILED, one.filed_amount)
        yield one.ordered, partial(_step, one, case_of, ClaimStatus.ORDERED, one.ordered_amount)


def evidence_acts(law: told.Law, case_of: CaseOf, legal_case_of: LegalCaseOf) -> Iterator[tuple[int, Act]]:
    for one in law.evidence:
        yield one.days, partial(_keep, one, case_of, legal_case_of)


def obstacle_acts(law: told.Law, case_of: CaseOf) -> Iterator[tuple[int, Act]]:
    for one in law.obstacles:
        yield one.days, partial(_hinder, one, case_of)
        yield one.reason_days, partial(_say_why, one, case_of)


def _begin(one: told.Claimed, case_of: CaseOf, legal_case_of: LegalCaseOf) -> None:
    case = case_of(one.matter)
    wish = WishFacts(
        on=timezone.localdate(),
        teller=owner_of(case),
        has_understood=YesNoUnknown.YES,
        wish=ClaimWish.Wish.WANTS,
        guardian=ClaimWish.Guardian(one.guardian),
        words=one.words,
    )
    facts = ClaimFacts(scheme=one.scheme, heads=one.heads)
    actions.begin_claim(case=case, facts=facts, wish=wish, by=owner_of(case), legal_case=legal_case_of(one.legal))


def _step(one: told.Claimed, case_of: CaseOf, to: ClaimStatus, amount: int) -> None:
    case = case_of(one.matter)
    claim = Claim.objects.get(case=case, scheme=one.scheme)
    actions.move_claim(claim, facts=ClaimStepFacts(to, timezone.localdate(), amount=amount), by=owner_of(case))


def _keep(one: told.Item, case_of: CaseOf, legal_case_of: LegalCaseOf) -> None:
    case = case_of(one.matter)
    facts = ItemFacts(
        kind=EvidenceItem.Kind(one.kind),
        what=one.what,
        found_by=one.found_by,
        found_on=today(),
        how=one.how,
        device=one.device,
    )
    item = record_item(case, facts=facts, by=owner_of(case), file=scanned(one.what))
    use_evidence(legal_case_of(one.legal), item=item, by=owner_of(case))


def _hinder(one: told.Hindered, case_of: CaseOf) -> None:
    case = case_of(one.matter)
    facts = ObstacleFacts(
        kind=Obstacle.Kind(one.kind),
        bearer=Obstacle.Bearer(one.bearer),
        text=one.text,
        agency=agency(one.agency),
        case=case,
        on=today(),
    )
    obstacle = record_obstacle(facts=facts, by=owner_of(case))
    turned = TurnFacts(ObstacleStep.To(one.to), timezone.localdate(), agency(one.turned_agency))
    turn_to(obstacle, facts=turned, by=owner_of(case))


def _say_why(one: told.Hindered, case_of: CaseOf) -> None:
    case = case_of(one.matter)
    obstacle = Obstacle.objects.get(case=case, kind=one.kind)
    record_their_reason(
        obstacle, reason=Obstacle.Reason(one.reason), on=timezone.localdate(), text=one.reason_text, by=owner_of(case)
    )
