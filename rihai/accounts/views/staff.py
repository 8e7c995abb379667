"""Managing colleagues' accounts: nothing here shows a person whom the organisation helps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rihai.accounts import actions
from rihai.accounts.checks import check_holds
from rihai.accounts.forms import GiveRoleForm, JoinDeskForm, NewUserForm
from rihai.accounts.fresh import fresh_factor
from rihai.accounts.models import NewStart, RoleAssignment, User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.accounts.selectors import staff_of, waiting_for
from rihai.accounts.shown_once import Secret, show_next, take
from rihai.accounts.submissions import once
from rihai.accounts.views.desks import own_desk
from rihai.accounts.visitor import visitor
from rihai.audit.refusals import Hidden


def colleague(request: HttpRequest, uid: UUID, verb: str) -> User:
    """The account on the page, or 404 and a trace for one of another organisation."""
    by = visitor(request)
    user = User.objects.visible_to(by).filter(pk=uid).first()
    if user is not None:
        return user
    hidden = User.objects.filter(pk=uid).first()
    if hidden is not None:
        raise Hidden(verb, hidden)
    raise Http404


@require_GET
def user_list(request: HttpRequest) -> HttpResponse:
    by = visitor(request)
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="account.listed")
    return render(request, "accounts/user_list.html", {"staff": staff_of(by), "waiting": waiting_for(by)})


@fresh_factor
def user_create(request: HttpRequest) -> HttpResponse:
    by = visitor(request)
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="account.created")
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    user = actions.create_user(**form.cleaned_data, by=by)
                    show_next(request, Secret(str(user.uid), "first", actions.ask_new_start(user, by=by)))
                    sent.goes_to("accounts:user_detail", user.uid)
            return sent.answer()
        except actions.NameTaken as taken:
            form.add_error("username", str(taken))
    return render(request, "accounts/user_create.html", {"form": form})


@fresh_factor
@require_GET
def user_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    by = visitor(request)
    check_holds(by, Permission.ACCOUNT_MANAGE, verb="account.opened")
    user = colleague(request, uid, "account.opened")
    return render(
        request,
        "accounts/user_detail.html",
        {
            "colleague": user,
            "assignments": user.assignments.not_ended().select_related("given_by"),
            "seats": user.memberships.in_force().select_related("desk"),
            "start": user.new_starts.open().first(),
            "role_form": GiveRoleForm(),
            "desk_form": JoinDeskForm(by=by),
            "secret": take(request),
            "is_self": user.pk == by.pk,
        },
    )


@fresh_factor
def user_give_role(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, form = colleague(request, uid, "role.given"), GiveRoleForm(request.POST)
    if request.method == "POST" and form.is_valid():
        given = actions.give_role(user, role=Role(form.cleaned_data["role"]), by=visitor(request))
        if given.is_waiting:
            messages.info(request, _("This role waits until a second person confirms it."))
    return redirect("accounts:user_detail", user.uid)


@fresh_factor
def user_confirm_role(request: HttpRequest, uid: UUID) -> HttpResponse:
    assignment = assignment_of_colleague(request, uid, "role.confirmed")
    if request.method == "POST":
        actions.confirm_role(assignment, by=visitor(request))
        messages.success(request, _("Confirmed."))
    return redirect("accounts:user_waiting")


@fresh_factor
def user_join_desk(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, by = colleague(request, uid, "desk.joined"), visitor(request)
    form = JoinDeskForm(request.POST, by=by)
    if request.method == "POST" and form.is_valid():
        actions.join_desk(form.cleaned_data["desk"], user=user, by=by)
    return redirect("accounts:user_detail", user.uid)


@fresh_factor
def user_leave_desk(request: HttpRequest, uid: UUID, desk_uid: UUID) -> HttpResponse:
    user, by = colleague(request, uid, "desk.left"), visitor(request)
    desk = own_desk(by, desk_uid, "desk.left")
    if request.method == "POST":
        actions.leave_desk(desk, user=user, by=by)
    return redirect("accounts:user_detail", user.uid)


@fresh_factor
def user_new_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = colleague(request, uid, "new_start.asked")
    if request.method == "POST":
        half = actions.ask_new_start(user, by=visitor(request))
        show_next(request, Secret(str(user.uid), "first", half))
    return redirect("accounts:user_detail", user.uid)


@fresh_factor
@require_GET
def user_waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, for whoever may be one."""
    by = visitor(request)
    check_holds(by, Permission.ACCOUNT_CONFIRM, verb="account.confirmed")
    return render(request, "accounts/user_waiting.html", {"waiting": waiting_for(by), "secret": take(request)})


@fresh_factor
def user_give_new_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    start = _start(request, uid, "new_start.given")
    if request.method == "POST":
        half = actions.give_new_start(start, by=visitor(request))
        show_next(request, Secret(str(start.user_id), "second", half))
    return redirect("accounts:user_waiting")


@fresh_factor
def user_decline_new_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    start = _start(request, uid, "new_start.declined")
    if request.method == "POST":
        actions.decline_new_start(start, by=visitor(request))
    return redirect("accounts:user_waiting")


def assignment_of_colleague(request: HttpRequest, uid: UUID, verb: str) -> RoleAssignment:
    assignment = RoleAssignment.objects.select_related("user", "given_by").filter(pk=uid).first()
    if assignment is None:
        raise Http404
    colleague(request, assignment.user_id, verb)
    return assignment


def _start(request: HttpRequest, uid: UUID, verb: str) -> NewStart:
    start = NewStart.objects.select_related("user", "asked_by").filter(pk=uid).first()
    if start is None:
        raise Http404
    colleague(request, start.user_id, verb)
    return start


def back_to_staff(request: HttpRequest, user_uid: UUID) -> HttpResponse:
    """To the account, or to the list of what waits for those who only confirm."""
    if visitor(request).has(Permission.ACCOUNT_MANAGE):
        return redirect("accounts:user_detail", user_uid)
    return redirect("accounts:user_waiting")
