"""A demonstration inside a test: its settings, its mark in the database, its addresses, and all that it tells."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.test import override_settings
from pytest_django import Settings

from rihai.accounts.models import Installation
from rihai.directory.actions import load_reference
from rihai.web.demo.cast import make_cast
from rihai.web.demo.matters import tell_matters
from rihai.web.demo.night import tell_night

EVENING = datetime(2026, 11, 22, 2, 22, tzinfo=ZoneInfo("Asia/Kolkata"))
ADDRESSES = "tests.web.walk_urls"


def in_demonstration(settings: Settings) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = ADDRESSES
    mark_database()


def mark_database() -> None:
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})


def cast_then(*tellings: Callable[[], object]) -> None:
    """Places, people and what else is asked for, for a world that several tests share."""
    with override_settings(DEMO=True, ROOT_URLCONF=ADDRESSES):
        mark_database()
        load_reference(by=None)
        make_cast()
        for one in tellings:
            one()


def tell_evening() -> None:
    """Everything told, in the night."""
    with time_machine.travel(EVENING, tick=False):
        cast_then(tell_matters, tell_night)
