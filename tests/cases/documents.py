"""Documents as people send them through the page."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rihai.cases.models import Case, Document
from tests.cases import builders
from tests.vault import samples

NAME = "PLANTED-sunita-father-letter.jpg"
TITLE = "PLANTED letter of her father"
REASON = "The court asks for the paper as it came"


def send(client: Client, case: Case, *contents: bytes, **more: Any) -> Any:
    files = [SimpleUploadedFile(NAME, content, "image/jpeg") for content in contents]
    data = {"kind": "letter", "title": TITLE, "compartment": "record", **builders.token()}
    return client.post(at("new", case), {**data, **more, "chosen": files})


def a_document(client: Client, case: Case, content: bytes | None = None, **more: Any) -> Document:
    answer = send(client, case, content or samples.photo(), **more)
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.latest("added_at")


def at(page: str, record: Case | Document) -> str:
    return reverse(f"cases:case_document_{page}", args=[record.uid])
