"""What the views of the directory share: who asks, the entry that is meant, and a form on a page of its own."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rihai.directory.models import Agency
from rihai.directory.permissions import check_can_edit
from rihai.directory.staff import Staff
from rihai.lib.workflow import NotPossible

# Text or lazy text; the stubs' own name for the latter does not exist when the program runs.
Words = Any


def staff(request: HttpRequest) -> Staff:
    return cast("Staff", request.user)


def editable(request: HttpRequest, uid: UUID) -> Agency:
    """The entry, for somebody who keeps it; 403 for all others, as everybody knows that it exists."""
    agency = get_object_or_404(Agency, pk=uid)
    check_can_edit(staff(request), agency)
    return agency


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    agency: Agency | None,
    do: Callable[[], Any],
    title: Words,
    done: Words,
    **context: Any,
) -> HttpResponse:
    """Show a form about an entry; sent and valid, do it and go back to the entry. What cannot be done is said."""
    if request.method == "POST" and form.is_valid():
        try:
            changed = do()
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("directory:agency_detail", (agency or changed).pk)
    page = {"form": form, "agency": agency, "title": title, **context}
    return render(request, "directory/entry_form.html", page, status=422 if form.errors else 200)


def act(request: HttpRequest, agency: Agency, do: Callable[[], Any], done: Words) -> HttpResponse:
    """One button that changes something: do it, say so, and go back to the entry."""
    try:
        do()
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("directory:agency_detail", agency.pk)
