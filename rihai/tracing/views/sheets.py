"""Pages of request sheets and sightings: making one, showing it for paper, mail or download, whom we asked, answers."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask
from rihai.access.own import open_own
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.tracing import actions
from rihai.tracing.forms.sheets import AnswerForm, AskedForm, SheetForm, SightingForm
from rihai.tracing.models import MissingReport, RequestAsked, RequestSheet
from rihai.tracing.permissions import can_work_report, check_can_work_report
from rihai.tracing.rules import NAME
from rihai.tracing.selectors.sheets import answers_of, sheets_on_page
from rihai.tracing.views.reports import about


@answers_resends
def sheet_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_work_report(user, report)
    form = SheetForm(request.POST or None)

    def act() -> str:
        return actions.make_sheet(report, facts=form.facts(), by=user).get_absolute_url()

    return ask(request, form, about(report, _("Make a request sheet"), _("Make the sheet")), act)


@require_GET
def sheet_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, sheet = visitor(request), _sheet(request, uid)
    answers = answers_of([sheet])
    opened = open_own((sheet, ("text",)), (answers, ("text",)), by=user)
    text = opened.value(sheet, "text")
    shown = sheets_on_page([sheet], answers, opened)[0]
    context = {
        "sheet": sheet,
        "report": sheet.report,
        "text": text,
        "asked": shown.asked,
        "may_work": can_work_report(user, sheet.report) and sheet.report.is_open,
        # An address is kept by browsers: a sheet with a name goes by paper or by word only.
        "mail": _mail(sheet, text) if isinstance(text, str) and NAME not in sheet.says else "",
    }
    return render(request, "tracing/sheet_detail.html", context)


@require_POST
def sheet_text(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet as plain text to be saved: its file is called by its code."""
    user, sheet = visitor(request), _sheet(request, uid)
    check_can_work_report(user, sheet.report)
    plain = read((sheet, ["text"]), by=user, why=OwnWork())
    headers = {
        "Content-Disposition": f'attachment; filename="{sheet.reference}.txt"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(plain(sheet).text, content_type="text/plain; charset=utf-8", headers=headers)


@answers_resends
def sheet_asked(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, sheet = visitor(request), _sheet(request, uid)
    check_can_work_report(user, sheet.report)
    form = AskedForm(request.POST or None, user=user)
    if again := sheet.asked.filter(pk__in=_named(request)).select_related("agency").first():
        form.prefer(again.agency)

    def act() -> str:
        actions.ask_agency(sheet, facts=form.facts(), by=user)
        return sheet.get_absolute_url()

    return ask(request, form, _about(sheet, _("Whom did you ask?"), _("Save")), act)


@answers_resends
def request_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, asked = visitor(request), _asked(request, uid)
    check_can_work_report(user, asked.sheet.report)
    form = AnswerForm(request.POST or None)

    def act() -> str:
        actions.record_request_answer(asked, facts=form.facts(), by=user)
        return asked.sheet.get_absolute_url()

    return ask(request, form, _about(asked.sheet, asked.agency.name, _("Save the answer")), act)


@answers_resends
def sighting_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, report = visitor(request), _report(request, uid)
    check_can_work_report(user, report)
    form = SightingForm(request.POST or None, user=user)

    def act() -> str:
        actions.record_sighting(report, facts=form.facts(), by=user)
        return report.get_absolute_url()

    return ask(request, form, about(report, _("Somebody was seen"), _("Save the sighting")), act)


def _report(request: HttpRequest, uid: UUID) -> MissingReport:
    rows = MissingReport.objects.select_related("organisation", "place", "person__home_district")
    return get_visible(rows, visitor(request), uid, "report.opened")


def _sheet(request: HttpRequest, uid: UUID) -> RequestSheet:
    sheet = get_object_or_404(RequestSheet.objects.select_related("report__organisation", "made_by"), pk=uid)
    _known(visitor(request), sheet)
    return sheet


def _asked(request: HttpRequest, uid: UUID) -> RequestAsked:
    asked = get_object_or_404(RequestAsked.objects.select_related("sheet__report", "agency"), pk=uid)
    _known(visitor(request), asked.sheet)
    return asked


def _named(request: HttpRequest) -> list[UUID]:
    """Which asking is to be repeated, if the address says so."""
    try:
        return [UUID(request.GET.get("again", ""))]
    except ValueError:
        return []


def _known(user: User, sheet: RequestSheet) -> None:
    get_visible(MissingReport.objects.all(), user, sheet.report_id, "sheet.opened")


def _about(sheet: RequestSheet, title: object, button: object) -> Asking:
    return Asking(str(title), str(button), sheet.get_absolute_url(), sheet.reference)


def _mail(sheet: RequestSheet, text: str) -> str:
    return f"mailto:?subject={quote(sheet.reference)}&body={quote(text)}"
