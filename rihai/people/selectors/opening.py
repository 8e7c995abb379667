"""The one reading of a page about a person: what this user may open is opened together, the rest stays sealed."""

from collections.abc import Callable, Sequence

from django.db import models

from rihai.access.reading import Because, Opened, OwnWork, read
from rihai.access.rights import Rights, Wanted, Way, rights_on
from rihai.accounts.models import User

# Asked with a record, gives its plain values, or None where it stays sealed.
Opener = Callable[[models.Model], Opened | None]


def nothing_opened(record: models.Model) -> None:
    """What a page shows before anybody has tapped."""


def best_way(wanted: Sequence[Wanted], user: User) -> Way:
    """Whether anything here opens with one tap, needs a reason, or is closed to her."""
    ways = {_way(rights) for rights in rights_on(wanted, user)}
    return next((way for way in (Way.OWN, Way.REASON) if way in ways), Way.NONE)


def open_together(wanted: Sequence[Wanted], *, by: User, why: OwnWork | Because) -> Opener:
    """One reading of all records that she may open whole. If there is none, the refusal is the reading call's."""
    if not wanted:
        return nothing_opened
    enough = {Way.OWN} if isinstance(why, OwnWork) else {Way.OWN, Way.REASON}
    rights = rights_on(wanted, by)
    chosen = [one for one, right in zip(wanted, rights, strict=True) if _way(right) in enough]
    plain = read(*((one.record, one.fields) for one in chosen or wanted), by=by, why=why)
    keys = {one.key for one in chosen}
    return lambda record: plain(record) if (record._meta.label_lower, record.pk) in keys else None


def _way(rights: Rights) -> Way:
    """A record is as open as its most closed field."""
    ways = {need.way for need in rights.needs}
    return next(way for way in (Way.NONE, Way.REASON, Way.OWN) if way in ways)
