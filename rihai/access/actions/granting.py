"""Giving and ending access to a record.

A package calls `grant` when it assigns, lists or shares, after its own permission check, and says with `origin`
which case, inquiry or operation gives the right to a record that others give too.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rows import end_grants, from_origin, grants_of, held_by, new_compartments, write_grants
from rihai.accounts.models import Desk, User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of


@transaction.atomic
def grant(
    subject: models.Model,
    *,
    to: User | Desk,
    compartments: Iterable[Compartment],
    basis: Grant.Basis | str,
    by: User,
    until: datetime | None = None,
    origin: HasUid | None = None,
) -> list[Grant]:
    """Open compartments of a record to a user or desk; what she holds already is not given twice.

    What another record gives her already is given again, so that each may end alone.
    """
    _check_giver(to, basis, by)
    same = grants_of(subject, to).filter(from_origin(subject, origin), basis=basis)
    wanted = new_compartments(same, compartments=compartments, until=until)
    given = write_grants(
        subject, to=to, compartments=wanted, basis=Grant.Basis(basis), by=by, until=until, origin=origin
    )
    if given:
        audit.record_about(
            "access.granted",
            by=by,
            label=subject._meta.label_lower,
            uid=subject.pk,
            to=to.uid,
            to_kind=to._meta.model_name or "",
            compartments=[str(one.compartment) for one in given],
            basis=str(Grant.Basis(basis)),
        )
    return given


@transaction.atomic
def revoke(
    subject: models.Model,
    *,
    of: User | Desk,
    by: User,
    compartments: Iterable[Compartment] | None = None,
    origin: HasUid | None = None,
) -> int:
    """End the live grants of a user or desk on a record: all of them, or only these compartments or this origin."""
    live = grants_of(subject, of)
    if compartments is not None:
        live = live.filter(compartment__in=list(compartments))
    if origin is not None:
        live = live.filter(from_origin(subject, origin))
    ended = end_grants(live, by=by)
    if ended:
        audit.record_about(
            "access.revoked", by=by, label=subject._meta.label_lower, uid=subject.pk, of=of.uid, grants=ended
        )
    return ended


@transaction.atomic
def revoke_through(origin: HasUid, *, of: User | Desk, by: User) -> int:
    """End what a record opens: itself, and all that was given through it. What others give stays."""
    through = Q(subject_label=label_of(origin), subject_uid=origin.uid)
    through |= Q(origin_label=label_of(origin), origin_uid=origin.uid)
    ended = end_grants(Grant.objects.filter(held_by(of), through), by=by)
    if ended:
        audit.record("access.revoked_through", by=by, subject=origin, of=of.uid, grants=ended)
    return ended


@transaction.atomic
def hand_through(origin: HasUid, *, before: User, to: User, by: User) -> int:
    """What a record opened to one colleague opens to her successor, and closes to her."""
    held = Grant.objects.live().filter(user=before, origin_label=label_of(origin), origin_uid=origin.uid)
    _check_giver(to, Grant.Basis.ASSIGNED, by)
    passed = [_passed_on(one, to=to, by=by) for one in held]
    Grant.objects.bulk_create(passed, ignore_conflicts=True)
    if passed:
        audit.record("access.passed_on", by=by, subject=origin, of=before.uid, to=to.uid, grants=len(passed))
    revoke_through(origin, of=before, by=by)
    return len(passed)


def _passed_on(one: Grant, *, to: User, by: User) -> Grant:
    return Grant(
        subject_label=one.subject_label,
        subject_uid=one.subject_uid,
        compartment=one.compartment,
        user=to,
        basis=one.basis,
        origin_label=one.origin_label,
        origin_uid=one.origin_uid,
        granted_by=by,
        ends_at=one.ends_at,
    )


def _check_giver(to: User | Desk, basis: Grant.Basis | str, by: User) -> None:
    """Grants stay in the house; only a shared one reaches another organisation."""
    if not by.is_active or Grant.Basis(basis) is Grant.Basis.BREAK_GLASS:
        raise ValueError("Only an active account gives grants, and an emergency opening is not given")
    if to.organisation_id != by.organisation_id and Grant.Basis(basis) is not Grant.Basis.SHARED:
        raise ValueError("Only a shared grant may go to another organisation")
