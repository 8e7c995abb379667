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

from rihai.matching.private.encoding import MARK_BITS, NAME_BITS, UNKNOWN, VILLAGE_BITS, Encoded
from rihai.matching.private.filters import WORD
from rihai.matching.private.hardening import Hardening

MAGIC: Final = b"rihai encoded 1\n"
DIGEST: Final = 32
# Each array with its kind and, for filters, its words of 64 bits.
ARRAYS: Final = {
    "name": ("<u8", NAME_BITS // WORD),
    "guardian": ("<u8", NAME_BITS // WORD),
    "village": ("<u8", VILLAGE_BITS // WORD),
    "marks": ("<u8", MARK_BITS // WORD),
    "district": ("<u8", 0),
    "state": ("<u8", 0),
    "birth": ("<i4", 0),
    "week": ("<i4", 0),
    "sex": ("|u1", 0),
}
MOST_SEX: Final = 2
# Quarters of years of birth, and weeks: no register goes back further.
LONGEST_SPAN: Final = 10_000
UNFIT: Final = "The encoded file does not hold what such a file holds. Ask for it again."


class FileBroken(ValueError):
    """The bytes are not a whole encoded register; the message says what is wrong and what to do."""


def to_bytes(encoded: Encoded) -> bytes:
    head = {
        "ids": list(encoded.ids),
        "fingerprint": encoded.fingerprint,
        "hardening": asdict(encoded.hardening),
    }
    line = json.dumps(head, ensure_ascii=False).encode() + b"\n"
    body = b"".join(
        np.ascontiguousarray(getattr(encoded, name), dtype=kind).tobytes() for name, (kind, _) in ARRAYS.items()
    )
    whole = MAGIC + line + body
    return whole + hashlib.sha256(whole).digest()


def from_bytes(data: bytes) -> Encoded:
    """Raises FileBroken."""
    if not data.startswith(MAGIC):
        raise FileBroken("This is not a file made by rihai match encode.")
    whole, digest = data[:-DIGEST], data[-DIGEST:]
    if hashlib.sha256(whole).digest() != digest:
        raise FileBroken("The encoded file was cut short or changed on its way. Ask for it again.")
    try:
        end = whole.index(b"\n", len(MAGIC))
        head = json.loads(whole[len(MAGIC) : end])
        encoded = Encoded(
            ids=tuple(map(str, head["ids"])),
            fingerprint=str(head["fingerprint"]),
            hardening=Hardening(**head["hardening"]),
            **_arrays(memoryview(whole)[end + 1 :], len(head["ids"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileBroken(UNFIT) from error
    _check(encoded)
    return encoded


def _check(encoded: Encoded) -> None:
    """What comes from elsewhere may hold anything; the loops that read it look at no bounds."""
    is_fit = (
        isinstance(encoded.hardening.drop_common, bool)
        and type(encoded.hardening.diffusion) is int
        and (encoded.sex <= MOST_SEX).all()
        and all(_span(times) <= LONGEST_SPAN for times in (encoded.birth, encoded.week))
    )
    if not is_fit:
        raise FileBroken(UNFIT)


def _span(times: NDArray[np.int32]) -> int:
    known = times[times != UNKNOWN].astype(np.int64)
    return int(known.max() - known.min()) if len(known) else 0


def _arrays(body: memoryview, rows: int) -> dict[str, NDArray[Any]]:
    arrays, at = {}, 0
    for name, (kind, width) in ARRAYS.items():
        shape = (rows, width) if width else (rows,)
        size = rows * max(width, 1) * np.dtype(kind).itemsize
        arrays[name] = np.frombuffer(body[at : at + size], dtype=kind).reshape(shape)
        at += size
    if at != len(body):
        raise ValueError("more or fewer bytes than records")
    return arrays
