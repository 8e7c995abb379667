"""Uploads as a browser sends them, through a real request."""

from io import BytesIO
from pathlib import Path

from django.conf import settings as project
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.test import RequestFactory

from rihai.vault.uploads import SealedUpload

CANARY = b"PLANTED-CANARY-Sunita-Kumari-of-Purulia"
NAME = "sunita-kumari-aadhaar.pdf"
BOUNDARY = "limit"


def body(content: bytes, name: str = NAME, end: bool = True) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="scan"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return head.encode() + content + (f"\r\n--{BOUNDARY}--\r\n".encode() if end else b"")


def post(data: bytes | BytesIO, length: int | None = None) -> HttpRequest:
    """A request as the server hands it to Django: a stream, and what the browser says its length is."""
    stream = BytesIO(data) if isinstance(data, bytes) else data
    return WSGIRequest(
        {
            **RequestFactory().get("/").environ,
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(length or len(stream.getvalue())),
            "wsgi.input": stream,
        }
    )


def file_of(request: HttpRequest) -> SealedUpload:
    file = request.FILES["scan"]
    assert isinstance(file, SealedUpload)
    return file


def upload(content: bytes, name: str = NAME) -> SealedUpload:
    return file_of(post(body(content, name)))


def incoming() -> list[Path]:
    return list((Path(project.DATA_DIR) / "files" / "incoming").glob("*"))
