"""Pages of operations. Only those on the need-to-know list of an operation come past the first line of each."""

from dataclasses import replace
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.offences.actions import record_premises
from rihai.offences.models import Premises
from rihai.offences.permissions import can_edit_premises
from rihai.rescue import actions
from rihai.rescue.forms.operations import (
    CallOffForm,
    DescribeForm,
    EndForm,
    ListForm,
    OperationForm,
    PastOperationForm,
    PremisesForm,
)
from rihai.rescue.forms.risk import PHASES, REMARK, RiskForm
from rihai.rescue.forms.units import StartForm
from rihai.rescue.models import Inquiry, NeedToKnow, Operation
from rihai.rescue.permissions import (
    can_answer_risk,
    can_plan_operation,
    can_record_found,
    can_record_past_operation,
    can_revise_finding,
    can_start_operation,
    check_can_answer_risk,
    check_can_plan_operation,
    check_can_record_past_operation,
    check_can_start_operation,
)
from rihai.rescue.selectors.operation import operation_page
from rihai.rescue.selectors.risk import risk_check_of
from rihai.rescue.workflow import OperationStatus

PER_PAGE = 25
OVER = (OperationStatus.ENDED, OperationStatus.CALLED_OFF)


@require_GET
def operation_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    shows_past = request.GET.get("show") == "over"
    rows = Operation.objects.visible_to(user).select_related("premises__place", "inquiry")
    rows = rows.filter(status__in=OVER) if shows_past else rows.exclude(status__in=OVER)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "shows_past": shows_past,
        "may_plan": can_plan_operation(user),
        "may_record_past": can_record_past_operation(user),
    }
    return render(request, "rescue/operation_list.html", context)


@require_GET
def operation_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    context = {
        "page": operation_page(operation, user),
        "operation": operation,
        "steps": {"inquiry": operation.inquiry.get_absolute_url()} if operation.inquiry else {},
        "may_plan": can_plan_operation(user) and operation.status != OperationStatus.CALLED_OFF,
        "may_answer": can_answer_risk(user) and operation.status != OperationStatus.CALLED_OFF,
        "may_start": can_start_operation(user),
        "may_revise": can_revise_finding(user),
        "may_find": can_record_found(user) and operation.status in (OperationStatus.STARTED, OperationStatus.ENDED),
    }
    return render(request, "rescue/operation_detail.html", context)


