"""The figures that were published after the last quarter, by two people, as on the screens.

Here: which, when and by whom. What they say was counted from what had been recorded by the end of the quarter; small
counts are hidden in it as everywhere.
"""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.research.actions import propose_figure, publish_figure, refuse_figure
from rihai.research.definitions import indicator
from rihai.research.models import Figure
from rihai.web.demo.cast import colleague
from rihai.web.demo.clock import APART, moment, past
from rihai.web.demo.marks import mark_told, tellings

FIGURES: Final = "figures"
PROPOSES: Final = "kiran"
DECIDES: Final = "dolly"
PUBLISHED: Final = ("operations", "people_located", "people_freed")
REFUSED: Final = "crisis_in_time"
WHY_REFUSED: Final = "One alert only: whoever knows the quarter would know which. We wait until there are more."
# After the end of the quarter, where so many days have passed since.
PROPOSED_AFTER: Final = 6
DECIDED_AFTER: Final = 9


@transaction.atomic
def tell_figures() -> str:
    """Once: what a house published it does not publish again."""
    if not tellings(FIGURES):
        _tell(end_of_last_quarter(timezone.localdate()))
    return f"{Figure.objects.filter(organisation__is_demonstration=True).count()} figures"


def end_of_last_quarter(today: date) -> date:
    return date(today.year, today.month - (today.month - 1) % 3, 1) - timedelta(days=1)


def _tell(quarter: date) -> None:
    since = (timezone.localdate() - quarter).days
    with past(moment(max(1, since - PROPOSED_AFTER))):
        *published, refused = [_propose(code, quarter) for code in (*PUBLISHED, REFUSED)]
    with past(moment(max(1, since - DECIDED_AFTER), APART)):
        for figure in published:
            publish_figure(figure, by=colleague(DECIDES))
        refuse_figure(refused, reason=WHY_REFUSED, by=colleague(DECIDES))
    mark_told(FIGURES, records=[figure.uid for figure in (*published, refused)])


def _propose(code: str, quarter: date) -> Figure:
    known = indicator(code)
    if known is None:
        raise LookupError(code)
    return propose_figure(known, as_of=quarter, by=colleague(PROPOSES))
