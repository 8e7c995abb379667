"""Whether the walk is to be seen: kept in the trail, as the choice of whoever plays this demonstration."""

from django.db import transaction

from rihai.accounts.actions import create_entry_link
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent

HIDDEN = "walk.hidden"
SHOWN = "walk.shown"


def is_hidden() -> bool:
    """One person plays all parts on this machine: what she chose as one of them holds for all."""
    latest = AuditEvent.objects.filter(verb__in=(HIDDEN, SHOWN)).order_by("-at").first()
    return latest is not None and latest.verb == HIDDEN


@transaction.atomic
def choose(*, by: User, hide: bool) -> None:
    """Off, or on again."""
    audit.record(HIDDEN if hide else SHOWN, by=by, subject=by)


def token_for(user: User) -> str:
    """A one-time link, as the terminal prints them."""
    return create_entry_link(user, by=None)
