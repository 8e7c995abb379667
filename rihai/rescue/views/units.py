"""Pages about police units: choosing, telling, their answers, police that act first, the ladder."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.access.answers import ask, press
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.offences.ladder import load_notes
from rihai.rescue import actions
from rihai.rescue.forms.units import LEADS, AnswerForm, PoliceFirstForm, RungForm, UnitForm
from rihai.rescue.models import LadderStep, UnitAnswer, UnitContact
from rihai.rescue.permissions import check_can_plan_operation, check_can_start_operation
from rihai.rescue.selectors.operation import rungs_left
from rihai.rescue.views.operations import about, operation_for


@answers_resends
def operation_unit_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_plan_operation(user, operation)
    form = UnitForm(request.POST or None, operation=operation, user=user)

    def act() -> str:
        data = form.cleaned_data
        is_lead = data["part"] == LEADS
        actions.choose_unit(operation, agency=data["agency"], tell_at=data["tell_at"], is_lead=is_lead, by=user)
        return operation.get_absolute_url()

    return ask(request, form, about(operation, _("Choose a unit"), _("Choose this unit")), act)


@require_POST
@answers_resends
def operation_unit_tell(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, contact = visitor(request), contact_for(request, uid)
    return press(request, lambda: actions.tell_unit(contact, by=user), to=contact.operation.get_absolute_url())


@answers_resends
def operation_unit_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, contact = visitor(request), contact_for(request, uid)
    check_can_plan_operation(user, contact.operation)
    form = AnswerForm(request.POST or None)

    def act() -> str:
        actions.record_answer(contact, facts=form.facts(), by=user)
        return contact.operation.get_absolute_url()

    title = _("What did the unit answer?")
    return ask(request, form, about(contact.operation, title, _("Save the answer")), act, more={"contact": contact})


@answers_resends
def operation_police_first(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, operation = visitor(request), operation_for(request, uid)
    check_can_start_operation(user, operation)
    form = PoliceFirstForm(request.POST or None, operation=operation)

    def act() -> str:
        actions.start_police_first(operation, unit=form.cleaned_data["unit"], facts=form.facts(), by=user)
        return operation.get_absolute_url()

    asking = about(operation, _("The police act first"), _("Start now"), "rescue/operation_police_first.html")
    return ask(request, form, asking, act)


@answers_resends
def operation_rung(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A step after a refusal."""
    user = visitor(request)
    refusal = get_visible(UnitAnswer.objects.select_related("contact"), user, uid, "operation.opened")
    operation = operation_for(request, refusal.contact.operation_id)
    check_can_plan_operation(user, operation)
    rungs = rungs_left(refusal)
    form = RungForm(request.POST or None, rungs=rungs)

    def act() -> str:
        data = form.cleaned_data
        actions.take_rung(operation, refusal=refusal, rung=data["rung"], note=data["note"], by=user)
        return operation.get_absolute_url()

    asking = about(operation, _("After the refusal"), _("Save this step"), "rescue/operation_rung.html")
    return ask(request, form, asking, act, more={"rungs": rungs, "notes": load_notes()})


@require_POST
@answers_resends
def operation_rung_outcome(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    step = get_visible(LadderStep.objects.select_related("operation"), user, uid, "operation.opened")
    helped = "helped" in request.POST
    outcome = LadderStep.Outcome.HELPED if helped else LadderStep.Outcome.NO_HELP
    to = step.operation.get_absolute_url()
    return press(request, lambda: actions.record_rung_outcome(step, outcome=outcome, by=user), to=to)


def contact_for(request: HttpRequest, uid: UUID) -> UnitContact:
    contact = get_object_or_404(UnitContact.objects.select_related("agency"), pk=uid)
    contact.operation = operation_for(request, contact.operation_id)
    return contact
