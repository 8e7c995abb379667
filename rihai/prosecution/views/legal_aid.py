"""Pages of legal aid on one legal case: what was asked, asking, what was answered."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import as_seen, ask
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.questions import AidAnswerForm, AidForm
from rihai.prosecution.models import LegalAid, LegalCase
from rihai.prosecution.permissions import can_record, check_can_record
from rihai.prosecution.selectors.legal_aid import aid_on_page
from rihai.prosecution.views.legal_cases import about, legal_case_for


@require_GET
def legal_aid(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context = {
        "legal_case": legal_case,
        "found": aid_on_page(legal_case, user),
        "may_record": can_record(user, legal_case),
    }
    return render(request, "prosecution/legal_aid.html", context)


@answers_resends
def legal_aid_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    form = AidForm(request.POST or None, user=user)

    def act() -> str:
        actions.ask_legal_aid(legal_case, **form.cleaned_data, by=user)
        return _page(legal_case)

    asking = replace(about(legal_case, _("Legal aid was asked for"), _("Save")), back_url=_page(legal_case))
    return ask(request, form, asking, act)


@answers_resends
def legal_aid_answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    aid = get_visible(LegalAid.objects.select_related("legal_case"), user, uid, "legal.record")
    check_can_record(user, aid.legal_case)
    form = AidAnswerForm(request.POST or None)

    def act() -> str:
        actions.record_aid_answer(aid, **form.cleaned_data, by=user)
        return _page(aid.legal_case)

    title = about(aid.legal_case, _("What did the authority answer?"), _("Save"))
    return ask(request, form, as_seen(replace(title, back_url=_page(aid.legal_case)), aid.legal_case, aid), act)


def _page(legal_case: LegalCase) -> str:
    return reverse("prosecution:legal_aid", args=[legal_case.uid])
