"""What the tests need beside Python: PostgreSQL's programs and Debian's Chromium; installed where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests import postgres

Found = TypeVar("Found")


def postgres_binaries() -> Path | None:
    return found_or_installed(postgres.find_binaries, "postgresql")


def chromium() -> str | None:
    return found_or_installed(find_chromium, "chromium")


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def found_or_installed(find: Callable[[], Found | None], package: str) -> Found | None:
    found = find()
    if found is None and may_install():
        say(f"Installing the Debian package {package} (once) …")
        install(package)
        found = find()
    if found is None:
        say(f"The tests need '{package}'. On Debian or Ubuntu: apt-get install {package}")
    return found


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str) -> None:
    """A failure shows itself as the program still missing; apt has then said why."""
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "--quiet=2", *arguments], env=silent, check=False, stdout=subprocess.DEVNULL)


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
