"""Who sends this request, and the language to answer in."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import translation

from rihai.accounts.models import User


def visitor(request: HttpRequest) -> User:
    """The signed-in person. The door lets nobody else through; this says so to readers and to types."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def speak_language_of(request: HttpRequest, user: User) -> None:
    """Hers, whatever the browser was left in by a colleague; unless it is not offered any more."""
    if user.language in dict(settings.LANGUAGES):
        translation.activate(user.language)
        request.LANGUAGE_CODE = translation.get_language()
