"""Reads the locked requirements and pyproject.toml and compares them, without a network.

Names and constraints only: whether a newer version exists is for `./run lock` to find out.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

RUNNING = "requirements.txt"
DEVELOPING = "requirements-dev.txt"
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
ADDRESS = re.compile(r"https?://|file:|--(extra-)?index-url|--find-links")


def addresses(root: Path) -> Iterator[str]:
    """Lines of the lock files that name a host or a folder."""
    for name in (RUNNING, DEVELOPING):
        for number, line in enumerate((root / name).read_text().splitlines(), start=1):
            if ADDRESS.search(line):
                yield f"{name}:{number}: {line.strip()}"


def outdated(root: Path) -> Iterator[str]:
    """What pyproject.toml asks for and the lock does not give, one line for each."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"]
    for_developing = project["dependency-groups"]["dev"]
    yield from differences(RUNNING, pins(root / RUNNING), asked)
    yield from differences(DEVELOPING, pins(root / DEVELOPING), [*asked, *for_developing])


def pins(path: Path) -> dict[str, Version]:
    found = (PINNED.match(line) for line in path.read_text().splitlines())
    return {canonicalize_name(match["name"]): Version(match["version"]) for match in found if match}


def differences(name: str, locked: dict[str, Version], asked: list[str]) -> Iterator[str]:
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{name} does not lock {requirement.name}: run ./run lock"
        elif version not in requirement.specifier:
            yield f"{name} locks {requirement.name} {version}, but {requirement.specifier} is asked: run ./run lock"
