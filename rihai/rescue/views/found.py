"""Pages about people found: recording several at once, and what comes to light later."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rihai.access.answers import Asking, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.people.models import Person
from rihai.rescue import actions
from rihai.rescue.forms.found import FoundForm, FoundFormSet, ReviseForm, WhenFoundForm
from rihai.rescue.models import FoundPerson, Inquiry, Operation
from rihai.rescue.permissions import check_can_record_found, check_can_revise_finding
from rihai.rescue.views.operations import operation_for

TEMPLATE = "rescue/found_new.html"
PREFIX = "people"
MORE = "more_people"


@keeps_draft
@answers_resends
def inquiry_found_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    inquiry = get_visible(Inquiry.objects.all(), visitor(request), uid, "inquiry.opened")
    return _record(request, inquiry, operation=None, inquiry=inquiry)


@keeps_draft
@answers_resends
def operation_found_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    operation = operation_for(request, uid)
    return _record(request, operation, operation=operation, inquiry=operation.inquiry)


@answers_resends
def found_revise(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    found = get_visible(FoundPerson.objects.select_related("person", "case", "operation"), user, uid, "found.revise")
    check_can_revise_finding(user, found)
    form = ReviseForm(request.POST or None, latest=found.findings.last(), operation=found.operation)

    def act() -> str:
        actions.revise_finding(found, **form.cleaned_data, by=user)
        return reverse("cases:case_detail", args=[found.case_id])

    back = reverse("cases:case_detail", args=[found.case_id])
    return ask(request, form, Asking(_("What is known now?"), _("Save"), back, found.person.pseudonym), act)


def _record(
    request: HttpRequest, subject: Operation | Inquiry, *, operation: Operation | None, inquiry: Inquiry | None
) -> HttpResponse:
    user = visitor(request)
    check_can_record_found(user, subject)
    when, people = _forms(request, user, operation, _not_found_yet(user, operation, inquiry))
    asking = Asking(
        _("Record people found"), _("Save everybody"), subject.get_absolute_url(), subject.reference, TEMPLATE
    )
    if MORE in request.POST:
        return render(request, TEMPLATE, {"form": when, "formset": people, "asking": asking})

    def act() -> str:
        rows = [row for row in people if isinstance(row, FoundForm) and not row.is_empty]
        facts = [row.facts(operation=operation, inquiry=inquiry, when=when) for row in rows]
        recorded = actions.record_several_found(organisation=user.organisation, by=user, people=facts)
        messages.success(request, _words(len(recorded)))
        return subject.get_absolute_url()

    return ask(request, when, asking, act, formset=people)


def _forms(
    request: HttpRequest, user: User, operation: Operation | None, known: list[Person]
) -> tuple[WhenFoundForm, "BaseFormSet[FoundForm]"]:
    options: dict[str, Any] = {"prefix": PREFIX, "form_kwargs": {"known": known, "operation": operation}}
    if not request.POST:
        return WhenFoundForm(user=user), FoundFormSet(**options)
    when, people = WhenFoundForm(request.POST, user=user), FoundFormSet(request.POST, **options)
    if MORE not in request.POST:
        return when, people
    # One more row: what was typed so far stays, and nothing is complained about yet.
    rows = [_typed(row) for row in people]
    return WhenFoundForm(user=user, initial=_typed(when)), FoundFormSet(initial=rows, **options)


def _typed(form: Form) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _not_found_yet(user: User, operation: Operation | None, inquiry: Inquiry | None) -> list[Person]:
    """The people sought who are not recorded as found here."""
    people = Person.objects.visible_to(user).filter(inquiries__inquiry=inquiry) if inquiry else Person.objects.none()
    return list(people.exclude(found__operation=operation) if operation else people.exclude(found__inquiry=inquiry))


def _words(count: int) -> str:
    return ngettext(
        "%(count)d person is recorded, with a case.",
        "%(count)d people are recorded, each with a case.",
        count,
    ) % {"count": count}
