"""An encoded register as bytes: one line of JSON that says what follows, then each array as it lies in memory.

Nothing of it is ever executed. A file that was cut short or changed is refused with a `FileBroken`: a checksum stands
at the end. It guards against accidents; whoever may write the file can write another one.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rihai.matching.private.encoding import Encoded
from rihai.matching.private.hardening import Hardening

MAGIC: Final = b"rihai encoded 1\n"
DIGEST: Final = 32
ARRAYS: Final = {
    "name": "<u8", "guardian": "<u8", "village": "<u8", "marks": "<u8", "district": "<u8", "state": "<u8",
    "birth": "<i4", "week": "<i4", "sex": "|u1",
}  # fmt: skip


class FileBroken(ValueError):
    """The bytes are not a whole encoded register; the message says what is wrong and what to do."""


def to_bytes(encoded: Encoded) -> bytes:
    head = {
        "ids": list(encoded.ids),
        "fingerprint": encoded.fingerprint,
        "hardening": asdict(encoded.hardening),
        "shapes": {name: getattr(encoded, name).shape for name in ARRAYS},
    }
    line = json.dumps(head, ensure_ascii=False).encode() + b"\n"
    body = b"".join(np.ascontiguousarray(getattr(encoded, name), dtype=kind).tobytes() for name, kind in ARRAYS.items())
    whole = MAGIC + line + body
    return whole + hashlib.sha256(whole).digest()


def from_bytes(data: bytes) -> Encoded:
    """Raises FileBroken."""
    if not data.startswith(MAGIC):
        raise FileBroken("This is not a file made by rihai match encode.")
    whole, digest = data[:-DIGEST], data[-DIGEST:]
    if hashlib.sha256(whole).digest() != digest:
        raise FileBroken("The encoded file was cut short or changed on its way. Ask for it again.")
    end = whole.index(b"\n", len(MAGIC))
    head = json.loads(whole[len(MAGIC) : end])
    return Encoded(
        ids=tuple(head["ids"]),
        fingerprint=head["fingerprint"],
        hardening=Hardening(**head["hardening"]),
        **_arrays(memoryview(whole)[end + 1 :], head["shapes"]),
    )


def _arrays(body: memoryview, shapes: dict[str, list[int]]) -> dict[str, NDArray[Any]]:
    arrays, at = {}, 0
    for name, kind in ARRAYS.items():
        size = int(np.prod(shapes[name])) * np.dtype(kind).itemsize
        arrays[name] = np.frombuffer(body[at : at + size], dtype=kind).reshape(shapes[name])
        at += size
    if at != len(body):
        raise FileBroken("The encoded file does not hold what its first line says. Ask for it again.")
    return arrays
