"""Rows of grants: finding, writing and ending them.

Here: what every way to give and to end a right shares. Not here: who may, and what is recorded.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.accounts.models import Desk, User
from rihai.audit.actions import HasUid, label_of


def held_by(holder: User | Desk) -> Q:
    return Q(user_id=holder.pk) if isinstance(holder, User) else Q(desk_id=holder.pk)


def grants_of(subject: models.Model, to: User | Desk) -> models.QuerySet[Grant]:
    return Grant.objects.filter(held_by(to), subject_label=subject._meta.label_lower, subject_uid=subject.pk)


def _origin(subject: models.Model, origin: HasUid | None) -> tuple[str, UUID | None]:
    """Label and uid to write down. A record that gives the right to itself is no origin: that is direct."""
    if origin is None or origin.uid == subject.pk:
        return "", None
    return label_of(origin), origin.uid


def from_origin(subject: models.Model, origin: HasUid | None) -> Q:
    label, uid = _origin(subject, origin)
    return Q(origin_label=label, origin_uid=uid)


def end_grants(grants: models.QuerySet[Grant], *, by: User) -> int:
    """The live ones among them, locked first: two people may end the same right at the same moment."""
    live = [one.pk for one in grants.filter(revoked_at=None).select_for_update()]
    return Grant.objects.filter(pk__in=live).update(revoked_at=timezone.now(), revoked_by=by)


def new_compartments(
    same: models.QuerySet[Grant], *, compartments: Iterable[Compartment], until: datetime | None
) -> list[Compartment]:
    """Those that no live grant of the same basis and origin already opens for as long."""
    lasting = Q(ends_at=None) if until is None else Q(ends_at=None) | Q(ends_at__gte=until)
    held = same.filter(lasting, revoked_at=None, starts_at__lte=timezone.now())
    have = set(held.values_list("compartment", flat=True))
    return sorted({Compartment(one) for one in compartments} - have)


def write_grants(
    subject: models.Model,
    *,
    to: User | Desk,
    compartments: Iterable[Compartment],
    basis: Grant.Basis,
    by: User,
    until: datetime | None,
    origin: HasUid | None = None,
    reason: Reason | None = None,
) -> list[Grant]:
    origin_label, origin_uid = _origin(subject, origin)
    rows = [
        Grant(
            subject_label=subject._meta.label_lower,
            subject_uid=subject.pk,
            compartment=one,
            user=to if isinstance(to, User) else None,
            desk=to if isinstance(to, Desk) else None,
            basis=basis,
            origin_label=origin_label,
            origin_uid=origin_uid,
            granted_by=by,
            ends_at=until,
            reason=reason,
        )
        for one in compartments
    ]
    # Two people may assign at the same moment: the unique constraint keeps one, and neither fails.
    return Grant.objects.bulk_create(rows, ignore_conflicts=True)
