"""Pages of duties: ticking off, handing over, and the list for whoever leads. My day itself is in `web`."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.accounts.models import User
from rihai.accounts.submissions import once
from rihai.audit.refusals import Hidden
from rihai.duties.actions import complete_duty, reassign_duty
from rihai.duties.forms import HandOverForm
from rihai.duties.models import Duty
from rihai.duties.permissions import CannotTake, check_can_see_all
from rihai.duties.selectors import DutyRow, rows_for

PER_PAGE = 50


@require_GET
def duty_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    check_can_see_all(user)
    now = timezone.now()
    duties = Duty.objects.visible_to(user).open()
    page = Paginator(rows_for(user, duties, now), PER_PAGE).get_page(request.GET.get("page"))
    overdue = sum(1 for row in page.paginator.object_list if row.is_overdue)
    return render(request, "duties/duty_list.html", {"page": page, "rows": list(page), "overdue": overdue})


@require_POST
def duty_complete(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    duty = _duty(user, uid)
    with once(request) as sent:
        if sent.is_first:
            complete_duty(duty, by=user)
            messages.success(request, _("Ticked off."))
            sent.goes_to("web:my_day")
    return sent.answer()


@require_http_methods(["GET", "POST"])
def duty_reassign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    row = _row(user, uid)
    form = HandOverForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            return _hand_over(request, row.duty, form, user)
        except CannotTake as problem:
            form.add_error("to", str(problem))
    status = 422 if form.errors else 200
    return render(request, "duties/duty_reassign.html", {"form": form, "row": row}, status=status)


def _hand_over(request: HttpRequest, duty: Duty, form: HandOverForm, user: User) -> HttpResponse:
    with once(request) as sent:
        if sent.is_first:
            reassign_duty(duty, to=form.cleaned_data["to"], by=user)
            messages.success(request, _("Handed over."))
            sent.goes_to("web:my_day")
    return sent.answer()


def _duty(user: User, uid: UUID) -> Duty:
    """One that she sees, or 404."""
    return _row(user, uid).duty


def _row(user: User, uid: UUID) -> DutyRow:
    rows = rows_for(user, Duty.objects.visible_to(user).filter(pk=uid), timezone.now())
    if not rows:
        hidden = Duty.objects.filter(pk=uid).first()
        if hidden is not None:
            raise Hidden("duty.opened", hidden)
        raise Http404
    return rows[0]
