"""A demonstration that was really made, by its own command; tests work on copies."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.web.demo.environment import MARK
from tests import databases, factories, shared
from tests.web.programs import rihai
from tests.web.walking import in_demonstration, tell_evening
from tests.worlds import standing

DEMO = Path("var/demo")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """A folder in which the demonstration has been made, in the place of an old one: once for a run, then copied."""
    first = Path(os.environ[shared.FOLDER]) / f"made-{testrun_uid}"
    with databases.only_one(first.with_suffix(".lock")):
        if not (first / "is-made").exists():
            make_demonstration(first)
            (first / "is-made").touch()
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(first / "var", folder / "var")
    return folder


def make_demonstration(folder: Path) -> None:
    (folder / DEMO).mkdir(parents=True, exist_ok=True)
    for name in (MARK, "old.txt"):
        (folder / DEMO / name).touch()
    done = rihai("demo", "--reset", "--no-serve", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Ready. Open it with: ./run demo"


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it, for tests that change something."""
    shutil.copytree(made / "var", tmp_path / "var")
    return tmp_path


@pytest.fixture(scope="module")
def evening(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with standing(django_db_blocker, tell_evening):
        yield


@pytest.fixture
def told(evening: None, settings: Settings) -> None:
    """Everything the demonstration tells, in the night. One world for all tests of a module."""
    in_demonstration(settings)


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        number: int = trial.getsockname()[1]
        return number


@pytest.fixture
def esha(asha: User, casework_desk: Desk) -> User:
    """A second caseworker."""
    return factories.a_user("esha", Role.CASEWORKER, organisation=asha.organisation, desks=[casework_desk])
