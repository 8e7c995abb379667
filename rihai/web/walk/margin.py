"""What the margin of a page shows of the walk: nothing, unless this is a demonstration and somebody of it looks."""

from django.conf import settings
from django.http import HttpRequest

from rihai.accounts.models import Installation, User
from rihai.web.walk.choices import is_hidden
from rihai.web.walk.steps import Walk, walk_of


def margin(request: HttpRequest) -> Walk | None:
    user = getattr(request, "user", None)
    if not settings.DEMO or not isinstance(user, User) or not Installation.is_demonstration():
        return None
    return walk_of(user, is_hidden=is_hidden())
