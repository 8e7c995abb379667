"""Pages of cases: the list, one case, and a small form for each thing that is recorded."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.compartments import Compartment
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import once
from rihai.cases import actions
from rihai.cases.forms import (
    AssignForm,
    ClosingForm,
    EventForm,
    NoteForm,
    ParticipantForm,
    ScreeningForm,
    StatusForm,
    WishForm,
)
from rihai.cases.models import Case, Participant
from rihai.cases.permissions import can_agree_closing, can_assign, can_close, can_work
from rihai.cases.selectors import case_page
from rihai.cases.workflow import Status
from rihai.people.models import Provenance, YesNoUnknown

PER_PAGE = 25
Act = Callable[[forms.Form], object]


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    status = request.GET.get("status", Status.ACTIVE)
    status = status if status in Status.values or status in {"all", "mine"} else Status.ACTIVE
    cases = Case.objects.visible_to(user).filter(provenance=Provenance.OWN).select_related("person", "case_owner")
    if status == "mine":
        cases = cases.filter(case_owner=user)
    elif status != "all":
        cases = cases.filter(status=status)
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    statuses = [(one.value, one.label) for one in Status if one != Status.NOT_STATED]
    return render(request, "cases/case_list.html", {"page": page, "status": status, "statuses": statuses})


@require_GET
def case_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = cast("User", request.user)
    case = _case(user, uid, "case.opened")
    context = {
        "case": case,
        "page": case_page(case, user),
        "may_work": can_work(user, case),
        "may_assign": can_assign(user) or case.case_owner_id == user.uid,
        "may_close": can_close(user, case),
        "may_agree": can_agree_closing(user, case),
    }
    return render(request, "cases/case_detail.html", context)


def wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.work")
    form = WishForm(request.POST or None, initial={"may_call": case.may_call})

    def act(form: forms.Form) -> object:
        data = form.cleaned_data
        return actions.record_wish(case, words=data["words"], may_call=YesNoUnknown(data["may_call"]), by=user)

    return _form_page(request, case, form, act, title=_("What this person wants"), button=_("Save"))


def event_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.work")
    form = EventForm(request.POST or None, user=user)

    def act(form: forms.Form) -> object:
        return actions.record_event(case, facts=cast("EventForm", form).facts(), by=user)

    return _form_page(request, case, form, act, title=_("Add to the timeline"), button=_("Save"))


def note_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "note.write")
    form = NoteForm(request.POST or None, user=user)

    def act(form: forms.Form) -> object:
        data = form.cleaned_data
        return actions.write_note(case, body=data["body"], compartment=Compartment(data["compartment"]), by=user)

    return _form_page(request, case, form, act, title=_("Write a note"), button=_("Save the note"))


def assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.assign")
    form = AssignForm(request.POST or None, user=user)

    def act(form: forms.Form) -> object:
        return actions.assign_case_owner(case, to=form.cleaned_data["to"], by=user)

    return _form_page(request, case, form, act, title=_("Name the worker"), button=_("Hand over"))


def participant_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.work")
    form = ParticipantForm(request.POST or None, user=user)

    def act(form: forms.Form) -> object:
        data = form.cleaned_data
        part = Participant.Part(data["part"])
        return actions.add_participant(case, part=part, user=data["user"], agency=data["agency"], by=user)

    return _form_page(request, case, form, act, title=_("Add somebody who works on this case"), button=_("Add"))


def screening(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.work")
    now = {
        "acts": case.acts,
        "means": case.means,
        "types_of_exploitation": case.types_of_exploitation,
        "status": case.trafficking_status,
    }
    form = ScreeningForm(request.POST or None, initial=now)

    def act(form: forms.Form) -> object:
        status = form.cleaned_data["status"]
        return actions.change_screening(case, screening=cast("ScreeningForm", form).screening(), status=status, by=user)

    return _form_page(request, case, form, act, title=_("Act, means, purpose"), button=_("Save"))


def status_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.work")
    form = StatusForm(request.POST or None, case=case)

    def act(form: forms.Form) -> object:
        return actions.change_status(case, to=Status(form.cleaned_data["to"]), by=user)

    return _form_page(request, case, form, act, title=_("Change the status"), button=_("Save"))


def closing(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _start(request, uid, "case.close")
    form = ClosingForm(request.POST or None)

    def act(form: forms.Form) -> object:
        return actions.propose_closing(case, reason=form.cleaned_data["reason"], by=user)

    return _form_page(request, case, form, act, title=_("Ask to close this case"), button=_("Ask a second person"))


@require_POST
def closing_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The second person agrees, or the case goes on."""
    user, case = _start(request, uid, "case.close")
    with once(request) as sent:
        if sent.is_first:
            if "agree" in request.POST:
                actions.agree_closing(case, by=user)
            else:
                actions.decline_closing(case, by=user)
            sent.goes_to("cases:case_detail", case.uid)
    return sent.answer()


@require_POST
def participant_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    participant = get_object_or_404(Participant.objects.select_related("case", "user"), pk=uid)
    actions.end_participation(participant, by=cast("User", request.user))
    return redirect("cases:case_detail", participant.case_id)


def _case(user: User, uid: UUID, verb: str) -> Case:
    cases = Case.objects.select_related("person", "person__home_district", "case_owner", "closing_proposed_by")
    return get_visible(cases, user, uid, verb)


def _start(request: HttpRequest, uid: UUID, verb: str) -> tuple[User, Case]:
    user = cast("User", request.user)
    return user, _case(user, uid, verb)


def _form_page(
    request: HttpRequest, case: Case, form: forms.Form, act: Act, *, title: str | Promise, button: str | Promise
) -> HttpResponse:
    """One small form about a case: shown, kept as typed when something is wrong, acted upon once."""
    if request.method == "POST" and form.is_valid():
        with once(request) as sent:
            if sent.is_first:
                act(form)
                sent.goes_to("cases:case_detail", case.uid)
        return sent.answer()
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/case_form.html", context, status=422 if form.errors else 200)
