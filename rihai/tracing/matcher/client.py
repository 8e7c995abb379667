"""Asking the matcher how it is, and telling it that there is something to take. Pages never wait for it.

When it does not answer, what was saved stays pending and is taken at its next start.
"""

import socket
from dataclasses import dataclass
from typing import Final

from rihai.tracing.matcher.places import socket_path
from rihai.tracing.matcher.protocol import BadMessage, receive, send

PATIENCE_SECONDS: Final = 1.0


@dataclass(frozen=True)
class State:
    """How many records it holds of each side, and whether it is up to date with what was saved before it began."""

    missing: int
    held: int
    is_ready: bool


def state() -> State | None:
    """None if it does not run, or does not answer in time."""
    answer = _ask("state")
    if answer is None:
        return None
    return State(int(answer.get("missing", 0)), int(answer.get("held", 0)), bool(answer.get("ready", False)))


def wake() -> bool:
    """Let it look at once instead of within half a second. Whether it heard."""
    return _ask("wake") is not None


def _ask(what: str) -> dict[str, str | int | bool] | None:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.settimeout(PATIENCE_SECONDS)
            if link.connect_ex(str(socket_path())):
                return None
            send(link, {"do": what})
            return receive(link, within=PATIENCE_SECONDS)
    except (OSError, BadMessage):
        return None
