"""Accepting the database as it is, after a backup was put back.

Here: the one way to go on when the kept head is not in the database any more. It leaves an event that
names the head given up, so that nobody cuts the trail and calls it a backup unseen.
"""

from contextlib import suppress

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rihai.audit.actions import record
from rihai.audit.headfile import known_head, replace_head
from rihai.audit.heads import HeadRefused, SignedHead, end_of_chain
from rihai.audit.models import HEAD_UID, AuditEvent, AuditHead
from rihai.audit.subjects import Actor


class Cause(TextChoices):
    """Why the database does not hold the head that was kept."""

    RESTORED_BACKUP = "restored_backup", _("A backup was put back.")
    LOST_COMMITS = "lost_commits", _("The database server lost its last moments.")
    MOVED = "moved", _("The installation was moved here.")


def accept_head(cause: Cause, *, by: Actor | None) -> AuditEvent:
    """Keep the end of the chain as it stands now; the head given up goes into the trail."""
    with transaction.atomic(durable=True):
        head = AuditHead.objects.select_for_update().filter(uid=HEAD_UID).first()
        event = record("trail.head_accepted", by=by, cause=str(Cause(cause)), given_up=_given_up())
        # Once it is committed: a file that is ahead of the database would stop the sealer.
        transaction.on_commit(lambda: replace_head(*end_of_chain(head)))
    return event


def _given_up() -> str:
    known: SignedHead | None = None
    with suppress(HeadRefused):
        known = known_head()
    return f"p{known.position}/{known.link.hex()}" if known else "unknown"
