"""Who is competent for a place and a kind, with the reason for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rihai.directory.forms import CompetentForm
from rihai.directory.selectors import Near, Unit, competent_units, marks_on_lists
from rihai.directory.views.pieces import staff

MOST_ELSEWHERE = 50


@require_GET
def competent(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    form = CompetentForm(request.GET if "place" in request.GET else None)
    units: list[Unit] = []
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        units = competent_units(
            form.cleaned_data["place"], kinds=[kind] if kind else None, organisation_uid=user.organisation_id
        )
    context = {
        "form": form,
        "near": [unit for unit in units if unit.near is not Near.STATE],
        "elsewhere": [unit for unit in units if unit.near is Near.STATE][:MOST_ELSEWHERE],
        "was_asked": form.is_valid(),
        "left_out": marks_on_lists(user) if form.is_valid() else [],
    }
    return render(request, "directory/competent.html", context)
