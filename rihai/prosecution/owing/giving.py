"""A duty is given to somebody or to a desk. Not here: with whom it lies (`reminders` and its neighbours)."""

from datetime import datetime
from uuid import UUID, uuid4

from rihai.accounts.models import Desk, User
from rihai.audit.actions import HasUid
from rihai.directory.models import Agency
from rihai.duties.actions import open_duty


def give(
    rule: str,
    subject: HasUid,
    *,
    to: User | Desk,
    organisation: Agency,
    by: User | None,
    event_uid: UUID | None = None,
    due_at: datetime | None = None,
    detail: str = "",
) -> None:
    """Without an event of its own each one stands for itself."""
    open_duty(
        rule,
        subject=subject,
        event_uid=event_uid or uuid4(),
        organisation=organisation,
        owner=to if isinstance(to, User) else None,
        desk=to if isinstance(to, Desk) else None,
        due_at=due_at,
        detail=detail,
        by=by,
    )
