"""What a check of the trail found, in words for people and in JSON for machines.

Here: the kinds of damage and the report. Not here: finding them (`verify`).
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

JSON: TypeAlias = bool | int | float | str | list["JSON"] | dict[str, "JSON"] | None

# Damages listed one by one; all are counted. A wholly overwritten trail must not fill the memory.
LISTED: Final = 1000
# A sealer links within a second: an event that waits longer has none running.
PATIENCE: Final = timedelta(minutes=1)


class Kind(TextChoices):
    """What was done to the trail."""

    CHANGED = "changed", gettext_lazy("The content or the seal of an event was changed.")
    REMOVED = "removed", gettext_lazy("An event was removed; its link is still there.")
    INSERTED = (
        "inserted",
        gettext_lazy("An event that this program did not write so: it was put in, or changed before it was linked."),
    )
    BROKEN_LINK = (
        "broken_link",
        gettext_lazy("This link or the one before it was changed, exchanged, moved or made up."),
    )
    GAP = "gap", gettext_lazy("Links are missing, and with them the order of their events.")
    HEAD = "head", gettext_lazy("The note of where the chain ends was changed or removed.")
    ROLLED_BACK = (
        "rolled_back",
        gettext_lazy(
            "The chain does not contain the signed head: newer events were cut off or an old copy was put back."
        ),
    )
    KEPT_HEAD = "kept_head", gettext_lazy("The file audit.head was altered, or belongs to another installation.")
    ROW = (
        "row",
        gettext_lazy("The chain of custody of this item is not as the trail has it: a step was changed or removed."),
    )
    UNREADABLE = "unreadable", gettext_lazy("Rows hold something that is no part of a trail.")


@dataclass(frozen=True)
class Damage:
    """One damage: what, and where. `last` is set where it concerns more than one position."""

    kind: Kind
    position: int | None = None
    last: int | None = None
    event: UUID | None = None
    # The code of a record for whose rows the trail vouches.
    record: str = ""

    def __str__(self) -> str:
        where = [
            _("positions %(first)s to %(last)s") % {"first": self.position, "last": self.last} if self.last else "",
            _("position %s") % self.position if self.position is not None and not self.last else "",
            _("event %s") % self.event if self.event else "",
            _("record %s") % self.record if self.record else "",
        ]
        return f"{', '.join(part for part in where if part) or _('place unknown')}: {self.kind.label}"

    def as_json(self) -> JSON:
        event = str(self.event) if self.event else None
        told: dict[str, JSON] = {"kind": self.kind.value, "position": self.position, "last": self.last, "event": event}
        return {**told, "record": self.record} if self.record else told


@dataclass
class Findings:
    """Collects damages while the check runs, within bounds."""

    damages: list[Damage] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)

    def add(self, kind: Kind, position: int | None = None, *, event: UUID | None = None) -> None:
        self._add(Damage(kind, position, event=event))

    def add_gap(self, first: int, last: int) -> None:
        self._add(Damage(Kind.GAP, first, last if last > first else None))

    def add_row(self, record: str) -> None:
        self._add(Damage(Kind.ROW, record=record))

    def _add(self, damage: Damage) -> None:
        self.counts[damage.kind] += 1
        if len(self.damages) < LISTED:
            self.damages.append(damage)


@dataclass(frozen=True)
class Tail:
    """Events that wait for their link. They carry their own seal; removing one would leave no gap."""

    count: int = 0
    oldest_age: timedelta = timedelta(0)

    @property
    def is_late(self) -> bool:
        return self.oldest_age > PATIENCE

    def __str__(self) -> str:
        seconds = round(self.oldest_age.total_seconds())
        words = ngettext(
            "%(count)s event waits for its link, since %(seconds)s seconds.",
            "%(count)s events wait for their links, the oldest since %(seconds)s seconds.",
            self.count,
        ) % {"count": self.count, "seconds": seconds}
        return f"{words} {late_words()}" if self.is_late else words


def late_words() -> str:
    return _("No sealer seems to run: start 'rihai worker', or look for its errors in the log.")


@dataclass(frozen=True)
class Report:
    """The outcome of a check at one time."""

    at: datetime
    links: int
    last_position: int
    damages: tuple[Damage, ...]
    counts: dict[Kind, int]
    tail: Tail
    # The position of the head kept outside the database; None where none was kept.
    kept: int | None = None

    @property
    def is_sound(self) -> bool:
        return not self.counts

    @property
    def unlisted(self) -> int:
        """Damages that were counted and are not in the list."""
        return sum(self.counts.values()) - len(self.damages)

    def lines(self) -> list[str]:
        """The report for people: the outcome, each damage, what waits."""
        if self.is_sound:
            words = _("The audit trail is sound. Links checked: %(links)s, last position: %(position)s.")
        elif set(self.counts) == {Kind.ROW}:
            words = _("The audit trail is sound, but records differ from it: %(damages)s. Links checked: %(links)s.")
        else:
            words = _("The audit trail is damaged. Damages: %(damages)s, links checked: %(links)s.")
        outcome = words % {"links": self.links, "position": self.last_position, "damages": sum(self.counts.values())}
        more = [_("… and %s more.") % self.unlisted] if self.unlisted else []
        return [
            outcome,
            *(f"- {damage}" for damage in self.damages),
            *more,
            *self._comparison(),
            *([str(self.tail)] if self.tail.count else []),
        ]

    def lines_without_counts(self) -> list[str]:
        """For one organisation of many: how much the trail of all grew would tell each what another did just now."""
        more = [_("… and %s more.") % self.unlisted] if self.unlisted else []
        compared = self._comparison() if self.kept is None else [_("Compared with the end kept outside the database.")]
        late = [late_words()] if self.tail.is_late else []
        return [*(f"- {damage}" for damage in self.damages), *more, *compared, *late]

    def _comparison(self) -> list[str]:
        """What "sound" rests on: the database alone cannot show that its end was cut off."""
        if Kind.KEPT_HEAD in self.counts:
            return []
        if self.kept is None:
            return [_("No end is kept outside the database yet: a trail cut short or made anew would not show.")]
        return [_("Compared with the end kept outside the database: position %s.") % self.kept]

    def as_json(self) -> JSON:
        return {
            "sound": self.is_sound,
            "at": self.at.isoformat(),
            "links": self.links,
            "last_position": self.last_position,
            "kept_position": self.kept,
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "damages": [damage.as_json() for damage in self.damages],
            "tail": {"count": self.tail.count, "oldest_seconds": self.tail.oldest_age.total_seconds()},
        }
