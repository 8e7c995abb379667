"""Writing one row of a timeline, for the actions of a case.

Not here: the permission for it, or its audit event.
"""

from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.actions import HasUid, label_of
from rihai.cases.facts import EventFacts
from rihai.cases.models import Case, CaseEvent, DatePrecision
from rihai.lib.precision import ImpreciseDate


def write_event(case: Case, facts: EventFacts, by: User, origin: HasUid | None = None) -> CaseEvent:
    event = CaseEvent(
        case=case,
        data_key=case.data_key,
        kind=facts.kind,
        detail=facts.detail,
        occurred_on=facts.on.value if facts.on else None,
        occurred_time=facts.at,
        precision=facts.on.precision if facts.on else DatePrecision.UNKNOWN,
        movement=facts.movement,
        place=facts.place,
        where=facts.where,
        text=facts.text,
        compartment=facts.compartment,
        source=facts.source,
        origin_label=label_of(origin) if origin else "",
        origin_uid=origin.uid if origin else None,
        recorded_by=by,
    )
    event.save()
    return event


def today() -> ImpreciseDate:
    return ImpreciseDate(timezone.localdate())
