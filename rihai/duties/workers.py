"""What keeps duties true without anybody's click; `rihai worker` calls it every minute.

Here: finding what is pending in the rooms below, which know nothing of duties: numbers to confirm, openings
to review, duties of colleagues who left. Every change goes through an action, and any number of workers may run.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import uuid5

from django.db.models import Exists, OuterRef
from django.utils import timezone

from rihai.access.models import Reason
from rihai.duties.actions import (
    cancel_duties,
    complete_duties,
    escalate_duty,
    open_duty,
    open_next_duty,
    return_orphaned_duties,
)
from rihai.duties.each import each, guarded
from rihai.duties.models import Duty, Repetition
from rihai.duties.rules import load_rules
from rihai.duties.second_people import ask_second_people
from rihai.people.models import ContactSafety, Person, Provenance, YesNoUnknown
from rihai.people.rules import CONFIRMED_FOR

logger = logging.getLogger(__name__)

CONFIRM: Final = "contact.confirm_number"
REVIEW: Final = "access.review_opening"
MOST_AT_ONCE: Final = 500
# Two weeks in which she is likely to be met anyway.
ASK_BEFORE: Final = timedelta(days=14)


def open_periodic_duties() -> int:
    """Open and close what has become due; returns how many rows were touched. No task waits for another's failure."""
    tasks: dict[str, Callable[[], int]] = {
        "Closing confirmed numbers": close_confirmed_numbers,
        "Asking for numbers": ask_for_numbers,
        "Closing reviewed openings": close_reviewed_openings,
        "Asking for reviews": ask_for_reviews,
        "Returning duties": partial(return_orphaned_duties, by=None),
        "Asking second people": ask_second_people,
        "Opening what comes again": open_what_comes_again,
    }
    return sum(guarded(task, name=name) for name, task in tasks.items())


def open_what_comes_again() -> int:
    """The next of every repetition of which none is open."""
    still_open = Duty.objects.open().filter(rule=OuterRef("rule"), subject_uid=OuterRef("subject_uid"))
    waiting = list(Repetition.objects.in_force().filter(~Exists(still_open), rule__in=load_rules())[:MOST_AT_ONCE])
    return each(waiting, lambda one: int(open_next_duty(one, by=None) is not None), name="Opening the next")


def escalate_late_duties() -> int:
    """Bring what is late before the next person; returns how many steps were taken."""
    late = Duty.objects.open().filter(escalates_at__lte=timezone.now()).order_by("escalates_at")
    lost = late.exclude(rule__in=load_rules()).count()
    if lost:
        logger.error("%d late duties have rules that are gone: nobody is told of them", lost)
    due = list(late.filter(rule__in=load_rules())[:MOST_AT_ONCE])
    return each(due, partial(escalate_duty, by=None), name="Escalation")


def ask_for_numbers() -> int:
    """A confirmation that ends soon has to be renewed, or nobody may call her any more."""
    asked = Duty.objects.filter(
        rule=CONFIRM, subject_uid=OuterRef("person_id"), opened_at__gte=OuterRef("confirmed_at")
    )
    ending = ContactSafety.objects.filter(
        ~Exists(asked),
        wants_contact=YesNoUnknown.YES,
        number__isnull=False,
        confirmed_at__lte=timezone.now() - CONFIRMED_FOR + ASK_BEFORE,
        person__provenance=Provenance.OWN,
    )
    return each(ending.select_related("person__organisation", "confirmed_by"), _ask_for_number, name="A number")


def close_confirmed_numbers() -> int:
    """She confirmed it, or does not want to be reached any more."""
    touched = 0
    for duty in Duty.objects.open().filter(rule=CONFIRM):
        safety = ContactSafety.objects.filter(person_id=duty.subject_uid).select_related("person").first()
        if safety is None:
            continue
        if safety.wants_contact != YesNoUnknown.YES:
            touched += cancel_duties(CONFIRM, subject=safety.person, by=safety.updated_by)
        elif safety.confirmed_at and safety.confirmed_by and safety.confirmed_at > duty.opened_at:
            touched += complete_duties(CONFIRM, subject=safety.person, by=safety.confirmed_by)
    return touched


def ask_for_reviews() -> int:
    """Every opening with a reason or in an emergency is looked at by the data desk."""
    asked = Duty.objects.filter(rule=REVIEW, subject_uid=OuterRef("pk"))
    rows = Reason.objects.waiting().filter(~Exists(asked)).select_related("written_by__organisation")
    return each(rows, _ask_for_review, name="A review")


def close_reviewed_openings() -> int:
    waiting = Duty.objects.open().filter(rule=REVIEW).values("subject_uid")
    reviewed = Reason.objects.filter(reviewed_by__isnull=False, pk__in=waiting).select_related("reviewed_by")
    return sum(
        complete_duties(REVIEW, subject=reason, by=reason.reviewed_by) for reason in reviewed if reason.reviewed_by
    )


def _ask_for_review(reason: Reason) -> int:
    open_duty(REVIEW, subject=reason, event_uid=reason.uid, organisation=reason.written_by.organisation, by=None)
    return 1


def _ask_for_number(safety: ContactSafety) -> int:
    person, confirmed_at, owner = safety.person, safety.confirmed_at, safety.confirmed_by
    if confirmed_at is None or owner is None:
        return 0  # the database keeps both or neither; the query asked for both
    open_duty(
        CONFIRM,
        subject=person,
        # One duty per confirmation: the next one gets the next.
        event_uid=uuid5(safety.uid, confirmed_at.isoformat()),
        organisation=person.organisation,
        owner=owner if Person.objects.visible_to(owner).filter(pk=person.pk).exists() else None,
        due_at=confirmed_at + CONFIRMED_FOR,
        by=None,
    )
    return 1
