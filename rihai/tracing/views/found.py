"""Pages of found records: the list, the one short page, one record, its sheet for the committee, withdrawing it."""

from functools import partial
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import NOT_WHOLE, Asking, answer_opening, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, OwnWork
from rihai.access.scope import get_visible
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing import actions
from rihai.tracing.forms.found import FoundForm
from rihai.tracing.forms.listing import DistrictForm
from rihai.tracing.forms.reports import ReasonForm
from rihai.tracing.models import FoundRecord
from rihai.tracing.permissions import can_record_found, can_work_found, check_can_record_found, check_can_work_found
from rihai.tracing.selectors.found import found_listed, found_page
from rihai.tracing.selectors.listing import districts_in, in_district
from rihai.tracing.workflow import FoundStatus

PER_PAGE: Final = 25
TABS: Final = (("stands", _("On record")), (FoundStatus.WITHDRAWN.value, _("Withdrawn")))


@require_GET
def found_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    tab = request.GET.get("show", "stands")
    tab = tab if tab in dict(TABS) else "stands"
    rows = found_listed(user, tab)
    districts = DistrictForm(request.GET, districts=districts_in(rows))
    page = Paginator(in_district(rows, districts.chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tab": tab, "tabs": TABS, "districts": districts, "may_record": can_record_found(user)}
    return render(request, "tracing/found_list.html", context)


@keeps_draft
@answers_resends
def found_new(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_record_found(user, user.organisation_id)
    form = FoundForm(request.POST or None, user=user)
    back, button = reverse("tracing:found_list"), _("Save and go to the sheet")
    asking = Asking(_("Somebody was found"), button, back, _("People found"), template="tracing/found_new.html")

    def act() -> str:
        facts = form.facts()
        return actions.record_found_person(organisation=user.organisation, by=user, facts=facts).get_absolute_url()

    return ask(request, form, asking, act)


@require_GET
def found_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, _found(request, uid), why=OWN_WORK)


@require_POST
def found_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = _found(request, uid)
    return answer_opening(request, partial(_page, request, found))


@require_GET
def found_sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One page of paper: for the committee where this may be a child, else for the file."""
    user, found = visitor(request), _found(request, uid)
    check_can_work_found(user, found)
    return render(request, "tracing/found_sheet.html", {"page": found_page(found, user), "found": found})


@answers_resends
def found_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, found = visitor(request), _found(request, uid)
    check_can_work_found(user, found)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        return actions.withdraw_found(found, reason=form.cleaned_data["reason"], by=user).get_absolute_url()

    asking = Asking(_("Withdraw this record"), _("Withdraw it"), found.get_absolute_url(), found.reference)
    return ask(request, form, asking, act)


def _found(request: HttpRequest, uid: UUID) -> FoundRecord:
    rows = FoundRecord.objects.select_related(
        "place", "organisation", "recorded_by", "withdrawn_by", "person__home_district"
    )
    return get_visible(rows, visitor(request), uid, "found.opened")


def _page(request: HttpRequest, found: FoundRecord, *, why: OwnWork | Because, reason_error: str = "") -> HttpResponse:
    user = visitor(request)
    context = {
        "page": found_page(found, user, why),
        "found": found,
        "may_work": can_work_found(user, found) and found.status == FoundStatus.STANDS,
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
        "reason_error": reason_error,
    }
    return render(request, "tracing/found_detail.html", context, status=NOT_WHOLE if reason_error else 200)
