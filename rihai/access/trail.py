"""Reading the trail of one organisation: who did what, when, to what kind of record, without its content.

Here: the rows of the page, with names of colleagues looked up at once. What only those on a list know
of (an operation, a source) is shown without its uid and without who did it, and is not found by either:
the pattern of who works on what would give it away. Not here: the trail itself (`rihai.audit`), which
knows nobody's name.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rihai.access.deeds import REFUSED, deed_of
from rihai.access.kinds import kind_of
from rihai.access.scope import ScopedQuerySet, owner_model, see_all_of
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency


@dataclass(frozen=True)
class Line:
    """One event as the page shows it."""

    at: datetime
    who: str
    deed: str
    kind: str
    uid: UUID | None
    was_refused: bool


def events_of(by: User, *, about: UUID | None = None) -> QuerySet[AuditEvent]:
    """What her organisation did, and what others tried with its records, latest first.

    With `about` only what concerns one record, or was done by one colleague.
    """
    colleagues = User.objects.filter(organisation_id=by.organisation_id).values("pk")
    own = Q(organisation_uid=by.organisation_id) | Q(holder_uid=by.organisation_id)
    own |= Q(subject_uid=by.organisation_id)
    # A failed sign-in has no actor and so no organisation; the account it was tried with has.
    own |= Q(organisation_uid=None, subject_uid__in=colleagues)
    events = AuditEvent.objects.filter(own).order_by("-at", "-uid")
    return events.filter(_concerning(about, by)) if about else events


def lines_of(events: Iterable[AuditEvent], *, by: User) -> list[Line]:
    shown = list(events)
    names = _names(shown, by)
    secret = _secret(shown, by)
    return [
        Line(
            at=one.at,
            who=_("Not shown") if one.uid in secret else names.get(one.actor_uid, "") if one.actor_uid else "",
            deed=deed_of(one.verb),
            kind=kind_of(one.subject_label),
            uid=None if one.uid in secret else one.subject_uid,
            was_refused=one.verb.endswith(REFUSED),
        )
        for one in shown
    ]


def _names(events: Sequence[AuditEvent], by: User) -> dict[UUID, str]:
    """Colleagues by name, people of another organisation by its name only."""
    people = User.objects.filter(pk__in={one.actor_uid for one in events if one.actor_uid})
    agencies = dict(
        Agency.objects.filter(pk__in={one.organisation_uid for one in events if one.organisation_uid}).values_list(
            "pk", "name"
        )
    )
    return {
        uid: name if agency == by.organisation_id else agencies.get(agency, "")
        for uid, name, agency in people.values_list("pk", "display_name", "organisation_id")
    }


def _concerning(about: UUID, by: User) -> Q:
    asked = AuditEvent(subject_uid=about)
    labels = AuditEvent.objects.filter(subject_uid=about, subject_label__in=listed_only()).values("subject_label")
    is_secret = False
    for row in labels.order_by("subject_label").distinct():
        asked.subject_label = row["subject_label"]
        is_secret = is_secret or bool(_secret([asked], by))
    on_record = Q(pk=None) if is_secret else Q(subject_uid=about)
    return on_record | (Q(actor_uid=about) & ~Q(subject_label__in=listed_only()))


def _secret(events: Iterable[AuditEvent], by: User) -> set[UUID]:
    """The events about what she is not listed for, with one query for each kind of record."""
    asked: dict[str, list[AuditEvent]] = defaultdict(list)
    for one in events:
        if one.subject_label in listed_only():
            asked[one.subject_label].append(one)
    secret = set()
    for label, group in asked.items():
        rows = _scoped(apps.get_model(label))
        shown = set(rows.visible_to(by).filter(pk__in=[one.subject_uid for one in group]).values_list("pk", flat=True))
        secret |= {one.uid for one in group if one.subject_uid not in shown}
    return secret


@cache
def listed_only() -> frozenset[str]:
    """Labels of what no role sees as a whole: neither the record nor its owner has a `see_all`."""
    scoped = [model for model in apps.get_models() if isinstance(model._default_manager.all(), ScopedQuerySet)]
    return frozenset(
        model._meta.label_lower
        for model in scoped
        if see_all_of(model) is None and see_all_of(owner_model(model)) is None
    )


def _scoped(model: type[models.Model]) -> ScopedQuerySet[models.Model]:
    """Every row, those too that count nowhere since they were withdrawn: what was done to them stays in the trail."""
    rows = model._default_manager.all()
    assert isinstance(rows, ScopedQuerySet)  # noqa: S101 - only such models are in `listed_only`
    return type(rows)(model)
