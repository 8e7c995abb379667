"""Writing the timeline of a legal case: rows are only added. Not here: permissions; the actions have checked them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rihai.accounts.models import User
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.lib.text import normalise_lines
from rihai.prosecution.models import LegalCase, LegalEvent


def write_event(
    legal_case: LegalCase,
    kind: LegalEvent.Kind,
    *,
    by: User,
    on: ImpreciseDate | None = None,
    told: Iterable[tuple[str, Any]] = (),
    text: str = "",
    is_mistake: bool = False,
) -> LegalEvent:
    """`told`: what is said of itself, in codes; `text`: what somebody typed."""
    event = LegalEvent(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        kind=kind,
        status=legal_case.status if kind == LegalEvent.Kind.STATUS else "",
        happened_on=on.value if on else None,
        precision=str(on.precision if on else Precision.UNKNOWN),
        told=[list(one) for one in told] or None,
        text=normalise_lines(text),
        is_mistake=is_mistake,
        recorded_by=by,
    )
    event.save()
    return event


def on_day(day: date | None) -> ImpreciseDate | None:
    return ImpreciseDate(day) if day else None
