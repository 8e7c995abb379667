"""Agencies from a file, looked at before anything is written; and the directory as a file."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rihai.directory import actions
from rihai.directory.forms import ImportForm
from rihai.directory.importing import import_text, preview_text
from rihai.directory.permissions import check_can_add
from rihai.directory.rules.columns import COLUMNS, NEEDED, BadFile
from rihai.directory.views.pieces import staff


@require_http_methods(["GET", "POST"])
def agency_import(request: HttpRequest) -> HttpResponse:
    """A file or its lines: first what it would do, then, with the second button, doing it."""
    user = staff(request)
    check_can_add(user)
    form = ImportForm(request.POST or None, request.FILES or None)
    found = None
    if request.method == "POST" and form.is_valid():
        is_for_real = "take" in request.POST
        try:
            found = (import_text if is_for_real else preview_text)(form.cleaned_data["text"], by=user)
        except BadFile as error:
            form.add_error(None, str(error))
        if found is not None and is_for_real and not found.rejects:
            messages.success(request, _("The file is taken in."))
            return redirect("directory:agency_list")
    context = {
        "form": form,
        "found": found,
        "would_write": found is not None and bool(found.added or found.changed or found.proposed),
        "was_taken": found is not None and "take" in request.POST,
        "text": form.cleaned_data.get("text", "") if found else "",
        "columns": [(name, _(meaning), name in NEEDED) for name, meaning in COLUMNS.items()],
    }
    return render(request, "directory/import.html", context, status=422 if form.errors else 200)


# The form has a file field; whoever is not signed in cannot send one (accounts.uploads asks for this mark).
agency_import.takes_files = True  # type: ignore[attr-defined]  # the decorator lies in a package above


@require_POST
def agency_export(request: HttpRequest) -> HttpResponse:
    """Every entry as CSV, for somebody who keeps the directory: no personal numbers, no addresses of homes."""
    user = staff(request)
    check_can_add(user)
    header, rows = actions.export_agencies(by=user)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="directory.csv"'
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows(rows)
    return response
