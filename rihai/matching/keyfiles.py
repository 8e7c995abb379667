"""Key files, and files sealed with them in chunks (AES-256-GCM), so that a big index needs no second copy in memory.

Each chunk is bound to its place and to whether it is the last one: a file cut short, reordered or changed does not
open. Nothing is unsealed to disk.
"""

import base64
import binascii
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rihai.matching.csvfiles import FileProblem

MAGIC = b"rihai sealed 1\n"
KEY_BYTES = 32
CHUNK = 1 << 22
TAG = 16
SALT = 32


def read_key(path: Path) -> bytes:
    """The key in a file that only its owner may read."""
    try:
        mode = path.stat().st_mode
        text = path.read_bytes()[:1024].strip()
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise FileProblem(f"Others may read the key file {path}. Run: chmod 600 {path}")
    key = _decoded(text)
    if key is None:
        raise FileProblem(f"{path} must hold {KEY_BYTES} bytes as 64 hexadecimal digits or as base64.")
    return key


def _decoded(text: bytes) -> bytes | None:
    for decode in (bytes.fromhex, _base64):
        try:
            key = decode(text.decode("ascii"))
        except ValueError:
            continue
        if len(key) == KEY_BYTES:
            return key
    return None


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def seal_into(file: BinaryIO, data: bytes, key: bytes) -> None:
    """Write data sealed under a key of this file's own, so that no nonce comes twice."""
    head = MAGIC + os.urandom(SALT)
    cipher = _cipher(key, head)
    file.write(head)
    view = memoryview(data)
    last = max(0, len(data) - 1) // CHUNK
    for number in range(last + 1):
        file.write(
            cipher.encrypt(_nonce(number, is_last=number == last), view[number * CHUNK : (number + 1) * CHUNK], head)
        )


def is_sealed(path: Path) -> bool:
    """Whether this is a file that `seal_into` wrote."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def unseal(path: Path, key: bytes) -> bytes:
    """What `seal_into` wrote, whole and unchanged."""
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC) + SALT)
            if not head.startswith(MAGIC) or len(head) != len(MAGIC) + SALT:
                raise FileProblem(f"{path} was not sealed by Rihai.")
            return b"".join(_opened(file, _cipher(key, head), head))
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}.") from error
    except InvalidTag as error:
        raise FileProblem(
            f"{path} does not open: it needs another key file, or it was cut short or changed."
        ) from error


def _opened(file: BinaryIO, cipher: AESGCM, head: bytes) -> Iterator[bytes]:
    sealed, number = file.read(CHUNK + TAG), 0
    while True:
        following = file.read(CHUNK + TAG)
        yield cipher.decrypt(_nonce(number, is_last=not following), sealed, head)
        if not following:
            return
        sealed, number = following, number + 1


def _cipher(key: bytes, head: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=head[len(MAGIC) :], info=MAGIC).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
