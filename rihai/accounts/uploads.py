"""Files come in only from people who have passed the door, and only where a page takes files.

The check of the form's token reads the body before the view is reached. Without this, a stranger could
fill the disk of a small machine and occupy its threads.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest

from rihai.accounts.models import User
from rihai.vault.uploads import SealingUploadHandler

F = TypeVar("F", bound=Callable[..., Any])


def takes_files(view: F) -> F:
    """Mark a view whose form has a file field."""
    view.takes_files = True  # type: ignore[attr-defined]  # a mark on the function, read below
    return view


class UploadsBehindTheDoor(SealingUploadHandler):
    """The only upload handler: seals what comes in, and breaks off what nobody asked for."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if not may_send_files(self.request):
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)


def may_send_files(request: HttpRequest | None) -> bool:
    match = getattr(request, "resolver_match", None)
    wants = getattr(getattr(match, "func", None), "takes_files", False)
    return bool(wants) and isinstance(getattr(request, "user", None), User)
