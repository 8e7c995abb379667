"""One sealed file that is always whole: what a process keeps in memory, put on the disk for its next start.

Here: writing it anew beside the old one and putting it in its place at once, and reading it. The key is derived from
the master key for one purpose; the format is that of `stream`. A process killed in between leaves the old file, and
a remainder without a key that the next writing removes. Not here: what stands in it.
"""

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

from rihai.vault.disk import sync
from rihai.vault.envelope import NO_KEY
from rihai.vault.errors import SealBroken
from rihai.vault.master import derive
from rihai.vault.stream import CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, StreamSealer, open_stream

# The name of the content, for the header: what is sealed for one purpose never opens as another's.
NAMES: Final = {"matcher-snapshot": UUID("6f0f3d0e-0f6a-4e2c-9d53-3b1f7a5c1e42")}
SIZE: Final = struct.Struct(">Q")


def write_whole(path: Path, pieces: Iterable[bytes], *, size: int, purpose: str) -> None:
    """Replace the file by this content, durably: afterwards the disk holds the new one, before it the old one."""
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    sealer = StreamSealer(derive(purpose), key_uid=NO_KEY, file_uid=NAMES[purpose])
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealer.header)
        file.write(sealer.update(SIZE.pack(size)))
        for piece in _small(pieces):
            file.write(sealer.update(piece))
        file.write(sealer.finish())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync(path.parent)


def read_whole(path: Path, *, purpose: str) -> bytearray | None:
    """The content, None if there is no file yet. Raises `SealBroken` if it is not as it was written."""
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source:
        padded = _padded_size(os.fstat(source.fileno()).st_size)
        content = bytearray()
        for piece in open_stream(derive(purpose), source, key_uid=NO_KEY, file_uid=NAMES[purpose], size=padded):
            content += piece
    (size,) = SIZE.unpack_from(content)
    if size > len(content) - SIZE.size:
        raise SealBroken("The sealed file says that it holds more than it does.")
    del content[SIZE.size + size :]
    del content[: SIZE.size]
    return content


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        view = memoryview(piece)
        for start in range(0, len(view), CHUNK_BYTES):
            yield bytes(view[start : start + CHUNK_BYTES])


def _padded_size(sealed: int) -> int:
    """How much content a sealed file of this size has, padding included."""
    chunks = -(-(sealed - HEADER_BYTES) // (CHUNK_BYTES + TAG_BYTES))
    return max(0, sealed - HEADER_BYTES - chunks * TAG_BYTES)
