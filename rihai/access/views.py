"""Pages of access: opening in an emergency, reviewing why, the trail, and taking access away from colleagues."""

from uuid import UUID

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from rihai.access import actions
from rihai.access.forms import BreakGlassForm, TrailForm
from rihai.access.kinds import kind_of
from rihai.access.models import Reason
from rihai.access.reading import OwnWork, read
from rihai.access.reasons import get_reason
from rihai.access.scope import ScopedQuerySet, get_visible
from rihai.access.trail import events_of, lines_of
from rihai.accounts.checks import check_holds
from rihai.accounts.fresh import fresh_factor
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import once
from rihai.accounts.views.staff import assignment_of_colleague, back_to_staff, colleague
from rihai.accounts.visitor import visitor
from rihai.audit.verify import verify
from rihai.directory.models import AgencyContact, RouteMark

PER_PAGE = 50


@fresh_factor
def break_glass(request: HttpRequest, label: str, uid: UUID) -> HttpResponse:
    """Ask which parts and why, open them for an hour, and go back to the record."""
    by = visitor(request)
    record = get_visible(_rows(label), by, uid, "glass.broken")
    check_holds(by, Permission.ACCESS_BREAK_GLASS, verb="glass.broken")
    form = BreakGlassForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        with once(request) as sent:
            if sent.is_first:
                actions.break_glass(record, **form.cleaned_data, by=by)
                sent.goes_to(record if hasattr(record, "get_absolute_url") else "web:my_day")
        return sent.answer()
    back = record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""
    context = {"form": form, "minutes": actions.BREAK_GLASS_MINUTES, "kind": kind_of(label), "back": back}
    return render(request, "access/break_glass.html", context)


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Reasons that nobody else has looked at yet, the oldest first."""
    by = visitor(request)
    check_holds(by, Permission.ACCESS_REVIEW, verb="reason.listed")
    waiting = Reason.objects.visible_to(by).waiting().exclude(written_by=by).select_related("written_by")
    reasons = waiting.order_by("written_at", "uid")[:PER_PAGE]
    return render(request, "access/review.html", {"reasons": reasons, "count": waiting.count()})


@require_POST
def reason_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    by = visitor(request)
    reason = get_reason(Reason.objects.select_related("written_by"), by, uid, "reason.opened")
    plain = read((reason, ["text"]), by=by, why=OwnWork())
    return render(request, "access/reason.html", {"reason": reason, "text": plain(reason).text})


@require_POST
def reason_review(request: HttpRequest, uid: UUID) -> HttpResponse:
    by = visitor(request)
    actions.review_reason(get_reason(Reason.objects.all(), by, uid, "reason.reviewed"), by=by)
    return redirect("access:review")


@require_POST
def agency_number(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The own number of an officer: sealed in the directory, which lies below the reading call."""
    by = visitor(request)
    contact = get_object_or_404(AgencyContact.objects.visible_to(by).select_related("agency"), pk=uid)
    plain = read((contact, ["personal"]), by=by, why=OwnWork())
    context = {"agency": contact.agency, "label": contact.role_label, "text": plain(contact).personal}
    return render(request, "access/of_agency.html", context)


@require_POST
def mark_basis(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Why nobody is routed to an agency."""
    by = visitor(request)
    mark = get_object_or_404(RouteMark.objects.visible_to(by).select_related("agency"), pk=uid)
    plain = read((mark, ["basis"]), by=by, why=OwnWork())
    context = {"agency": mark.agency, "label": mark.get_ground_display(), "text": plain(mark).basis}
    return render(request, "access/of_agency.html", context)


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """What was done in this organisation, by whom and when."""
    by = visitor(request)
    check_holds(by, Permission.AUDIT_READ, verb="trail.read")
    form = TrailForm(request.GET)
    events = events_of(by, about=form.cleaned_data["about"] if form.is_valid() else None)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    may_check = by.has(Permission.AUDIT_VERIFY)
    return render(
        request,
        "access/trail.html",
        {"form": form, "page_obj": page, "lines": lines_of(page.object_list, by=by), "may_check": may_check},
    )


@require_POST
def trail_check(request: HttpRequest) -> HttpResponse:
    """Check the whole chain now, as `rihai audit verify` does."""
    check_holds(visitor(request), Permission.AUDIT_VERIFY, verb="trail.checked")
    return render(request, "access/trail_check.html", {"report": verify()})


@fresh_factor
def deactivate_user(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = colleague(request, uid, "account.closed")
    if request.method == "POST":
        actions.deactivate_user(user, by=visitor(request))
    return redirect("accounts:user_detail", user.uid)


@fresh_factor
def end_role(request: HttpRequest, uid: UUID) -> HttpResponse:
    """End a role with all that was given for it, or decline one that waits."""
    assignment = assignment_of_colleague(request, uid, "role.ended")
    if request.method == "POST":
        actions.end_role(assignment, by=visitor(request))
    return back_to_staff(request, assignment.user_id)


def _rows(label: str) -> ScopedQuerySet[models.Model]:
    """The rows of a model that has a gate; any other word in the address is not found."""
    try:
        rows = apps.get_model(label)._default_manager.all()
    except (LookupError, ValueError):
        raise Http404 from None
    if not isinstance(rows, ScopedQuerySet):
        raise Http404
    return rows
