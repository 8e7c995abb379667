"""Pages about the evidence of a legal case: what it uses, what that is to show, the certificate of a file."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rihai.access.answers import Asking, ask
from rihai.access.own import open_own
from rihai.access.scope import get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.documents.certificate import certificates_for
from rihai.prosecution.forms.evidence import SupportForm, UseForm
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.models import EvidenceLink, LegalCase
from rihai.prosecution.permissions import can_advise, can_record, check_can_advise, check_can_record
from rihai.prosecution.rights.evidence_grants import closes_for
from rihai.prosecution.rights.working import working_on
from rihai.prosecution.selectors.evidence import (
    columns_of,
    items_to_use,
    items_used,
    marked_of,
    matrix_of,
)
from rihai.prosecution.survivor_permissions import check_knows_item
from rihai.prosecution.views.legal_cases import legal_case_for


@require_GET
def legal_evidence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For its lawyers with what each item is to show; for others the items."""
    user, legal_case = visitor(request), legal_case_for(request, uid)
    context: dict[str, Any] = {"legal_case": legal_case, "may_record": can_record(user, legal_case)}
    if can_advise(user, legal_case):
        matrix = matrix_of(legal_case, user)
        context |= {"matrix": matrix, "items": matrix.rows}
    else:
        context["items"] = items_used(legal_case, user)
    return render(request, "prosecution/legal_evidence.html", context)


@answers_resends
def legal_evidence_use(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, legal_case = visitor(request), legal_case_for(request, uid)
    check_can_record(user, legal_case)
    companions = [one.user for one in working_on(legal_case) if not one.is_lawyer]
    ask_them = [] if user in companions else [one.display_name for one in companions]
    form = UseForm(request.POST or None, items=items_to_use(legal_case, user), ask=ask_them)

    def act() -> str:
        actions.use_evidence(legal_case, item=form.cleaned_data["item"], by=user)
        return _page(legal_case)

    return ask(request, form, _about(legal_case, _("Use an item of evidence")), act)


@answers_resends
def legal_evidence_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For whom it closes is said first: a slip leaves a lawyer without it before a hearing."""
    user, link = visitor(request), _link(request, uid)
    legal_case = link.legal_case
    check_can_record(user, legal_case)

    def act() -> str:
        actions.stop_using_evidence(link, by=user)
        return _page(legal_case)

    asking = replace(
        _about(legal_case, _("Use this item here no longer?")),
        button=_("Remove"),
        template="prosecution/legal_evidence_end.html",
        done=_("It is used here no longer."),
    )
    more = {
        "link": link,
        "closes_for": closes_for(link),
        "is_marked": can_advise(user, legal_case) and link.supports.exists(),
    }
    return ask(request, forms.Form(request.POST or None), asking, act, more=more)


@answers_resends
def legal_evidence_support(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, link = visitor(request), _link(request, uid)
    legal_case = link.legal_case
    check_can_advise(user, legal_case)
    columns = columns_of(legal_case, user, law_for(legal_case))
    form = SupportForm(request.POST or None, legal_case=legal_case, columns=columns, initial=marked_of(link, user))

    def act() -> str:
        actions.mark_support(link, **form.cleaned_data, by=user)
        return _page(legal_case)

    title = _("What does %(item)s show?") % {"item": link.item.reference}
    return ask(request, form, _about(legal_case, title), act)


@require_GET
def legal_evidence_certificate(request: HttpRequest, uid: UUID) -> HttpResponse:
    user, link = visitor(request), _link(request, uid)
    item = link.item
    file = item.file
    if file is None:
        raise Http404
    opened = open_own((item, ("device",)), (file, ("about",)), by=user)
    about = opened.value(file, "about")
    sha256 = about["sha256"] if isinstance(about, dict) else ""
    context = {
        "legal_case": link.legal_case,
        "item": item,
        "file": file,
        "about": about if isinstance(about, dict) else None,
        "device": opened.value(item, "device"),
        "checks": item.checks.select_related("checked_by")[:1],
        "certificates": certificates_for(link.legal_case.filed_on, sha256, law_for(link.legal_case)),
        "elsewhere": elsewhere(link.legal_case),
    }
    return render(request, "prosecution/legal_evidence_certificate.html", context)


def _page(legal_case: LegalCase) -> str:
    return reverse("prosecution:legal_evidence", args=[legal_case.uid])


def _about(legal_case: LegalCase, title: object) -> Asking:
    return Asking(str(title), _("Save"), _page(legal_case), legal_case.reference)


def _link(request: HttpRequest, uid: UUID) -> EvidenceLink:
    rows = EvidenceLink.objects.filter(ended_at=None, item__withdrawn_at=None).select_related(
        "legal_case", "item__own_file", "item__document", "item__organisation"
    )
    link = rows.filter(pk=uid).first()
    if link is None:
        raise Http404
    user = visitor(request)
    get_visible(LegalCase.objects.all(), user, link.legal_case_id, "legal.opened")
    check_knows_item(user, link)
    return link
