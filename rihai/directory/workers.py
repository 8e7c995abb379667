"""What keeps the directory true without anybody's click; `rihai worker` calls it every minute."""

import logging

from rihai.directory.actions import apply_change
from rihai.directory.models import AgencyContact

logger = logging.getLogger(__name__)


def apply_due_changes() -> int:
    """Contacts confirmed a day ago take effect, each by itself: one that cannot keeps no other waiting.

    It is logged here without the words of the failure, and the page of what waits shows it as overdue.
    """
    return sum(_apply(change) for change in AgencyContact.objects.due())


def _apply(change: AgencyContact) -> int:
    try:
        return int(apply_change(change, by=None))
    except Exception as failure:
        logger.error("The change %s of a contact did not take effect: %s", change.uid, type(failure).__name__)
        return 0
