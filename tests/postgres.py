"""A throw-away PostgreSQL server: a folder of its own, a Unix socket, nothing listening on the network.

Durability is switched off: never prove with this server that a commit survives a power cut.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

CLUSTER = ("-U", "rihai", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
SECONDS_TO_START = 30


class Identity(TypedDict, total=False):
    """Arguments of subprocess that say as whom to run."""

    user: int
    group: int
    extra_groups: list[int]


class ServerFailed(Exception):
    """The server did not start; the message holds the end of its log."""


def find_binaries() -> Path | None:
    """Debian keeps them outside PATH, a folder per version; the newest is taken."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=version)
    if versions:
        return versions[-1].parent
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found and shutil.which("initdb", path=Path(found).parent) else None


def version(binary: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in binary.parts[-3].split(".") if part.isdecimal())


def unprivileged() -> Identity:
    """PostgreSQL refuses to run as root; everybody else runs it as herself."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def throwaway_server(binaries: Path) -> Iterator[str]:
    """Yield the address of a new server; it is stopped and its folder removed whatever happens."""
    # Directly under the temporary folder: the path of a Unix socket may have 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="rihai-pg-"))
    identity = unprivileged()
    if identity:
        os.chown(folder, identity["user"], identity["group"])
    server: subprocess.Popen[bytes] | None = None
    try:
        initialise(binaries, folder, identity)
        server = launch(binaries, folder, identity)
        wait_until_ready(binaries, folder, server)
        yield f"postgresql://rihai@/rihai?host={folder}"
    finally:
        stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def initialise(binaries: Path, folder: Path, identity: Identity) -> None:
    command = [str(binaries / "initdb"), "-D", str(folder / "data"), *CLUSTER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        raise ServerFailed(done.stderr or done.stdout)


def launch(binaries: Path, folder: Path, identity: Identity) -> "subprocess.Popen[bytes]":
    settings = [argument for setting in FAST for argument in ("-c", setting)]
    # A session of its own: Ctrl-C reaches the tests first, and we stop the server after them.
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, *settings],
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **identity,
        )


def wait_until_ready(binaries: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    asking = [str(binaries / "pg_isready"), "-q", "-h", str(folder), "-U", "rihai", "-d", "postgres"]
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(asking, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise ServerFailed((folder / "log").read_text(errors="replace")[-2000:])


def stop(server: "subprocess.Popen[bytes] | None") -> None:
    """SIGINT is PostgreSQL's fast stop; SIGKILL only if that is not obeyed."""
    if server is None or server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
