"""What a case's timeline learns when somebody is found: that she was found, and her verified movements.

Only coded facts are copied, never words: the text of a lead stays sealed in its inquiry, and the event
names the lead it came from. Whoever finds somebody need not work on her case, therefore these rows are
written here and not through an action that asks for that.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.actions import HasUid, label_of
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseEvent, DatePrecision, MovementStage
from rihai.lib.precision import AgeCertainty, BirthYear, Majority
from rihai.people.models import Person
from rihai.rescue.models import FoundPerson, Lead
from rihai.rescue.rules.outcomes import VOLUNTARY

HOURS_TO_COMMITTEE: Final = 24


def write_history(found: FoundPerson, *, by: User) -> int:
    """Write what the timeline does not have yet, and say how many events that were."""
    case = found.case
    events = [_found_event(found, by)]
    events += [_movement_event(case, lead, by) for lead in _her_movements(found)]
    known = set(case.events.exclude(origin_uid=None).values_list("kind", "origin_uid"))
    new = [event for event in events if (event.kind, event.origin_uid) not in known]
    for event in new:
        event.save()
    return len(new)


def committee_due_at(found: FoundPerson, outcome: str) -> datetime | None:
    """When a child has to be before the committee. Whoever may be a child is treated as one.

    Without a known day there is no clock; and an adult who left by her own choice is not brought before anybody.
    """
    if found.found_on is None or found.precision != DatePrecision.DAY:
        return None
    majority = majority_of(found.person, found.found_on)
    if majority is Majority.ADULT or (majority is Majority.POSSIBLY_CHILD and outcome == VOLUNTARY):
        return None
    end_of_day = timezone.make_aware(datetime.combine(found.found_on, time.max))
    started = found.operation.started_at if found.operation else None
    return min(started or timezone.now(), end_of_day) + timedelta(hours=HOURS_TO_COMMITTEE)


def majority_of(person: Person, on: date) -> Majority:
    return BirthYear(person.birth_year, AgeCertainty(person.age_certainty)).majority(on)


def _found_event(found: FoundPerson, by: User) -> CaseEvent:
    event = _event(found.case, EventKind.FOUND, origin=found, by=by)
    event.movement = MovementStage.FOUND
    event.occurred_on, event.precision = found.found_on, found.precision
    premises = found.operation.premises if found.operation else None
    event.place = premises.place if premises else None
    return event


def _movement_event(case: Case, lead: Lead, by: User) -> CaseEvent:
    event = _event(case, EventKind.MOVEMENT, origin=lead, by=by)
    event.movement, event.place, event.source = lead.movement, lead.place, lead.source
    event.occurred_on, event.precision = lead.occurred_on, lead.precision
    return event


def _event(case: Case, kind: EventKind, *, origin: HasUid, by: User) -> CaseEvent:
    return CaseEvent(
        case=case,
        data_key=case.data_key,
        kind=kind,
        origin_label=label_of(origin),
        origin_uid=origin.uid,
        recorded_by=by,
    )


def _her_movements(found: FoundPerson) -> QuerySet[Lead]:
    """The verified stations of the inquiry, if it seeks her alone.

    A lead does not say whose station it is: with several people sought, or for somebody else found at the
    same place, it would put another person's journey into a case.
    """
    inquiry = found.inquiry
    if inquiry is None or [link.person_id for link in inquiry.people.all()] != [found.person_id]:
        return Lead.objects.none()
    verified = Lead.objects.filter(inquiry=inquiry, standing=Lead.Standing.VERIFIED)
    return verified.exclude(movement=MovementStage.NONE).exclude(kind=Lead.Kind.DECOY).order_by("occurred_on")
