"""Opening a record in an emergency, and the review of why.

Not here: what a reason is and who reads it (`rihai.access.reasons`).
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.access.reasons import check_reason, get_reason, keep_reason
from rihai.access.rows import write_grants
from rihai.access.scope import ScopedQuerySet, get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.audit.selectors import readings_of

BREAK_GLASS_MINUTES: Final = 60


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
    given = write_grants(
        subject, to=by, compartments=wanted, basis=Grant.Basis.BREAK_GLASS, by=by, until=until, reason=kept
    )
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


def _check_may_break_glass(subject: models.Model, wanted: Iterable[Compartment], by: User) -> None:
    if not by.has(Permission.ACCESS_BREAK_GLASS):
        raise Refused("glass.broken", label=subject._meta.label_lower, uid=subject.pk)
    if not set(wanted) <= by.compartments:
        raise Refused(
            "glass.broken", label=subject._meta.label_lower, uid=subject.pk,
            words=_("Your role never opens this part of a record, not even in an emergency."),
        )  # fmt: skip


def _scoped(subject: models.Model) -> ScopedQuerySet[models.Model]:
    rows = type(subject)._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{subject._meta.label} has no visible_to(); see rihai/access/scope.py")
    return rows


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
