"""Obstacles of one year by kind of duty-bearer, with how many dealings there were and what the bodies say of them.

Small counts are hidden, and what would give them away. Bodies are never compared one with another: the order is
always the same, and a share is shown only beside enough dealings. Whole years only: two periods that overlap would
tell apart what lies between them.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.cases.kinds import EventKind
from rihai.cases.models import CaseEvent
from rihai.disclosure.policy import is_small
from rihai.disclosure.suppression import suppress
from rihai.disclosure.tables import Table, levels
from rihai.offences.obstacles.models import Obstacle
from rihai.people.models import Provenance

Bearer, Reason = Obstacle.Bearer, Obstacle.Reason
# Which events of cases are dealings with whom; of the others nobody counts how often one deals with them.
DEALINGS: Final = {
    Bearer.POLICE: EventKind.POLICE,
    Bearer.MAGISTRATE: EventKind.COURT,
    Bearer.HOSPITAL: EventKind.MEDICAL,
    Bearer.COMMITTEE: EventKind.COMMITTEE,
}
# With fewer dealings a share says more about chance than about anybody.
ENOUGH_DEALINGS: Final = 50
YEARS: Final = 5


@dataclass(frozen=True)
class Said:
    """One thing that bodies of this kind say, and how often; None is hidden."""

    reason: str
    count: int | None


@dataclass(frozen=True)
class Line:
    """`count` None: hidden. `dealings` None: hidden, or nobody counts them (`is_counted`)."""

    bearer: str
    count: int | None
    dealings: int | None
    is_counted: bool
    said: tuple[Said, ...]

    @property
    def share(self) -> int | None:
        """In every hundred dealings."""
        if self.count is None or self.dealings is None or self.dealings < max(ENOUGH_DEALINGS, self.count):
            return None
        return round(100 * self.count / self.dealings)


def years() -> list[int]:
    this = timezone.localdate().year
    return list(range(this, this - YEARS, -1))


def figures_of(year: int, user: User) -> tuple[Line, ...]:
    """Of her own organisation; everybody who may see them sees the same."""
    rows = Obstacle.objects.filter(
        organisation_id=user.organisation_id, withdrawn_at=None, happened_on__year=year
    ).order_by()
    found = rows.values_list("bearer", "reason").annotate(number=Count("pk"))
    cells = {_cell_of(bearer, reason): number for bearer, reason, number in found}
    shown = suppress(_table(cells)).shown
    dealings = _dealings(year, user)
    return tuple(
        Line(
            str(bearer.label),
            shown[bearer.value],
            dealings.get(bearer),
            bearer in DEALINGS,
            # All of them: a list of those that were given would tell of a single one.
            tuple(Said(str(reason.label), shown.get(_cell_of(bearer, reason))) for reason in Reason),
        )
        for bearer in Bearer
    )


def _cell_of(bearer: str, reason: str) -> str:
    return f"{bearer}/{reason}"


def _table(cells: dict[str, int]) -> Table:
    """What bodies of one kind say adds up to the obstacles with them. What none of them says is no secret."""
    leaves, groups = dict(cells), {}
    for bearer in Bearer:
        said = [at for reason in Reason if (at := _cell_of(bearer, reason)) in cells]
        if said:
            groups[bearer.value] = said
        else:
            leaves[bearer.value] = 0
    return levels(leaves, groups)


def _dealings(year: int, user: User) -> dict[Obstacle.Bearer, int | None]:
    """Events of our own cases. Small numbers are hidden too."""
    rows = CaseEvent.objects.filter(
        case__organisation_id=user.organisation_id,
        case__provenance=Provenance.OWN,
        kind__in=DEALINGS.values(),
        occurred_on__year=year,
    ).order_by()
    found = dict(rows.values_list("kind").annotate(number=Count("pk")))
    counts = {bearer: found.get(kind.value, 0) for bearer, kind in DEALINGS.items()}
    return {bearer: None if is_small(number) else number for bearer, number in counts.items()}


def as_csv(year: int, lines: tuple[Line, ...]) -> str:
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows(_rows(year, lines))
    return out.getvalue()


def _rows(year: int, lines: tuple[Line, ...]) -> Iterator[list[str | int]]:
    """One line for each kind of body and each reason: a figure never goes without what was said of it."""
    yield ["year", "duty_bearer", "obstacles", "dealings", "per_100_dealings", "what_they_say", "times_said"]
    for line in lines:
        dealings = _cell(line.dealings) if line.is_counted else _("not counted")
        share = "" if line.share is None else line.share
        hidden = [Said(str(_cell(None)), None)]
        for said in hidden if line.count is None else line.said:
            yield [year, line.bearer, _cell(line.count), dealings, share, said.reason, _cell(said.count)]


def _cell(count: int | None) -> str | int:
    return _("hidden") if count is None else count
