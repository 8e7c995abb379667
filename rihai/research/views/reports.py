"""The impact page, the indicators, how we count, and the files of all of it."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from rihai.accounts.models import User
from rihai.accounts.visitor import visitor
from rihai.audit import actions as audit
from rihai.disclosure.policy import SUPPRESSION_THRESHOLD
from rihai.research import definitions
from rihai.research.exports import as_csv, as_document, codebook, codebook_csv, rows_of
from rihai.research.forms import AsOfForm
from rihai.research.impact import ImpactReport, impact_report
from rihai.research.indicators import Known
from rihai.research.pages import tabs
from rihai.research.permissions import (
    can_propose,
    can_see_exact,
    can_set_base_year,
    check_can_see_exact,
    check_can_see_impact,
)
from rihai.research.reading import Comparison, lines, published_sheet, sheet


@require_GET
def impact(request: HttpRequest) -> HttpResponse:
    """Three figures side by side, each with what counts and what does not; declared ones in a box apart."""
    user, form = _reader(request), _as_of(request)
    is_exact = can_see_exact(user)
    day = _day(form, is_exact=is_exact)
    report = impact_report(day, user.organisation)
    audit.record("report.opened", by=user, subject=user.organisation, as_of=day.isoformat(), is_exact=is_exact)
    context = {
        **_common(request, form, day, is_exact),
        "report": report,
        "own": sheet(report.own, is_exact=is_exact),
        "collections": [(one, published_sheet(one.figures)) for one in report.collections],
        "is_empty": is_exact and report.own.is_empty,
        "comparison": _comparison(report, is_exact),
        "definitions": definitions,
    }
    return render(request, "research/impact.html", context, status=422 if form.errors else 200)


@require_GET
def indicator_list(request: HttpRequest) -> HttpResponse:
    user, form = _reader(request), _as_of(request)
    is_exact = can_see_exact(user)
    day = _day(form, is_exact=is_exact)
    audit.record("indicators.opened", by=user, subject=user.organisation, as_of=day.isoformat(), is_exact=is_exact)
    known = Known(day, user.organisation)
    context = {
        **_common(request, form, day, is_exact),
        "lines": lines(known, is_exact=is_exact),
        "base_year": known.base_year,
        "may_propose": can_propose(user),
    }
    return render(request, "research/indicator_list.html", context, status=422 if form.errors else 200)


@require_GET
def how_we_count(request: HttpRequest) -> HttpResponse:
    user = _reader(request)
    year = Known(timezone.localdate(), user.organisation).base_year
    context = {
        "tabs": tabs(request),
        "indicators": [(one, one.base_year(year)) for one in definitions.indicators()],
        "may_set_base_year": can_set_base_year(user),
        "columns": codebook(),
        "threshold": SUPPRESSION_THRESHOLD,
    }
    return render(request, "research/how_we_count.html", context)


@require_GET
def figures_csv(request: HttpRequest) -> HttpResponse:
    known, is_exact = _asked(request, "csv")
    return _file(as_csv(rows_of(known, is_exact=is_exact)), f"figures-{known.as_of.isoformat()}.csv")


@require_GET
def figures_json(request: HttpRequest) -> HttpResponse:
    known, is_exact = _asked(request, "json")
    document = as_document(known, rows_of(known, is_exact=is_exact), is_exact=is_exact)
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_GET
def codebook_file(request: HttpRequest) -> HttpResponse:
    _reader(request)
    return _file(codebook_csv(), "codebook.csv")


def _asked(request: HttpRequest, kind: str) -> tuple[Known, bool]:
    """What goes into a file: protected unless exact counts are asked for, by name, by somebody entitled."""
    user, form = _reader(request), _as_of(request)
    is_exact = request.GET.get("exact") == "on"
    if is_exact:
        check_can_see_exact(user)
    day = _day(form, is_exact=is_exact)
    audit.record(
        "figures.exported", by=user, subject=user.organisation, as_of=day.isoformat(), kind=kind, is_exact=is_exact
    )
    return Known(day, user.organisation), is_exact


def _comparison(report: ImpactReport, is_exact: bool) -> Comparison | None:
    day = report.as_of
    made = Comparison(day, report.organisation, report.own, is_exact, report.base_year)
    return made if day < timezone.localdate() else None


def _day(form: AsOfForm, *, is_exact: bool) -> date:
    # Two days side by side tell who came between them, also where each hides its small counts. What was
    # known on an earlier day leaves the house as a published figure, which two people compared with the others.
    return form.day if is_exact else timezone.localdate()


def _reader(request: HttpRequest) -> User:
    user = visitor(request)
    check_can_see_impact(user)
    return user


def _as_of(request: HttpRequest) -> AsOfForm:
    return AsOfForm(request.GET if "as_of" in request.GET else None, initial={"as_of": timezone.localdate()})


def _common(request: HttpRequest, form: AsOfForm, day: date, is_exact: bool) -> dict[str, object]:
    return {
        "tabs": tabs(request),
        "form": form,
        "as_of": day,
        "was_moved": day != form.day,
        "is_exact": is_exact,
        "threshold": SUPPRESSION_THRESHOLD,
    }


def _file(text: str, name: str) -> HttpResponse:
    # Spreadsheets take a file without this mark for one in the letters of the machine.
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8", headers=headers)
