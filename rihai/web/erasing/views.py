"""Pages of erasing: ask, with what would go; a copy for the person; decide, with the second factor; take back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.scope import get_visible
from rihai.accounts.fresh import fresh_factor
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.visitor import visitor
from rihai.audit.refusals import Refused
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible
from rihai.web.erasing import actions
from rihai.web.erasing.copies import take_copy
from rihai.web.erasing.forms import ERASE, AskForm, DecideForm, TakeBackForm
from rihai.web.erasing.permissions import (
    can_ask,
    can_decide,
    can_see_all,
    can_take_back,
    check_can_ask,
    check_can_decide,
)
from rihai.web.erasing.selectors import erasures_shown, reach_of

UNPROCESSABLE = 422
ONLY_THEY = "erasure.listed"


@require_GET
def erasure_list(request: HttpRequest) -> HttpResponse:
    user = visitor(request)
    if not can_see_all(user):
        raise Refused(ONLY_THEY, words=_("The director and data officers see what is to be erased."))
    return render(request, "web/erasing/list.html", {"erasures": erasures_shown(user)[:100]})


@answers_resends
@require_http_methods(["GET", "POST"])
def erasure_ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, case = _case(request, uid)
    form = AskForm(request.POST or None)
    earlier = list(erasures_shown(user).filter(case__person=case.person_id)[:10])
    context = {"case": case, "reach": reach_of(case.person, seen_by=user), "earlier": earlier}

    def ask() -> Erasure:
        return actions.ask_to_erase(case, why=form.cleaned_data["why"], by=user)

    return _answer(request, form, ask, "web/erasing/ask.html", _("Asked. A second person decides."), context)


@require_POST
def erasure_copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the person may take along. The file is called by the code alone."""
    user, case = _case(request, uid)
    headers = {"Content-Disposition": f'attachment; filename="{case.person.code}.txt"', "Cache-Control": "no-store"}
    return HttpResponse(take_copy(case, by=user), content_type="text/plain; charset=utf-8", headers=headers)


@require_GET
def erasure_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _detail(request, _erasure(user, uid, "erasure.opened"), user, TakeBackForm())


@fresh_factor
@answers_resends
@require_http_methods(["GET", "POST"])
def erasure_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    erasure = _erasure(user, uid, actions.DECIDE)
    check_can_decide(user, erasure)
    reach = reach_of(erasure.case.person, seen_by=user)
    form = DecideForm(request.POST or None, code=erasure.case.person.code, may_erase=not reach.in_the_way)

    def decide() -> Erasure:
        decision = form.cleaned_data["decision"]
        if decision == ERASE:
            return actions.erase_person(erasure, by=user)
        return actions.refuse_erasing(erasure, ground=Erasure.Ground(decision), by=user)

    context = {"erasure": erasure, "reach": reach}
    return _answer(request, form, decide, "web/erasing/decide.html", _("Decided. Whoever asked is told."), context)


@answers_resends
@require_http_methods(["GET", "POST"])
def erasure_take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    erasure = _erasure(user, uid, "erasure.take_back")
    if request.method == "GET":
        return redirect(erasure)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _detail(request, erasure, user, form)
    with once(request) as sent:
        if sent.is_first:
            sent.goes_to(actions.take_erasing_back(erasure, ground=form.cleaned_data["ground"], by=user))
            messages.success(request, _("Taken back. Nothing was erased."))
    return sent.answer()


def _answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Erasure],
    template: str,
    done: str,
    context: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    sent.goes_to(act())
                    messages.success(request, done)
            return sent.answer()
        except NotPossible as problem:
            form.add_error(None, str(problem))
    return render(request, template, {**context, "form": form}, status=UNPROCESSABLE if form.errors else 200)


def _detail(request: HttpRequest, erasure: Erasure, user: User, form: TakeBackForm) -> HttpResponse:
    is_theirs = can_see_all(user) or can_ask(user, erasure.case)
    context = {
        "erasure": erasure,
        "form": form if can_take_back(user, erasure) else None,
        "may_decide": can_decide(user, erasure),
        "sees_all": can_see_all(user),
        "knows_case": Case.objects.visible_to(user).filter(pk=erasure.case_id).exists(),
        "reach": reach_of(erasure.case.person, seen_by=user) if is_theirs and erasure.is_open else None,
    }
    return render(request, "web/erasing/detail.html", context, status=UNPROCESSABLE if form.errors else 200)


def _case(request: HttpRequest, uid: UUID) -> tuple[User, Case]:
    user = visitor(request)
    case = get_visible(Case.objects.select_related("person"), user, uid, "erasure.ask")
    check_can_ask(user, case)
    return user, case


def _erasure(user: User, uid: UUID, verb: str) -> Erasure:
    rows = Erasure.objects.select_related("case__person", "asked_by", "decided_by")
    return get_visible(rows, user, uid, verb)
