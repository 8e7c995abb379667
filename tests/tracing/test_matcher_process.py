"""The real process: quick, closed to others, killed at any moment without loss, and down without harm."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from rihai.accounts.models import User
from rihai.people.models import Person, SearchEntry
from rihai.people.search_entries import remove_entry
from rihai.tracing.matcher import client, process
from rihai.tracing.matcher.places import SNAPSHOT_PURPOSE, snapshot_path, socket_path
from rihai.tracing.matcher.protocol import LENGTH, BadMessage, receive, send
from rihai.tracing.matcher.server import SocketRefused, listen
from rihai.tracing.models import PotentialMatch
from rihai.vault.whole_files import read_whole
from rihai.web import health
from tests.people.conftest import a_person_of
from tests.tracing import builders
from tests.tracing.test_matcher_alone import break_the_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]
PATIENCE = 40.0
SECRET = "Zubaidaplanted"


@pytest.fixture(autouse=True)
def nothing_of_another_test() -> Iterator[None]:
    for path in (snapshot_path(), socket_path()):
        path.unlink(missing_ok=True)
    yield
    snapshot_path().unlink(missing_ok=True)


@contextmanager
def matcher(*, is_awaited: bool = True) -> Iterator["subprocess.Popen[str]"]:
    program = [sys.executable, "-m", "tests.tracing.matcher_program"]
    started = subprocess.Popen(program, stderr=subprocess.PIPE, text=True, cwd=Path.cwd())
    try:
        if is_awaited:
            wait_for(lambda: (state := client.state()) is not None and state.is_ready)
        yield started
    finally:
        started.terminate()
        with suppress(subprocess.TimeoutExpired):
            started.wait(15)
        started.kill()
        started.wait()
        if started.stderr is not None:
            started.stderr.close()


def wait_for(ready: Callable[[], bool], seconds: float = PATIENCE) -> float:
    begun = time.monotonic()
    while not ready():
        assert time.monotonic() - begun < seconds, "it took too long"
        time.sleep(0.02)
    return time.monotonic() - begun


def is_taken(person: Person) -> bool:
    return SearchEntry.objects.filter(subject_uid=person.uid, status=SearchEntry.Status.TAKEN).exists()


def test_what_is_saved_is_searchable_within_two_seconds(asha: User) -> None:
    with matcher():
        waits = []
        for name in ("Sunita", "Rekha", "Guddi"):
            person = a_person_of(asha, name)
            waits.append(wait_for(lambda person=person: is_taken(person)))  # type: ignore[misc]

        state = client.state()

    assert max(waits) < 2.0
    assert state is not None
    assert state.held == 3


def test_both_sides_meet_at_the_holder_while_it_runs(matron: User, ravi: User) -> None:
    builders.a_report(ravi)
    with matcher():
        found = builders.a_found(matron)
        took = wait_for(lambda: PotentialMatch.objects.filter(person=found.person).exists())

    assert took < 2.0


def test_its_socket_is_this_user_s_alone_and_says_numbers_only(asha: User) -> None:
    person = a_person_of(asha, SECRET)
    with matcher():
        wait_for(lambda: is_taken(person))
        mode = socket_path().stat().st_mode & 0o777
        said = [spoken({"do": word}) for word in ("state", "names", SECRET)]

    assert mode == 0o600
    assert all(SECRET.encode() not in one for one in said)
    assert json.loads(said[0][LENGTH.size :]).keys() == {
        "missing", "held", "ready", "idle", "failing",
    }  # fmt: skip


def spoken(message: dict[str, str | int | bool]) -> bytes:
    """Every byte that comes back."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(5)
        link.connect(str(socket_path()))
        send(link, message)
        link.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: link.recv(4096), b""))


@pytest.mark.parametrize(
    "noise", [b"", b"\xff\xff\xff\xff", b"\0\0\0\5hello", LENGTH.pack(2) + b"[]", b"GET / HTTP/1.1\r\n\r\n"]
)
def test_noise_at_the_socket_ends_nothing(asha: User, noise: bytes) -> None:
    with matcher() as running:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.connect(str(socket_path()))
            link.sendall(noise)
        wait_for(lambda: client.state() is not None)

        assert running.poll() is None


