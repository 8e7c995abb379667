"""Attempts that were refused, and how they get into the trail although their transaction rolled back.

Here: the two exceptions that name what was attempted, and the recording afterwards. Not here:
deciding what is refused (`permissions` and `access`), or the pages shown.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from rihai.audit.actions import record_about
from rihai.audit.facts import FactValue
from rihai.audit.subjects import Actor, HasUid, holder_of, label_of

logger = logging.getLogger(__name__)

UNNAMED: Final = "page.opened"


class Attempt(Exception):
    """What somebody tried: the verb of the permission, and the record by object or by label and uid."""

    def __init__(
        self,
        verb: str,
        subject: HasUid | None = None,
        *,
        label: str = "",
        uid: UUID | None = None,
        holder: UUID | None = None,
        words: str = "",
    ) -> None:
        self.verb = verb
        self.label = label if subject is None else label_of(subject)
        self.uid = uid if subject is None else subject.uid
        # Whose record it is: that organisation learns that somebody tried.
        self.holder = holder if subject is None else holder_of(subject)
        # Only the words go to the page: neither a label nor a uid is anybody's business there.
        super().__init__(*([words] if words else []))


class Refused(Attempt, PermissionDenied):
    """You know that it exists, and you may not do this: answered 403."""


class Hidden(Attempt, Http404):
    """You may not know whether it exists: answered 404, as if it did not."""


def record_refusal(error: PermissionDenied | Hidden, *, by: Actor | None, **facts: FactValue) -> None:
    """Write the attempt in a transaction of its own; call it after the rollback."""
    tried = error if isinstance(error, Attempt) else Attempt(UNNAMED)
    with not_in_the_way(), transaction.atomic(durable=True):
        record_about(f"{tried.verb}.refused", by=by, label=tried.label, uid=tried.uid, holder=tried.holder, **facts)


@contextmanager
def not_in_the_way() -> Iterator[None]:
    """Log a failure of the recording itself: it must never hide the answer that is being recorded."""
    try:
        yield
    except Exception as failure:
        logger.error("A refused attempt could not be recorded: %s", type(failure).__name__)


@contextmanager
def recording_refusals(by: Actor | None) -> Iterator[None]:
    """For commands and workers: record a refusal and let it go on. Stands outside any transaction."""
    try:
        yield
    except (PermissionDenied, Hidden) as error:
        record_refusal(error, by=by)
        raise
