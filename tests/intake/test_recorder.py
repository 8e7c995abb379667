"""Whoever took a call can complete it for some days, and then it is others' work."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.people.actions import RECORDER_KEEPS
from tests.intake import builders


def test_the_recorder_opens_the_alert_for_some_days_only(asha: User, kiran: User, intake_desk: Desk) -> None:
    alert = builders.an_alert(asha, "Sunita Devi")

    now = way_to_read(asha, alert, "who")
    with time_machine.travel(timezone.now() + RECORDER_KEEPS + timedelta(minutes=1)):
        later, desk = way_to_read(asha, alert, "who"), way_to_read(kiran, alert, "who")

    assert now is Way.OWN
    assert later is Way.NONE
    assert desk is Way.OWN
