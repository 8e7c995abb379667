"""How a file is sealed: the STREAM construction over AES-256-GCM, in chunks of 64 KiB. Pure functions.

A sealed file, in bytes:

    0x01 | uid of the key (16) | uid of the file (16) | prefix (7)      header, 40 bytes
    chunk 0: AES-256-GCM of up to 64 KiB | tag (16)
    chunk 1: …
    last chunk

    nonce of a chunk = prefix (7, random) | number of the chunk (4, big-endian) | 1 for the last chunk, else 0

The header is authenticated with every chunk. A changed, swapped, repeated or foreign chunk does not open, because
its number is in the nonce; a file cut off at a chunk's end does not, because only the true last chunk carries the
flag; and nothing can follow the last chunk. Each file has a key of its own.

The content is followed by zeros up to a size from a coarse scale (Padmé: at most 12 % more), so that the size of
the ciphertext does not identify a document somebody knows. The true size is kept sealed beside the file.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rihai.vault.errors import SealBroken
from rihai.vault.secret import Secret

VERSION: Final = b"\x01"
CHUNK_BYTES: Final = 64 * 1024
TAG_BYTES: Final = 16
PREFIX_BYTES: Final = 7
HEADER_BYTES: Final = len(VERSION) + 16 + 16 + PREFIX_BYTES
SMALLEST_SIZE: Final = 4096
MOST_CHUNKS: Final = 2**32


class StreamSealer:
    """Takes the content piece by piece and gives the sealed file piece by piece: header, `update`…, `finish`."""

    def __init__(self, key: bytes, *, key_uid: UUID, file_uid: UUID) -> None:
        self._prefix = os.urandom(PREFIX_BYTES)
        self.header = VERSION + key_uid.bytes + file_uid.bytes + self._prefix
        self._cipher = AESGCM(key)
        self._waiting = bytearray()
        self.size = 0
        self.chunks = 0

    def update(self, data: bytes) -> bytes:
        """Take more content; gives the chunks that are full. The last full one waits: it may be the last of all."""
        self.size += len(data)
        return self._take(data)

    def finish(self) -> bytes:
        """The rest of the file. The sealer is used up then."""
        missing = padded_size(self.size) - self.size
        out = bytearray()
        for _ in range(missing // CHUNK_BYTES):
            out += self._take(bytes(CHUNK_BYTES))
        out += self._take(bytes(missing % CHUNK_BYTES))
        return bytes(out + self._chunk(bytes(self._waiting), is_last=True))

    def _take(self, data: bytes) -> bytes:
        self._waiting += data
        out = bytearray()
        while len(self._waiting) > CHUNK_BYTES:
            out += self._chunk(bytes(self._waiting[:CHUNK_BYTES]), is_last=False)
            del self._waiting[:CHUNK_BYTES]
        return bytes(out)

    def _chunk(self, plain: bytes, *, is_last: bool) -> bytes:
        nonce = _nonce(self._prefix, self.chunks, is_last=is_last)
        self.chunks += 1
        return self._cipher.encrypt(nonce, plain, self.header)


def open_stream(key: bytes, source: BinaryIO, *, key_uid: UUID, file_uid: UUID, size: int) -> Iterator[bytes]:
    """The first `size` bytes of the content, piece by piece, each checked before it is given out.

    Raises `SealBroken` at the first piece that is not as it was sealed, and at the end if the file is cut short or
    longer than it was. Until the end is reached, only the pieces so far are known to be right.
    """
    header = source.read(HEADER_BYTES)
    if len(header) != HEADER_BYTES or not header.startswith(VERSION + key_uid.bytes + file_uid.bytes):
        raise SealBroken("The sealed file is not of the expected form, or is another file.")
    total = 0
    # Secret, because a later chunk may raise while this frame still holds the one before.
    for plain in map(Secret, _chunks(AESGCM(key), source, header)):
        if total < size:
            yield plain[: size - total]
        total += len(plain)
    if total != padded_size(size):
        raise SealBroken("The sealed file does not have the size it was sealed with.")


def padded_size(size: int) -> int:
    """The size after padding: at least 4 KiB, then Padmé's scale, whose steps grow with the size."""
    if size <= SMALLEST_SIZE:
        return SMALLEST_SIZE
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


def sealed_size(size: int) -> int:
    """How many bytes the sealed file of a content of this size has."""
    padded = padded_size(size)
    return HEADER_BYTES + padded + -(-padded // CHUNK_BYTES) * TAG_BYTES


def _chunks(cipher: AESGCM, source: BinaryIO, header: bytes) -> Iterator[bytes]:
    number, current = 0, source.read(CHUNK_BYTES + TAG_BYTES)
    while True:
        # Whether a chunk is the last is decided by what follows it, never by what it says.
        following = source.read(CHUNK_BYTES + TAG_BYTES)
        nonce = _nonce(header[-PREFIX_BYTES:], number, is_last=not following)
        try:
            yield cipher.decrypt(nonce, current, header)
        except InvalidTag:
            raise SealBroken(f"The sealed file was changed or cut short at its chunk {number}.") from None
        if not following:
            return
        number, current = number + 1, following


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    if number >= MOST_CHUNKS:
        raise ValueError("A sealed file has at most 2**32 chunks.")
    return prefix + number.to_bytes(4, "big") + (b"\x01" if is_last else b"\x00")
