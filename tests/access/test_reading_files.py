"""Files are opened by the one reading call too."""

import pickle
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.vault.keys import destroy_data_key
from rihai.vault.uploads import SealedUpload, SealingUploadHandler, keep_upload
from tests.access.records import Folder, assign


def attach(folder: Folder, rf: RequestFactory, content: bytes) -> None:
    request = rf.post("/", {"scan": SimpleUploadedFile("letter.txt", content, "text/plain")})
    # Who may send files at all is asked elsewhere; here one has come in.
    request.upload_handlers = [SealingUploadHandler(request)]
    upload = request.FILES["scan"]
    assert isinstance(upload, SealedUpload)
    folder.scan = keep_upload(upload, agencies=[folder.organisation.uid])
    folder.save()


def test_a_file_opens_with_its_name_and_content_in_pieces(
    rf: RequestFactory, asha: User, folder: Folder, django_capture_on_commit_callbacks: Any
) -> None:
    content = b"scan of a letter " * 9000
    with django_capture_on_commit_callbacks(execute=True):
        attach(folder, rf, content)
    assign(folder, asha)

    opened = read((Folder.objects.get(pk=folder.pk), ["scan"]), by=asha, why=OwnWork())(folder).scan

    assert opened.about["name"] == "letter.txt"
    assert b"".join(opened.pieces()) == content
    assert "letter" not in f"{opened} {opened!r}"
    with pytest.raises(TypeError):
        pickle.dumps(opened)


def test_an_erased_file_reads_erased(
    rf: RequestFactory, asha: User, folder: Folder, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        attach(folder, rf, b"letter")
    assign(folder, asha)
    destroy_data_key(folder.scan.data_key)

    plain = read((Folder.objects.get(pk=folder.pk), ["scan", "wish"]), by=asha, why=OwnWork())

    assert (plain(folder).scan, plain(folder).wish) == ("erased", "to go home")


def test_a_missing_file_is_none(asha: User, folder: Folder) -> None:
    assign(folder, asha)

    assert read((folder, ["scan"]), by=asha, why=OwnWork())(folder).scan is None
