"""The matcher's socket: who may connect, and the one thing it answers.

The file is this user's alone (0600), and the kernel says who is at the other end. Not here: the work (`process`).
"""

import os
import socket
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rihai.tracing.matcher.protocol import BadMessage, Message, receive, send

PATIENCE_SECONDS: Final = 2.0
LONGEST_PATH: Final = 107  # of a socket on Linux
CREDENTIALS: Final = struct.Struct("3i")


class SocketRefused(Exception):
    """The socket cannot be made there."""


def listen(path: Path) -> socket.socket:
    """Take the place; what an earlier process left there is removed. The caller holds the lock."""
    if len(str(path).encode()) > LONGEST_PATH:
        raise SocketRefused(f"The path {path} is too long for a socket. Choose a shorter RIHAI_DATA_DIR.")
    path.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)  # never open to others, not even between making and closing it
    try:
        door.bind(str(path))
    finally:
        os.umask(before)
    door.listen(16)
    return door


def answer_all(door: socket.socket, answers: dict[str, Callable[[], Message]], stop: threading.Event) -> None:
    """One after the other until `stop`: each answer costs microseconds, and a silent caller two seconds at most."""
    door.settimeout(0.5)
    while not stop.is_set():
        try:
            link, _ = door.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        with link:
            link.settimeout(PATIENCE_SECONDS)
            _answer(link, answers)


def _answer(link: socket.socket, answers: dict[str, Callable[[], Message]]) -> None:
    try:
        if not _is_ours(link):
            return
        asked = answers.get(str(receive(link, within=PATIENCE_SECONDS).get("do")))
        send(link, asked() if asked else {"error": "unknown"})
    except (OSError, BadMessage):
        return


def _is_ours(link: socket.socket) -> bool:
    if sys.platform != "linux":
        return True
    _, uid, _ = CREDENTIALS.unpack(link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size))
    return bool(uid == os.geteuid())
