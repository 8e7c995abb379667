"""Pages that refuse, for the tests of the middleware: each writes something first, inside a transaction."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from rihai.audit.actions import record
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused


@transaction.atomic
def refused(request: HttpRequest, uid: UUID) -> HttpResponse:
    record("note.written", by=None)
    raise Refused("note.change", AuditEvent.objects.get(uid=uid), words="Only its writer changes a note.")


@transaction.atomic
def hidden(request: HttpRequest, uid: UUID) -> HttpResponse:
    record("note.written", by=None)
    raise Hidden("note.open", label="cases.note", uid=uid)


@transaction.atomic
def plain(request: HttpRequest, uid: UUID, word: str) -> HttpResponse:
    record("note.written", by=None)
    raise PermissionDenied(f"not you, {word}")


def bare(request: HttpRequest) -> HttpResponse:
    raise Hidden("note.open", label="cases.note", uid=None)


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


@transaction.atomic
def misspelt(request: HttpRequest) -> HttpResponse:
    raise Refused("Not a verb")


def answer_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(f"refused: {exception}", status=403)


def answer_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("not found", status=404)


urlpatterns = [
    path("refused/<uuid:uid>/", refused, name="refused"),
    path("hidden/<uuid:uid>/", hidden, name="hidden"),
    path("plain/<uuid:uid>/<str:word>/", plain, name="plain"),
    path("bare/", bare, name="bare"),
    path("missing/", missing, name="missing"),
    path("misspelt/", misspelt, name="misspelt"),
]
handler403 = answer_403
handler404 = answer_404
