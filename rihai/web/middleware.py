"""Headers that every answer carries, errors included: nothing is kept by a browser or a proxy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rihai.vault.master import VaultLocked
from rihai.web.errors import locked


class PageHeaders:
    """Pages may name people: they are never stored, and "back" after sign-out shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A locked vault is a state, not a fault: say so, and what to do."""
        if isinstance(exception, VaultLocked):
            return locked(request)
        return None
