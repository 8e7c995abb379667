"""Opening what is one's own on a page that also shows what is not.

Here: one reading for all records of a page of which this user may open every field asked for as her
own work. The others stay sealed and the page shows •••. Not here: reasons and emergencies.
"""

from collections.abc import Iterable, Sequence

from django.db import models

from rihai.access.reading import Opened, OwnWork, Plain, read
from rihai.access.rights import Wanted, Way, rights_on
from rihai.accounts.models import User


class OwnPage:
    """What one page opened: call it with a record; None where it stays sealed."""

    __slots__ = ("_own", "_plain")

    def __init__(self, plain: Plain | None, own: frozenset[tuple[str, object]]) -> None:
        self._plain, self._own = plain, own

    def __call__(self, record: models.Model | None) -> Opened | None:
        if record is None or self._plain is None or (record._meta.label_lower, record.pk) not in self._own:
            return None
        return self._plain(record)


def open_own(*wanted: tuple[models.Model | Iterable[models.Model] | None, Sequence[str]], by: User) -> OwnPage:
    """One audit event for the page, none if nothing on it is hers to open."""
    asked = [
        Wanted(record, tuple(fields))
        for records, fields in wanted
        for record in ([records] if isinstance(records, models.Model) else records or ())
    ]
    ways = rights_on(asked, by)
    own = [one for one, rights in zip(asked, ways, strict=True) if all(need.way is Way.OWN for need in rights.needs)]
    if not own:
        return OwnPage(None, frozenset())
    plain = read(*((one.record, one.fields) for one in own), by=by, why=OwnWork())
    return OwnPage(plain, frozenset((one.record._meta.label_lower, one.record.pk) for one in own))
