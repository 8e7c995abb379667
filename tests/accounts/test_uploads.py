"""Only who has passed the door sends files, and only where a page takes them."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from rihai.accounts.models import User
from rihai.accounts.uploads import may_send_files, takes_files
from rihai.vault.files import incoming_path


def a_request(user: object, view: object) -> HttpRequest:
    request = HttpRequest()
    request.user = user  # type: ignore[assignment]  # also somebody anonymous
    request.resolver_match = SimpleNamespace(func=view)  # type: ignore[assignment]  # only the view counts
    return request


def plain_view() -> None: ...


@takes_files
def view_with_a_file_field() -> None: ...


def test_only_a_signed_in_sender_to_a_page_that_takes_files_may_send_them(asha: User) -> None:
    assert may_send_files(a_request(asha, view_with_a_file_field))
    assert not may_send_files(a_request(asha, plain_view))
    assert not may_send_files(a_request(AnonymousUser(), view_with_a_file_field))
    assert not may_send_files(None)


@pytest.mark.parametrize("path", ["/sign-in/", "/alerts/new/", "/health/"])
def test_a_stranger_leaves_no_byte_on_the_disk(db: None, path: str) -> None:
    folder = incoming_path(uuid4()).parent
    before = set(folder.glob("*")) if folder.exists() else set()

    Client().post(path, {"x": SimpleUploadedFile("big.bin", b"x" * 3_000_000)})

    assert (set(folder.glob("*")) if folder.exists() else set()) == before
