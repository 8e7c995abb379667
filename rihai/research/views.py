"""The impact page."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.research import definitions
from rihai.research.forms import AsOfForm
from rihai.research.impact import impact_report
from rihai.research.permissions import check_can_see_impact


@require_GET
def impact(request: HttpRequest) -> HttpResponse:
    """Three figures side by side, each with what counts and what does not; declared ones in a box apart."""
    user = cast("User", request.user)
    check_can_see_impact(user)
    today = timezone.localdate()
    form = AsOfForm(request.GET or None, initial={"as_of": today})
    day = (form.is_valid() and form.cleaned_data["as_of"]) or today
    report = impact_report(day, user.organisation)
    audit.record("report.opened", by=user, subject=user.organisation, as_of=day.isoformat())
    context = {"report": report, "form": form, "definitions": definitions}
    return render(request, "research/impact.html", context, status=422 if form.errors else 200)
