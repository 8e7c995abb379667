"""The pages for what went wrong: each says what happened and what to do, and gives nothing away.

Two of them, a fault and a locked vault, ask neither database nor session: these may be what is broken.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.visitor import speak_language_of

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


def in_her_language(page: Page[P]) -> Page[P]:
    """An address that leads nowhere has not passed the door, which else sees to this."""

    @wraps(page)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # What is refused before the session is read has no user.
        user = getattr(request, "user", None)
        if isinstance(user, User):
            speak_language_of(request, user)
        return page(request, *args, **kwargs)

    return answer


@in_her_language
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Only words of ours: those of a suspicious request may quote what was sent.
    words = _words_of(exception) if isinstance(exception, BadRequest) else ""
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This request could not be read"),
        text=words or _("Go back, check what you entered and send it again."),
    )


@in_her_language
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("You may not do this"),
        text=_words_of(exception)
        or _("Your role does not allow it. If you need it for your work, ask your supervisor."),
    )


@in_her_language
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # The same page whether a record does not exist or must not be known to exist.
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page"),
        text=_("The address may be wrong, or the page is not for you. Start again from My day."),
    )


@in_her_language
def erased(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.GONE,
        title=_("This was erased for good"),
        text=_("Nobody can write on it any more, and nothing was saved. What you typed is still there if you go back."),
    )


@in_her_language
def not_allowed(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("This does not work that way"),
        text=_("A form was sent to a page that takes none, or opened without sending it. Start again from My day."),
    )


@in_her_language
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This form has expired"),
        text=_("The page was open too long. Go back, copy what you typed, reload the page and send it again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare_page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("Something went wrong here"),
        text=_("Nothing was half-saved. Go back and try again; if it happens again, tell your administrator the time."),
    )


def locked(request: HttpRequest) -> HttpResponse:
    # Answered before anything else, so before the language of the request is set.
    with translation.override(translation.get_language_from_request(request)):
        return _bare_page(
            HTTPStatus.SERVICE_UNAVAILABLE,
            title=_("The vault is locked"),
            text=_(
                "Nothing can be read or recorded until the master key is given. Ask your administrator to unlock it."
            ),
        )


def _words_of(exception: Exception | None) -> str:
    return next((str(part) for part in getattr(exception, "args", ()) if part), "")


def _page(request: HttpRequest, status: HTTPStatus, *, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text}, status=status)


def _bare_page(status: HTTPStatus, *, title: str, text: str) -> HttpResponse:
    """Without the request: whoever is signed in and what waits for her is not looked up."""
    page = render_to_string("web/error_bare.html", {"title": title, "text": text, "demo": settings.DEMO})
    return HttpResponse(page, status=status)
