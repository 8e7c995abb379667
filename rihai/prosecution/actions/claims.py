"""A claim for a survivor: told and wished, then from state to state, and the money that came or did not.

Nothing is filed without the survivor's wish. Not here: what the facts point to (`claim_options`), what is owed
meanwhile (`claim_duties`).
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.duties.actions import pass_on_duties
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.claim_rules import MORE_THAN_ORDERED, hindrance, law_day, law_dues
from rihai.prosecution.facts.claim_facts import ClaimFacts, ClaimStepFacts, MoneyFacts, WishFacts
from rihai.prosecution.law.law_country import check_has_law, law_counting_for, law_for
from rihai.prosecution.law.schemes import ANYWHERE, OTHER, scheme_of
from rihai.prosecution.locks import lock_claim, needed
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep, ClaimWish, LegalCase
from rihai.prosecution.owing.claim_duties import holder_of_claim, owe_next
from rihai.prosecution.permissions import check_can_claim, check_can_record_claim, check_own_house
from rihai.prosecution.rights.grants import close_claim, open_claim
from rihai.prosecution.selectors.claims import sums_now
from rihai.prosecution.workflow import CLAIM, ClaimStatus

W = ClaimWish.Wish
# What a wish makes of a claim that has not been filed.
BY_WISH = {W.WANTS: ClaimStatus.ASKED, W.NO: ClaimStatus.WITHDRAWN}
MONEY_OF = {ClaimStatus.FILED: ClaimMoney.Kind.ASKED, ClaimStatus.ORDERED: ClaimMoney.Kind.ORDERED}
# Whether it is asked for, and whether it goes on, is the survivor's wish and nobody's act.
BY_WISH_ONLY = frozenset({ClaimStatus.ASKED, ClaimStatus.WITHDRAWN})


@transaction.atomic
def begin_claim(
    *, case: Case, facts: ClaimFacts, wish: WishFacts, by: User, legal_case: LegalCase | None = None
) -> Claim:
    """The survivor was told what could be asked for. The wish decides whether it goes on."""
    legal_case = legal_case and get_visible(LegalCase.objects.all(), by, legal_case.uid, "claim.open")
    check_own_house(by, case.organisation_id)
    check_can_claim(by, case, legal_case)
    # Two people may begin the same at once: the case is the lock.
    case = (
        Case.objects.select_related("person", "organisation", "case_owner")
        .select_for_update(of=("self",))
        .get(pk=case.pk)
    )
    scheme = scheme_of(facts.scheme)
    _check_new(case, facts)
    claim = Claim(
        case=case,
        data_key=case.data_key,
        legal_case=legal_case,
        kind=scheme.kind,
        scheme=scheme.code,
        scheme_name=normalise(facts.name),
        heads=list(facts.heads),
        since=wish.on,
        remarks={},
        opened_by=by,
    )
    claim.save()
    open_claim(claim, by=by)
    audit.record("claim.opened", by=by, subject=claim, case=case.uid)
    step = _add_step(claim, ClaimStatus.TOLD, ClaimStepFacts(ClaimStatus.TOLD, wish.on), by)
    _hear(claim, wish, step, by)
    return claim


@transaction.atomic
def record_claim_wish(claim: Claim, *, facts: WishFacts, by: User) -> ClaimWish:
    """Told again, and what is wished now. Whoever no longer wishes it is not asked to go on."""
    claim = lock_claim(claim, by, "claim.record")
    check_can_record_claim(by, claim)
    if claim.status in (ClaimStatus.CREDITED, ClaimStatus.MISTAKE):
        raise NotPossible(_("This claim is over. Begin another one."))
    return _hear(claim, facts, None, by)


@transaction.atomic
def move_claim(claim: Claim, *, facts: ClaimStepFacts, by: User) -> ClaimStep:
    """What the authority or the court did, or that it was filed, with the amount."""
    claim = lock_claim(claim, by, "claim.record")
    check_can_record_claim(by, claim)
    _check_step(claim, facts)
    step = _add_step(claim, facts.to, facts, by)
    if facts.amount is not None and facts.to in MONEY_OF:
        _add_money(claim, MoneyFacts(MONEY_OF[facts.to], facts.amount, facts.on), step, by)
    if facts.authority is not None:
        claim.authority = facts.authority
        claim.save(update_fields=["authority"])
    if facts.text.strip():
        _remark(claim, step, facts.text, by)
    owe_next(claim, step, by=by)
    return step


@transaction.atomic
def record_money(claim: Claim, *, facts: MoneyFacts, by: User) -> ClaimMoney:
    """An instalment came; or relief in the meantime was asked for, ordered or came.

    The last one ends the claim, and so does the one with which everything has come that was ordered.
    """
    claim = lock_claim(claim, by, "claim.record")
    check_can_record_claim(by, claim)
    if facts.kind == ClaimMoney.Kind.CREDITED and not facts.account:
        raise NotPossible(_("Say where the money went, so that nobody else has it."))
    if _is_final(facts) and not facts.is_more and sums_now(claim).with_more(facts.amount).has_more:
        raise NotPossible(MORE_THAN_ORDERED)
    step = _step_of_money(claim, facts, by)
    money = _add_money(claim, facts, step, by)
    audit.record("claim.money_recorded", by=by, subject=claim, kind=str(facts.kind))
    return money


@transaction.atomic
def attach_claim(claim: Claim, *, legal_case: LegalCase | None, by: User) -> Claim:
    """The lawyers of this legal case see it from now on, those of another one no longer."""
    claim = lock_claim(claim, by, "claim.record")
    check_can_record_claim(by, claim)
    if legal_case is not None:
        legal_case = get_visible(LegalCase.objects.all(), by, legal_case.uid, "claim.record")
        check_can_claim(by, claim.case, legal_case)
    close_claim(claim, by=by)
    claim.legal_case = legal_case
    claim.save(update_fields=["legal_case"])
    open_claim(claim, by=by)
    audit.record("claim.attached", by=by, subject=claim, legal_case=legal_case.uid if legal_case else "none")
    return claim


@transaction.atomic
def strike_claim_step(step: ClaimStep, *, by: User) -> ClaimStep:
    """The latest step was a slip: it stays, struck out, with the money it brought, and the claim stands as before."""
    claim = lock_claim(step.claim, by, "claim.record")
    check_can_record_claim(by, claim)
    steps = _standing(claim)
    # The first says that the survivor was told.
    if len(steps) == 1:
        raise NotPossible(_("There is no step to take back. A claim that should not be there was recorded by mistake."))
    if steps[-1].pk != step.pk:
        raise NotPossible(_("This is not the latest step any more. Open the page again, and look what was added."))
    return _strike(claim, steps[-2], steps[-1], by)


@transaction.atomic
def strike_money(money: ClaimMoney, *, by: User) -> ClaimMoney:
    """An amount was written down wrongly. It stays, struck out, and counts nowhere."""
    claim = lock_claim(money.claim, by, "claim.record")
    check_can_record_claim(by, claim)
    money = claim.money.select_for_update(of=("self",)).get(pk=money.pk)
    if money.struck_at is None:
        had_all = sums_now(claim).has_all
        money.struck_at, money.struck_by = timezone.now(), by
        money.save(update_fields=["struck_at", "struck_by"])
        audit.record("claim.money_struck", by=by, subject=claim, kind=str(money.kind))
        _strike_unpaid(claim, by)
        if had_all and not sums_now(claim).has_all:
            _strike_full(claim, by)
    return money


@transaction.atomic
def pass_on_claim(claim: Claim, *, by: User | None) -> User | None:
    """What is owed about it goes to whoever works with the survivor now; None if nobody does."""
    rows = Claim.objects.select_related("case__case_owner", "legal_case")
    claim = rows.select_for_update(of=("self",)).get(pk=claim.pk)
    heir = holder_of_claim(claim)
    if heir is not None and pass_on_duties(claim, to=heir, by=by):
        audit.record("claim.passed_on", by=by, subject=claim, to=heir.uid)
        return heir
    return None


def _check_new(case: Case, facts: ClaimFacts) -> None:
    known = LegalCase.objects.filter(survivors__case=case, survivors__ended_at=None)
    if facts.scheme not in ANYWHERE:
        check_has_law(law_counting_for(case, known))
    if facts.scheme == OTHER:
        needed(facts.name, _("Say what the scheme is called."))
        return
    same = case.claims.filter(scheme=facts.scheme).exclude(status__in=[ClaimStatus.MISTAKE, ClaimStatus.CREDITED])
    if same.exists():
        raise NotPossible(_("There is a claim under this scheme already. Go on with that one."))


def _check_step(claim: Claim, facts: ClaimStepFacts) -> None:
    if facts.to in BY_WISH_ONLY:
        raise NotPossible(_("This goes by the survivor's wish. Write down the wish."))
    if facts.to == ClaimStatus.FILED and (why := hindrance(claim.wishes.last(), claim.case.person.majority(facts.on))):
        raise NotPossible(why.words)
    if facts.to == ClaimStatus.REFUSED and not facts.ground:
        raise NotPossible(_("Say on which ground it was refused: the appeal answers it."))
    if facts.on < claim.since:
        raise NotPossible(_("This day is before the step before it. Look at both days."))


def _step_of_money(claim: Claim, facts: MoneyFacts, by: User) -> ClaimStep | None:
    """What an instalment makes of the claim; relief in the meantime leaves it where it is."""
    has_all = facts.is_last or sums_now(claim).with_more(facts.amount).has_all
    to = ClaimStatus.CREDITED if has_all else ClaimStatus.PARTLY
    if not _is_final(facts) or claim.status in (to, ClaimStatus.CREDITED):
        return None
    if not CLAIM.may(claim.status, to):
        raise NotPossible(_("Write down the order first, then the money that came."))
    step = _add_step(claim, to, ClaimStepFacts(to, facts.on), by)
    owe_next(claim, step, by=by)
    return step


def _is_final(facts: MoneyFacts) -> bool:
    return facts.kind == ClaimMoney.Kind.CREDITED and not facts.is_interim


def _standing(claim: Claim) -> list[ClaimStep]:
    return list(claim.steps.filter(struck_at=None))


def _strike(claim: Claim, before: ClaimStep, latest: ClaimStep, by: User) -> ClaimStep:
    now = timezone.now()
    claim.move_to(ClaimStatus(before.status), taking_back=latest)
    latest.struck_at, latest.struck_by = now, by
    latest.save(update_fields=["struck_at", "struck_by"])
    latest.money.filter(struck_at=None).update(struck_at=now, struck_by=by)
    _stand(claim, before)
    # A row of its own, since the duty of that state may have been closed.
    owe_next(claim, latest, by=by)
    audit.record("claim.step_struck", by=by, subject=claim, step=latest.uid)
    return latest


def _strike_unpaid(claim: Claim, by: User) -> None:
    """Nothing is credited, nor credited in part, by an amount that counts nowhere: it is owed again."""
    steps = _standing(claim)
    came = claim.money.filter(struck_at=None, kind=ClaimMoney.Kind.CREDITED, is_interim=False).exists()
    while len(steps) > 1 and _is_unpaid(steps[-1], came=came):
        latest = steps.pop()
        _strike(claim, steps[-1], latest, by)


def _strike_full(claim: Claim, by: User) -> None:
    """The sum is not reached any more. The instalment that had reached it stays, and the rest is owed again."""
    latest_two = _standing(claim)[-2:]
    if [one.status for one in latest_two] == [ClaimStatus.PARTLY, ClaimStatus.CREDITED]:
        part, full = latest_two
        full.money.update(step=part)
        _strike(claim, part, full, by)


def _is_unpaid(step: ClaimStep, *, came: bool) -> bool:
    if step.status == ClaimStatus.PARTLY and came:
        return False
    brought = step.status in (ClaimStatus.PARTLY, ClaimStatus.CREDITED) and step.money.exists()
    return brought and not step.money.filter(struck_at=None).exists()


def _hear(claim: Claim, facts: WishFacts, step: ClaimStep | None, by: User) -> ClaimWish:
    wish = ClaimWish.objects.create(
        claim=claim,
        on=facts.on,
        teller=facts.teller,
        has_understood=facts.has_understood,
        wish=facts.wish,
        guardian=facts.guardian,
        recorded_by=by,
    )
    if facts.words.strip():
        _remark(claim, wish, facts.words, by)
    to = BY_WISH.get(facts.wish)
    if to is not None and CLAIM.may(claim.status, to):
        step = _add_step(claim, to, ClaimStepFacts(to, max(facts.on, claim.since)), by)
    if step is not None:
        owe_next(claim, step, by=by)
    audit.record("claim.wish_recorded", by=by, subject=claim)
    return wish


def _add_step(claim: Claim, to: ClaimStatus, facts: ClaimStepFacts, by: User) -> ClaimStep:
    if claim.steps.exists():
        claim.move_to(to)
    step = ClaimStep.objects.create(claim=claim, status=to, on=facts.on, ground=facts.ground, recorded_by=by)
    _stand(claim, step)
    audit.record("claim.moved", by=by, subject=claim, to=str(to))
    return step


def _stand(claim: Claim, step: ClaimStep) -> None:
    """Since when it stands there, and by when the law wants an answer."""
    claim.since = step.on
    dues = law_dues(claim.scheme, claim.case.person, claim.steps.all(), claim.status, law_for(claim))
    claim.law_due_on = law_day(dues)
    claim.save(update_fields=["status", "since", "law_due_on"])


def _add_money(claim: Claim, facts: MoneyFacts, step: ClaimStep | None, by: User) -> ClaimMoney:
    return ClaimMoney.objects.create(
        claim=claim,
        step=step,
        kind=facts.kind,
        amount=facts.amount,
        on=facts.on,
        is_interim=facts.is_interim,
        account=facts.account,
        free_on=facts.free_on,
        recorded_by=by,
    )


def _remark(claim: Claim, row: ClaimStep | ClaimWish, text: str, by: User) -> None:
    """Words beside a row, added to those that are there."""
    kept: dict[str, Any] = {}
    if claim.remarks:
        kept = dict(read((claim, ("remarks",)), by=by, why=OwnWork(), within_action=True)(claim).remarks or {})
    claim.remarks = {**kept, str(row.uid): normalise_lines(text)}
    claim.save(update_fields=["remarks"])
