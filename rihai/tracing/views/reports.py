"""Pages of missing reports: the list, filing, one report, who searches, who reports, how it ended."""

from dataclasses import replace
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
from rihai.access.reading import Because, OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing import actions
from rihai.tracing.forms.listing import DistrictForm
from rihai.tracing.forms.reports import CorrectForm, EndForm, OfficerForm, ReasonForm, ReporterForm, ReportForm
from rihai.tracing.models import MissingReport
from rihai.tracing.permissions import (
    can_assign_report,
    can_end_report,
    can_file_report,
    can_work_report,
    check_can_assign_report,
    check_can_end_report,
    check_can_file_report,
    check_can_work_report,
    why_not_told,
)
from rihai.tracing.rules import presumption
from rihai.tracing.selectors.found import reports_listed
from rihai.tracing.selectors.listing import districts_in, in_district
from rihai.tracing.selectors.report import ON_IDENTITY, ON_RECORD, report_page

PER_PAGE: Final = 25
TABS: Final = (
    ("mine", _("Mine")),
    ("open", _("All still missing")),
    ("unasked", _("Nobody asked yet")),
    ("ended", _("Ended")),
)


@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    tab = request.GET.get("show", "mine")
    tab = tab if tab in dict(TABS) else "mine"
    rows = reports_listed(user, tab)
    districts = DistrictForm(request.GET, districts=districts_in(rows))
    page = Paginator(in_district(rows, districts.chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tab": tab, "tabs": TABS, "districts": districts, "may_file": can_file_report(user)}
    return render(request, "tracing/report_list.html", context)


@keeps_draft
@answers_resends
def report_new(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_file_report(user, user.organisation_id)
    form = ReportForm(request.POST or None, user=user)
    back, back_label = reverse("tracing:report_list"), _("Missing people")
    title = _("Record a missing report")
    asking = Asking(title, _("Save and begin the search"), back, back_label, template="tracing/report_new.html")

    def act() -> str:
        return actions.file_report(organisation=user.organisation, by=user, facts=form.facts()).get_absolute_url()

    return ask(request, form, asking, act)


@require_GET
def report_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, _report(request, uid), why=OWN_WORK)


@require_POST
def report_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    report = _report(request, uid)
    return answer_opening(request, partial(_page, request, report))


@keeps_draft
@answers_resends
def report_correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_work_report(user, report)
    form = CorrectForm(request.POST or None, user=user)
    if not form.is_bound:
        form.show(report, read((report, (*ON_RECORD, *ON_IDENTITY)), by=user, why=OwnWork())(report))

    def act() -> str:
        return actions.correct_report(report, details=form.details(), by=user).get_absolute_url()

    return ask(request, form, about(report, _("Put right or add"), _("Save")), act)


@answers_resends
def report_assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_assign_report(user, report)
    form = OfficerForm(request.POST or None, user=user)

    def act() -> str:
        actions.assign_report(report, officer=form.cleaned_data["officer"], by=user)
        is_hers = MissingReport.objects.visible_to(user).filter(pk=report.pk).exists()
        return report.get_absolute_url() if is_hers else reverse("tracing:report_list")

    return ask(request, form, about(report, _("Who searches?"), _("Name")), act)


@answers_resends
def report_reporter(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_work_report(user, report)
    form = ReporterForm(request.POST or None, initial={"relation": report.relation_claimed})

    def act() -> str:
        actions.check_reporter(report, **form.cleaned_data, by=user)
        return report.get_absolute_url()

    return ask(request, form, about(report, _("Who reports, and is it true?"), _("Save")), act)


@answers_resends
def report_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How it ended, or what is put right about it later: each is one more row."""
    user, report = visitor(request), _report(request, uid)
    check_can_end_report(user, report)
    form = EndForm(request.POST or None)

    def act() -> str:
        actions.end_report(report, **form.cleaned_data, by=user)
        return report.get_absolute_url()

    title = _("How did the search end?") if report.is_open else _("Put right how the search ended")
    asking = replace(about(report, title, _("Save")), template="tracing/report_end.html")
    return ask(request, form, asking, act, more={"report": report})


@answers_resends
def report_reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_end_report(user, report)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        return actions.reopen_report(report, reason=form.cleaned_data["reason"], by=user).get_absolute_url()

    return ask(request, form, about(report, _("Why does the search go on?"), _("Search again")), act)


def about(report: MissingReport, title: object, button: object) -> Asking:
    return Asking(str(title), str(button), report.get_absolute_url(), report.reference)


def _report(request: HttpRequest, uid: UUID) -> MissingReport:
    rows = MissingReport.objects.select_related(
        "officer", "desk", "place", "organisation", "reported_by", "reporter", "person__home_district"
    )
    return get_visible(rows, visitor(request), uid, "report.opened")


def _page(
    request: HttpRequest, report: MissingReport, *, why: OwnWork | Because, reason_error: str = ""
) -> HttpResponse:
    user = visitor(request)
    context = {
        "page": report_page(report, user, why),
        "report": report,
        "found": None,  # what both kinds of pages show asks for either
        "presumption": presumption() if report.was_child else (),
        "may_work": can_work_report(user, report),
        "may_assign": can_assign_report(user) and report.is_open,
        "may_end": can_end_report(user, report),
        "not_told": why_not_told(report),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
        "reason_error": reason_error,
    }
    return render(request, "tracing/report_detail.html", context, status=NOT_WHOLE if reason_error else 200)
