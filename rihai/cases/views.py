"""Pages of cases: the list, one case, and a small form for each thing that is recorded."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.drafts.pages import keeps_draft, leave_uncomplained
from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, OwnWork
from rihai.access.reasons import check_reason
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.undo import offer_undo
from rihai.accounts.visitor import visitor
from rihai.cases import actions
from rihai.cases.forms import (
    AssignForm,
    ClosingForm,
    CorrectionForm,
    EventForm,
    NoteForm,
    ParticipantForm,
    ScreeningForm,
    StatusForm,
    WishForm,
)
from rihai.cases.models import Case, CaseNote, Participant
from rihai.cases.permissions import (
    can_agree_closing,
    can_assign,
    can_decline_closing,
    can_propose_closing,
    can_work,
    can_write_notes,
    check_can_assign,
    check_can_propose_closing,
    check_can_work,
    check_can_write_note,
    check_can_write_notes,
)
from rihai.cases.selectors import case_page, cases_listed
from rihai.cases.workflow import Status
from rihai.lib.workflow import NotPossible, StepNotAllowed
from rihai.people.models import YesNoUnknown

PER_PAGE: Final = 25
LISTS: Final = ("mine", "all")
UNPROCESSABLE: Final = 422
Act = Callable[[dict[str, Any]], object]


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    status = request.GET.get("status", "")
    if status not in LISTS and status not in Status.values:
        status = Status.ACTIVE if user.has(Permission.CASE_SEE_ALL) else "mine"
    cases = cases_listed(user)
    if status == "mine":
        cases = cases.filter(case_owner=user)
    elif status != "all":
        cases = cases.filter(status=status)
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    statuses = [(one.value, one.label) for one in Status if one != Status.NOT_STATED]
    return render(request, "cases/case_list.html", {"page": page, "status": status, "statuses": statuses})


@require_GET
def case_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _case(user, uid, "case.opened"), why=OWN_WORK)


@require_POST
def case_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read what is not her own work, with a reason that a colleague reviews."""
    user = visitor(request)
    case = _case(user, uid, "case.opened")
    try:
        why = Because(check_reason(request.POST.get("reason", "")))
    except ValidationError as error:
        return _page(request, user, case, why=OWN_WORK, reason_error=error.messages[0])
    return _page(request, user, case, why=why)


@keeps_draft
def wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _worked_on(request, uid)
    form = WishForm(request.POST or None, initial={"may_call": case.may_call, "seen": case.wish_version})

    def act(data: dict[str, Any]) -> object:
        form.show_again(case.wish_version)
        return actions.record_wish(case, **{**data, "may_call": YesNoUnknown(data["may_call"])}, by=user)

    return _form_page(request, case, form, act, title=_("What this person wants"), button=_("Save"))


@keeps_draft
def event_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _worked_on(request, uid)
    form = EventForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        return actions.record_event(case, facts=form.facts(), by=user)

    return _form_page(request, case, form, act, title=_("Add to the timeline"), button=_("Save"))


@keeps_draft
def note_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "note.write")
    check_can_write_notes(user, case)
    form = NoteForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        return actions.write_note(case, body=data["body"], compartment=data["compartment"], by=user)

    return _form_page(request, case, form, act, title=_("Write a note"), button=_("Save the note"))


def note_correct(request: HttpRequest, uid: UUID, note: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "note.write")
    wrong = get_object_or_404(CaseNote.objects.visible_to(user).filter(case=case), pk=note)
    check_can_write_note(user, case, wrong.compartment_of("body"))
    form = CorrectionForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return actions.write_note(case, body=data["body"], corrects=wrong, by=user)

    return _form_page(request, case, form, act, title=_("Correct a note"), button=_("Save the correction"))


