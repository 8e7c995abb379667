"""`./run test`: make ready what the tests need, run each part, and say at the end how many ran.

Parts: the suite on SQLite, the suite on a throw-away PostgreSQL, the browser tests, the mutation check.
`./run test PART [pytest arguments]` runs one part for working. Only by its name: `scale`, which needs an environment
of its own. Not here: the checks that read the code without running it (`tests/checks.py`).
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import equipment, mutation, postgres, shared

ROOT = Path(__file__).resolve().parent.parent
SUITE = ("-m", "not browser", "-n", "2", "--dist", "worksteal", "--ignore", "tests/scale")
# What touches no database, and what stands on pages, has been shown on SQLite already (docs/testing.md).
AGAIN = ("-m", "not browser and not pure and not page", *SUITE[2:])
# A test waits for its browser half of the time: two of them fill two cores.
BROWSER = ("-m", "browser", *SUITE[2:6], "tests/browser")
# Python and Spark talk over a port of this machine.
SCALE = ("tests/scale", "-n", "0", "--capture", "no", "--force-enable-socket")


@dataclass(frozen=True)
class Outcome:
    """How one part went; `words` is its line at the end."""

    words: str
    passed: int = 0
    failed: int = 0


Part = Callable[[Path, Sequence[str]], Outcome]


def main(arguments: Sequence[str]) -> int:
    """Run the named part or all; 0 only if nothing failed and no part was empty."""
    chosen, rest = choose(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # a server is stopped on every way out
    folder = shared.start(os.environ)
    os.environ.pop(shared.DATABASE_URL, None)
    try:
        outcomes = [part(folder, rest) for part in chosen]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report(outcomes)


def on_sqlite(folder: Path, rest: Sequence[str]) -> Outcome:
    return tally("SQLite", folder, [*SUITE, *rest])


def on_postgres(folder: Path, rest: Sequence[str]) -> Outcome:
    binaries = equipment.postgres_binaries()
    if binaries is None:
        return lacking("PostgreSQL")
    with postgres.throwaway_server(binaries) as url:
        return tally("PostgreSQL", folder, [*AGAIN, *rest], {shared.DATABASE_URL: url})


def in_browser(folder: Path, rest: Sequence[str]) -> Outcome:
    if equipment.chromium() is None:
        return lacking("Browser")
    return tally("Browser", folder, [*BROWSER, *rest])


def at_scale(folder: Path, rest: Sequence[str]) -> Outcome:
    """With the extra `[scale]`, which is kept away from the environment of everything else."""
    if not equipment.has_java() or (python := equipment.python_with_scale(ROOT)) is None:
        return lacking("Scale")
    return tally("Scale", folder, [*SCALE, *rest], python=python)


def by_mutation(folder: Path, rest: Sequence[str]) -> Outcome:
    announce("Mutation")
    removed, caught = mutation.check(rest)
    words = f"Mutation: {removed} protections removed, {caught} caught"
    return Outcome(words, passed=caught, failed=max(removed - caught, 0 if removed else 1))


PARTS: dict[str, Part] = {
    "sqlite": on_sqlite,
    "postgres": on_postgres,
    "browser": in_browser,
    "mutation": by_mutation,
}
BY_NAME_ONLY: dict[str, Part] = {"scale": at_scale}


def choose(arguments: Sequence[str]) -> tuple[list[Part], Sequence[str]]:
    if not arguments:
        return list(PARTS.values()), ()
    named = PARTS | BY_NAME_ONLY
    if arguments[0] not in named:
        sys.exit(
            f"test: there is no part '{arguments[0]}'. Name one of {', '.join(named)}, or none for all "
            f"but {', '.join(BY_NAME_ONLY)}."
        )
    return [named[arguments[0]]], arguments[1:]


def tally(
    name: str,
    folder: Path,
    arguments: Sequence[str],
    extra: dict[str, str] | None = None,
    python: str = sys.executable,
) -> Outcome:
    """Run pytest and count from its report; a run that broke off counts as a failure, an empty one too."""
    announce(name)
    counts = folder / f"{name}.xml"
    command = [python, "-m", "pytest", "-q", "--tb=short", f"--junit-xml={counts}", *arguments]
    status = subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=False).returncode
    ran, failed = read_counts(counts)
    if (status or not ran) and not failed:
        equipment.say(f"{name}: pytest ended with status {status} after {ran} tests.")
        failed = 1
    return Outcome(f"{name}: {ran} tests", passed=max(ran - failed, 0), failed=failed)


def read_counts(counts: Path) -> tuple[int, int]:
    """How many ran (skipped ones did not) and how many of them failed."""
    if not counts.exists():
        return 0, 0
    suite = ElementTree.parse(counts).getroot().find("testsuite")  # noqa: S314 - pytest wrote it just now
    number = {key: int(suite.get(key, 0)) if suite is not None else 0 for key in ("tests", "skipped")}
    failed = sum(int(suite.get(key, 0)) for key in ("failures", "errors")) if suite is not None else 0
    return number["tests"] - number["skipped"], failed


def lacking(name: str) -> Outcome:
    """In continuous integration a part that cannot run is a failure; elsewhere it is said and left out."""
    is_ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    return Outcome(f"{name}: not run, its programs are missing here", failed=1 if is_ci else 0)


def announce(name: str) -> None:
    equipment.say(f"\n== {name} ({time.strftime('%H:%M:%S')})")


def report(outcomes: Sequence[Outcome]) -> int:
    lines = [outcome.words for outcome in outcomes]
    passed, failed = sum(o.passed for o in outcomes), sum(o.failed for o in outcomes)
    sys.stdout.write("\n".join(["", *lines, f"{passed} passed, {failed} failed", ""]))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
