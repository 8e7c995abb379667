"""What the worker does for access: erase drafts that nobody came back to."""

from rihai.access.drafts.erasing import erase_draft
from rihai.access.drafts.models import Draft


def erase_old_drafts() -> int:
    return sum(erase_draft(draft) for draft in Draft.objects.expired().select_related("data_key"))
