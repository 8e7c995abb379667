"""Who sends this request, for views behind the staff door."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from rihai.accounts.models import User


def visitor(request: HttpRequest) -> User:
    """The signed-in person. The door lets nobody else through; this says so to readers and to types."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
