"""The list of cases, and one case: her own work at once, anything else with a reason."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import answer_opening
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, OwnWork
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.visitor import visitor
from rihai.cases.erasing.gone import was_erased
from rihai.cases.models import Case
from rihai.cases.permissions import (
    can_agree_closing,
    can_ask_to_erase,
    can_assign,
    can_decline_closing,
    can_propose_closing,
    can_work,
    can_write_notes,
)
from rihai.cases.selectors import case_page, cases_listed
from rihai.cases.views.pieces import UNPROCESSABLE, case_of
from rihai.cases.workflow import Status

PER_PAGE: Final = 25
LISTS: Final = ("mine", "all")


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    status = request.GET.get("status", "")
    if status not in LISTS and status not in Status.values:
        status = Status.ACTIVE if user.has(Permission.CASE_SEE_ALL) else "mine"
    cases = cases_listed(user)
    if status == "mine":
        cases = cases.filter(case_owner=user)
    elif status != "all":
        cases = cases.filter(status=status)
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    statuses = [(one.value, one.label) for one in Status if one != Status.NOT_STATED]
    return render(request, "cases/case_list.html", {"page": page, "status": status, "statuses": statuses})


@require_GET
def case_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, case_of(user, uid, "case.opened"), why=OWN_WORK)


@require_POST
def case_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read what is not her own work, with a reason that a colleague reviews."""
    user = visitor(request)
    case = case_of(user, uid, "case.opened")
    return answer_opening(request, partial(_page, request, user, case))


def _page(
    request: HttpRequest, user: User, case: Case, *, why: OwnWork | Because, reason_error: str = ""
) -> HttpResponse:
    is_erased = was_erased(case)
    context = {
        "case": case,
        "page": case_page(case, user, why),
        "reason_error": reason_error,
        "is_erased": is_erased,
        "may_work": can_work(user, case) and not is_erased,
        "may_erase": case.is_closed and can_ask_to_erase(user, case),
        "may_note": can_write_notes(user, case) and not is_erased,
        "may_assign": can_assign(user, case) and not is_erased,
        "may_close": can_propose_closing(user, case),
        "may_agree": can_agree_closing(user, case),
        "may_decline": can_decline_closing(user, case),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
    }
    return render(request, "cases/case_detail.html", context, status=UNPROCESSABLE if reason_error else 200)
