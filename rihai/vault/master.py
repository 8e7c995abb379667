"""The master key: where it comes from, what is derived from it, and forgetting it.

It never lies in the database or in a backup of it. Exactly one source is configured: a file that only this
process's user can read, a secret in the environment, or a text typed once at start. Its text form is base64 of

    master key (32 bytes)                      a first key
    master key (32 bytes) | root (32 bytes)    a key that followed another by rotation

The master key wraps the organisations' keys. The *root* is what purposes such as "audit-mac" are derived from
(HKDF-SHA256). A first key's root is derived from the key itself; a rotation carries the root on, because the
audit trail written under it must stay verifiable. So a rotation does not help against a thief of the old key who
can also write to the database; it helps against one who finds the old key after the old wraps are gone.
"""

import base64
import binascii
import getpass
import hashlib
import os
import re
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from rihai.lib.memory import close_memory
from rihai.vault.cache import KEYS
from rihai.vault.disk import sync
from rihai.vault.envelope import KEY_BYTES
from rihai.vault.errors import MasterKeyRefused, VaultLocked
from rihai.vault.secret import Secret

__all__ = [
    "MasterKey",
    "MasterKeyRefused",
    "VaultLocked",
    "derive",
    "generate_master_key_file",
    "lock",
    "master_key",
    "read_master_key_file",
    "unlock_at_start",
    "unlocked",
]

PURPOSE: Final = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True)
class MasterKey:
    """The key that wraps the organisations' keys, and the root of derived keys. Prints as its id only."""

    secret: Secret
    root: Secret

    @classmethod
    def of(cls, material: bytes) -> "MasterKey":
        """From 32 bytes of a first key, or 64 of one that carries its predecessor's root."""
        if len(material) not in (KEY_BYTES, 2 * KEY_BYTES):
            raise MasterKeyRefused("The master key must be 32 random bytes in base64 (64 after a rotation).")
        secret = Secret(material[:KEY_BYTES])
        return cls(secret, Secret(material[KEY_BYTES:] or _hkdf(secret, "root")))

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell master keys apart without revealing anything about them."""
        return hashlib.sha256(b"rihai master key id\0" + self.secret).digest()[:4]

    def __repr__(self) -> str:
        return f"<MasterKey {self.key_id.hex()}>"


class _Holder:
    """What this process knows of the master key."""

    def __init__(self) -> None:
        self.guard = threading.RLock()
        self.key: MasterKey | None = None


_holder = _Holder()


def master_key() -> MasterKey:
    """The master key of this process, read at the first use. Raises `VaultLocked` or `MasterKeyRefused`."""
    with _holder.guard:
        if _holder.key is None:
            close_memory()
            _holder.key = _from_settings()
        return _holder.key


def derive(purpose: str) -> bytes:
    """32 bytes for one purpose, such as "audit-mac": always the same for this installation, also after a rotation."""
    if not PURPOSE.fullmatch(purpose):
        raise ValueError("A purpose is 1 to 64 small letters, digits and hyphens.")
    return _hkdf(master_key().root, f"purpose/{purpose}")


def asks_for_key() -> bool:
    """Whether the master key is to be typed and was not yet."""
    return _holder.key is None and bool(settings.MASTER_KEY_PROMPT)


def unlock_at_start() -> None:
    """Ask for the master key if it is to be typed; otherwise check that it can be read. Called once by a command."""
    with _holder.guard:
        if asks_for_key():
            _only_one_source()
            close_memory()
            _holder.key = _decode(Secret(getpass.getpass("Master key: ").encode()), "The text you typed")
    master_key()


def lock() -> None:
    """Forget the master key and every key opened with it."""
    with _holder.guard:
        _holder.key = None
        KEYS.clear()


@contextmanager
def unlocked(material: bytes) -> Iterator[MasterKey]:
    """Work with another master key for a while: rotation and tests."""
    key = MasterKey.of(material)
    close_memory()
    with _holder.guard:
        before, _holder.key = _holder.key, key
        KEYS.clear()
    try:
        yield key
    finally:
        with _holder.guard:
            _holder.key = before
            KEYS.clear()


def generate_master_key_file(path: Path, *, carry: MasterKey | None = None) -> MasterKey:
    """Make a new master key in a new file that only its owner can read; `carry` keeps that key's root."""
    material = os.urandom(KEY_BYTES) + (carry.root if carry else b"")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), 0o600)  # whatever the umask says
        file.write(base64.b64encode(material) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    # Somebody may wrap all keys under it in the next moment: the file's name must survive a power cut too.
    sync(path.parent)
    return MasterKey.of(material)


def read_master_key_file(path: Path) -> MasterKey:
    """The master key in a file, if the file is safe: regular, ours, and closed to everybody else."""
    try:
        # NONBLOCK: a pipe must be refused, not waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise VaultLocked(
            f"The master key file {path} does not exist. Mount it, or correct RIHAI_MASTER_KEY_FILE."
        ) from None
    except OSError as error:
        raise MasterKeyRefused(f"The master key file {path} cannot be opened: {error.strerror}.") from None
    try:
        # Of the open file, not of its name: the name may be pointed elsewhere in between.
        _check_file(path, os.fstat(descriptor))
        text = Secret(os.read(descriptor, 1024))
    finally:
        os.close(descriptor)
    return _decode(text, f"The master key file {path}")


def _check_file(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise MasterKeyRefused(f"{path} is not a regular file. Put the master key into a plain file.")
    if status.st_uid != os.geteuid():
        raise MasterKeyRefused(f"{path} belongs to another user. Make the user of this program its owner.")
    if stat.S_IMODE(status.st_mode) & 0o177:
        raise MasterKeyRefused(
            f"{path} has mode {stat.S_IMODE(status.st_mode):04o}, so that others may read it. Run: chmod 600 {path}"
        )


def _from_settings() -> MasterKey:
    _only_one_source()
    if settings.MASTER_KEY_FILE:
        return read_master_key_file(Path(settings.MASTER_KEY_FILE).expanduser())
    if settings.MASTER_KEY:
        return _decode(Secret(settings.MASTER_KEY.encode()), "RIHAI_MASTER_KEY")
    if settings.MASTER_KEY_PROMPT:
        raise VaultLocked("The vault is locked: the master key was not typed in when the program started.")
    raise VaultLocked("The vault is locked. Set RIHAI_MASTER_KEY_FILE; `rihai keys init FILE` makes a new key.")


def _only_one_source() -> None:
    if sum(map(bool, (settings.MASTER_KEY_FILE, settings.MASTER_KEY, settings.MASTER_KEY_PROMPT))) > 1:
        raise MasterKeyRefused("Set only one of RIHAI_MASTER_KEY_FILE, RIHAI_MASTER_KEY and RIHAI_MASTER_KEY_PROMPT.")


def _decode(text: Secret, what: str) -> MasterKey:
    try:
        return MasterKey.of(base64.b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError, MasterKeyRefused):
        raise MasterKeyRefused(
            f"{what} is not a master key: base64 of 32 random bytes (64 after a rotation)."
        ) from None


def _hkdf(secret: bytes, info: str) -> Secret:
    return Secret(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=b"rihai", info=info.encode()).derive(secret))