def test_it_leaves_no_core_file_and_lets_nobody_into_its_memory(asha: User) -> None:
    with matcher() as running:
        limits = Path(f"/proc/{running.pid}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))

        assert core.split()[4:6] == ["0", "0"]
        # Another process of the same user (root apart) is not let in: the kernel gives its files to root.
        assert Path(f"/proc/{running.pid}/mem").stat().st_uid == 0


def test_killed_at_any_moment_it_loses_nothing(asha: User) -> None:
    first = a_person_of(asha, "Sunita")
    with matcher() as running:
        wait_for(lambda: is_taken(first))
        running.send_signal(signal.SIGKILL)
        running.wait()
    second = a_person_of(asha, "Rekha")

    with matcher():
        wait_for(lambda: is_taken(second))
        state = client.state()

    assert state is not None
    assert state.held == 2


def test_whoever_is_taken_out_leaves_the_snapshot_while_it_runs(asha: User) -> None:
    person = a_person_of(asha, SECRET)
    with matcher():
        wait_for(lambda: is_taken(person))
    before = read_whole(snapshot_path(), purpose=SNAPSHOT_PURPOSE)

    with matcher():
        with transaction.atomic():
            remove_entry(person)
        wait_for(lambda: SECRET.encode() not in (read_whole(snapshot_path(), purpose=SNAPSHOT_PURPOSE) or b""))

    assert before is not None
    assert SECRET.encode() in before


def test_a_second_one_waits_and_takes_over(asha: User) -> None:
    with matcher() as first, matcher(is_awaited=False) as second:
        time.sleep(1.0)
        both = (first.poll(), second.poll())
        person = a_person_of(asha, "Sunita")
        wait_for(lambda: is_taken(person))
        first.send_signal(signal.SIGKILL)
        first.wait()
        later = a_person_of(asha, "Rekha")
        wait_for(lambda: is_taken(later))

        assert both == (None, None)
        assert second.poll() is None


def test_without_it_what_is_saved_stays_pending_and_the_check_says_so(asha: User) -> None:
    person = a_person_of(asha, "Sunita")
    now = health._matcher()
    SearchEntry.objects.update(made_at=person.created_at - timedelta(minutes=2))

    late = health._matcher()

    assert client.state() is None
    assert SearchEntry.objects.waiting().count() == 1
    assert (now.is_ok, late.is_ok) == (True, False)
    assert "rihai matcher" in late.words


@pytest.mark.parametrize(
    ("is_ready", "waits", "idle", "failing", "is_ok"),
    [
        (True, False, 600, 0, True),
        (True, True, 5, 0, True),  # a bulk import that goes forward
        (True, True, 90, 0, False),
        (True, True, 5, 1, False),
        (False, True, 5, 0, True),
        (False, True, 90, 0, False),  # a start that does not end
    ],
)
def test_the_check_is_red_only_while_nothing_goes_forward(
    asha: User, monkeypatch: pytest.MonkeyPatch, is_ready: bool, waits: bool, idle: int, failing: int, is_ok: bool
) -> None:
    person = a_person_of(asha, "Sunita")
    SearchEntry.objects.update(made_at=person.created_at - timedelta(minutes=2 if waits else 0))
    monkeypatch.setattr(health, "state", lambda: client.State(0, 0, is_ready, idle, failing))

    assert health._matcher().is_ok == is_ok


def test_a_message_nested_without_end_is_refused() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(LENGTH.pack(4096) + b"[" * 4096)

        with pytest.raises(BadMessage):
            receive(there, within=2.0)


def test_whoever_sends_a_byte_now_and_then_gets_no_longer() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(LENGTH.pack(100) + b"{")
        begun = time.monotonic()

        with pytest.raises(OSError, match="timed out"):
            receive(there, within=0.2)

    assert time.monotonic() - begun < 2.0


def test_a_socket_path_that_is_too_long_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SocketRefused, match="RIHAI_DATA_DIR"):
        listen(tmp_path / ("x" * 120))


def test_it_logs_kinds_of_errors_and_never_their_words(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> int:
        raise ValueError(f"could not fold {SECRET}")

    one = process.Matcher(threading.Event())

    assert one.tried("taking", fails) is None
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_cores_are_off_in_the_process_that_asks_for_it() -> None:
    code = "from rihai.lib.memory import leave_no_core; import resource; leave_no_core(); print(resource.getrlimit(4))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path.cwd(), env=os.environ)

    assert resource.RLIMIT_CORE == 4
    assert done.stdout.strip() == "(0, 0)"


def test_one_that_lost_its_lock_says_by_its_status_that_it_is_to_be_started_again() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the lock of a file cannot be lost")
    with matcher() as running:
        break_the_lock()
        status = running.wait(30)

    assert status == process.LOST_ITS_LOCK


def test_one_that_was_asked_to_end_ends_without_a_fault() -> None:
    with matcher() as running:
        running.terminate()
        status = running.wait(30)

    assert status == 0
