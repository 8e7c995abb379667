"""The pages for what went wrong: each says what happened and what to do, and gives nothing away."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This request could not be read"),
        text=_("Go back, check what you entered and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = next((str(part) for part in getattr(exception, "args", ()) if part), "")
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("You may not do this"),
        text=words or _("Your role does not allow it. If you need it for your work, ask your supervisor."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # The same page whether a record does not exist or must not be known to exist.
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        text=_("The address may be wrong, or the page is not for you. Start again from My day."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("Something went wrong here"),
        text=_("Nothing was half-saved. Go back and try again; if it happens again, tell your administrator the time."),
    )


def locked(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("The vault is locked"),
        text=_("Nothing can be read or recorded until the master key is given. Ask your administrator to unlock it."),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This form has expired"),
        text=_("The page was open too long. Go back, copy what you typed, reload the page and send it again."),
    )


def _page(request: HttpRequest, status: HTTPStatus, *, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text, "status": int(status)}, status=status)
