"""The lock holds what pyproject.toml asks for and names no host; the search for both can tell."""

from pathlib import Path

import pytest

from tests import lock
from tests.house import source

PROJECT = """
[project]
dependencies = ["alpha>=2", "beta[extra]>=1,<2"]
[dependency-groups]
dev = ["gamma"]
"""
ALPHA, BETA, GAMMA = "alpha==2.1 \\", "Beta==1.5 ; python_version > '3'", "gamma==9"
HASH = "    --hash=sha256:0a1b"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    write(tmp_path, [ALPHA, BETA], [ALPHA, BETA, GAMMA])
    return tmp_path


def write(folder: Path, running: list[str], developing: list[str]) -> None:
    (folder / lock.RUNNING).write_text("\n".join([*running, HASH]))
    (folder / lock.DEVELOPING).write_text("\n".join([*developing, HASH]))


def test_the_lock_of_this_project_is_current_and_names_no_host() -> None:
    assert list(lock.outdated(source.ROOT)) == []
    assert list(lock.addresses(source.ROOT)) == []


def test_a_lock_that_agrees_is_current(project: Path) -> None:
    assert list(lock.outdated(project)) == []


def test_a_package_that_is_not_locked_is_named(project: Path) -> None:
    write(project, [ALPHA], [ALPHA, BETA, GAMMA])

    assert list(lock.outdated(project)) == ["requirements.txt does not lock beta: run ./run lock"]


def test_a_version_outside_the_constraint_is_named(project: Path) -> None:
    write(project, [ALPHA, "beta==2.0"], [ALPHA, BETA, GAMMA])

    assert [line.split(",")[0] for line in lock.outdated(project)] == ["requirements.txt locks beta 2.0"]


def test_a_development_package_that_is_not_locked_is_named(project: Path) -> None:
    write(project, [ALPHA, BETA], [ALPHA, BETA])

    assert list(lock.outdated(project)) == ["requirements-dev.txt does not lock gamma: run ./run lock"]


@pytest.mark.parametrize(
    "line", ["alpha @ https://host.example/alpha.whl", "--extra-index-url x", "--find-links y", "alpha @ file:///tmp/a"]
)
def test_an_address_in_a_lock_is_named(project: Path, line: str) -> None:
    write(project, [line], [])

    assert list(lock.addresses(project)) == [f"requirements.txt:1: {line}"]
