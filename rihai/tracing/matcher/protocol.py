"""How a page and the matcher speak: four bytes of length, then JSON. Pure functions over a socket.

Only numbers and fixed words travel. Whoever listens at the socket learns how many entries there are, and nothing of
anybody.
"""

import json
import socket
import struct
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


def receive(link: socket.socket) -> dict[str, str | int | bool]:
    """The next message. Raises `BadMessage`, or OSError when nobody answers in time."""
    (size,) = LENGTH.unpack(_exactly(link, LENGTH.size))
    if size > MOST_BYTES:
        raise BadMessage("The message is too long for the matcher's socket.")
    try:
        message = json.loads(_exactly(link, size))
    except ValueError:
        raise BadMessage("The message is no JSON.") from None
    if not isinstance(message, dict) or not all(isinstance(value, str | int | bool) for value in message.values()):
        raise BadMessage("The message is not of the expected form.")
    return message


def _exactly(link: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = link.recv(size - len(data))
        if not piece:
            raise BadMessage("The other side broke off.")
        data += piece
    return data
