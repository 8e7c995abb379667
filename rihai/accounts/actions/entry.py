"""One-time ways into a demonstration on this machine.

Here: making and using them. Where they are routed, and from where they work, is in `views/entry.py`.
"""

import secrets
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import EntryLink, Installation, User
from rihai.accounts.sealing import keyed_hash
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused

VALID_FOR: Final = timedelta(hours=12)


@transaction.atomic
def create_entry_link(user: User, *, by: None) -> str:
    """A token that signs in as this user once, within twelve hours; made by the demonstration's own command."""
    if not Installation.is_demonstration():
        raise Refused("entry.created", user, words=_("One-time links exist in a demonstration only."))
    token = secrets.token_urlsafe(32)
    EntryLink.objects.create(user=user, token_hash=_hash(token))
    audit.record("entry.created", by=by, subject=user)
    return token


@transaction.atomic
def use_entry_link(token: str, *, by: None) -> User | None:
    """Whom the token lets in, once; or None."""
    if not Installation.is_demonstration():
        return None
    link = EntryLink.objects.select_for_update().filter(token_hash=_hash(token), used_at=None).first()
    if link is None or link.created_at < timezone.now() - VALID_FOR or not link.user.is_active:
        return None
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    # Whoever enters by link has no password to change.
    User.objects.filter(pk=link.user_id).update(needs_new_password=False)
    audit.record("entry.used", by=by, subject=link.user)
    return User.objects.get(pk=link.user_id)


def _hash(token: str) -> bytes:
    return keyed_hash("entry", token)
