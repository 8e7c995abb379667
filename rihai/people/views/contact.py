"""Pages of how somebody may be reached. The answer comes first, the number only after a tap."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.drafts.pages import keeps_draft, leave_uncomplained
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import once
from rihai.accounts.visitor import visitor
from rihai.people import actions
from rihai.people.forms.contact import ContactForm
from rihai.people.models import ContactSafety, Person
from rihai.people.permissions import can_record_contact, check_can_record_contact
from rihai.people.selectors.opening import Opener, best_way, nothing_opened, open_together
from rihai.people.selectors.page import contact_answers, contact_lines, contact_rows, contact_wanted, identity_badges
from rihai.people.views.people import PEOPLE, reading_reason


@require_GET
def contact_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, get_visible(PEOPLE, user, uid, "contact.opened"), user)


@require_POST
def contact_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    person = get_visible(PEOPLE, user, uid, "contact.opened")
    try:
        why = reading_reason(request)
    except ValidationError as problem:
        return _page(request, person, user, reason_error=problem.messages[0])
    wanted = contact_wanted(_safety(person))
    if not wanted:
        return _page(request, person, user)
    return _page(request, person, user, opened=open_together(wanted, by=user, why=why))


@require_http_methods(["GET", "POST"])
@keeps_draft
def contact_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    person = get_visible(PEOPLE, user, uid, "contact.recorded")
    check_can_record_contact(user, person)
    form = ContactForm(request.POST or None, safety=_safety(person), country=person.organisation.country)
    if request.method == "POST" and form.is_valid():
        with once(request) as sent:
            if sent.is_first:
                actions.set_contact_safety(person, facts=form.facts(), by=user)
                sent.goes_to("people:contact_detail", person.uid)
                messages.success(request, _("Kept. From now on everybody goes by this."))
        return sent.answer()
    leave_uncomplained(request, form)
    context = {"person": person, "form": form}
    return render(request, "people/contact_edit.html", context, status=422 if form.errors else 200)


@require_POST
def contact_confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    person = get_visible(PEOPLE, user, uid, "contact.recorded")
    with once(request) as sent:
        if sent.is_first:
            try:
                actions.confirm_number(person, by=user)
                messages.success(request, _("The number is confirmed for 90 days."))
            except actions.NoNumber as problem:
                messages.error(request, str(problem))
            sent.goes_to("people:contact_detail", person.uid)
    return sent.answer()


def _safety(person: Person) -> ContactSafety | None:
    """Whoever sees the person by code sees the answer too: "nobody asked her" must never be shown in its place."""
    rows = ContactSafety.objects.select_related("confirmed_by", "updated_by")
    return rows.filter(person=person).first()


def _page(
    request: HttpRequest, person: Person, user: User, *, opened: Opener = nothing_opened, reason_error: str = ""
) -> HttpResponse:
    safety = _safety(person)
    answers = contact_answers(safety, timezone.now())
    context = {
        "person": person,
        "badges": identity_badges(person),
        "safety": safety,
        "answers": answers,
        "may_contact_now": any(answer.allowed for _channel, answer in answers),
        "rows": contact_rows(safety),
        "lines": contact_lines(safety, opened),
        "is_open": opened is not nothing_opened,
        "way": best_way(contact_wanted(safety), user).value,
        "may_record_contact": can_record_contact(user, person),
        "reason_error": reason_error,
    }
    return render(request, "people/contact_detail.html", context, status=422 if reason_error else 200)
