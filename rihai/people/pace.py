"""How soon what one writer saves is compared: many a day, of hers or of her house, are compared later and later.

A correction is as good as a new record for whoever tries one village after the other, so that it counts too; so is
a record without a name, and one that is taken back as soon as it was compared.

Whoever registers one name after the other to hear who is searched for needs many; a home or a rescue that writes
down thirty people does not. Ten accounts of one house are no ten houses, so that a house is counted too; but nobody's
first ones of a day wait for what others wrote, or one who floods would keep a girl found tonight from being found.
Nothing is refused and nothing lost: it waits. Not here: questions to all, which are counted by themselves
(`rihai.tracing.budgets`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.people.models import IdentityItem, PersonName, Relative

A_DAY: Final = timedelta(hours=24)
# Names, relatives, marks and changes that one colleague writes in a day before they wait.
UNSLOWED: Final = 150
# The same of all colleagues of one organisation together.
OF_ORGANISATION: Final = 600
# So many of her own, some ten people found, are compared at once whatever her colleagues wrote.
HER_FIRST: Final = 30
# Of these no row is kept for each: the trail tells how many.
CHANGES: Final = (
    "person.registered", "person.corrected", "found.recorded_here", "found.withdrawn", "report.filed",
    "report.corrected", "report.reopened",
)  # fmt: skip
SLOWER_BY: Final = timedelta(minutes=2)
LONGEST: Final = timedelta(hours=6)


def compared_from(writer: User) -> datetime | None:
    """When what this colleague saves now may be compared; None means at once."""
    now = timezone.now()
    since = now - A_DAY
    own = _written([writer.uid], since)
    too_many = own - UNSLOWED
    if own > HER_FIRST:
        colleagues = User.objects.filter(organisation=writer.organisation_id).values_list("uid", flat=True)
        too_many = max(too_many, _written(list(colleagues), since) - OF_ORGANISATION)
    return now + min(LONGEST, SLOWER_BY * too_many) if too_many > 0 else None


def _written(writers: Sequence[UUID], since: datetime) -> int:
    kinds = (PersonName, Relative, IdentityItem)
    rows = sum(one.objects.filter(recorded_by__in=writers, recorded_at__gt=since).count() for one in kinds)
    return rows + AuditEvent.objects.filter(actor_uid__in=writers, at__gt=since, verb__in=CHANGES).count()
