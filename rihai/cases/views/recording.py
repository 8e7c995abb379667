"""What is written down on a case: wishes, the timeline, notes, and act, means and purpose."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from rihai.access.drafts.pages import keeps_draft
from rihai.accounts.visitor import visitor
from rihai.cases import actions
from rihai.cases.forms import CorrectionForm, EventForm, NoteForm, ScreeningForm, WishForm
from rihai.cases.models import CaseNote
from rihai.cases.permissions import check_can_write_note, check_can_write_notes
from rihai.cases.views.pieces import case_of, form_page, worked_on
from rihai.people.models import YesNoUnknown


@keeps_draft
def wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = worked_on(request, uid)
    form = WishForm(request.POST or None, initial={"may_call": case.may_call, "seen": case.wish_version})

    def act(data: dict[str, Any]) -> object:
        form.show_again(case.wish_version)
        return actions.record_wish(case, **{**data, "may_call": YesNoUnknown(data["may_call"])}, by=user)

    return form_page(request, case, form, act, title=_("What this person wants"), button=_("Save"))


@keeps_draft
def event_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = worked_on(request, uid)
    form = EventForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        return actions.record_event(case, facts=form.facts(), by=user)

    return form_page(request, case, form, act, title=_("Add to the timeline"), button=_("Save"))


@keeps_draft
def note_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = case_of(user, uid, "note.write")
    check_can_write_notes(user, case)
    form = NoteForm(request.POST or None, user=user)

    def act(data: dict[str, Any]) -> object:
        return actions.write_note(case, body=data["body"], compartment=data["compartment"], by=user)

    return form_page(request, case, form, act, title=_("Write a note"), button=_("Save the note"))


def note_correct(request: HttpRequest, uid: UUID, note: UUID) -> HttpResponse:
    user = visitor(request)
    case = case_of(user, uid, "note.write")
    wrong = get_object_or_404(CaseNote.objects.visible_to(user).filter(case=case), pk=note)
    check_can_write_note(user, case, wrong.compartment_of("body"))
    form = CorrectionForm(request.POST or None)

    def act(data: dict[str, Any]) -> object:
        return actions.write_note(case, body=data["body"], corrects=wrong, by=user)

    return form_page(request, case, form, act, title=_("Correct a note"), button=_("Save the correction"))


def screening(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = worked_on(request, uid)
    now = {name: getattr(case, name) for name in ("acts", "means", "types_of_exploitation")}
    form = ScreeningForm(request.POST or None, initial={**now, "status": case.trafficking_status})

    def act(data: dict[str, Any]) -> object:
        return actions.change_screening(case, screening=form.screening(), status=data["status"], by=user)

    return form_page(request, case, form, act, title=_("Act, means, purpose"), button=_("Save"))
