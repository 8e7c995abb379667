"""Handing over as the actions do it, in one line."""

from datetime import date, timedelta

from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import HandOver
from rihai.web.handover.actions import Outcome, Plan, hand_over_work

AWAY, LEAVES = HandOver.Why.AWAY, HandOver.Why.LEAVES


def until() -> date:
    return timezone.localdate() + timedelta(days=5)


def away(worker: User, by: User, **takers: object) -> Outcome:
    return hand_over_work(worker, plan=Plan(AWAY, until(), **takers), by=by)  # type: ignore[arg-type]  # takers by name


def leaving(worker: User, by: User, **takers: object) -> Outcome:
    return hand_over_work(worker, plan=Plan(LEAVES, **takers), by=by)  # type: ignore[arg-type]  # takers by name
