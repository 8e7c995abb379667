"""What every test may use: its own database, plain static files, a cheap password hash, the cast.

Fixtures of one package live beside its tests; builders of records live in `tests/factories.py`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests import databases


def pytest_configure() -> None:
    """Tests collect no static files, and a password hash that costs half a second proves nothing here.

    `tests/house/test_settings.py` looks at the real settings instead.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Instead of pytest-django's: migrations run once for all processes, each then copies the result."""
    with django_db_blocker.unblock():
        databases.make_ready()
    yield
    with django_db_blocker.unblock():
        databases.remove()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Workers have finished when the process that started them comes here."""
    if not hasattr(session.config, "workerinput"):
        databases.remove_template()
