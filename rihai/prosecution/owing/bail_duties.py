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
from rihai.prosecution.law.default_bail import Custody, custody_of, default_bail, waits_for_sheet
from rihai.prosecution.law.procedure import code_of
from rihai.prosecution.models import AccusedLink, LegalCase
from rihai.prosecution.owing.reminders import DEFAULT_BAIL, FIRST_REMAND, remind, settle


def reckon_default_bail(legal_case: LegalCase, *, by: User) -> None:
    """Cancel what no longer fits and open what is missing. What somebody has ticked off stays ticked off."""
    wanted = dict(_wanted(legal_case))
    known = Duty.objects.filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk)
    for duty in known.open().exclude(detail__in=wanted):
        cancel_duties_of_event(DEFAULT_BAIL, event_uid=duty.event_uid, by=by)
    # Ended by a charge sheet that was a mistake or was sent back: owed once more.
    there = known.filter(Q(done_at=None, cancelled_at=None) | Q(done_by_hand=True))
    for key in set(wanted) - set(there.values_list("detail", flat=True)):
        due = timezone.make_aware(datetime.combine(wanted[key], time.max))
        remind(legal_case, DEFAULT_BAIL, by=by, due_at=due, detail=key)
    _ask_for_remand(legal_case, by)


def settle_default_bail(legal_case: LegalCase, *, by: User) -> None:
    """The charge sheet is there, or nobody is waiting for one: done for those of whom that holds, and for no other."""
    waits = waits_for_sheet(legal_case)
    waiting = tuple(link.pk.hex for link in AccusedLink.objects.filter(legal_case=legal_case) if waits(link))
    owed = Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk)
    for detail in set(owed.values_list("detail", flat=True)):
        if not detail.startswith(waiting):
            settle(legal_case, DEFAULT_BAIL, by=by, detail=detail)


def warned_of(legal_case: LegalCase) -> frozenset[str]:
    """The uids, in hex, of the links of those about whom somebody is to be warned."""
    owed = Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk)
    return frozenset(detail.partition(" ")[0] for detail in owed.values_list("detail", flat=True))


def _wanted(legal_case: LegalCase) -> Iterator[tuple[str, date]]:
    """Each day on which to be warned about each accused. Of days that are over one warning is enough."""
    today = timezone.localdate()
    for link, custody in _held(legal_case):
        found = default_bail(custody.since, legal_case.sections, code_of(legal_case)) if custody.since else None
        if found is None:
            continue
        over = [day for day in found.warn_days if day <= today]
        for day in [*over[-1:], *(one for one in found.warn_days if one > today)]:
            yield f"{link.pk.hex} {day.isoformat()}", day


def _ask_for_remand(legal_case: LegalCase, by: User) -> None:
    """The clock runs from a day that nobody has written down: somebody finds it out, for each of them."""
    wanted = {link.pk.hex for link, custody in _held(legal_case) if not custody.is_exact}
    owed = Duty.objects.open().filter(rule=FIRST_REMAND, subject_uid=legal_case.pk)
    there = set(owed.values_list("detail", flat=True))
    for key in there - wanted:
        settle(legal_case, FIRST_REMAND, by=by, detail=key)
    for key in wanted - there:
        remind(legal_case, FIRST_REMAND, by=by, detail=key)


def _held(legal_case: LegalCase) -> Iterator[tuple[AccusedLink, Custody]]:
    """Those against whom police still owe a charge sheet."""
    waits = waits_for_sheet(legal_case)
    for link in AccusedLink.objects.filter(legal_case=legal_case).prefetch_related("states"):
        custody = custody_of(link.states.all()) if waits(link) else None
        if custody is not None:
            yield link, custody
