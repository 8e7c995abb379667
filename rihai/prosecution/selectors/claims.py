"""Claims as one reader sees them: lists by coded facts only, and the page of one with its rows, money and clocks."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from rihai.access.own import open_own
from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.duties.rules import Rule
from rihai.duties.schedules import rules_in
from rihai.duties.selectors import DutyRow, rows_for
from rihai.law.clocks import Due
from rihai.law.compensation_data import Head
from rihai.law.entries import Remedy
from rihai.law.sourcing import Sourcing
from rihai.prosecution.claim_rules import Hindrance, hindrance, law_dues
from rihai.prosecution.law.claim_options import remedy_of
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.schemes import Scheme, scheme_of
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep, ClaimWish, LegalCase, SectionCheck
from rihai.prosecution.owing.claim_duties import RULES, due_of
from rihai.prosecution.rights.working import lawyers_of
from rihai.prosecution.workflow import CLAIM_OVER, ClaimStatus

# An order of a court is appealed against, a refusal of a scheme goes up inside the scheme.
APPEAL_OF_ORDER: Final = "appeal"


@dataclass(frozen=True)
class Aged:
    """A claim with how long it waits. Late: past our own period; past_law: past the day of the law."""

    claim: Claim
    days: int
    is_late: bool
    is_past_law: bool

    @property
    def scheme(self) -> Scheme:
        return scheme_of(self.claim.scheme)


@dataclass(frozen=True, repr=False)
class Happened:
    """One row of what happened, with its words if there are any."""

    on: date
    row: ClaimStep | ClaimWish
    words: Any

    @property
    def is_step(self) -> bool:
        return isinstance(self.row, ClaimStep)


@dataclass(frozen=True)
class Sums:
    """In rupees; None where nothing was written down. Interim relief is apart."""

    asked: int | None
    ordered: int | None
    credited: int | None

    @property
    def missing(self) -> int:
        """Of what was ordered, what has not come."""
        return max(0, (self.ordered or 0) - (self.credited or 0))

    def with_more(self, amount: int) -> "Sums":
        """As they stand once so much more has come."""
        return replace(self, credited=(self.credited or 0) + amount)

    @property
    def has_all(self) -> bool:
        """What was ordered has come."""
        return self.ordered is not None and self.missing == 0

    @property
    def has_more(self) -> bool:
        return self.ordered is not None and (self.credited or 0) > self.ordered

    @property
    def is_less(self) -> bool:
        """Ordered less than was asked for, and not all that was asked for has come."""
        if self.asked is None or self.ordered is None:
            return False
        return max(self.ordered, self.credited or 0) < self.asked


@dataclass(frozen=True, repr=False)
class ClaimPage:
    aged: Aged
    scheme_name: Any
    heads: tuple[tuple[Head, Sourcing], ...]
    happened: tuple[Happened, ...]
    wish: ClaimWish | None
    hindrance: Hindrance | None
    money: tuple[ClaimMoney, ...]
    sums: Sums
    interim: Sums
    dues: tuple[Due, ...]
    remedy: tuple[Remedy, Sourcing] | None
    appeal: tuple[Remedy, Sourcing] | None
    duties: list[DutyRow]
    elsewhere: str

    @property
    def not_in_her_hands(self) -> bool:
        """Something was credited where somebody else may draw it."""
        return any(one.kind == ClaimMoney.Kind.CREDITED and not one.reaches_her for one in self.counted)

    @property
    def counted(self) -> list[ClaimMoney]:
        return [one for one in self.money if one.struck_at is None]

    @property
    def can_strike(self) -> ClaimStep | None:
        """The latest step, if it is not the telling itself."""
        steps = [one.row for one in self.happened if isinstance(one.row, ClaimStep) and one.row.struck_at is None]
        return max(steps, key=lambda one: one.recorded_at) if len(steps) > 1 else None


def claims_listed(user: User, *, tab: str = "open", kind: str = "", status: str = "") -> QuerySet[Claim]:
    """Mine, whoever waits longest first."""
    rows = Claim.objects.visible_to(user).select_related("case__person", "legal_case", "authority")
    rows = rows.filter(status__in=CLAIM_OVER) if tab == "over" else rows.exclude(status__in=CLAIM_OVER)
    if kind in Claim.Kind.values:
        rows = rows.filter(kind=kind)
    if status in ClaimStatus.values:
        rows = rows.filter(status=status)
    return rows.order_by("-since" if tab == "over" else "since", "opened_at")


def claims_of_case(case: Case, user: User) -> list[Aged]:
    rows = Claim.objects.visible_to(user, among_few=True).filter(case=case)
    return aged(rows.exclude(status=ClaimStatus.MISTAKE).select_related("case__person", "authority"), user)


def claims_of_legal_case(legal_case: LegalCase, user: User) -> list[Aged]:
    rows = Claim.objects.visible_to(user, among_few=True).filter(legal_case=legal_case)
    return aged(rows.exclude(status=ClaimStatus.MISTAKE).select_related("case__person", "authority"), user)


def sees_every_claim(legal_case: LegalCase, user: User) -> bool:
    """Its lawyers, and whoever works on the cases of all whom it is about: to the others an empty list says nothing."""
    if any(one.user_id == user.pk for one in lawyers_of(legal_case)):
        return True
    cases = [one.case for one in legal_case.survivors.select_related("case")]
    return set(ways_to_read(user, cases, "wish").values()) == {Way.OWN}


def legal_cases_about(case: Case, user: User) -> QuerySet[LegalCase]:
    """Those that this reader works on."""
    return LegalCase.objects.visible_to(user, among_few=True).filter(survivors__case=case, survivors__ended_at=None)


def aged(claims: "QuerySet[Claim] | list[Claim]", user: User) -> list[Aged]:
    """With one query for the periods of the organisation."""
    rules, today = rules_in(user.organisation_id), timezone.localdate()
    return [_aged(one, rules.get(RULES.get(ClaimStatus(one.status), "")), today) for one in claims]


def _aged(claim: Claim, rule: Rule | None, today: date) -> Aged:
    is_waiting = not claim.is_over
    past_law = is_waiting and claim.law_due_on is not None and claim.law_due_on < today
    late = is_waiting and rule is not None and due_of(rule, claim.since, None).date() < today
    return Aged(claim, claim.days_waiting(today), late, past_law)


def claim_page(claim: Claim, user: User) -> ClaimPage:
    steps = list(claim.steps.select_related("recorded_by"))
    wishes = list(claim.wishes.select_related("recorded_by", "teller"))
    money = tuple(claim.money.select_related("recorded_by"))
    opened = open_own((claim, ("scheme_name", "remarks")), by=user)
    remarks = opened.value(claim, "remarks")
    words = remarks if isinstance(remarks, dict) else {}
    rows: list[ClaimStep | ClaimWish] = [*steps, *wishes]
    rows.sort(key=lambda one: one.recorded_at, reverse=True)
    read, wish = law_for(claim), wishes[-1] if wishes else None
    known = [read.law.heads[key] for key in claim.heads if key in read.law.heads]
    counted = [one for one in money if one.struck_at is None]
    person = claim.case.person
    return ClaimPage(
        aged=aged([claim], user)[0],
        scheme_name=opened.value(claim, "scheme_name"),
        heads=tuple((one, read.sourcing_of(one)) for one in known),
        happened=tuple(Happened(one.on, one, words.get(str(one.uid), "")) for one in rows),
        wish=wish,
        hindrance=hindrance(wish, person.majority(timezone.localdate())),
        money=money,
        sums=sums_of(counted, is_interim=False),
        interim=sums_of(counted, is_interim=True),
        dues=law_dues(claim.scheme, person, steps, claim.status, read),
        remedy=remedy_of(claim.scheme, read),
        appeal=_appeal(claim, read),
        duties=_duties(claim, user),
        elsewhere=elsewhere(claim),
    )


def sums_of(money: list[ClaimMoney], *, is_interim: bool) -> Sums:
    """Of what was asked for and ordered the latest amount counts; instalments add up."""
    of = {
        kind: [one.amount for one in money if one.kind == kind and one.is_interim == is_interim]
        for kind in ClaimMoney.Kind
    }
    asked, ordered, came = (
        of[kind] for kind in (ClaimMoney.Kind.ASKED, ClaimMoney.Kind.ORDERED, ClaimMoney.Kind.CREDITED)
    )
    return Sums(asked[-1] if asked else None, ordered[-1] if ordered else None, sum(came) if came else None)


def sums_now(claim: Claim) -> Sums:
    """Without relief in the meantime, and without what was struck out."""
    return sums_of(list(claim.money.filter(struck_at=None)), is_interim=False)


def facts_of_last_check(case: Case, user: User) -> dict[str, Any] | None:
    """The coded facts of the latest section check that is this reader's own to open; None where there is none."""
    check = (
        SectionCheck.objects.visible_to(user, among_few=True)
        .filter(legal_case__survivors__case=case, legal_case__survivors__ended_at=None)
        .select_related("legal_case")
        .order_by("-made_at")
        .first()
    )
    if check is None:
        return None
    facts = open_own((check, ("facts",)), by=user).value(check, "facts")
    return dict(facts) if isinstance(facts, dict) else None


def _appeal(claim: Claim, read: LawRead) -> tuple[Remedy, Sourcing] | None:
    """What the law's data say of an appeal, and what that rests on; None where they say nothing."""
    remedy = read.law.remedies.get(APPEAL_OF_ORDER) if claim.kind == Claim.Kind.COURT else None
    return (remedy, read.sourcing_of(remedy)) if remedy else None


def _duties(claim: Claim, user: User) -> list[DutyRow]:
    due = Duty.objects.open().filter(subject_uid=claim.pk, subject_label="prosecution.claim")
    return rows_for(user, due.select_related("owner", "desk").order_by("due_at"), timezone.now())
