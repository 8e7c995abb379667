"""What was said about duties goes with whom it is about. Not here: what is owed no more (`actions.opening`)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from rihai.duties.models import Postponement
from rihai.vault.keys import destroy_data_key


@transaction.atomic
def erase_reasons(subjects: Iterable[UUID]) -> int:
    """Why what was owed about these records was put off, done or not: the words may say who it is about."""
    left = Postponement.objects.filter(duty__subject_uid__in=list(subjects), data_key__destroyed_at=None)
    keys = [one.data_key for one in left.select_related("data_key") if one.data_key is not None]
    for key in keys:
        destroy_data_key(key)
    return len(keys)
