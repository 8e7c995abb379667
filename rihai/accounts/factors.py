"""Second factors of an account: how many, and that the last one stays.

Here: questions, and two wrappers around the library's pages. Not here: the ceremonies (the
library's), or giving somebody a new start (`actions`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import wraps
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.sessions import count_factor_as_shown, factor_age
from rihai.accounts.visitor import visitor

# Recovery codes stand in for one of these; alone they do not count.
PRIMARY: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# A starting password is on paper and known to two others; a password alone is half a door.
START_VALID_FOR: Final = timedelta(hours=72)
ALONE_VALID_FOR: Final = timedelta(hours=24)

View = Callable[..., HttpResponseBase]

# Whose code is being checked while nobody is signed in yet.
_checking: ContextVar[User | None] = ContextVar("checking", default=None)


@contextmanager
def checking(user: User) -> Iterator[None]:
    """While the library checks a code of this account: it does not say whose secret it opens."""
    token = _checking.set(user)
    try:
        yield
    finally:
        _checking.reset(token)


def factor_owner(request: HttpRequest) -> User:
    """Whose secrets are opened now: hers whose code is being checked, else hers who is signed in."""
    return _checking.get() or visitor(request)


def factor_count(user: User) -> int:
    return int(Authenticator.objects.filter(user=user, type__in=PRIMARY).count())


def has_factor(user: User) -> bool:
    return factor_count(user) > 0


def has_lapsed(user: User) -> bool:
    """Whether the password came too long ago for what followed: one of her own, and a second factor."""
    age = timezone.now() - user.password_set_at
    if user.needs_new_password:
        return age > START_VALID_FOR
    return age > ALONE_VALID_FOR and not has_factor(user)


def enrols(view: View) -> View:
    """The first factor was proved while it was added, so this session has shown it."""

    @wraps(view)
    def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if (
            request.method == "POST"
            and isinstance(request.user, User)
            and factor_age(request) is None
            and has_factor(request.user)
        ):
            count_factor_as_shown(request, kind="enrolled")
        return response

    return watched


def keeps_one(view: View) -> View:
    """The last second factor is not removed: the door asks for one every time."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            # Two removals at the same moment would each leave "the other one".
            user = User.objects.select_for_update().get(pk=visitor(request).pk)
            if factor_count(user) > 1:
                return view(request, *args, **kwargs)
        messages.error(request, _("This is your only second factor. Add another one before you remove it."))
        return redirect("mfa_index")

    return guarded
