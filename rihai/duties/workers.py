"""What keeps duties true without anybody's click; `rihai worker` calls it every minute.

Here: finding what is pending in the rooms below, which know nothing of duties: numbers to confirm, openings
to review, duties of colleagues who left. Every change goes through an action, and any number of workers may run.
"""

from datetime import datetime, timedelta
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
from rihai.duties.models import Duty, Repetition
from rihai.duties.second_people import ask_second_people
from rihai.people.models import ContactSafety, Person, Provenance, YesNoUnknown
from rihai.people.rules import CONFIRMED_FOR

CONFIRM: Final = "contact.confirm_number"
REVIEW: Final = "access.review_opening"
MOST_AT_ONCE: Final = 500
# Two weeks in which she is likely to be met anyway.
ASK_BEFORE: Final = timedelta(days=14)


def open_periodic_duties() -> int:
    """Open and close what has become due; returns how many rows were touched."""
    now = timezone.now()
    return (
        close_confirmed_numbers()
        + ask_for_numbers(now)
        + close_reviewed_openings()
        + ask_for_reviews()
        + return_orphaned_duties(by=None)
        + ask_second_people()
        + open_what_comes_again()
    )


def open_what_comes_again() -> int:
    """The next of every repetition of which none is open."""
    still_open = Duty.objects.open().filter(rule=OuterRef("rule"), subject_uid=OuterRef("subject_uid"))
    waiting = list(Repetition.objects.in_force().filter(~Exists(still_open))[:MOST_AT_ONCE])
    return sum(open_next_duty(one, by=None) is not None for one in waiting)


def escalate_late_duties() -> int:
    """Bring what is late before the next person; returns how many steps were taken."""
    due = Duty.objects.open().filter(escalates_at__lte=timezone.now()).order_by("escalates_at")
    return sum(escalate_duty(duty, by=None) for duty in list(due[:MOST_AT_ONCE]))


def ask_for_numbers(now: datetime) -> int:
    """A confirmation that ends soon has to be renewed, or nobody may call her any more."""
    asked = Duty.objects.filter(
        rule=CONFIRM, subject_uid=OuterRef("person_id"), opened_at__gte=OuterRef("confirmed_at")
    )
    ending = ContactSafety.objects.filter(
        ~Exists(asked),
        wants_contact=YesNoUnknown.YES,
        number__isnull=False,
        confirmed_at__lte=now - CONFIRMED_FOR + ASK_BEFORE,
        person__provenance=Provenance.OWN,
    )
    rows = list(ending.select_related("person__organisation", "confirmed_by"))
    for safety in rows:
        _ask_for_number(safety)
    return len(rows)


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
    rows = list(Reason.objects.waiting().filter(~Exists(asked)).select_related("written_by__organisation"))
    for reason in rows:
        open_duty(REVIEW, subject=reason, event_uid=reason.uid, organisation=reason.written_by.organisation, by=None)
    return len(rows)


def close_reviewed_openings() -> int:
    waiting = Duty.objects.open().filter(rule=REVIEW).values("subject_uid")
    reviewed = Reason.objects.filter(reviewed_by__isnull=False, pk__in=waiting).select_related("reviewed_by")
    return sum(
        complete_duties(REVIEW, subject=reason, by=reason.reviewed_by) for reason in reviewed if reason.reviewed_by
    )


def _ask_for_number(safety: ContactSafety) -> None:
    person, confirmed_at, owner = safety.person, safety.confirmed_at, safety.confirmed_by
    if confirmed_at is None or owner is None:
        return  # the database keeps both or neither; the query asked for both
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
