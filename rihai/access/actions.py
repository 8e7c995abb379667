"""Giving, ending and breaking into access.

Here: the only writers of `Grant`. A package calls `grant` when it assigns, lists or shares, after
its own permission check, and says with `origin` which case, inquiry or operation gives the right to a
record that others give too. Not here: reading, and what a grant opens.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.drafts.actions import forget_drafts
from rihai.access.models import Grant, Reason
from rihai.access.reasons import check_reason, get_reason, keep_reason
from rihai.access.scope import ScopedQuerySet, get_visible
from rihai.accounts.actions import close_account, leave_desk, reinstate_account, release_account
from rihai.accounts.actions import end_role as end_assignment
from rihai.accounts.models import Desk, RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import NEEDS_SECOND_PERSON, ROLES, Role
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.audit.refusals import Refused
from rihai.audit.selectors import readings_of

BREAK_GLASS_MINUTES: Final = 60


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
    same = _grants(subject, to).filter(_from(subject, origin), basis=basis)
    wanted = _new_compartments(same, compartments=compartments, until=until)
    given = _write(subject, to=to, compartments=wanted, basis=Grant.Basis(basis), by=by, until=until, origin=origin)
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
    live = _grants(subject, of)
    if compartments is not None:
        live = live.filter(compartment__in=list(compartments))
    if origin is not None:
        live = live.filter(_from(subject, origin))
    ended = _end(live, by=by)
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
    ended = _end(Grant.objects.filter(_held_by(of), through), by=by)
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


def _revoke_all(user: User, *, by: User) -> int:
    """End every grant of somebody who leaves."""
    ended = Grant.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    audit.record("access.revoked_all", by=by, subject=user, grants=ended)
    return ended


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: User) -> RoleAssignment:
    """Take a role back with the desks and records that were given while it was held.

    Nobody wrote down which of several roles a record was given for: the work that goes on under another
    is assigned anew. What another role could open is no measure, since any role opens the record itself.
    """
    ended = end_assignment(assignment, by=by)
    if _opened_work(ended):
        held = (ended.second_at or ended.given_at, ended.ended_at)
        for seat in ended.user.memberships.in_force().filter(joined_at__range=held).select_related("desk"):
            leave_desk(seat.desk, user=ended.user, by=by)
        _revoke_given(ended, held, by=by)
    return ended


def _opened_work(assignment: RoleAssignment) -> bool:
    """Not one that was declined before it was held, nor one that opens no record."""
    role = Role(assignment.role)
    was_held = role not in NEEDS_SECOND_PERSON or assignment.second_at is not None
    return was_held and Compartment.RECORD in ROLES[role].compartments


def _revoke_given(assignment: RoleAssignment, held: tuple[datetime, datetime | None], *, by: User) -> None:
    given = Grant.objects.filter(user=assignment.user, revoked_at=None, granted_at__range=held)
    ended = given.update(revoked_at=timezone.now(), revoked_by=by)
    if ended:
        audit.record("access.revoked_with_role", by=by, subject=assignment.user, role=assignment.role, grants=ended)


@transaction.atomic
def break_glass(subject: models.Model, *, compartments: Iterable[Compartment], reason: str, by: User) -> Grant:
    """Open a record in an emergency for an hour; the data officer reviews every such opening.

    Returns one of the grants: all of them share the reason and the end.
    """
    subject = get_visible(_scoped(subject), by, subject.pk, "glass.broken")
    wanted = sorted({Compartment.RECORD, *compartments})
    _check_may_break_glass(subject, wanted, by)
    kept = keep_reason(check_reason(reason), about=subject, by=by)
    until = timezone.now() + timedelta(minutes=BREAK_GLASS_MINUTES)
    given = _write(subject, to=by, compartments=wanted, basis=Grant.Basis.BREAK_GLASS, by=by, until=until, reason=kept)
    audit.record_about(
        "glass.broken",
        by=by,
        label=subject._meta.label_lower,
        uid=subject.pk,
        compartments=[str(one) for one in wanted],
        reason=kept.uid,
        minutes=BREAK_GLASS_MINUTES,
    )
    return given[0]


@transaction.atomic
def review_reason(reason: Reason, *, by: User) -> Reason:
    """Note that somebody else has read why a record was opened."""
    reason = get_reason(Reason.objects.select_for_update(of=("self",)), by, reason.pk, "reason.reviewed")
    if not by.has(Permission.ACCESS_REVIEW) or reason.written_by_id == by.uid:
        raise Refused("reason.reviewed", reason, words=_("Somebody else reviews your own reasons."))
    if not readings_of(reason).filter(actor_uid=by.uid).exists():
        raise Refused("reason.reviewed", reason, words=_("Open the reason and read it before you call it reviewed."))
    if reason.reviewed_at is None:
        reason.reviewed_at, reason.reviewed_by = timezone.now(), by
        reason.save(update_fields=["reviewed_at", "reviewed_by"])
        audit.record("reason.reviewed", by=by, subject=reason)
    return reason


@transaction.atomic
def deactivate_user(user: User, *, by: User) -> User:
    """Close an account with everything it opens: sessions, roles, desks and grants."""
    user = close_account(user, by=by)
    _revoke_all(user, by=by)
    forget_drafts(user, by=by)
    return user


@transaction.atomic
def release_user(user: User, *, at: datetime, by: User) -> User:
    """End all that somebody who leaves can open and do, at one moment, so that it can be undone as a whole.

    But for what was begun and never sent: nobody else could open it, and she must not find it again.
    """
    user = release_account(user, at=at, by=by)
    ended = Grant.objects.filter(user=user, revoked_at=None).update(revoked_at=at, revoked_by=by)
    forget_drafts(user, by=by)
    audit.record("access.revoked_all", by=by, subject=user, grants=ended)
    return user


@transaction.atomic
def reinstate_user(user: User, *, at: datetime, by: User) -> User:
    """Undo `release_user`: what ended at that moment, and nothing else, holds again."""
    user = reinstate_account(user, at=at, by=by)
    given = Grant.objects.filter(user=user, revoked_at=at).update(revoked_at=None, revoked_by=None)
    audit.record("access.reinstated", by=by, subject=user, grants=given)
    return user


def _scoped(subject: models.Model) -> ScopedQuerySet[models.Model]:
    rows = type(subject)._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{subject._meta.label} has no visible_to(); see rihai/access/scope.py")
    return rows


def _check_giver(to: User | Desk, basis: Grant.Basis | str, by: User) -> None:
    """Grants stay in the house; only a shared one reaches another organisation."""
    if not by.is_active or Grant.Basis(basis) is Grant.Basis.BREAK_GLASS:
        raise ValueError("Only an active account gives grants, and an emergency opening is not given")
    if to.organisation_id != by.organisation_id and Grant.Basis(basis) is not Grant.Basis.SHARED:
        raise ValueError("Only a shared grant may go to another organisation")


def _check_may_break_glass(subject: models.Model, wanted: Iterable[Compartment], by: User) -> None:
    if not by.has(Permission.ACCESS_BREAK_GLASS):
        raise Refused("glass.broken", label=subject._meta.label_lower, uid=subject.pk)
    if not set(wanted) <= by.compartments:
        raise Refused(
            "glass.broken", label=subject._meta.label_lower, uid=subject.pk,
            words=_("Your role never opens this part of a record, not even in an emergency."),
        )  # fmt: skip


def _held_by(holder: User | Desk) -> Q:
    return Q(user_id=holder.pk) if isinstance(holder, User) else Q(desk_id=holder.pk)


def _grants(subject: models.Model, to: User | Desk) -> models.QuerySet[Grant]:
    return Grant.objects.filter(_held_by(to), subject_label=subject._meta.label_lower, subject_uid=subject.pk)


def _origin(subject: models.Model, origin: HasUid | None) -> tuple[str, UUID | None]:
    """Label and uid to write down. A record that gives the right to itself is no origin: that is direct."""
    if origin is None or origin.uid == subject.pk:
        return "", None
    return label_of(origin), origin.uid


def _from(subject: models.Model, origin: HasUid | None) -> Q:
    label, uid = _origin(subject, origin)
    return Q(origin_label=label, origin_uid=uid)


def _end(grants: models.QuerySet[Grant], *, by: User) -> int:
    """The live ones among them, locked first: two people may end the same right at the same moment."""
    live = [one.pk for one in grants.filter(revoked_at=None).select_for_update()]
    return Grant.objects.filter(pk__in=live).update(revoked_at=timezone.now(), revoked_by=by)


def _new_compartments(
    same: models.QuerySet[Grant], *, compartments: Iterable[Compartment], until: datetime | None
) -> list[Compartment]:
    """Those that no live grant of the same basis and origin already opens for as long."""
    lasting = Q(ends_at=None) if until is None else Q(ends_at=None) | Q(ends_at__gte=until)
    held = same.filter(lasting, revoked_at=None, starts_at__lte=timezone.now())
    have = set(held.values_list("compartment", flat=True))
    return sorted({Compartment(one) for one in compartments} - have)


def _write(
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
