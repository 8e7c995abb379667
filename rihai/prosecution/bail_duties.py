"""What is owed before default bail accrues: reckoned anew whenever a state, the status or the paper changes.

Not here: when it accrues (`default_bail`).
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties_of_event
from rihai.duties.models import Duty
from rihai.prosecution.default_bail import default_bail, first_remand
from rihai.prosecution.law_country import has_law
from rihai.prosecution.models import AccusedLink, LegalCase
from rihai.prosecution.reminders import DEFAULT_BAIL, remind
from rihai.prosecution.workflow import BAIL_RUNS


def reckon_default_bail(legal_case: LegalCase, *, by: User) -> None:
    """Cancel what no longer fits and open what is missing. What somebody has ticked off stays ticked off."""
    wanted = dict(_wanted(legal_case)) if legal_case.status in BAIL_RUNS and has_law(legal_case) else {}
    known = Duty.objects.filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk)
    for duty in known.open().exclude(detail__in=wanted):
        cancel_duties_of_event(DEFAULT_BAIL, event_uid=duty.event_uid, by=by)
    # Ended by a charge sheet that was a mistake or was sent back: owed once more.
    there = known.filter(Q(done_at=None, cancelled_at=None) | Q(done_by_hand=True))
    for key in set(wanted) - set(there.values_list("detail", flat=True)):
        due = timezone.make_aware(datetime.combine(wanted[key], time.max))
        remind(legal_case, DEFAULT_BAIL, by=by, due_at=due, detail=key)


def _wanted(legal_case: LegalCase) -> Iterator[tuple[str, date]]:
    """Each day on which to be warned about each accused. Of days that are over one warning is enough."""
    today = timezone.localdate()
    for link in AccusedLink.objects.filter(legal_case=legal_case).prefetch_related("states"):
        remand = first_remand(link.states.all())
        found = default_bail(remand, legal_case.sections) if remand else None
        if found is None:
            continue
        over = [day for day in found.warn_days if day <= today]
        for day in [*over[-1:], *(one for one in found.warn_days if one > today)]:
            yield f"{link.pk.hex} {day.isoformat()}", day
