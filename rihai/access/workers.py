"""What the worker does for access: erase drafts that nobody came back to."""

from rihai.access.drafts.erasing import erase_expired
from rihai.access.drafts.models import Draft


def erase_old_drafts() -> int:
    return sum(erase_expired(uid) for uid in list(Draft.objects.expired().values_list("pk", flat=True)))
