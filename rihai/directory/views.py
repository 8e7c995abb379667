"""Pages of the directory: the search, one entry beside its possible double, correcting and checking it.

The package of accounts lies above, so whoever asks is known here as `Staff`; the door has let her in already.
"""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.directory import actions
from rihai.directory.forms import AgencyForm, AgencySearchForm
from rihai.directory.models import Agency
from rihai.directory.permissions import Staff, can_edit, can_see_address, check_can_edit
from rihai.directory.selectors import Entry, search

PER_PAGE = 25


@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    form = AgencySearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    page = Paginator(search(asked["q"], asked["kind"]), PER_PAGE).get_page(request.GET.get("page"))
    entries = [_entry(agency, _staff(request)) for agency in page]
    return render(request, "directory/agency_list.html", {"form": form, "page": page, "entries": entries})


@require_GET
def agency_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = _staff(request)
    agency = get_object_or_404(Agency.objects.select_related("possible_duplicate_of"), pk=uid)
    doubles = {agency.possible_duplicate_of, *agency.possible_duplicates.all()} - {None}
    context = {
        "entry": _entry(agency, user),
        "doubles": [_entry(double, user) for double in doubles if double],
        "may_edit": can_edit(user, agency),
    }
    return render(request, "directory/agency_detail.html", context)


@require_http_methods(["GET", "POST"])
def agency_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=uid)
    check_can_edit(_staff(request), agency)
    form = AgencyForm(request.POST or None, initial=AgencyForm.initial_of(agency))
    if request.method == "POST" and form.is_valid():
        actions.edit_agency(agency, facts=form.facts(), by=_staff(request))
        messages.success(request, _("The entry is corrected."))
        return redirect("directory:agency_detail", agency.uid)
    context = {"agency": agency, "form": form}
    return render(request, "directory/agency_edit.html", context, status=422 if form.errors else 200)


@require_POST
def agency_verify(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = actions.verify_agency(get_object_or_404(Agency, pk=uid), by=_staff(request))
    messages.success(request, _("Noted: checked today."))
    return redirect("directory:agency_detail", agency.uid)


@require_POST
def agency_distinct(request: HttpRequest, uid: UUID) -> HttpResponse:
    agency = actions.mark_distinct(get_object_or_404(Agency, pk=uid), by=_staff(request))
    messages.success(request, _("Noted: two different bodies."))
    return redirect("directory:agency_detail", agency.uid)


def _entry(agency: Agency, user: Staff) -> Entry:
    return Entry(agency, shows_address=can_see_address(user, agency))


def _staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)