@answers_resends
def assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "case.assign")
    check_can_assign(user, case)
    form = AssignForm(request.POST or None, user=user, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.assign_case_owner(case, to=data["to"], by=user)

    return _form_page(request, case, form, act, title=_("Name the worker"), button=_("Hand over"))


def participant_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _worked_on(request, uid)
    form = ParticipantForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        part = Participant.Part(data["part"])
        return actions.add_participant(case, part=part, user=data["user"], agency=data["agency"], by=user)

    return _form_page(request, case, form, act, title=_("Add somebody who works on this case"), button=_("Add"))


def screening(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _worked_on(request, uid)
    now = {name: getattr(case, name) for name in ("acts", "means", "types_of_exploitation")}
    form = ScreeningForm(request.POST or None, initial={**now, "status": case.trafficking_status})

    def act(data: dict[str, Any]) -> object:
        return actions.change_screening(case, screening=form.screening(), status=data["status"], by=user)

    return _form_page(request, case, form, act, title=_("Act, means, purpose"), button=_("Save"))


@answers_resends
def status_change(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _worked_on(request, uid)
    form = StatusForm(request.POST or None, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.change_status(case, to=data["to"], by=user)

    return _form_page(request, case, form, act, title=_("Change the status"), button=_("Save"))


@answers_resends
def closing(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "case.close")
    check_can_propose_closing(user, case)
    form = ClosingForm(request.POST or None, user=user, case=case)

    def act(data: dict[str, Any]) -> object:
        return actions.propose_closing(case, **data, by=user)

    return _form_page(request, case, form, act, title=_("Ask to close this case"), button=_("Ask a second person"))


@require_POST
@answers_resends
def closing_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The second person agrees, or the case goes on."""
    user = visitor(request)
    case = _case(user, uid, "case.close")
    decide = actions.agree_closing if "agree" in request.POST else actions.decline_closing
    with once(request) as sent:
        if sent.is_first:
            decide(case, by=user)
            sent.goes_to(_back_to(case, user))
    return sent.answer()


@require_POST
@answers_resends
def participant_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    participant = get_object_or_404(Participant.objects.select_related("case", "user"), pk=uid)
    case = _case(user, participant.case_id, "case.work")
    with once(request) as sent:
        if sent.is_first:
            actions.end_participation(participant, by=user)
            sent.goes_to(_back_to(case, user))
            _offer_return(request, participant, user)
    return sent.answer()


@require_POST
@answers_resends
def participant_return(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Back with the same part: a row of its own, so that the time between stays readable."""
    user = visitor(request)
    left = get_object_or_404(Participant.objects.select_related("case", "user", "agency"), pk=uid)
    case = _case(user, left.case_id, "case.work")
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


def _case(user: User, uid: UUID, verb: str) -> Case:
    rows = Case.objects.select_related("person", "person__home_district", "case_owner")
    return get_visible(rows.select_related("closing_proposed_by", "closing_asked_of"), user, uid, verb)


def _back_to(case: Case, user: User) -> Case | str:
    """The case, or the list for somebody who has just handed it over or left it."""
    return case if Case.objects.visible_to(user).filter(pk=case.pk).exists() else "cases:case_list"


def _worked_on(request: HttpRequest, uid: UUID) -> tuple[User, Case]:
    """The case, for those who work on it: the others are told before they type anything."""
    user = visitor(request)
    case = _case(user, uid, "case.work")
    check_can_work(user, case)
    return user, case


def _page(
    request: HttpRequest, user: User, case: Case, *, why: OwnWork | Because, reason_error: str = ""
) -> HttpResponse:
    context = {
        "case": case,
        "page": case_page(case, user, why),
        "reason_error": reason_error,
        "may_work": can_work(user, case),
        "may_note": can_write_notes(user, case),
        "may_assign": can_assign(user, case),
        "may_close": can_propose_closing(user, case),
        "may_agree": can_agree_closing(user, case),
        "may_decline": can_decline_closing(user, case),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
    }
    return render(request, "cases/case_detail.html", context, status=UNPROCESSABLE if reason_error else 200)


def _form_page(
    request: HttpRequest, case: Case, form: forms.Form, act: Act, *, title: str | Promise, button: str | Promise
) -> HttpResponse:
    """One small form about a case: shown, kept as typed when something is wrong, acted upon once."""
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    act(form.cleaned_data)
                    sent.goes_to(_back_to(case, visitor(request)))
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
        except StepNotAllowed:
            form.add_error(None, _("The case has moved on meanwhile. Look at it again before you go on."))
    leave_uncomplained(request, form)
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/case_form.html", context, status=UNPROCESSABLE if form.errors else 200)
