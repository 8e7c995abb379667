"""Where sealed files lie, and how they get there and vanish.

Here: paths, moving into place, erasing. Not here: encrypting (`stream`, `uploads`), opening (`unseal`), sweeping
(`workers`).

    DATA_DIR/files/incoming/<uid>          arrives during a request; its key is only in memory
    DATA_DIR/files/sealed/<2 hex>/<uid>    in its place, since the transaction that keeps it was committed

A name on the disk is a random uid and nothing else. Everything here is ciphertext.
"""

import os
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rihai.vault.disk import sync
from rihai.vault.errors import FileMissing
from rihai.vault.keys import destroy_data_key
from rihai.vault.models import SealedFile


def incoming_folder() -> Path:
    return _folder("incoming")


def incoming_path(uid: UUID) -> Path:
    return incoming_folder() / uid.hex


def sealed_path(uid: UUID) -> Path:
    return _folder("sealed", uid.hex[:2]) / uid.hex


def create_incoming(uid: UUID) -> BinaryIO:
    """A new file that only we can read."""
    path = incoming_path(uid)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb")


def put_in_place(uid: UUID) -> None:
    """Move a kept file out of `incoming`. Done after the commit; a worker repeats it after a crash."""
    source, target = incoming_path(uid), sealed_path(uid)
    try:
        source.replace(target)
    except FileNotFoundError:
        if not target.exists():  # else a sweeper was quicker
            raise
    for folder in (target.parent, source.parent):
        sync(folder)


def open_ciphertext(file: SealedFile) -> BinaryIO:
    """The sealed file, wherever it is: between commit and move it still lies in `incoming`."""
    # The first place is tried again, because the file may be moved between the two looks.
    for path in (sealed_path(file.uid), incoming_path(file.uid), sealed_path(file.uid)):
        try:
            return path.open("rb")
        except FileNotFoundError:
            continue
    raise FileMissing(f"The sealed file {file.uid} is not on the disk. Restore it from a backup.")


@transaction.atomic
def erase_file(file: SealedFile) -> None:
    """Destroy the file's key; once that is committed, delete the ciphertext too. The row stays as a tombstone."""
    if file.data_key is not None:
        destroy_data_key(file.data_key)
    transaction.on_commit(partial(_delete, file.uid))


def _delete(uid: UUID) -> None:
    sealed_path(uid).unlink(missing_ok=True)
    incoming_path(uid).unlink(missing_ok=True)


def _folder(*names: str) -> Path:
    folder = Path(settings.DATA_DIR)
    for name in ("files", *names):
        folder = folder / name
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
            sync(folder.parent)
    return folder
