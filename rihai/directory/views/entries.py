"""The search, one entry, adding and correcting it, its area and hours."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.directory import actions
from rihai.directory.entry_page import hours_of, page_of
from rihai.directory.forms import AgencyForm, AgencySearchForm, AreaForm, HoursForm
from rihai.directory.models import Agency, AgencyContact, Jurisdiction
from rihai.directory.permissions import can_add, can_see_address, check_can_add
from rihai.directory.selectors import Entry, search, search_counted
from rihai.directory.staff import Staff
from rihai.directory.views.pieces import act, editable, form_page, staff

PER_PAGE = 25
MOST_PRINTED = 2000


@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    form = AgencySearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    found, count = search_counted(asked["q"], asked["kind"])
    pages = Paginator(found, PER_PAGE)
    pages.count = count
    page = pages.get_page(request.GET.get("page"))
    may_add = can_add(user)
    context = {
        "form": form,
        "page": page,
        "entries": [entry_of(agency, user) for agency in page],
        "may_add": may_add,
        "waiting": AgencyContact.objects.visible_to(user).filter(status="proposed").count() if may_add else 0,
    }
    return render(request, "directory/agency_list.html", context)


@require_GET
def agency_print(request: HttpRequest) -> HttpResponse:
    """The same list on paper: no personal numbers, and of homes no more than anybody may know."""
    form = AgencySearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    found = search(asked["q"], asked["kind"])
    rows = list(found.prefetch_related("hours")[:MOST_PRINTED])
    contacts = AgencyContact.objects.in_force().filter(is_personal=False, agency__in=rows)
    by_agency: dict[UUID, list[AgencyContact]] = {}
    for contact in contacts:
        by_agency.setdefault(contact.agency_id, []).append(contact)
    lines = [
        (Entry(agency, shows_address=not agency.is_hidden), by_agency.get(agency.pk, []), hours_of(agency))
        for agency in rows
    ]
    context = {"lines": lines, "form": form, "count": found.count(), "most": MOST_PRINTED}
    return render(request, "directory/agency_print.html", context)


@require_GET
def agency_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One entry. The address of an entry that was merged leads to the one that was kept."""
    related = ("possible_duplicate_of", "parent", "merged_into")
    agency = get_object_or_404(Agency.objects.select_related(*related), pk=uid)
    if agency.merged_into is not None:
        return redirect("directory:agency_detail", agency.merged_into.pk)
    page = page_of(agency, staff(request))
    return render(request, "directory/agency_detail.html", {"page": page, "entry": page.entry})


@require_http_methods(["GET", "POST"])
def agency_new(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    check_can_add(user)
    form = AgencyForm(request.POST or None)
    return form_page(
        request,
        form,
        agency=None,
        do=lambda: actions.add_agency(form.facts(), by=user),
        title=_("Add an entry"),
        done=_("The entry is added. Add how it is reached."),
    )


@require_http_methods(["GET", "POST"])
def unit_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A unit of an office, at the same address until somebody says otherwise."""
    parent, user = editable(request, uid), staff(request)
    form = AgencyForm(request.POST or None, initial={**AgencyForm.initial_of(parent), "name": "", "role": ""})

    def add() -> Agency:
        return actions.add_agency(form.facts(), parent=parent, by=user)

    return form_page(
        request, form, agency=parent, do=add, title=_("Add a unit of this office"), done=_("The unit is added.")
    )


@require_http_methods(["GET", "POST"])
def agency_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = editable(request, uid), staff(request)
    form = AgencyForm(request.POST or None, initial=AgencyForm.initial_of(agency))
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.edit_agency(agency, facts=form.facts(), by=user),
        title=_("Correct this entry"),
        done=_("The entry is corrected."),
    )


@require_POST
def agency_verify(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=uid)
    return act(request, agency, lambda: actions.verify_agency(agency, by=staff(request)), _("Noted: checked today."))


@require_http_methods(["GET", "POST"])
def area_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = editable(request, uid), staff(request)
    form = AreaForm(request.POST or None)
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.add_area(agency, **form.cleaned_data, by=user),
        title=_("What is it responsible for?"),
        done=_("The area is added."),
    )


@require_POST
def area_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    area = get_object_or_404(Jurisdiction.objects.select_related("agency"), pk=uid)
    return act(request, area.agency, lambda: actions.end_area(area, by=staff(request)), _("The area is ended."))


@require_http_methods(["GET", "POST"])
def agency_hours(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency, user = editable(request, uid), staff(request)
    form = HoursForm(request.POST or None, initial=HoursForm.initial_of(agency))
    return form_page(
        request,
        form,
        agency=agency,
        do=lambda: actions.set_hours(agency, spans=form.spans(), by=user),
        title=_("Opening hours"),
        done=_("The hours are noted."),
    )


def entry_of(agency: Agency, user: Staff) -> Entry:
    return Entry(agency, shows_address=can_see_address(user, agency))
