"""Who works on a case, where it stands, and how it is closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.undo import offer_undo
from rihai.accounts.visitor import visitor
from rihai.cases import actions
from rihai.cases.forms import AssignForm, ClosingForm, ParticipantForm, StatusForm
from rihai.cases.models import Participant
from rihai.cases.permissions import can_work, check_can_assign, check_can_propose_closing
from rihai.cases.views.pieces import back_to, case_of, form_page, worked_on
from rihai.lib.workflow import NotPossible


@answers_resends
def assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = case_of(user, uid, "case.assign")
    check_can_assign(user, case)
    form = AssignForm(request.POST or None, user=user, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.assign_case_owner(case, to=data["to"], by=user)

    return form_page(request, case, form, act, title=_("Name the worker"), button=_("Hand over"))


def participant_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = worked_on(request, uid)
    form = ParticipantForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        part = Participant.Part(data["part"])
        return actions.add_participant(case, part=part, user=data["user"], agency=data["agency"], by=user)

    return form_page(request, case, form, act, title=_("Add somebody who works on this case"), button=_("Add"))


@require_POST
@answers_resends
def participant_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    participant = get_object_or_404(Participant.objects.select_related("case", "user"), pk=uid)
    case = case_of(user, participant.case_id, "case.work")
    with once(request) as sent:
        if sent.is_first:
            actions.end_participation(participant, by=user)
            sent.goes_to(back_to(case, user))
            _offer_return(request, participant, user)
    return sent.answer()


@require_POST
@answers_resends
def participant_return(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Back with the same part: a row of its own, so that the time between stays readable."""
    user = visitor(request)
    left = get_object_or_404(Participant.objects.select_related("case", "user", "agency"), pk=uid)
    case = case_of(user, left.case_id, "case.work")
    try:
        with once(request) as sent:
            if sent.is_first:
                part = Participant.Part(left.part)
                actions.add_participant(case, part=part, user=left.user, agency=left.agency, by=user)
                messages.success(request, _("Works on this case again."))
                sent.goes_to(case)
        return sent.answer()
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(case)


def _offer_return(request: HttpRequest, participant: Participant, user: User) -> None:
    """Whoever has left the case herself cannot come back without those who work on it."""
    if can_work(user, participant.case):
        undo_url = reverse("cases:participant_return", args=[participant.uid])
        offer_undo(request, _("Does not work on this case any more."), to=undo_url)
    else:
        messages.success(request, _("You have left this case. To come back, ask those who work on it."))


@answers_resends
def status_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = worked_on(request, uid)
    form = StatusForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.change_status(case, to=data["to"], by=user)

    return form_page(request, case, form, act, title=_("Change the status"), button=_("Save"))


@answers_resends
def closing(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = case_of(user, uid, "case.close")
    check_can_propose_closing(user, case)
    form = ClosingForm(request.POST or None, user=user, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.propose_closing(case, **data, by=user)

    return form_page(request, case, form, act, title=_("Ask to close this case"), button=_("Ask a second person"))


@require_POST
@answers_resends
def closing_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The second person agrees, or the case goes on."""
    user = visitor(request)
    case = case_of(user, uid, "case.close")
    decide = actions.agree_closing if "agree" in request.POST else actions.decline_closing
    with once(request) as sent:
        if sent.is_first:
            decide(case, by=user)
            sent.goes_to(back_to(case, user))
    return sent.answer()
