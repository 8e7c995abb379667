"""What the pages of a case share: the case that is meant, who works on it, and a small form of its own."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.drafts.pages import leave_uncomplained
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import once
from rihai.accounts.visitor import visitor
from rihai.cases.models import Case
from rihai.cases.permissions import check_can_work
from rihai.lib.workflow import NotPossible, StepNotAllowed

UNPROCESSABLE: Final = 422
Act = Callable[[dict[str, Any]], object]


def case_of(user: User, uid: UUID, verb: str) -> Case:
    rows = Case.objects.select_related("person", "person__home_district", "case_owner")
    return get_visible(rows.select_related("closing_proposed_by", "closing_asked_of"), user, uid, verb)


def back_to(case: Case, user: User) -> Case | str:
    """The case, or the list for somebody who has just handed it over or left it."""
    return case if Case.objects.visible_to(user).filter(pk=case.pk).exists() else "cases:case_list"


def worked_on(request: HttpRequest, uid: UUID) -> tuple[User, Case]:
    """The case, for those who work on it: the others are told before they type anything."""
    user = visitor(request)
    case = case_of(user, uid, "case.work")
    check_can_work(user, case)
    return user, case


def form_page(
    request: HttpRequest, case: Case, form: forms.Form, act: Act, *, title: str | Promise, button: str | Promise
) -> HttpResponse:
    """One small form about a case: shown, kept as typed when something is wrong, acted upon once."""
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    act(form.cleaned_data)
                    sent.goes_to(back_to(case, visitor(request)))
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
        except StepNotAllowed:
            form.add_error(None, _("The case has moved on meanwhile. Look at it again before you go on."))
    leave_uncomplained(request, form)
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/case_form.html", context, status=UNPROCESSABLE if form.errors else 200)
