"""Who is competent for a place and a kind, with the reason for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rihai.directory.forms import CompetentForm
from rihai.directory.selectors import competent_units, marks_on_lists
from rihai.directory.views.pieces import staff

MOST_SHOWN = 50


@require_GET
def competent(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    form = CompetentForm(request.GET if "place" in request.GET else None)
    units = None
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        units = competent_units(
            form.cleaned_data["place"], kinds=[kind] if kind else None, organisation_uid=user.organisation_id
        )[:MOST_SHOWN]
    context = {"form": form, "units": units, "left_out": marks_on_lists(user) if units is not None else []}
    return render(request, "directory/competent.html", context)
