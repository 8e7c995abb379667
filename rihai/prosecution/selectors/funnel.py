"""Which claims a funnel counts: my own, or those of the organisation for whoever sees its figures."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.prosecution.funnel import Funnel, Path, funnel_of
from rihai.prosecution.models import Claim, ClaimMoney, ClaimStep
from rihai.prosecution.selectors.claims import sums_of
from rihai.prosecution.workflow import ClaimStatus


@dataclass(frozen=True)
class Wanted:
    """`year`: in which the survivor was told; None for all. `scheme`: "" for all."""

    whole_house: bool = False
    year: int | None = None
    scheme: str = ""


def can_see_house(user: User) -> bool:
    return user.has(Permission.REPORT_IMPACT)


def counted_claims(user: User, wanted: Wanted) -> "QuerySet[Claim]":
    """What was recorded by mistake counts nowhere. Published stories hold no claims."""
    if wanted.whole_house:
        rows = Claim.objects.filter(case__organisation_id=user.organisation_id)
        rows = rows if can_see_house(user) else rows.none()
    else:
        rows = Claim.objects.visible_to(user)
    if wanted.scheme:
        rows = rows.filter(scheme=wanted.scheme)
    return rows.exclude(status=ClaimStatus.MISTAKE)


def is_exact_for(user: User, wanted: Wanted) -> bool:
    """Of claims that somebody works on nothing is hidden from them."""
    return not wanted.whole_house or user.has(Permission.FIGURE_EXACT)


def funnel(user: User, wanted: Wanted, *, is_exact: bool) -> Funnel:
    """Three queries, however many claims. Without exact counts never a slice: slices subtract from each other."""
    wanted = wanted if is_exact else Wanted(wanted.whole_house)
    claims = counted_claims(user, wanted).values("pk")
    days: dict[UUID, dict[str, date]] = defaultdict(dict)
    steps = ClaimStep.objects.filter(claim__in=claims, struck_at=None).order_by("on", "recorded_at")
    for claim, status, on in steps.values_list("claim_id", "status", "on"):
        days[claim].setdefault(status, on)
    money: dict[UUID, list[ClaimMoney]] = defaultdict(list)
    for one in ClaimMoney.objects.filter(claim__in=claims, struck_at=None, is_interim=False):
        money[one.claim_id].append(one)
    paths = []
    for claim, reached in days.items():
        if wanted.year is not None and reached[ClaimStatus.TOLD].year != wanted.year:
            continue
        sums = sums_of(money[claim], is_interim=False)
        paths.append(Path(reached, sums.ordered or 0, sums.credited or 0))
    return funnel_of(paths, is_exact=is_exact)


def years_told(user: User, *, whole_house: bool) -> list[int]:
    """The years that can be chosen: only what is there for this reader."""
    claims = counted_claims(user, Wanted(whole_house))
    told = ClaimStep.objects.filter(claim__in=claims.values("pk"), status=ClaimStatus.TOLD, struck_at=None)
    return sorted({one.year for one in told.values_list("on", flat=True)}, reverse=True)
