"""Showing a secret exactly once, on the page after a form: the halves of starting passwords.

It waits in the sealed session between the form and the page, so that a reload shows nothing.
"""

from dataclasses import asdict, dataclass
from typing import Final

from django.http import HttpRequest

KEY: Final = "shown_once"


@dataclass(frozen=True)
class Secret:
    """What to show, for whom (uid of an account), and which half of a starting password it is."""

    user_uid: str
    part: str
    text: str

    def __repr__(self) -> str:
        return "<Secret>"


def show_next(request: HttpRequest, secret: Secret) -> None:
    request.session[KEY] = asdict(secret)


def take(request: HttpRequest) -> Secret | None:
    kept = request.session.pop(KEY, None)
    return Secret(**kept) if kept else None
