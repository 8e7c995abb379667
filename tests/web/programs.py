"""Running the command line as a program of its own, in an environment that holds nothing but what a test puts there."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from tests.house import source

# These programs bring a database of their own, so that running them beside a server again would show nothing new.
OWN_DATABASE = pytest.mark.skipif(connection.vendor == "postgresql", reason="brings its own SQLite database")
Done = subprocess.CompletedProcess[str]
# So long only what hangs takes; to make a demonstration beside other work takes minutes.
PATIENCE = 300.0
# The last of the five lines with which the terminal ends.
READY = "  the lawyer "


def bare_environment(**more: str) -> dict[str, str]:
    """As `env -i` would leave it, and where to find the program; its bytecode lies where ours does, not in the tree."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {"HOME": os.environ.get("HOME", "/"), "PYTHONPATH": str(source.ROOT), **kept, **more}


def rihai(*arguments: str, cwd: Path, **environ: str) -> Done:
    """Run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "rihai.cli", *arguments],
        cwd=cwd,
        env=bare_environment(**environ),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@dataclass
class Running:
    """A program that goes on, with what it has printed so far."""

    process: "subprocess.Popen[str]"
    printed: list[str] = field(default_factory=list)

    def read_until(self, words: str) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed.append(line)
            if words in line:
                return "".join(self.printed)
        raise AssertionError(f"ended before it said {words!r}: {''.join(self.printed)}")

    def family(self, size: int) -> list[int]:
        """The process and all that descend from it, once they are this many."""
        return wait_for_family(self.process.pid, size)


@contextmanager
def running(*arguments: str, cwd: Path, **environ: str) -> Iterator[Running]:
    """Start a program in a session of its own, and leave nothing of it behind."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "rihai.cli", *arguments],
        cwd=cwd,
        env=bare_environment(**environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Running(process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_for_family(pid: int, size: int) -> list[int]:
    until = time.monotonic() + PATIENCE
    while len(found := family_of(pid)) < size and time.monotonic() < until:
        time.sleep(0.1)
    return found


def family_of(pid: int) -> list[int]:
    """A process and its descendants, oldest first; what has ended and is only still listed does not count."""
    parents = {int(path.name): parent_of(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found = [pid]
    for one in found:
        found += sorted(child for child, parent in parents.items() if parent == one)
    return found


def parent_of(pid: int) -> int | None:
    """None for a process that has ended."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return None if state == "Z" else int(parent)


def alive(pid: int) -> bool:
    return parent_of(pid) is not None


def wait_until_gone(pids: list[int], seconds: float = 15.0) -> list[int]:
    """Those still there after this time; what they stood in line for a processor is the machine's, and not counted."""
    begun = time.monotonic()
    before = {pid: in_line(pid) for pid in pids}
    lines = dict(before)
    while left := [pid for pid in pids if alive(pid)]:
        # Of one that ends in between, what it waited until then still counts.
        lines |= {pid: max(in_line(pid), lines[pid]) for pid in left}
        if time.monotonic() - begun > seconds + sum(lines[pid] - before[pid] for pid in pids):
            break
        time.sleep(0.1)
    return left


def in_line(pid: int) -> float:
    """Seconds that a process was ready to run and no processor was free; nothing where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def links(printed: str) -> list[str]:
    return re.findall(r"http://localhost:\d+/enter/\S+", printed)


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer like any other."""

    def redirect_request(self, *given: object) -> None:
        return None


def ask(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; tries again while the program is still starting."""
    opener = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named)  # noqa: S310 - our own program on this machine
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()
