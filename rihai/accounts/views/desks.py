"""Desks of the organisation: open, look who sits there, close."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rihai.accounts import actions
from rihai.accounts.checks import check_holds
from rihai.accounts.forms import NewDeskForm
from rihai.accounts.models import Desk, User
from rihai.accounts.permissions import Permission
from rihai.accounts.selectors import desks_of
from rihai.accounts.submissions import once
from rihai.accounts.visitor import visitor
from rihai.audit.refusals import Hidden


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
    desk = own_desk(by, uid, "desk.closed")
    if request.method == "POST":
        actions.close_desk(desk, by=by)
    return redirect("accounts:desk_list")


def own_desk(by: User, uid: UUID, verb: str) -> Desk:
    """The desk on the page, or 404 and a trace for one of another organisation."""
    desk = Desk.objects.visible_to(by).filter(pk=uid).first()
    if desk is not None:
        return desk
    if Desk.objects.filter(pk=uid).exists():
        raise Hidden(verb, label=Desk._meta.label_lower, uid=uid)
    raise Http404
