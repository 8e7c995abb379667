"""Who opened the names of one person: asked by those who may read the trail, answered without any name.

Here: the readings of one person's sealed lines. Not here: the trail as a whole (`access.trail`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from rihai.accounts.checks import check_holds
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.visitor import visitor
from rihai.audit import actions as audit
from rihai.audit.selectors import readings_of
from rihai.people.models import Person, PersonName

MOST = 100


@dataclass(frozen=True)
class Opening:
    """One reading: when, by whom, and whether a reason was typed for it."""

    at: datetime
    who: str
    has_reason: bool


@require_GET
def openings(request: HttpRequest, uid: UUID) -> HttpResponse:
    """By code and pseudonym only: whoever checks the readings reads nothing herself."""
    by = visitor(request)
    check_holds(by, Permission.AUDIT_READ, verb="trail.read")
    person = get_object_or_404(Person, pk=uid, organisation=by.organisation_id)
    audit.record("trail.opened", by=by, subject=person)
    return render(request, "web/openings.html", {"person": person, "openings": openings_of(person)})


def openings_of(person: Person) -> list[Opening]:
    """The latest first; a constant number of queries."""
    events = list(readings_of(*PersonName.objects.filter(person=person))[:MOST])
    rows = User.objects.filter(pk__in={one.actor_uid for one in events})
    people = dict(rows.values_list("pk", "display_name"))
    return [
        Opening(one.at, people.get(one.actor_uid, "") if one.actor_uid else "", '"reason"' in one.facts)
        for one in events
    ]
