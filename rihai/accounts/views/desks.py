"""Desks of the organisation: open, look who sits there, close."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rihai.accounts import actions
from rihai.accounts.checks import check_holds
from rihai.accounts.forms import NewDeskForm
from rihai.accounts.models import Desk
from rihai.accounts.permissions import Permission
from rihai.accounts.selectors import desks_of
from rihai.accounts.submissions import once
from rihai.accounts.visitor import visitor


def desk_list(request: HttpRequest) -> HttpResponse:
    by = visitor(request)
    check_holds(by, Permission.DESK_MANAGE, verb="desk.listed")
    form = NewDeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    actions.open_desk(**form.cleaned_data, by=by)
                    sent.goes_to("accounts:desk_list")
            return sent.answer()
        except actions.DeskNameTaken as taken:
            form.add_error("name", str(taken))
    return render(request, "accounts/desk_list.html", {"form": form, "desks": desks_of(by)})


def desk_close(request: HttpRequest, uid: UUID) -> HttpResponse:
    by = visitor(request)
    desk = get_object_or_404(Desk.objects.visible_to(by), pk=uid)
    if request.method == "POST":
        actions.close_desk(desk, by=by)
    return redirect("accounts:desk_list")
