"""How soon what one writer saves is compared: many a day are compared later and later.

A correction is as good as a new record for whoever tries one village after the other, so that it counts too; so is
a record without a name, and one that is taken back as soon as it was compared.

Whoever registers one name after the other to hear who is searched for needs many; a home or a rescue that writes
down thirty people does not. Nothing is refused and nothing lost: it waits. Not here: questions to all, which are
counted by themselves (`rihai.tracing.budgets`).
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.people.models import IdentityItem, PersonName, Relative

A_DAY: Final = timedelta(hours=24)
# Names, relatives, marks and changes that one colleague writes in a day before they wait.
UNSLOWED: Final = 150
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
    kinds = (PersonName, Relative, IdentityItem)
    written = sum(one.objects.filter(recorded_by=writer, recorded_at__gt=now - A_DAY).count() for one in kinds)
    written += AuditEvent.objects.filter(actor_uid=writer.uid, at__gt=now - A_DAY, verb__in=CHANGES).count()
    return now + min(LONGEST, SLOWER_BY * (written - UNSLOWED)) if written > UNSLOWED else None
