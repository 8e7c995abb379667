"""Pages of closure reports and petitions: all of one legal case, writing one down, what happened to it."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, as_seen, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.petitions import ClosureForm, PetitionForm, PetitionStepForm
from rihai.prosecution.models import ClosureReport, LegalCase, Petition
from rihai.prosecution.permissions import can_advise, can_record, check_can_record
from rihai.prosecution.selectors.petitions import petitions_page
from rihai.prosecution.views.clocks_ended import saying_whose_clock_ends
from rihai.prosecution.views.legal_cases import about, legal_case_for
from rihai.prosecution.views.standing import ask_about
from rihai.prosecution.withdraw_permissions import can_withdraw


@require_GET
def petition_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context = {
        "legal_case": legal_case,
        "page": petitions_page(legal_case, user),
        "may_record": can_record(user, legal_case),
        "may_withdraw": can_withdraw(user, legal_case),
        "may_advise": can_advise(user, legal_case),
    }
    return render(request, "prosecution/petition_list.html", context)


@keeps_draft
@answers_resends
def closure_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = ClosureForm(request.POST or None, user=user, legal_case=legal_case)

    def act() -> str:
        with saying_whose_clock_ends(request, legal_case):
            actions.record_closure(legal_case, facts=form.facts(), by=user)
        return _page(legal_case)

    return ask(request, form, _asking(legal_case, _("Police filed a closure report")), act)


@keeps_draft
@answers_resends
def closure_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    rows = ClosureReport.all_rows.select_related("legal_case", "court")
    closure = get_visible(rows, user, uid, "legal.record")
    check_can_record(user, closure.legal_case)
    form = ClosureForm(
        request.POST or None, user=user, legal_case=closure.legal_case, is_new=False, court=closure.court_id
    )
    if not form.is_bound:
        plain = read((closure, ("number", "text")), by=user, why=OwnWork())(closure)
        form.show(closure, number=plain.number, text=plain.text)

    def act() -> str:
        with saying_whose_clock_ends(request, closure.legal_case):
            actions.correct_closure(closure, facts=form.facts(), by=user)
        return _page(closure.legal_case)

    asking = _asking(closure.legal_case, _("The closure report"))
    return ask_about(closure, request, form, as_seen(asking, closure.legal_case, closure), act)


@keeps_draft
@answers_resends
def petition_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    asked = {name: request.GET.get(name) for name in ("kind", "closure")}
    form = PetitionForm(request.POST or None, user=user, legal_case=legal_case, initial=asked)

    def act() -> str:
        actions.begin_petition(legal_case, facts=form.facts(), by=user)
        return _page(legal_case)

    return ask(request, form, _asking(legal_case, _("A petition")), act)


@keeps_draft
@answers_resends
def petition_step(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    petition = get_visible(Petition.objects.select_related("legal_case"), user, uid, "legal.record")
    check_can_record(user, petition.legal_case)
    form = PetitionStepForm(request.POST or None, petition=petition)

    def act() -> str:
        actions.move_petition(petition, facts=form.facts(), by=user)
        return _page(petition.legal_case)

    return ask(request, form, _asking(petition.legal_case, petition.get_kind_display()), act)


def _asking(legal_case: LegalCase, title: str | Promise) -> Asking:
    return replace(about(legal_case, title, _("Save")), back_url=_page(legal_case))


def _page(legal_case: LegalCase) -> str:
    return reverse("prosecution:petition_list", args=[legal_case.uid])
