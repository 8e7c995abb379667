"""Pages of one person and the search. Codes are shown at once; sealed lines only after a tap, in one reading."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.drafts.pages import keeps_draft, leave_uncomplained
from rihai.access.reading import Because, OwnWork
from rihai.access.reasons import check_reason
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.submissions import once
from rihai.accounts.visitor import visitor
from rihai.lib.workflow import NotPossible
from rihai.people import actions
from rihai.people.forms.identity import CodedForm, ItemForm, NameForm, RelativeForm, SearchForm
from rihai.people.models import Person
from rihai.people.permissions import can_edit, check_can_edit, check_can_search
from rihai.people.selectors.opening import Opener, best_way, nothing_opened, open_together
from rihai.people.selectors.page import coded_rows, identity_badges, identity_file, identity_lines

PEOPLE = Person.objects.select_related("home_district", "organisation")


@require_GET
def person_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, get_visible(PEOPLE, user, uid, "person.opened"), user)


@require_POST
def person_open(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One tap for one's own work; a typed reason for everybody else's."""
    user = visitor(request)
    person = get_visible(PEOPLE, user, uid, "person.opened")
    try:
        why = reading_reason(request)
    except ValidationError as problem:
        return _page(request, person, user, reason_error=problem.messages[0])
    opened = open_together(identity_file(person, user).wanted, by=user, why=why)
    return _page(request, person, user, opened=opened)


def reading_reason(request: HttpRequest) -> OwnWork | Because:
    """What the "open" form says: nothing for own work, or the reason that was typed."""
    return Because(check_reason(request.POST["reason"])) if "reason" in request.POST else OwnWork()


def _page(
    request: HttpRequest, person: Person, user: User, *, opened: Opener = nothing_opened, reason_error: str = ""
) -> HttpResponse:
    file = identity_file(person, user)
    context = {
        "person": person,
        "badges": identity_badges(person),
        "rows": coded_rows(person),
        "identity": identity_lines(file, opened),
        "is_open": opened is not nothing_opened,
        "way": best_way(file.asked, user).value,
        "may_edit": can_edit(user, person),
        "may_break_glass": user.has(Permission.ACCESS_BREAK_GLASS),
        "may_see_openings": user.has(Permission.AUDIT_READ) and person.organisation_id == user.organisation_id,
        "reason_error": reason_error,
    }
    return render(request, "people/person_detail.html", context, status=422 if reason_error else 200)


@require_http_methods(["GET", "POST"])
@keeps_draft
def name_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    person, user = _to_edit(request, uid)
    form = NameForm(request.POST or None)
    return _add(request, person, form, _("Add a name"), lambda: actions.add_name(person, facts=form.facts(), by=user))


@require_http_methods(["GET", "POST"])
@keeps_draft
def relative_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    person, user = _to_edit(request, uid)
    form = RelativeForm(request.POST or None, country=person.organisation.country)
    return _add(
        request, person, form, _("Add a relative"), lambda: actions.add_relative(person, facts=form.facts(), by=user)
    )


@require_http_methods(["GET", "POST"])
@keeps_draft
def item_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    person, user = _to_edit(request, uid)
    form = ItemForm(request.POST or None, country=person.organisation.country)
    return _add(
        request,
        person,
        form,
        _("Add a phone, address, document or mark"),
        lambda: actions.add_identity_item(person, facts=form.facts(), by=user),
    )


@require_http_methods(["GET", "POST"])
@keeps_draft
def person_correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    person, user = _to_edit(request, uid)
    form = CodedForm(request.POST or None, initial=CodedForm.initial_of(person))

    def act() -> None:
        form.show_again(person.coded_version)
        actions.correct_person(person, facts=form.facts(), by=user, seen=form.cleaned_data["seen"])

    return _add(
        request,
        person,
        form,
        _("Correct what is known"),
        act,
    )


@require_http_methods(["GET", "POST"])
def person_search(request: HttpRequest) -> HttpResponse:
    """By POST only, so that no name stands in an address, a history or a log."""
    user = visitor(request)
    check_can_search(user)
    form = SearchForm(request.POST or None)
    found = actions.search_people(query=form.query(), by=user) if form.is_valid() else None
    status = 422 if form.errors else 200
    return render(request, "people/person_search.html", {"form": form, "found": found}, status=status)


def _to_edit(request: HttpRequest, uid: UUID) -> tuple[Person, User]:
    user = visitor(request)
    person = get_visible(PEOPLE, user, uid, "person.edited")
    check_can_edit(user, person)
    return person, user


def _add(request: HttpRequest, person: Person, form: forms.Form, title: str, act: Callable[[], object]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    act()
                    sent.goes_to("people:person_detail", person.uid)
                    messages.success(request, _("Kept, sealed under the key of this person."))
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
    leave_uncomplained(request, form)
    context = {"person": person, "form": form, "title": title}
    return render(request, "people/person_form.html", context, status=422 if form.errors else 200)
