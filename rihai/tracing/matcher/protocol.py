"""How a page and the matcher speak: four bytes of length, then JSON. Pure functions over a socket.

Only numbers and fixed words travel. Whoever listens at the socket learns how many entries there are, and nothing of
anybody.
"""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Final

LENGTH: Final = struct.Struct(">I")
MOST_BYTES: Final = 4096
Message = Mapping[str, "str | int | bool"]


class BadMessage(Exception):
    """Something else speaks there, or it broke off."""


def send(link: socket.socket, message: Message) -> None:
    data = json.dumps(dict(message)).encode()
    if len(data) > MOST_BYTES:
        raise BadMessage("The message is too long for the matcher's socket.")
    link.sendall(LENGTH.pack(len(data)) + data)


def receive(link: socket.socket, *, within: float) -> dict[str, str | int | bool]:
    """The next message, whole within so many seconds. Raises `BadMessage`, or OSError when it does not come."""
    until = time.monotonic() + within
    (size,) = LENGTH.unpack(_exactly(link, LENGTH.size, until))
    if size > MOST_BYTES:
        raise BadMessage("The message is too long for the matcher's socket.")
    try:
        message = json.loads(_exactly(link, size, until))
    except (ValueError, RecursionError):
        raise BadMessage("The message is no JSON.") from None
    if not isinstance(message, dict) or not all(isinstance(value, str | int | bool) for value in message.values()):
        raise BadMessage("The message is not of the expected form.")
    return message


def _exactly(link: socket.socket, size: int, until: float) -> bytes:
    """Whoever sends a byte now and then gets no longer than whoever sends none."""
    data = b""
    while len(data) < size:
        # Never nought, which would mean not to wait at all.
        link.settimeout(max(until - time.monotonic(), 0.001))
        piece = link.recv(size - len(data))
        if not piece:
            raise BadMessage("The other side broke off.")
        data += piece
    return data
