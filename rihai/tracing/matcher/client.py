"""Asking the matcher how it is. Saving tells it nothing: it looks for what was saved several times a second.

When it does not run, what was saved stays pending and is taken at its next start.
"""

import socket
from dataclasses import dataclass
from typing import Final

from rihai.tracing.matcher.places import socket_path
from rihai.tracing.matcher.protocol import BadMessage, receive, send

PATIENCE_SECONDS: Final = 1.0


@dataclass(frozen=True)
class State:
    """How many records it holds of each side, and whether it is up to date with what was saved before it began.

    `idle_seconds` since it took an entry last, and how many it could not take and tries again (`failing`).
    """

    missing: int
    held: int
    is_ready: bool
    idle_seconds: int = 0
    failing: int = 0


def state() -> State | None:
    """None if it does not run, or does not answer in time."""
    answer = _ask("state")
    if answer is None:
        return None
    missing, held, idle, failing = (int(answer.get(name, 0)) for name in ("missing", "held", "idle", "failing"))
    return State(missing, held, bool(answer.get("ready", False)), idle, failing)


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
