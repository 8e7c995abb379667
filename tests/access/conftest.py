"""Tables of the records of these tests, and one folder of the cast's organisation."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from rihai.directory.models import Agency
from tests.access import records
from tests.access.records import Folder
from tests.accounts.conftest import at_once

__all__ = ["at_once"]


@pytest.fixture(scope="session")
def record_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        records.create_tables()


@pytest.fixture(autouse=True)
def tables(record_tables: None, db: None) -> Iterator[None]:
    yield
    records.clear_tables()


@pytest.fixture
def folder(organisation: Agency) -> Folder:
    return records.a_folder(organisation)
