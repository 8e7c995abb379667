"""Uploads: plain content never reaches the disk, and what is kept comes back as it was sent."""

import gc
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django import forms
from django.conf import settings as project
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from rihai.vault import uploads
from rihai.vault.errors import UploadRefused
from rihai.vault.files import sealed_path
from rihai.vault.models import SealedFile
from rihai.vault.stream import sealed_size
from rihai.vault.unseal import open_file, open_sealed
from rihai.vault.uploads import SealedUpload, check_upload, keep_upload
from tests.vault.sending import CANARY, NAME, body, file_of, incoming, post, upload

pytestmark = pytest.mark.usefixtures("empty_folder")


def big_content() -> bytes:
    """Several MB with the canary at the start, across every boundary of a chunk, and at the end."""
    filler = os.urandom(64 * 1024 - 20)
    return CANARY + b"".join(filler + CANARY for _ in range(80)) + CANARY


def everything_on_disk() -> Iterator[tuple[Path, bytes]]:
    for root in {Path(project.DATA_DIR), Path(tempfile.gettempdir())}:
        for path in root.rglob("*"):
            try:
                if path.is_file() and path.stat().st_mtime > time.time() - 600:
                    yield path, path.read_bytes()
            except OSError:
                continue


def test_an_upload_is_sealed_while_it_arrives_and_comes_back_whole(
    open_vault: None, ours: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content, others = big_content(), incoming()

    request = post(body(content))
    arrived = file_of(request)
    seen_on_arrival = [path for path, data in everything_on_disk() if CANARY in data]
    file = keep_upload(arrived, agencies=[ours])
    request.close()
    seen_at_the_end = [path for path, data in everything_on_disk() if CANARY in data or b"aadhaar" in data]

    assert len(content) > 5_000_000
    assert seen_on_arrival == seen_at_the_end == []
    assert sealed_path(file.uid).stat().st_size == file.size == sealed_size(len(content))
    assert b"".join(open_file(SealedFile.objects.get(), agency=ours)) == content
    assert set(incoming()) <= set(others)


def test_the_search_of_the_disk_would_find_the_canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above proves nothing if it looks in the wrong places."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    here, there = tmp_path / "leak", Path(project.DATA_DIR) / "leak"
    here.write_bytes(b"x" + CANARY)
    there.write_bytes(b"x" + CANARY)

    found = {path for path, data in everything_on_disk() if CANARY in data}
    there.unlink()

    assert {here, there} <= found


def test_name_type_size_and_hash_are_sealed_beside_the_file(vault: None, ours: UUID) -> None:
    content = CANARY * 31_655  # a size of seven digits: fewer would turn up in random bytes
    file = keep_upload(upload(content), agencies=[ours])
    about = SealedFile.objects.get(uid=file.uid).about
    assert about is not None

    assert open_sealed(about, agency=ours) == {
        "name": NAME,
        "type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_sealedfile")
        row = b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in cursor.fetchone())
    for plain in (b"aadhaar", b"application", hashlib.sha256(content).hexdigest().encode(), str(len(content)).encode()):
        assert plain not in row


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 1_000_000])
def test_files_of_any_size_come_back(vault: None, ours: UUID, size: int) -> None:
    content = os.urandom(size)

    file = keep_upload(upload(content), agencies=[ours])

    assert b"".join(open_file(file, agency=ours)) == content


def test_the_form_can_look_at_the_content_before_anything_is_kept() -> None:
    content = big_content()

    arrived = upload(content)

    assert arrived.size == len(content)
    assert b"".join(arrived.chunks()) == arrived.read() == content
    assert arrived.multiple_chunks()
    with pytest.raises(UploadRefused):
        arrived.read(10)


def test_an_upload_shows_neither_its_name_nor_its_key() -> None:
    import pickle

    arrived = upload(CANARY)

    assert f"{arrived} {arrived!r}" == "••• <SealedUpload>"
    assert bytes(arrived.incoming.key) not in repr(vars(arrived.incoming)).encode()
    with pytest.raises(TypeError):
        pickle.dumps(arrived)


def test_folders_and_files_are_closed_to_others() -> None:
    arrived = upload(CANARY)

    path = arrived.incoming.path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.name == arrived.incoming.uid.hex


def test_an_upload_nobody_keeps_goes_with_its_request() -> None:
    request = post(body(CANARY))
    arrived = file_of(request)
    assert incoming() == [arrived.incoming.path]

    request.close()

    assert incoming() == []


def test_an_upload_that_breaks_off_leaves_nothing() -> None:
    request = post(body(CANARY * 5000, end=False), length=10_000_000)

    assert not request.FILES
    request.close()
    del request
    gc.collect()

    assert incoming() == []


class BrokenLine(BytesIO):
    """A phone that loses its network in the middle of the upload."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 200_000:
            raise OSError("connection lost")
        return super().read(size)


def test_a_lost_connection_leaves_nothing() -> None:
    request = post(BrokenLine(body(os.urandom(9_000_000))))

    with pytest.raises(OSError, match="connection lost"):
        _ = request.FILES
    request.close()
    del request
    gc.collect()

    assert incoming() == []


class ScanForm(forms.Form):
    scan = forms.FileField(validators=[check_upload], max_length=100)


def test_a_form_takes_the_upload(vault: None, ours: UUID) -> None:
    request = post(body(CANARY))

    form = ScanForm(request.POST, request.FILES)

    assert form.is_valid(), form.errors
    assert keep_upload(form.cleaned_data["scan"], agencies=[ours])


def test_too_large_a_request_is_answered_in_words_and_leaves_nothing(
    vault: None, ours: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 2**20)
    request = post(body(os.urandom(3 * 2**20)))

    form = ScanForm(request.POST, request.FILES)

    assert form.errors == {
        "scan": ["The files are larger than 1 MB together. Send a smaller file, or fewer at a time."]
    }
    assert sum(path.stat().st_size for path in incoming()) < 2**21
    with pytest.raises(UploadRefused):
        keep_upload(file_of(request), agencies=[ours])
    request.close()
    assert incoming() == []


def test_the_limit_counts_all_files_of_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 2**20)
    two = body(os.urandom(700_000), end=False) + b"\r\n" + body(os.urandom(700_000))

    first, second = post(two).FILES.getlist("scan")

    assert isinstance(first, SealedUpload)
    assert isinstance(second, SealedUpload)
    assert not first.is_too_big
    assert second.is_too_big


def test_a_file_that_did_not_come_through_the_handler_is_refused() -> None:
    with pytest.raises(ValidationError, match="did not arrive sealed"):
        check_upload(SimpleUploadedFile("x", CANARY))