@answers_resends
def operation_new(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """From an inquiry, or without one."""
    user = visitor(request)
    inquiry = get_visible(Inquiry.objects.all(), user, uid, "inquiry.opened") if uid else None
    check_can_plan_operation(user, inquiry)
    form = OperationForm(request.POST or None, user=user)

    def act() -> str:
        facts = replace(form.facts(), premises=premises_of(form, user))
        return actions.plan_operation(inquiry, facts=facts, by=user).get_absolute_url()

    back = inquiry.get_absolute_url() if inquiry else reverse("rescue:operation_list")
    label = inquiry.reference if inquiry else _("Operations")
    return ask(request, form, Asking(_("Plan an operation"), _("Save the plan"), back, label), act)


@answers_resends
def operation_past(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    check_can_record_past_operation(user)
    form = PastOperationForm(request.POST or None)

    def act() -> str:
        facts = replace(form.facts(), premises=premises_of(form, user))
        return actions.record_past_operation(organisation=user.organisation, by=user, facts=facts).get_absolute_url()

    back = reverse("rescue:operation_list")
    return ask(request, form, Asking(_("Record a past operation"), _("Save"), back, _("Operations")), act)


@answers_resends
def operation_describe(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_plan_operation(user, operation)
    form = DescribeForm(request.POST or None)
    if not form.is_bound:
        plain = read((operation, ["plan"]), by=user, why=OwnWork())
        form.initial = {name: getattr(operation, name) for name in form.fields if name != "plan"}
        form.initial["plan"] = plain(operation).plan

    def act() -> str:
        part = Operation.Part(form.cleaned_data["part"])
        actions.describe_operation(
            operation, part=part, circumstances=form.circumstances(), plan=form.cleaned_data["plan"], by=user
        )
        return operation.get_absolute_url()

    return ask(request, form, about(operation, _("Change the plan"), _("Save the plan")), act)


@keeps_draft
@answers_resends
def operation_risk(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_answer_risk(user, operation)
    phase = request.GET.get("phase", "before" if operation.is_before_start else "during")
    phase = phase if phase in PHASES else "before"
    form = RiskForm(request.POST or None, check=risk_check_of(operation), phase=phase)

    def act() -> str:
        for item, answer in form.changed():
            actions.answer_risk_item(operation, item=item, answer=answer, note=form.cleaned_data[REMARK], by=user)
        return operation.get_absolute_url()

    asking = about(operation, _("Risk check"), _("Save the answers"), "rescue/operation_risk.html")
    return ask(request, form, asking, act, more={"phase": phase, "phases": PHASES.items()})


@answers_resends
def operation_listing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The need-to-know list: who is on it and why, adding, striking off."""
    user, operation = visitor(request), operation_for(request, uid)
    check_can_plan_operation(user, operation)
    form = ListForm(request.POST or None, by=user, operation=operation)

    def act() -> str:
        why = NeedToKnow.Why(form.cleaned_data["why"])
        actions.add_to_list(operation, user=form.cleaned_data["user"], why=why, by=user)
        return reverse("rescue:operation_listing", args=[operation.uid])

    listed = operation.need_to_know.filter(removed_at=None).select_related("user", "added_by").order_by("added_at")
    asking = about(operation, _("Who knows of it?"), _("Add to the list"), "rescue/operation_listing.html")
    return ask(request, form, asking, act, more={"operation": operation, "listed": listed})


@require_POST
@answers_resends
def operation_unlist(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    entry = get_object_or_404(NeedToKnow.objects.select_related("user"), pk=uid)
    operation = operation_for(request, entry.operation_id)
    listing = reverse("rescue:operation_listing", args=[operation.uid])
    to = reverse("rescue:operation_list") if entry.user == user else listing
    return press(request, lambda: actions.remove_from_list(operation, user=entry.user, by=user), to=to)


@answers_resends
def operation_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_start_operation(user, operation)
    form = StartForm(request.POST or None)

    def act() -> str:
        actions.start_operation(operation, at=form.cleaned_data["at"], by=user)
        return operation.get_absolute_url()

    missing = operation_page(operation, user).missing
    asking = about(operation, _("Start the operation"), _("Start"), "rescue/operation_start.html")
    return ask(request, form, asking, act, more={"operation": operation, "missing": missing})


@answers_resends
def operation_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_start_operation(user, operation)
    form = EndForm(request.POST or None)

    def act() -> str:
        result = Operation.Result(form.cleaned_data["result"])
        actions.end_operation(operation, result=result, note=form.cleaned_data["note"], by=user)
        return operation.get_absolute_url()

    return ask(request, form, about(operation, _("End the operation"), _("End it")), act)


@answers_resends
def operation_call_off(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_start_operation(user, operation)
    form = CallOffForm(request.POST or None)

    def act() -> str:
        result = Operation.Result.TIPPED_OFF if form.cleaned_data["were_warned"] else None
        actions.call_off(operation, reason=form.cleaned_data["reason"], result=result, by=user)
        return operation.get_absolute_url()

    return ask(request, form, about(operation, _("Call the operation off"), _("Call it off")), act)


def operation_for(request: HttpRequest, uid: UUID) -> Operation:
    """The operation, for those on its list; 404 for everybody else, whatever her role."""
    rows = Operation.objects.select_related("inquiry__place", "premises__place", "organisation", "started_by")
    return get_visible(rows, visitor(request), uid, "operation.opened")


def about(operation: Operation, title: object, button: object, template: str = "access/form.html") -> Asking:
    return Asking(str(title), str(button), operation.get_absolute_url(), operation.reference, template)


def premises_of(form: PremisesForm, user: User) -> Premises | None:
    facts = form.premises()
    if facts is None or not can_edit_premises(user):
        return None
    return record_premises(organisation=user.organisation, by=user, facts=facts)
