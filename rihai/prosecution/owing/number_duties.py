"""Who is told that the number of a legal case was written a second time: whoever it lies with. Nobody tries unseen.

Not here: how the same number is recognised (`same_number`).
"""

from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.models import Duty
from rihai.prosecution.models import LegalCase, LegalEvent
from rihai.prosecution.owing.giving import give
from rihai.prosecution.owing.reminders import holder_of
from rihai.prosecution.rights.grants import legal_desk
from rihai.prosecution.timeline import write_event

SAME_NUMBER: Final = "legal.same_number"
MET: Final = "legal.number_met"


@transaction.atomic
def tell_of_same_number(legal_case: LegalCase, *, by: User) -> None:
    """After what was tried has been rolled back. Once a day for each colleague; the trail has every single one."""
    event = uuid5(legal_case.pk, f"{by.pk} {timezone.localdate().isoformat()}")
    if not Duty.objects.filter(rule=SAME_NUMBER, event_uid=event).exists():
        write_event(legal_case, LegalEvent.Kind.SAME_NUMBER, by=by)
        owe_comparison(legal_case, event, by=by)
    audit.record(MET, by=by, subject=legal_case)


def owe_comparison(legal_case: LegalCase, event: UUID, *, by: User | None) -> None:
    """Never by whoever tried: she would learn whose it is. Where nobody works on it the timeline says it."""
    holder = holder_of(legal_case) or legal_desk(legal_case)
    if holder is not None:
        give(SAME_NUMBER, legal_case, to=holder, organisation=legal_case.organisation, event_uid=event, by=by)
