"""The demonstration answers, on this machine only, and leaves nothing running behind it."""

import gzip
import json
import os
import pty
import signal
import socket
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from rihai.web.demo.environment import DATABASE
from rihai.web.demo.facts import network
from tests.web.programs import (
    OWN_DATABASE,
    PATIENCE,
    READY,
    alive,
    ask,
    bare_environment,
    links,
    rihai,
    running,
    wait_for_family,
    wait_until_gone,
)

pytestmark = [OWN_DATABASE, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]
# The starter, the pages with two processes that answer, the worker and the matcher.
WHOLE_FAMILY = 6


def test_a_port_in_use_is_told_before_any_link_is_printed(place: Path, port: int) -> None:
    with closing(socket.create_server(("127.0.0.1", port))):
        done = rihai("demo", "--port", str(port), cwd=place)

    assert done.returncode == 1
    assert f"port {port} (Address already in use)" in done.stderr
    assert "--port" in done.stderr
    assert done.stdout == ""


def ready_at(port: int) -> tuple[int, dict[str, str], bytes]:
    """What /health/ says once the matcher has read the days that were told before it started."""
    until = time.monotonic() + PATIENCE
    while (answer := ask(f"http://localhost:{port}/health/"))[0] != 200 and time.monotonic() < until:
        time.sleep(0.5)
    return answer


def test_it_answers_with_links_that_open_once_and_leaves_no_process(place: Path, port: int) -> None:
    with running("demo", "--port", str(port), cwd=place) as program:
        printed = program.read_until(READY)
        found = links(printed)
        first, again = ask(found[0])[0], ask(found[0])[0]
        page = ask(f"http://localhost:{port}/sign-in/", accept_encoding="gzip")
        style = ask(f"http://localhost:{port}{stylesheet(page[2])}", accept_encoding="gzip")
        ready = ready_at(port)
        family = program.family(WHOLE_FAMILY)
        program.process.send_signal(signal.SIGTERM)
        left = wait_until_gone(family)

    assert len(found) == len(set(found)) == len(network().entrances)
    assert [line.split("  ")[1] for line in printed.splitlines()[-len(found) :]] == [
        one.part for one in network().entrances
    ]
    assert "password" not in printed.casefold()
    assert (first, again) == (302, 410)
    assert (ready[0], json.loads(ready[2])) == (200, {"ready": True})
    assert style[1]["Content-Encoding"] == "gzip"
    assert b"--rihai-ink" in gzip.decompress(style[2])
    assert "immutable" in style[1]["Cache-Control"]
    assert len(family) == WHOLE_FAMILY
    assert left == []


def stylesheet(page: bytes) -> str:
    return next(part for part in page.decode().split('"') if part.startswith("/static/web/css/rihai"))


def test_a_link_opens_for_this_machine_only_and_not_through_a_proxy(place: Path, port: int) -> None:
    with running("demo", "--port", str(port), cwd=place) as program:
        found = links(program.read_until(READY))
        through_proxy = ask(found[0], x_forwarded_for="203.0.113.5")[0]
        directly = ask(found[0])[0]

    assert (through_proxy, directly) == (404, 302)


def test_new_links_are_made_while_it_runs(place: Path, port: int) -> None:
    before = rihai("demo", "links", cwd=place)
    with running("demo", "--port", str(port), cwd=place) as program:
        first = links(program.read_until(READY))
        made = rihai("demo", "links", cwd=place)
        fresh = links(made.stdout)
        answers = [ask(one)[0] for one in (fresh[0], fresh[0], first[0])]

    assert (before.returncode, "does not run" in before.stderr) == (1, True)
    assert made.returncode == 0, made.stderr
    assert len(fresh) == len(first)
    assert not set(fresh) & set(first)
    assert fresh[0].startswith(f"http://localhost:{port}/")
    # Each once; the old ones go on working.
    assert answers[0] == answers[2] == 302
    assert answers[1] != 302


def test_a_process_that_answers_opens_the_database_itself(place: Path, port: int) -> None:
    with running("demo", "--port", str(port), cwd=place) as program:
        program.read_until(READY)
        starter, *others = program.family(WHOLE_FAMILY)
        holding = [pid for pid in others if opened_files(pid, DATABASE)]

    assert len(others) == WHOLE_FAMILY - 1
    assert len(holding) <= 2  # worker and matcher have their own; nobody inherited one
    assert not opened_files(starter, DATABASE)


def opened_files(pid: int, name: str) -> list[str]:
    found = []
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            found.append(os.readlink(link))  # noqa: PTH115 - what it points to may be gone
        except OSError:
            continue
    return [path for path in found if path.endswith(name)]


def test_a_worker_that_dies_is_started_again(place: Path, port: int) -> None:
    with running("demo", "--port", str(port), cwd=place) as program:
        program.read_until(READY)
        ready_at(port)
        worker = program.family(WHOLE_FAMILY)[2]
        os.kill(worker, signal.SIGKILL)
        program.read_until("It is started again.")
        answer = ready_at(port)

    assert answer[0] == 200


def test_whoever_kills_the_starter_leaves_no_orphan(place: Path, port: int) -> None:
    with running("demo", "--port", str(port), cwd=place) as program:
        program.read_until(READY)
        ask(f"http://localhost:{port}/health/")
        family = program.family(WHOLE_FAMILY)
        program.process.kill()
        left = wait_until_gone(family)

    assert left == []


def test_control_c_in_a_terminal_ends_everything_at_once(place: Path, port: int) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(place)
        os.execve(  # noqa: S606 - our own program in a terminal of its own
            sys.executable,
            [sys.executable, "-m", "rihai.cli", "demo", "--port", str(port)],
            bare_environment(),
        )
    said = b""
    while READY.encode() not in said:
        said += os.read(terminal, 4096)
    # A matcher that is still reading what it knows may take its time: how long depends on what else the machine does.
    assert ready_at(port)[0] == 200
    family = wait_for_family(pid, WHOLE_FAMILY)
    with closing(socket.create_connection(("localhost", port))):  # a browser that waits for nothing
        os.write(terminal, b"\x03")
        left = wait_until_gone(family, seconds=8)
    os.close(terminal)
    os.waitpid(pid, 0)

    assert len(family) == WHOLE_FAMILY
    assert left == []
    assert not alive(pid)
