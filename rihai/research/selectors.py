"""Published figures for the pages: each with its corrections beside it, and what two publications say together."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from rihai.accounts.models import User
from rihai.disclosure.differencing import small_differences
from rihai.research.definitions import FAMILIES, Unit
from rihai.research.models import Figure, FigureDecision, FigureQuerySet
from rihai.research.workflow import FigureStatus


@dataclass(frozen=True)
class Published:
    """A figure and the corrections that were published after it, oldest first."""

    figure: Figure
    corrections: tuple[Figure, ...]


def figures_of(user: User) -> FigureQuerySet:
    decisions = Prefetch("decisions", FigureDecision.objects.select_related("decided_by"))
    found = Figure.objects.visible_to(user).select_related("proposed_by", "organisation", "corrects")
    return found.prefetch_related(decisions).order_by("-as_of", "indicator", "proposed_at")


def waiting(figures: list[Figure]) -> list[Figure]:
    return [one for one in figures if one.standing == FigureStatus.PROPOSED]


def published(figures: list[Figure]) -> list[Published]:
    """What left the house, withdrawn figures included: that something was once said stays true."""
    out = [one for one in figures if one.standing in (FigureStatus.PUBLISHED, FigureStatus.WITHDRAWN)]
    return [
        Published(one, tuple(each for each in out if each.corrects_id == one.uid))
        for one in out
        if one.corrects_id is None
    ]


def told_together(figure: Figure) -> list[Figure]:
    """Published figures measured on the same records that differ from this one by so few that the few can be told."""
    family = FAMILIES.get(figure.indicator)
    kind = [code for code, name in FAMILIES.items() if name == family] or [figure.indicator]
    others = Figure.objects.filter(organisation=figure.organisation_id, indicator__in=kind)
    published = others.now(FigureStatus.PUBLISHED, FigureStatus.WITHDRAWN).exclude(pk=figure.pk)
    return [other for other in published if small_differences(_told(other), _told(figure, beside=other))]


def _told(figure: Figure, *, beside: Figure | None = None) -> dict[str, int | None]:
    """Its base, and of a share those in it; beside a share of something else only the base."""
    if figure.n is None or figure.value is None or (beside and beside.indicator != figure.indicator):
        return {"n": figure.n}
    if figure.unit == Unit.PERCENT:
        return {"n": figure.n, "part": round(figure.n * Decimal(figure.value) / 100)}
    return {"n": figure.n}
