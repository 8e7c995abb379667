"""`./run check`: everything that reads the code without running its tests; one line per check, all of them always.

Not here: checks that need the application loaded record by record (`tests/house/`), or fixes (`./run fix`).
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests import lock, shared

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
CODE = ("rihai", "tests", "bench")
AT_ONCE = 2


@dataclass(frozen=True)
class Result:
    """What one check found; silent when there is nothing to mend."""

    found: str
    is_ok: bool


@dataclass(frozen=True)
class Check:
    """A name and how to find out."""

    name: str
    run: Callable[[], Result]


def program(*command: str, **variables: str) -> Callable[[], Result]:
    """A check that is a program of the environment: its exit status decides."""

    def run() -> Result:
        full = [str(PROGRAMS / command[0]), *command[1:]]
        environ = {**os.environ, **variables}
        done = subprocess.run(full, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        return Result((done.stdout + done.stderr).strip(), done.returncode == 0)

    return run


def django(*command: str, **variables: str) -> Callable[[], Result]:
    return program("python", "-m", "django", *command, DJANGO_SETTINGS_MODULE="rihai.settings", **variables)


def addresses() -> Result:
    found = "\n".join(lock.addresses(ROOT))
    return Result(found, not found)


def lock_is_current() -> Result:
    found = "\n".join(lock.outdated(ROOT))
    return Result(found, not found)


CHECKS = (
    # The slowest first: the others run beside it.
    Check("types (mypy --strict)", program("mypy", "--strict")),
    Check("format (ruff)", program("ruff", "format", "--check", ".")),
    Check("lint (ruff)", program("ruff", "check", "--output-format=concise", ".")),
    Check("import arrows (import-linter)", program("lint-imports", "--no-cache")),
    Check("templates (djlint)", program("djlint", "--lint", "--quiet", "rihai")),
    Check(
        "translations are whole and in step",
        program("python", "-m", "tests.languages", "--check", DJANGO_SETTINGS_MODULE="rihai.settings"),
    ),
    Check("migrations are made", django("makemigrations", "--check", "--dry-run")),
    Check("settings of production (check --deploy)", django("check", "--deploy", "--fail-level", "WARNING")),
    Check("dependencies (deptry)", program("deptry", "rihai", "tests", "bench")),
    Check("spelling (codespell)", program("codespell", *CODE, "docs")),
    Check("no addresses in the lock", addresses),
    Check("lock agrees with pyproject.toml", lock_is_current),
)


def main() -> int:
    """Run every check, print each result as it comes; 1 if one failed."""
    folder = shared.start(os.environ)
    os.environ["RIHAI_DATA_DIR"] = str(folder)
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            results = list(pool.map(timed, CHECKS))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    failed = results.count(False)
    sys.stdout.write(f"{len(results) - failed} checks ok, {failed} failed\n")
    return 1 if failed else 0


def timed(check: Check) -> bool:
    began = time.monotonic()
    result = check.run()
    line = f"{'ok    ' if result.is_ok else 'FAILED'} {time.monotonic() - began:5.1f} s  {check.name}\n"
    details = "" if result.is_ok else f"{result.found}\n"
    sys.stdout.write(line + details)
    sys.stdout.flush()
    return result.is_ok


if __name__ == "__main__":
    sys.exit(main())
