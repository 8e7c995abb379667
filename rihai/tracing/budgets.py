"""How many questions a day, for one person and for one organisation, and how much later each is compared.

Here too: how many invented people an organisation plants in a month.

Somebody who fishes for names must ask often; somebody who looks for a daughter asks once. Refused questions are in
the trail and count for nothing. Nobody asks with a list here: lists are compared as files in the private mode, which
refuses short ones.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.tracing.models.asking import PlantedRecord, SearchRecord

A_DAY: Final = timedelta(hours=24)
OF_PERSON: Final = 5
OF_ORGANISATION: Final = 20
# The first ones of a day are compared at once, then each later one waits longer.
UNSLOWED: Final = 3
SLOWER_BY: Final = timedelta(minutes=2)
# Planted in a month, those taken out again too: a few stay invented, many are a search for real people.
A_MONTH: Final = timedelta(days=30)
OF_PLANTED: Final = 5


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


def check_may_plant_more(organisation: UUID) -> None:
    recent = PlantedRecord.objects.filter(organisation=organisation, planted_at__gt=timezone.now() - A_MONTH)
    if recent.count() >= OF_PLANTED:
        raise NotPossible(
            _("Your organisation has planted as many as a month allows. Plant another when the first is a month old.")
        )
