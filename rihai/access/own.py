"""Opening what is one's own on a page that also shows what is not.

Here: one reading for all records of a page of which this user may open every field asked for as her
own work, or, once she has typed a reason, with it. The others stay sealed and the page shows •••. Not here:
asking for a reason (`views` of the package), and emergencies.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from rihai.access.reading import Because, Opened, OwnWork, Plain, read
from rihai.access.rights import Rights, Wanted, Way, rights_on
from rihai.accounts.models import User

OWN_WORK = OwnWork()


class OwnPage:
    """What one page opened: call it with a record; None where it stays sealed.

    `needs_reason`: something on the page would open if she said why.
    """

    __slots__ = ("_own", "_plain", "needs_reason")

    def __init__(self, plain: Plain | None, own: frozenset[tuple[str, object]], *, needs_reason: bool) -> None:
        self._plain, self._own, self.needs_reason = plain, own, needs_reason

    def __call__(self, record: models.Model | None) -> Opened | None:
        if record is None or self._plain is None or (record._meta.label_lower, record.pk) not in self._own:
            return None
        return self._plain(record)

    def value(self, record: models.Model, field: str) -> Any:
        """The plain value, or the sealed one (which prints as •••) where this field was not opened."""
        return getattr(self(record), field, getattr(record, field))


def open_own(
    *wanted: tuple[models.Model | Iterable[models.Model] | None, Sequence[str]],
    by: User,
    why: OwnWork | Because = OWN_WORK,
) -> OwnPage:
    """One audit event for the page, none if nothing on it is hers to open.

    Fields asked for together open together; ask for them apart where only some may be hers.
    """
    asked = [
        Wanted(record, tuple(fields))
        for records, fields in wanted
        for record in ([records] if isinstance(records, models.Model) else records or ())
    ]
    rights = rights_on(asked, by)
    own = [one for one, right in zip(asked, rights, strict=True) if _opens(right, why)]
    needs_reason = isinstance(why, OwnWork) and any(_opens(one, None) and not _opens(one, why) for one in rights)
    if not own:
        return OwnPage(None, frozenset(), needs_reason=needs_reason)
    plain = read(*((one.record, one.fields) for one in own), by=by, why=why)
    opened = frozenset((one.record._meta.label_lower, one.record.pk) for one in own)
    return OwnPage(plain, opened, needs_reason=needs_reason)


def _opens(rights: Rights, why: OwnWork | Because | None) -> bool:
    """Whether every field opens: without a reason, or with one."""
    ways = {need.way for need in rights.needs}
    return Way.NONE not in ways and (not isinstance(why, OwnWork) or Way.REASON not in ways)
