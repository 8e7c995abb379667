"""The canary: names, phones and plans are planted on the whole path, faults are forced, and everything is searched.

A single hit in a database column, a file, a log line, an address or the page of somebody without access
is a leak and fails the test.
"""

import io
import logging
import logging.config
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Model
from django.urls import reverse

from rihai.accounts.models import User
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from rihai.people.models import PersonName
from tests.canary.path import Walked, take_in, walk
from tests.canary.places import every_file, everything_in_the_database
from tests.canary.plants import PLANTS, found_in
from tests.canary.walking import Walker
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = (
    "web:my_day", "intake:alert_list", "rescue:inquiry_list", "rescue:operation_list", "cases:case_list",
    "people:person_search", "directory:agency_list", "research:impact", "accounts:user_list",
)  # fmt: skip


@dataclass
class Canary:
    walked: Walked
    walkers: tuple[Walker, ...]
    log: io.StringIO


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line of every logger, through the project's own configuration."""
    written = io.StringIO()
    configuration: dict[str, Any] = settings.LOGGING
    handlers = {"console": {**configuration["handlers"]["console"], "stream": written, "level": "DEBUG"}}
    loggers = {
        name: {"level": "DEBUG"} for name in ("django", "django.request", "django.db.backends", "rihai", "allauth")
    }
    logging.config.dictConfig(
        {
            **settings.LOGGING,
            "handlers": handlers,
            "loggers": loggers,
            "root": {"handlers": ["console"], "level": "DEBUG"},
        }
    )
    yield written
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that whatever is written beside the data folder is found, and other programs' files are not."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def canary(kiran: User, asha: User, ravi: User, log: io.StringIO) -> Canary:
    load_reference(by=None)
    unit = Agency.objects.get(ref="PS06")
    walkers = Walker(sign_in(kiran)), Walker(sign_in(asha))
    walked = walk(*walkers, officer=ravi, case_owner=asha, unit=unit)
    return Canary(walked, walkers, log)


def test_nothing_planted_on_the_path_can_be_found_anywhere(canary: Canary, strangers: list[User]) -> None:
    """One walk, since it is long; every place is searched before the verdict."""
    seen_by_the_entitled = found_in(read_by_the_entitled(canary))
    addresses = "\n".join(url for walker in canary.walkers for url in walker.addresses).encode()
    leaks = {
        place: found_in(content)
        for place, content in (
            ("addresses", addresses),
            ("log", canary.log.getvalue().encode()),
            *pages_of(strangers, canary.walked),
            *everything_in_the_database(),
            *every_file(),
        )
    }

    # Without this the searches would find nothing because nothing was ever there.
    assert {PLANTS.name, PLANTS.what, PLANTS.lead, PLANTS.plan, PLANTS.note, PLANTS.wish} <= set(seen_by_the_entitled)
    assert {PLANTS.file_title, PLANTS.file_text} <= set(seen_by_the_entitled)
    assert "/alerts/" in addresses.decode()
    assert len(canary.log.getvalue()) > 1000
    assert {place: hits for place, hits in leaks.items() if hits} == {}


def read_by_the_entitled(canary: Canary) -> bytes:
    coordinator, worker = canary.walkers
    *before, case = canary.walked.addresses()
    addresses = [case, *canary.walked.documents()]
    shown = [coordinator.open(url).content for url in before] + [worker.open(url).content for url in addresses]
    return b"".join(shown)


def pages_of(users: list[User], walked: Walked) -> list[tuple[str, bytes]]:
    """Every list, and every record by its address, as somebody who may not read it."""
    urls = [*(reverse(name) for name in LISTS), *walked.addresses(), *walked.documents()]
    return [(f"{user.username} {url}", sign_in(user).get(url).content) for user in users for url in urls]


@pytest.fixture
def strangers(chand: User, admin: User, dolly: User, bina: User, auditor: User, output_checker: User) -> list[User]:
    return [chand, admin, dolly, bina, auditor, output_checker]


class Quoting(DatabaseError):
    """As a database driver does it: the message quotes the values."""


@pytest.mark.parametrize("broken", [Alert, PersonName])
def test_a_forced_fault_says_where_but_never_what(
    broken: type[Model], kiran: User, ravi: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Model, *args: object, **kwargs: object) -> None:
        raise Quoting(f"DETAIL: Key (phone, name)=({PLANTS.phone}, {PLANTS.name}) already exists: {PLANTS.what}")

    monkeypatch.setattr(broken, "save", fail)
    client = sign_in(kiran)
    client.raise_request_exception = False
    walker = Walker(client)

    with pytest.raises(AssertionError, match="500"):
        take_in(walker, ravi)

    written = log.getvalue()
    assert "Quoting" in written
    assert "save" in written or "actions" in written
    assert found_in(written.encode()) == []
    assert found_in(walker.pages[-1][1]) == []
    assert not Alert.objects.exists()
