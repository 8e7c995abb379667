"""What the tests need beside Python: PostgreSQL's programs and Debian's Chromium; installed where that is allowed.

And for the part `scale`: Java, and an environment of its own with the extra of that name."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests import postgres

Found = TypeVar("Found")
# The same engine without windows first: a page costs it half of what it costs the whole program.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
JAVA = 17
LOCKS = ("requirements-dev.txt", "pyproject.toml")


def postgres_binaries() -> Path | None:
    return found_or_installed(postgres.find_binaries, "postgresql")


def chromium() -> str | None:
    return found_or_installed(find_chromium, BROWSERS[0])


def find_chromium() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def has_java() -> bool:
    """Spark runs on Java. It is not installed unasked: it is large, and serves this one part."""
    java = shutil.which("java")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""
    if (version := java_version(told)) >= JAVA:
        return True
    found = f"there is version {version}" if version else "there is none"
    say(f"Spark needs Java {JAVA} or newer; {found}. On Debian or Ubuntu: apt-get install openjdk-{JAVA}-jre-headless")
    return False


def java_version(told: str) -> int:
    """The number in what `java -version` says; 0 where it says none."""
    number = re.search(r'version "(\d+)', told)
    return int(number[1]) if number else 0


def python_with_scale(root: Path) -> str | None:
    """An environment with the locked packages and the extra `[scale]`: made once, and again when a lock changes."""
    folder, uv = root / ".venv/scale", root / ".uv/bin/uv"
    python, stamp = folder / "bin/python", folder / "rihai-stamp"
    wanted = hashlib.sha256(b"".join((root / name).read_bytes() for name in LOCKS)).hexdigest()
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    say("Making an environment with the extra [scale] (once, about 1.4 GB) …")
    steps: tuple[list[str | Path], ...] = (
        [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, folder],
        [uv, "pip", "install", "--quiet", "--python", python, "-r", LOCKS[0], "-r", LOCKS[1], "--extra", "scale"],
    )
    for step in steps:
        if not uv.exists() or subprocess.run(step, cwd=root, check=False).returncode:
            say("The environment with the extra [scale] could not be made; the lines above say why.")
            return None
    stamp.write_text(wanted)
    return str(python)


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
