"""What the vault's tests share: tables for their records, two organisations, a data key, running at once."""

import gc
import uuid
from collections.abc import Iterator
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker, Settings

from rihai.vault.cache import KEYS
from rihai.vault.keys import new_data_key
from rihai.vault.models import DataKey
from tests.together import AtOnce, run_together
from tests.vault import notes
from tests.vault.sending import incoming


@pytest.fixture(autouse=True)
def sealing_handler(settings: Settings) -> None:
    """The vault's own handler; whom the one above it lets in is proved in tests/accounts."""
    settings.FILE_UPLOAD_HANDLERS = ["rihai.vault.uploads.SealingUploadHandler"]


@pytest.fixture(scope="session")
def note_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        notes.create_tables()


@pytest.fixture
def vault(note_tables: None, db: None) -> Iterator[None]:
    """The database, with our records' tables and nothing remembered from before."""
    KEYS.clear()
    yield
    KEYS.clear()


@pytest.fixture
def open_vault(note_tables: None, transactional_db: None) -> Iterator[None]:
    """The same with real commits: for threads and for what happens after a commit."""
    KEYS.clear()
    yield
    KEYS.clear()
    notes.clear_tables()


@pytest.fixture
def ours() -> UUID:
    return uuid.uuid4()


@pytest.fixture
def theirs() -> UUID:
    return uuid.uuid4()


@pytest.fixture
def key(vault: None, ours: UUID) -> DataKey:
    return new_data_key(agencies=[ours])


@pytest.fixture
def at_once() -> AtOnce:
    return run_together


@pytest.fixture
def empty_folder() -> Iterator[None]:
    """No upload of one test lies in the folder of the next."""
    yield
    gc.collect()
    for path in incoming():
        path.unlink(missing_ok=True)
