"""Finding alerts that may concern the same matter, without opening any seal.

Equal tokens propose a pair, with the reasons. A person decides. Whoever may not see the earlier alert
learns nothing: the desk that holds it is told instead (design rule 13).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from rihai.intake.models import Alert, AlertToken

# Two alerts of one place are only worth a look when they came close together.
SAME_PLACE_WITHIN: Final = timedelta(days=14)


@dataclass(frozen=True)
class Likeness:
    """An earlier alert and the reasons, as codes of `AlertToken.Kind`."""

    alert: Alert
    reasons: tuple[str, ...]


def find_alike(alert: Alert, sought: dict[bytes, AlertToken.Kind]) -> list[Likeness]:
    """Earlier alerts of the same organisation with an equal token, best reason first. One query."""
    rows = AlertToken.objects.filter(organisation=alert.organisation_id, token__in=list(sought), alert__isnull=False)
    reasons: dict[Alert, set[str]] = defaultdict(set)
    for row in rows.exclude(alert=alert).select_related("alert__desk", "alert__organisation", "alert__received_by"):
        if row.alert is not None:
            reasons[row.alert].add(str(row.kind))
    alike = [
        Likeness(other, tuple(sorted(found)))
        for other, found in reasons.items()
        if _is_worth_a_look(alert, other, found)
    ]
    return sorted(alike, key=lambda like: (-len(like.reasons), like.alert.received_at))


def _is_worth_a_look(alert: Alert, other: Alert, reasons: set[str]) -> bool:
    if reasons != {AlertToken.Kind.WHERE}:
        return True
    return abs(alert.received_at - other.received_at) <= SAME_PLACE_WITHIN
