"""What every answer carries, errors included, and the state in which nothing can be answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import reverse

from rihai.vault.errors import Erased, MasterKeyRefused, VaultError, VaultLocked, WrongMasterKey
from rihai.vault.master import master_key
from rihai.web.errors import erased, locked, not_allowed

Answer = Callable[[HttpRequest], HttpResponseBase]
WITHOUT_KEY = (VaultLocked, MasterKeyRefused, WrongMasterKey)


class PageHeaders:
    """Pages may name people: they are never stored, and "back" after sign-out shows nothing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = not_allowed(request)
            response.content, response.headers["Content-Type"] = page.content, page.headers["Content-Type"]
            # The length of the empty answer is set already: a browser would read the page as another answer.
            response.headers["Content-Length"] = str(len(page.content))
        # Static files bring a life of their own: their names change with what they hold.
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class OpenVault:
    """A locked vault is a state, not a fault. Before the session, which lies sealed as well."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            master_key()
        except VaultError:
            if request.path != reverse("web:health"):
                return locked(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Locked meanwhile, or opened with a key of another database; or somebody wrote on what was erased."""
        if isinstance(exception, Erased):
            return erased(request)
        return locked(request) if isinstance(exception, WITHOUT_KEY) else None
