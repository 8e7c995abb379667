"""How many questions a day, for one person and for one organisation, and how much later each is compared.

Somebody who fishes for names must ask often; somebody who looks for a daughter asks once. Refused questions are in
the trail and count for nothing. Nobody asks with a list here: lists are compared as files in the private mode, which
refuses short ones.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from rihai.accounts.models import User
from rihai.tracing.models.asking import SearchRecord

A_DAY: Final = timedelta(hours=24)
OF_PERSON: Final = 5
OF_ORGANISATION: Final = 20
# The first ones of a day are compared at once, then each later one waits longer.
UNSLOWED: Final = 3
SLOWER_BY: Final = timedelta(minutes=2)


@dataclass(frozen=True)
class Left:
    asked_by_person: int
    asked_by_organisation: int

    @property
    def is_used_up(self) -> bool:
        return self.asked_by_person >= OF_PERSON or self.asked_by_organisation >= OF_ORGANISATION

    @property
    def number(self) -> int:
        return max(0, min(OF_PERSON - self.asked_by_person, OF_ORGANISATION - self.asked_by_organisation))


def left_today(user: User, organisation: UUID) -> Left:
    recent = SearchRecord.objects.filter(organisation=organisation, asked_at__gt=timezone.now() - A_DAY)
    return Left(recent.filter(asked_by=user).count(), recent.count())


def delay_after(asked_before: int) -> timedelta:
    return SLOWER_BY * max(0, asked_before - UNSLOWED + 1)
