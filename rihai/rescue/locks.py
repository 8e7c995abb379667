"""What stands before every change in rescue: the row is locked if it may be seen, and what was typed is whole.

Here: locking and the checks that several actions share. Not here: permissions, or any change.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.lib.workflow import NotPossible
from rihai.people.models import Provenance
from rihai.rescue.models import Inquiry, Operation
from rihai.rescue.rules.errors import Words

WRITTEN_DOWN_WITHIN: Final = timedelta(days=30)


def lock_inquiry(inquiry: Inquiry, by: User, verb: str) -> Inquiry:
    """Lock and re-read: two officers often add to the same inquiry."""
    rows = Inquiry.objects.select_for_update(of=("self",))
    if _is_publication(inquiry, by):
        return rows.get(pk=inquiry.pk)
    return get_visible(rows, by, inquiry.uid, verb)


def lock_operation(operation: Operation, by: User, verb: str) -> Operation:
    """The row, only for those on its list. A published operation has no list: nobody's safety depends on it."""
    rows = Operation.objects.select_for_update(of=("self",))
    if _is_publication(operation, by):
        return rows.get(pk=operation.pk)
    return get_visible(rows, by, operation.uid, verb)


def check_own_organisation(organisation: Agency, by: User, verb: str) -> None:
    if organisation.uid != by.organisation_id:
        raise Refused(verb, words=str(_("You record for your own organisation only.")))


def check_not_in_future(at: datetime) -> None:
    if at > timezone.now():
        raise NotPossible(_("This time lies in the future. Enter when it really happened."))


def check_recent(at: datetime) -> None:
    """What happens now is written down now or soon; a mistyped year would put every deadline in the past."""
    if at < timezone.now() - WRITTEN_DOWN_WITHIN:
        raise NotPossible(
            _(
                "This time lies more than 30 days back. Check day, month and year. An operation that was over long"
                " ago has a form of its own."
            )
        )


def check_not_before(at: datetime, earlier: datetime | None, words: Words) -> None:
    """Forms know minutes: within the same minute nothing is out of order."""
    if earlier is not None and at < earlier.replace(second=0, microsecond=0):
        raise NotPossible(words)


def needed(text: str, words: Words) -> str:
    """The text without spaces around it, or `NotPossible` with the words."""
    tidy = text.strip()
    if not tidy:
        raise NotPossible(words)
    return tidy


def _is_publication(record: Inquiry | Operation, by: User) -> bool:
    return record.provenance == Provenance.PUBLISHED and record.organisation_id == by.organisation_id
