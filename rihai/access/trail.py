"""Reading the trail of one organisation: who did what, when, to what kind of record, without its content.

Here: the rows of the page, with names of colleagues looked up at once. Not here: the trail itself
(`rihai.audit`), which knows nobody's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent


@dataclass(frozen=True)
class Line:
    """One event as the page shows it."""

    at: datetime
    who: str
    verb: str
    kind: str
    uid: UUID | None
    was_refused: bool


def events_of(by: User, *, about: UUID | None = None) -> QuerySet[AuditEvent]:
    """The events of her own organisation, latest first; or only those of one record or by one colleague."""
    colleagues = User.objects.filter(organisation_id=by.organisation_id).values("pk")
    # A failed sign-in has no actor and so no organisation; the account it was tried with has.
    own = Q(organisation_uid=by.organisation_id) | Q(organisation_uid=None, subject_uid__in=colleagues)
    events = AuditEvent.objects.filter(own).order_by("-at", "-uid")
    return events.filter(Q(subject_uid=about) | Q(actor_uid=about)) if about else events


def lines_of(events: Iterable[AuditEvent]) -> list[Line]:
    shown = list(events)
    people = User.objects.filter(pk__in={one.actor_uid for one in shown if one.actor_uid})
    names = dict(people.values_list("pk", "display_name"))
    return [
        Line(
            at=one.at,
            who=names.get(one.actor_uid, "") if one.actor_uid else "",
            verb=one.verb.removesuffix(".refused"),
            kind=_kind(one.subject_label),
            uid=one.subject_uid,
            was_refused=one.verb.endswith(".refused"),
        )
        for one in shown
    ]


def _kind(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
