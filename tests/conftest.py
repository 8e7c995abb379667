"""What every test may use: its own database, plain static files, a cheap password hash, the cast.

The cast: Asha accompanies cases, Bina supervises her, Ravi goes along on operations, Kiran leads them, Dolly
directs, all in one organisation; Chand is a caseworker of another. Fixtures of one package live beside its
tests; builders of records in `tests/factories.py`.
"""

import gc
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import hypothesis
import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, TransactionTestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.accounts.sessions import count_factor_as_shown, open_session
from rihai.directory.models import Agency
from tests import databases, factories

SignedIn = Callable[[User], Client]
# What a second database would not show: pages with their forms and words, and the demonstration, which brings its own.
ON_PAGES: Final = re.compile(r"test_(.+_)?(pages?|views|forms?)(_.+)?[.]py|test_(demo(_.+)?|walk|without_walk)[.]py")
OF_PAGES: Final = frozenset(
    f"test_{name}.py"
    for name in ("assets", "components", "errors", "headers", "languages", "offline", "plain_words", "written_in")
)


# A busy machine is no failure; an example that once failed belongs into a test, not into a hidden folder.
hypothesis.settings.register_profile(
    "house", deadline=None, database=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    """Tests collect no static files, and a password hash that costs half a second proves nothing here.

    `tests/house/test_settings.py` looks at the real settings instead.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before the choice by marks: what need not run again on a second database."""
    for item in items:
        if not asks_database(item):
            item.add_marker(pytest.mark.pure)
        if is_page(item.path.name):
            item.add_marker(pytest.mark.page)


def pytest_collection_finish() -> None:
    """All that is loaded by now stays until the end: a million objects that no collection need look through again."""
    gc.freeze()


def asks_database(item: pytest.Item) -> bool:
    """By itself or by a fixture; without, the database cannot be reached at all."""
    asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asks) or item.get_closest_marker("django_db") is not None


def is_page(file: str) -> bool:
    """What pages read and write is shown on each database by the tests of actions, selectors and reports."""
    return ON_PAGES.fullmatch(file) is not None or file in OF_PAGES


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Instead of pytest-django's: migrations run once for all processes, each then copies the result."""
    with django_db_blocker.unblock():
        databases.make_ready()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", databases.empty)
        yield
    with django_db_blocker.unblock():
        databases.remove()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Workers have finished when the process that started them comes here."""
    if not hasattr(session.config, "workerinput"):
        databases.remove_template()


@pytest.fixture(autouse=True)
def no_language_of_another_test() -> Iterator[None]:
    """A page leaves its reader's language in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_head_of_another_test() -> Iterator[None]:
    """The database is emptied after each test; the head of its trail, kept in a file, has to go with it."""
    yield
    (Path(settings.DATA_DIR) / "audit.head").unlink(missing_ok=True)


@pytest.fixture
def signed_in(db: None) -> SignedIn:
    """A client that has passed the staff door: account, live session and second factor."""
    return sign_in


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.session, request.user = client.session, user
    open_session(request, user)
    count_factor_as_shown(request, kind="totp")
    request.session.save()
    return client


@pytest.fixture
def organisation(db: None) -> Agency:
    """The organisation nearly everybody of the cast works for."""
    return factories.an_agency("Lantern House")


@pytest.fixture
def other_organisation(db: None) -> Agency:
    return factories.an_agency("River Bend Trust")


@pytest.fixture
def intake_desk(organisation: Agency) -> Desk:
    return factories.a_desk(organisation, Desk.Purpose.INTAKE)


@pytest.fixture
def rescue_desk(organisation: Agency) -> Desk:
    return factories.a_desk(organisation, Desk.Purpose.RESCUE)


@pytest.fixture
def casework_desk(organisation: Agency) -> Desk:
    return factories.a_desk(organisation, Desk.Purpose.CASEWORK)


@pytest.fixture
def asha(organisation: Agency, casework_desk: Desk) -> User:
    """Caseworker."""
    return factories.a_user("asha", Role.CASEWORKER, organisation=organisation, desks=[casework_desk])


@pytest.fixture
def bina(organisation: Agency, casework_desk: Desk) -> User:
    """Supervisor of Asha."""
    return factories.a_user("bina", Role.SUPERVISOR, organisation=organisation, desks=[casework_desk])


@pytest.fixture
def ravi(organisation: Agency, rescue_desk: Desk) -> User:
    """Rescue officer."""
    return factories.a_user("ravi", Role.RESCUE_OFFICER, organisation=organisation, desks=[rescue_desk])


@pytest.fixture
def kiran(organisation: Agency, intake_desk: Desk, rescue_desk: Desk) -> User:
    """Rescue coordinator."""
    desks = [intake_desk, rescue_desk]
    return factories.a_user("kiran", Role.RESCUE_COORDINATOR, organisation=organisation, desks=desks)


@pytest.fixture
def dolly(organisation: Agency) -> User:
    """Director."""
    return factories.a_user("dolly", Role.DIRECTOR, organisation=organisation)


@pytest.fixture
def chand(other_organisation: Agency) -> User:
    """Caseworker of another organisation: the stranger."""
    return factories.a_user("chand", Role.CASEWORKER, organisation=other_organisation)


@pytest.fixture
def auditor(organisation: Agency) -> User:
    return factories.a_user("auditor", Role.AUDITOR, organisation=organisation)


@pytest.fixture
def output_checker(organisation: Agency) -> User:
    return factories.a_user("output_checker", Role.OUTPUT_CHECKER, organisation=organisation)


@pytest.fixture
def data_officer(organisation: Agency) -> User:
    return factories.a_user("data_officer", Role.DATA_OFFICER, organisation=organisation)


@pytest.fixture
def admin(organisation: Agency) -> User:
    """Administrator of accounts: runs the house and is shown nobody."""
    return factories.a_user("admin", Role.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def cast(asha: User, bina: User, ravi: User, kiran: User, dolly: User, admin: User) -> dict[str, User]:
    """Everybody of the organisation who works with people, and the administrator, by name."""
    return {user.username: user for user in (asha, bina, ravi, kiran, dolly, admin)}
