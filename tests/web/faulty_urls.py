"""The addresses of the staff door and pages that go wrong on purpose."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from rihai.vault.errors import VaultLocked


def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("her name is in this message")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def incomplete(request: HttpRequest) -> HttpResponse:
    raise BadRequest("This form is incomplete.")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("what somebody sent")


def locked(request: HttpRequest) -> HttpResponse:
    raise VaultLocked("where the key should be")


urlpatterns = [
    path("fault/", fault, name="fault"),
    path("refused/", refused, name="refused"),
    path("incomplete/", incomplete, name="incomplete"),
    path("suspicious/", suspicious, name="suspicious"),
    path("locked/", locked, name="locked"),
    path("", include("rihai.urls")),
]
handler400 = "rihai.web.errors.bad_request"
handler403 = "rihai.web.errors.forbidden"
handler404 = "rihai.web.errors.not_found"
handler500 = "rihai.web.errors.server_error"
