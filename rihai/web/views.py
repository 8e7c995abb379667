"""Pages of the shell: My day, and the health of the installation for a monitor."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rihai.accounts.models import User
from rihai.web.health import examine
from rihai.web.selectors import MOST_DUTIES, day_of


@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """What I owe, by when, and what waits for me: the first page after signing in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the staff door lets nobody else in
    most = None if "all" in request.GET else MOST_DUTIES
    return render(request, "web/my_day.html", {"day": day_of(user, timezone.now(), most)})


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Open to a monitor: ready or not, and nothing else."""
    is_ready = all(finding.is_ok for finding in examine())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({"ready": is_ready}, status=status)
