"""Asking early where somebody missing may already be: homes, hospitals and the railway police of a district.

A girl who is sought in one State often sleeps in a home of another, under a name nobody asked for. Here: that it
is owed. Not here: what was learned, which is a lead.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Place
from rihai.duties.actions import cancel_duties, complete_duties, open_duty
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.rescue.locks import lock_inquiry
from rihai.rescue.models import Inquiry
from rihai.rescue.permissions import check_can_work_inquiry
from rihai.rescue.workflow import InquiryStatus

ASK_HOMES: Final = "inquiry.ask_homes"
# From the hour in which somebody was reported missing.
ASKED_WITHIN: Final = timedelta(days=1)
LONGEST: Final = Duty._meta.get_field("detail").max_length or 0


@transaction.atomic
def plan_asking(inquiry: Inquiry, *, places: Sequence[Place], by: User, since: datetime | None = None) -> Inquiry:
    """Say in which districts nobody has been asked yet; none left closes what was owed."""
    inquiry = lock_inquiry(inquiry, by, "inquiry.work")
    check_can_work_inquiry(by, inquiry)
    if inquiry.status == InquiryStatus.CLOSED:
        raise NotPossible(_("This inquiry is closed. Reopen it before you add to it."))
    detail = ", ".join(place.name for place in places)
    if len(detail) > LONGEST:
        raise NotPossible(_("These are too many districts at once. Begin with those nearest to the last trace."))
    # Another list of districts is no new day: what was late stays late.
    owed = Duty.objects.open().filter(rule=ASK_HOMES, subject_uid=inquiry.uid).order_by("due_at").first()
    if not places:
        complete_duties(ASK_HOMES, subject=inquiry, by=by)
    else:
        # Nobody has asked anywhere by correcting the list: nothing counts as done.
        cancel_duties(ASK_HOMES, subject=inquiry, by=by)
        open_duty(
            ASK_HOMES,
            subject=inquiry,
            event_uid=uuid4(),
            organisation=inquiry.organisation,
            owner=inquiry.officer,
            desk=None if inquiry.officer else inquiry.desk,
            due_at=owed.due_at if owed else (since or timezone.now()) + ASKED_WITHIN,
            detail=detail,
            by=by,
        )
    audit.record("inquiry.asking_planned", by=by, subject=inquiry, districts=len(places))
    return inquiry
