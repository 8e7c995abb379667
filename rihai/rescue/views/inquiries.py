"""Pages of inquiries: the list, one inquiry, who works on it, how it ends."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import NOT_WHOLE, Asking, answer_opening, ask, press
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.people.actions import register_person
from rihai.rescue import actions
from rihai.rescue.forms.inquiries import AssignForm, CloseForm, InquiryForm, PriorityForm, SoughtForm, SummaryForm
from rihai.rescue.models import MOST_URGENT_FIRST, Inquiry
from rihai.rescue.permissions import (
    can_assign_inquiry,
    can_close_inquiry,
    can_open_inquiry,
    can_plan_operation,
    can_record_decoy,
    can_record_found,
    can_revise_finding,
    can_work_inquiry,
    check_can_assign_inquiry,
    check_can_close_inquiry,
    check_can_open_inquiry,
    check_can_work_inquiry,
)
from rihai.rescue.selectors.inquiry import inquiry_page
from rihai.rescue.workflow import InquiryStatus

PER_PAGE = 25
MINE, OPEN, ALL = "mine", "open", "all"
TABS = ((MINE, _("Mine")), (OPEN, _("All open")), (InquiryStatus.CLOSED.value, _("Closed")))


@require_GET
def inquiry_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    tab = request.GET.get("show", MINE)
    tab = tab if tab in dict(TABS) else MINE
    rows = Inquiry.objects.visible_to(user).select_related("officer", "desk", "place").filter(_in_tab(tab, user))
    if tab != InquiryStatus.CLOSED:
        rows = rows.order_by(*MOST_URGENT_FIRST)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tab": tab, "tabs": TABS, "may_open": can_open_inquiry(user)}
    return render(request, "rescue/inquiry_list.html", context)


@require_GET
def inquiry_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, _inquiry(request, uid), why=OWN_WORK)


@require_POST
def inquiry_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    inquiry = _inquiry(request, uid)
    return answer_opening(request, partial(_page, request, inquiry))


@answers_resends
def inquiry_new(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_open_inquiry(user)
    form = InquiryForm(request.POST or None, user=user)
    back = reverse("rescue:inquiry_list")
    asking = Asking(_("Open an inquiry"), _("Open the inquiry"), back, _("Inquiries"))
    return ask(request, form, asking, lambda: _open(form, user))


@answers_resends
def inquiry_summary(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_work_inquiry(user, inquiry)
    form = SummaryForm(request.POST or None)
    if not form.is_bound:
        plain = read((inquiry, ["summary"]), by=user, why=OwnWork())
        form.initial = {"summary": plain(inquiry).summary, "place": inquiry.place}

    def act() -> str:
        actions.rewrite_summary(inquiry, **form.cleaned_data, by=user)
        return inquiry.get_absolute_url()

    return ask(request, form, _about(inquiry, _("Rewrite the summary"), _("Save")), act)


@answers_resends
def inquiry_person_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_work_inquiry(user, inquiry)
    form = SoughtForm(request.POST or None)

    def act() -> str:
        actions.add_inquiry_person(inquiry, person=form.sought(), by=user)
        return inquiry.get_absolute_url()

    return ask(request, form, _about(inquiry, _("Add a person sought"), _("Add this person")), act)


@answers_resends
def inquiry_assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_assign_inquiry(user, inquiry, user)
    form = AssignForm(request.POST or None, user=user, may_choose=can_assign_inquiry(user))

    def act() -> str:
        actions.assign_officer(inquiry, officer=form.cleaned_data["officer"], by=user)
        return _address_if_hers(inquiry, user)

    return ask(request, form, _about(inquiry, _("Who works on it?"), _("Assign")), act)


@answers_resends
def inquiry_priority(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_work_inquiry(user, inquiry)
    form = PriorityForm(request.POST or None, initial={"priority": inquiry.priority})

    def act() -> str:
        actions.change_priority(inquiry, **form.cleaned_data, by=user)
        return inquiry.get_absolute_url()

    return ask(request, form, _about(inquiry, _("Change the priority"), _("Change")), act)


@require_POST
@answers_resends
def inquiry_locate(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _end(request, uid, actions.mark_located, _("The inquiry is marked as located."))


@require_POST
@answers_resends
def inquiry_hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _end(request, uid, actions.hand_over_inquiry, _("The inquiry is with the police."))


@require_POST
@answers_resends
def inquiry_reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    act, done = partial(actions.reopen_inquiry, inquiry, by=user), _("The inquiry is open again.")
    return press(request, act, to=inquiry.get_absolute_url(), done=done)


@answers_resends
def inquiry_close(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, inquiry = visitor(request), _inquiry(request, uid)
    check_can_close_inquiry(user, inquiry)
    form = CloseForm(request.POST or None)

    def act() -> str:
        outcome = Inquiry.Outcome(form.cleaned_data["outcome"])
        actions.close_inquiry(inquiry, outcome=outcome, reason=form.cleaned_data["reason"], by=user)
        return inquiry.get_absolute_url()

    undo_url = reverse("rescue:inquiry_reopen", args=[inquiry.uid])
    asking = _about(inquiry, _("Close the inquiry"), _("Close it"))
    return ask(request, form, replace(asking, done=_("The inquiry is closed."), undo_url=undo_url), act)


def _inquiry(request: HttpRequest, uid: UUID) -> Inquiry:
    rows = Inquiry.objects.select_related("officer", "desk", "place", "opened_by")
    return get_visible(rows, visitor(request), uid, "inquiry.opened")


def _end(request: HttpRequest, uid: UUID, act: Callable[..., object], done: str | Promise) -> HttpResponse:
    """One button; "Undo" opens the inquiry again."""
    user, inquiry = visitor(request), _inquiry(request, uid)
    undo_url = reverse("rescue:inquiry_reopen", args=[inquiry.uid])
    return press(request, partial(act, inquiry, by=user), to=inquiry.get_absolute_url(), done=done, undo_url=undo_url)


def _page(request: HttpRequest, inquiry: Inquiry, *, why: OwnWork | Because, reason_error: str = "") -> HttpResponse:
    user, is_open = visitor(request), inquiry.status != InquiryStatus.CLOSED
    context = {
        "page": inquiry_page(inquiry, user, why),
        "inquiry": inquiry,
        "may_work": can_work_inquiry(user) and is_open,
        "may_assign": can_assign_inquiry(user, user) and is_open,
        "may_close": can_close_inquiry(user),
        "may_decoy": can_record_decoy(user) and is_open,
        "may_plan": can_plan_operation(user) and is_open,
        "may_find": can_record_found(user) and is_open,
        "may_revise": can_revise_finding(user),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
        "reason_error": reason_error,
        "steps": _steps(inquiry),
    }
    return render(request, "rescue/inquiry_detail.html", context, status=NOT_WHOLE if reason_error else 200)


def _steps(inquiry: Inquiry) -> dict[str, str]:
    """Where the path came from; where it leads is told to those only who know of an operation."""
    began = inquiry.origin_label == "intake.alert"
    return {"alert": reverse("intake:alert_detail", args=[inquiry.origin_uid])} if began else {}


def _about(inquiry: Inquiry, title: object, button: object) -> Asking:
    return Asking(str(title), str(button), inquiry.get_absolute_url(), inquiry.reference)


def _in_tab(tab: str, user: User) -> Q:
    if tab == InquiryStatus.CLOSED:
        return Q(status=InquiryStatus.CLOSED)
    still_open = ~Q(status=InquiryStatus.CLOSED)
    if tab == MINE:
        return still_open & (Q(officer=user) | Q(officer=None, desk__in=user.desk_uids))
    return still_open


def _open(form: InquiryForm, user: User) -> str:
    data, people = form.cleaned_data, []
    if form.names_somebody:
        people.append(register_person(organisation=user.organisation, by=user, facts=form.sought()))
    inquiry = actions.open_inquiry(
        organisation=user.organisation,
        by=user,
        officer=data["officer"],
        people=people,
        summary=data["summary"],
        place=data["place"],
    )
    return _address_if_hers(inquiry, user)


def _address_if_hers(inquiry: Inquiry, user: User) -> str:
    """Whoever gives an inquiry away may not see it any more."""
    is_hers = Inquiry.objects.visible_to(user).filter(pk=inquiry.pk).exists()
    return inquiry.get_absolute_url() if is_hers else reverse("rescue:inquiry_list")
