"""Pages from charge sheet to appeal: what stands on the papers, and one form for each of them."""

import csv
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rihai.access.answers import Asking, ask
from rihai.access.drafts.pages import keeps_draft
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.lib.cells import harmless
from rihai.prosecution import actions
from rihai.prosecution.forms.court import (
    AppealForm,
    AppealOutcomeForm,
    ChargeForm,
    CopyOfJudgmentForm,
    JudgmentForm,
    SentenceForm,
)
from rihai.prosecution.models import Appeal, Judgment, LegalCase, Verdict
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.permissions import can_advise, can_record, check_can_record
from rihai.prosecution.selectors.court import court_page
from rihai.prosecution.selectors.sentences import sentence_report
from rihai.prosecution.views.clocks_ended import saying_whose_clock_ends
from rihai.prosecution.views.legal_cases import about, legal_case_for
from rihai.prosecution.views.standing import ask_about
from rihai.prosecution.withdraw_permissions import can_withdraw


@require_GET
def court(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context = {
        "legal_case": legal_case,
        "page": court_page(legal_case, user, is_lawyer=can_advise(user, legal_case)),
        "may_record": can_record(user, legal_case),
        "may_withdraw": can_withdraw(user, legal_case),
    }
    return render(request, "prosecution/court.html", context)


@require_GET
def sentence_list(request: HttpRequest) -> HttpResponse:
    return render(request, "prosecution/sentence_list.html", {"report": sentence_report(visitor(request))})


@require_POST
def sentence_file(request: HttpRequest) -> HttpResponse:
    header, rows = actions.export_sentences(by=visitor(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sentences.csv"'
    csv.writer(response).writerows([header, *([harmless(cell) for cell in row] for row in rows)])
    return response


@answers_resends
def charge_sheet_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), _mine(request, uid)
    form = ChargeForm(request.POST or None, user=user, legal_case=legal_case)

    def act() -> None:
        with saying_whose_clock_ends(request, legal_case):
            actions.record_charge_sheet(legal_case, facts=form.facts(), by=user)

    return _ask(request, form, legal_case, _("A charge sheet"), act)


@keeps_draft
@answers_resends
def judgment_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), _mine(request, uid)
    form = JudgmentForm(request.POST or None, user=user, legal_case=legal_case)

    def act() -> None:
        actions.record_judgment(legal_case, facts=form.facts(), by=user)

    return _ask(request, form, legal_case, _("A judgment"), act)


@answers_resends
def judgment_copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, judgment = visitor(request), _judgment(request, uid)
    form = CopyOfJudgmentForm(request.POST or None)

    def act() -> None:
        actions.record_judgment_copy(judgment, **form.cleaned_data, by=user)

    return _ask_of(judgment, request, form, judgment.legal_case, _("The copy of the judgment has come"), act)


@answers_resends
def sentence_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    verdict = Verdict.all_rows.select_related("judgment", "link__accused").filter(pk=uid).first()
    if verdict is None:
        raise Http404
    user, legal_case = visitor(request), _mine(request, verdict.judgment.legal_case_id)
    form = SentenceForm(request.POST or None)

    def act() -> None:
        actions.record_sentence(verdict, facts=form.facts(), by=user)

    title = _("Sentence of %(code)s") % {"code": verdict.link.accused.code}
    return _ask_of(verdict.judgment, request, form, legal_case, title, act)


@answers_resends
def appeal_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, judgment = visitor(request), _judgment(request, uid)
    form = AppealForm(request.POST or None, user=user, judgment=judgment)

    def act() -> None:
        actions.record_appeal(judgment, facts=form.facts(), by=user)

    return _ask_of(judgment, request, form, judgment.legal_case, _("An appeal"), act)


@answers_resends
def appeal_outcome(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    appeal = get_visible(Appeal.all_rows.select_related("judgment__legal_case"), user, uid, "legal.record")
    legal_case = appeal.judgment.legal_case
    check_can_record(user, legal_case)
    form = AppealOutcomeForm(request.POST or None)

    def act() -> None:
        actions.record_appeal_outcome(appeal, **form.cleaned_data, by=user)

    return _ask_of(appeal, request, form, legal_case, _("What came of the appeal?"), act)


def _ask(
    request: HttpRequest, form: forms.Form, legal_case: LegalCase, title: str | Promise, do: Callable[[], None]
) -> HttpResponse:
    return ask(request, form, _asking(legal_case, title), lambda: _done(do, legal_case))


def _ask_of(
    paper: Withdrawable,
    request: HttpRequest,
    form: forms.Form,
    legal_case: LegalCase,
    title: str | Promise,
    do: Callable[[], None],
) -> HttpResponse:
    return ask_about(paper, request, form, _asking(legal_case, title), lambda: _done(do, legal_case))


def _asking(legal_case: LegalCase, title: str | Promise) -> Asking:
    return replace(about(legal_case, title, _("Save")), back_url=_page(legal_case))


def _done(do: Callable[[], None], legal_case: LegalCase) -> str:
    do()
    return _page(legal_case)


def _mine(request: HttpRequest, uid: UUID) -> LegalCase:
    legal_case = legal_case_for(request, uid)
    check_can_record(visitor(request), legal_case)
    return legal_case


def _judgment(request: HttpRequest, uid: UUID) -> Judgment:
    judgment = get_visible(Judgment.all_rows.select_related("legal_case"), visitor(request), uid, "legal.record")
    check_can_record(visitor(request), judgment.legal_case)
    return judgment


def _page(legal_case: LegalCase) -> str:
    return reverse("prosecution:court", args=[legal_case.uid])
