"""Where sealed files lie, and how they get there and vanish.

Here: paths, moving into place, sweeping, erasing. Not here: encrypting (`stream`, `uploads`) and opening (`unseal`).

    DATA_DIR/files/incoming/<uid>          arrives during a request; its key is only in memory
    DATA_DIR/files/sealed/<2 hex>/<uid>    in its place, since the transaction that keeps it was committed

A name on the disk is a random uid and nothing else. Everything here is ciphertext.
"""

import os
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rihai.vault.errors import FileMissing
from rihai.vault.keys import destroy_data_key
from rihai.vault.models import SealedFile

LEFT_OVER_AFTER: Final = timedelta(days=1)


def incoming_path(uid: UUID) -> Path:
    return _folder("incoming") / uid.hex


def sealed_path(uid: UUID) -> Path:
    return _folder("sealed", uid.hex[:2]) / uid.hex


def create_incoming(uid: UUID) -> BinaryIO:
    """A new file that only we can read."""
    path = incoming_path(uid)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb")


def put_in_place(uid: UUID) -> None:
    """Move a kept file out of `incoming`. Done after the commit; `sweep_incoming` repeats it after a crash."""
    source, target = incoming_path(uid), sealed_path(uid)
    try:
        source.replace(target)
    except FileNotFoundError:
        if not target.exists():  # else a sweeper was quicker
            raise
    for folder in (target.parent, source.parent):
        sync_folder(folder)


def open_ciphertext(file: SealedFile) -> BinaryIO:
    """The sealed file, wherever it is: between commit and move it still lies in `incoming`."""
    # The first place is tried again, because the file may be moved between the two looks.
    for path in (sealed_path(file.uid), incoming_path(file.uid), sealed_path(file.uid)):
        try:
            return path.open("rb")
        except FileNotFoundError:
            continue
    raise FileMissing(f"The sealed file {file.uid} is not on the disk. Restore it from a backup.")


def sweep_incoming(*, older_than: timedelta = LEFT_OVER_AFTER) -> tuple[int, int]:
    """Finish interrupted moves and delete what no record keeps; gives the two counts."""
    old = {UUID(hex=path.name): path for path in _folder("incoming").glob("[0-9a-f]" * 32) if _is_old(path, older_than)}
    kept = set(SealedFile.objects.filter(uid__in=old).values_list("uid", flat=True))
    for uid, path in old.items():
        if uid in kept:
            put_in_place(uid)
        else:
            path.unlink(missing_ok=True)
    return len(kept), len(old) - len(kept)


@transaction.atomic
def erase_file(file: SealedFile) -> None:
    """Destroy the file's key; once that is committed, delete the ciphertext too. The row stays as a tombstone."""
    if file.data_key is not None:
        destroy_data_key(file.data_key)
    transaction.on_commit(partial(_delete, file.uid))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _delete(uid: UUID) -> None:
    sealed_path(uid).unlink(missing_ok=True)
    incoming_path(uid).unlink(missing_ok=True)


def _is_old(path: Path, older_than: timedelta) -> bool:
    try:
        return path.stat().st_mtime < time.time() - older_than.total_seconds()
    except FileNotFoundError:  # moved or discarded while we look
        return False


def _folder(*names: str) -> Path:
    folder = Path(settings.DATA_DIR)
    for name in ("files", *names):
        folder = folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
