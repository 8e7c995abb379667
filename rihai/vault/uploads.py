"""Uploads that are encrypted while they arrive: plain content never touches the disk.

Here: the upload handler and keeping an upload. Not here: the format (`stream`), folders (`files`), opening.

    request body ──64 KiB──▶ SealingUploadHandler ──ciphertext──▶ DATA_DIR/files/incoming/<uid>
                                   │ key in memory
    form ─▶ SealedUpload ─▶ action: keep_upload() wraps the key, saves the row ─▶ after commit: moved into place

An upload that nobody keeps is deleted with its request; what a crash leaves behind nobody can read, because its key
was only in memory, and `workers.sweep_incoming` deletes it.
"""

import hashlib
import os
import weakref
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, SupportsIndex
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.vault.disk import sync
from rihai.vault.envelope import KEY_BYTES
from rihai.vault.errors import UploadRefused
from rihai.vault.files import create_incoming, incoming_path, put_in_place
from rihai.vault.keys import store_data_key
from rihai.vault.models import DataKey, SealedFile
from rihai.vault.sealed import DOTS
from rihai.vault.secret import Secret
from rihai.vault.stream import StreamSealer, open_stream

if TYPE_CHECKING:
    BaseUpload = UploadedFile[bytes]
else:
    BaseUpload = UploadedFile

__all__ = ["MOST_BYTES", "SealedUpload", "SealingUploadHandler", "UploadRefused", "check_upload", "keep_upload"]

MOST_BYTES: Final = 256 * 1024 * 1024  # of one request; the body is read before anybody is known to be signed in


class Incoming:
    """One file on its way in: takes plain pieces, writes sealed ones, and deletes itself if nobody keeps it."""

    def __init__(self) -> None:
        self.uid, self.key_uid = uuid4(), uuid4()
        self.key = Secret(os.urandom(KEY_BYTES))
        self.path = incoming_path(self.uid)
        self._sealer = StreamSealer(self.key, key_uid=self.key_uid, file_uid=self.uid)
        self._digest = hashlib.sha256()
        self._file = create_incoming(self.uid)
        self._file.write(self._sealer.header)
        # Also when the request breaks off without anybody closing anything.
        self._discard = weakref.finalize(self, _unlink, self.path)
        self._discard.atexit = False  # a forked child that ends must not delete its parent's files

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._file.write(self._sealer.update(piece))

    def finish(self) -> None:
        self._file.write(self._sealer.finish())
        self._file.close()

    def discard(self) -> None:
        self._file.close()
        self._discard()

    def keep(self) -> None:
        """Make the file survive a power cut, and this object's end."""
        sync(self.path)
        sync(self.path.parent)
        self._discard.detach()

    def pieces(self) -> Iterator[bytes]:
        with self.path.open("rb") as source:
            yield from open_stream(self.key, source, key_uid=self.key_uid, file_uid=self.uid, size=self.size)

    @property
    def size(self) -> int:
        return self._sealer.size

    @property
    def chunks(self) -> int:
        return self._sealer.chunks

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class SealedUpload(BaseUpload):
    """What a form gets for a file. The content can be read in pieces, from ciphertext, within this request."""

    def __init__(self, incoming: Incoming, *, is_too_big: bool, name: str | None, content_type: str | None) -> None:
        super().__init__(None, name, content_type, incoming.size)
        self.incoming = incoming
        self.is_too_big = is_too_big
        self.is_kept = False

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self.incoming.pieces()

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return self.incoming.chunks > 1

    def read(self, size: int = -1, /) -> bytes:
        """All of it; `chunks` is for what is large."""
        if size >= 0:
            raise UploadRefused("A sealed upload is read as a whole, or piece by piece with chunks().")
        return b"".join(self.incoming.pieces())

    def close(self) -> None:
        """Called by Django at the end of the request."""
        if not self.is_kept:
            self.incoming.discard()

    # A file's name is often a person's name.
    def __str__(self) -> str:
        return DOTS

    def __repr__(self) -> str:
        return "<SealedUpload>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("An upload is not pickled: its key exists only in this request.")


class SealingUploadHandler(FileUploadHandler):
    """The only upload handler. Encrypts each piece before writing it."""

    incoming: Incoming  # of the file that is arriving; Django announces each with new_file

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._left = MOST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.incoming = Incoming()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._left -= len(raw_data)
        # The rest of a too large body is read and dropped, so that the form can say what was wrong.
        if self._left >= 0:
            self.incoming.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        self.incoming.finish()
        return SealedUpload(
            self.incoming, is_too_big=self._left < 0, name=self.file_name, content_type=self.content_type
        )

    def upload_interrupted(self) -> None:
        self.incoming.discard()


def check_upload(upload: object) -> None:
    """A validator for the form's file field."""
    if not isinstance(upload, SealedUpload):
        raise ValidationError(_("This file did not arrive sealed. Choose it again."), code="not_sealed")
    if upload.is_too_big:
        raise ValidationError(
            _("The files are larger than %(most)d MB together. Send a smaller file, or fewer at a time."),
            code="too_big",
            params={"most": MOST_BYTES // 2**20},
        )


@transaction.atomic
def keep_upload(upload: SealedUpload, *, agencies: Iterable[UUID], name: str | None = None) -> SealedFile:
    """Keep the file for these organisations, inside the action that needs it. Its key is wrapped, its name sealed.

    If the transaction is rolled back the file stays in `incoming`, where it is swept: nobody has its key then.
    """
    incoming = upload.incoming
    is_gone = not incoming.path.exists() or SealedFile.objects.filter(uid=incoming.uid).exists()
    if upload.is_too_big or is_gone:
        raise UploadRefused("This upload cannot be kept: it is too large, or was kept or closed before.")
    data_key = store_data_key(DataKey(uid=incoming.key_uid), incoming.key, agencies=agencies)
    file = SealedFile(uid=incoming.uid, data_key=data_key, size=incoming.path.stat().st_size, chunks=incoming.chunks)
    file.about = {
        "name": name or upload.name or "",
        "type": upload.content_type or "",
        "size": incoming.size,
        "sha256": incoming.sha256,
    }
    file.save(force_insert=True)
    incoming.keep()
    upload.is_kept = True
    transaction.on_commit(partial(put_in_place, incoming.uid))
    return file


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)
