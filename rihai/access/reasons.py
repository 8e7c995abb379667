"""Reasons: why somebody opened what is not her own work.

Here: checking and keeping them. A reason is sealed under the key of the record it is about, so that
both are erased together; whoever reviews openings in the organisation may read it, and its data desks.
"""

from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason, ReasonQuerySet
from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Hidden
from rihai.vault.keys import new_data_key
from rihai.vault.models import DataKey

SHORTEST: Final = 10
LONGEST: Final = 2000


def check_reason(text: str) -> str:
    """The reason without spaces around it, or ValidationError in words for the form."""
    text = text.strip()
    if len(text) < SHORTEST:
        raise ValidationError(
            _("Give the reason in a few words, at least %(least)d characters.") % {"least": SHORTEST}, code="short"
        )
    if len(text) > LONGEST:
        raise ValidationError(_("Give the reason in at most %(most)d characters.") % {"most": LONGEST}, code="long")
    return text


def keep_reason(text: str, *, about: models.Model, by: User) -> Reason:
    """Store a reason, for the data desks to review."""
    reason = Reason.objects.create(
        data_key=_key_of(about) or new_data_key(agencies=[by.organisation_id]),
        text=check_reason(text),
        subject_label=about._meta.label_lower,
        subject_uid=about.pk,
        written_by=by,
    )
    Grant.objects.bulk_create(
        Grant(
            subject_label=reason._meta.label_lower,
            subject_uid=reason.uid,
            compartment=Compartment.RECORD,
            desk=desk,
            basis=Grant.Basis.DESK,
            granted_by=by,
        )
        for desk in _reviewing_desks(by)
    )
    return reason


def get_reason(rows: ReasonQuerySet, by: User, uid: UUID, verb: str) -> Reason:
    """One that she may see, or 404; an attempt on somebody else's is recorded."""
    reason = rows.visible_to(by).filter(pk=uid).first()
    if reason is not None:
        return reason
    for holder in Reason.objects.filter(pk=uid).values_list("written_by__organisation_id", flat=True):
        raise Hidden(verb, label=Reason._meta.label_lower, uid=uid, holder=holder)
    raise Http404


def _reviewing_desks(by: User) -> list[Desk]:
    """The desks for data protection; in a small organisation without one, the direction."""
    own = Desk.objects.filter(organisation_id=by.organisation_id, is_active=True)
    return list(own.filter(purpose=Desk.Purpose.DATA)) or list(own.filter(purpose=Desk.Purpose.DIRECTION))


def _key_of(about: models.Model) -> DataKey | None:
    """The key of the record, unless the record was erased."""
    key = getattr(about, "data_key", None)
    return key if isinstance(key, DataKey) and key.destroyed_at is None else None
