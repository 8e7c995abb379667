"""Pages of documents: the list of a case, adding files, one document, its safe copy, its original, withdrawing it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.pages import (
    answer_copy,
    answer_new,
    answer_original,
    answer_page,
    answer_withdrawal,
    files_listed,
)
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.cases.documents import actions
from rihai.cases.documents.forms import DocumentForm
from rihai.cases.documents.models import Document
from rihai.cases.documents.permissions import can_add, can_withdraw, check_can_add, check_can_withdraw
from rihai.cases.forms import READERS
from rihai.cases.models import Case


@require_GET
def document_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "document.listed")
    rows = case.documents.select_related("added_by", "withdrawn_by")
    context = {"case": case, "documents": files_listed(rows, user), "may_add": can_add(user, case)}
    return render(request, "cases/document_list.html", context)


@takes_files
@answers_resends
def document_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "document.add")
    check_can_add(user, case)
    form = DocumentForm(request.POST or None, request.FILES or None, user=user)

    def keep(files: list[ArrivedFile]) -> object:
        return actions.add_documents(case, facts=form.facts(), files=files, by=user)

    return answer_new(request, form, keep, "cases/document_new.html", to=_list_of(case.uid), case=case)


@require_GET
def document_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _document(user, uid))


@require_http_methods(["GET", "POST"])
def document_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    document = _document(user, uid)
    return answer_copy(request, document, partial(_page, request, user, document), by=user)


@require_POST
def document_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    document = _document(user, uid)
    return answer_original(request, document, partial(_page, request, user, document), by=user)


@answers_resends
def document_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    document = _document(user, uid)
    check_can_withdraw(user, document)

    def withdraw(reason: str) -> object:
        return actions.withdraw_document(document, reason=reason, by=user)

    title, about = _("Withdraw this document"), document.case.person.pseudonym
    return answer_withdrawal(request, document, withdraw, title=title, about=about, to=_list_of(document.case_id))


def _list_of(case: UUID) -> str:
    return reverse("cases:case_document_list", args=[case])


def _case(user: User, uid: UUID, verb: str) -> Case:
    return get_visible(Case.objects.select_related("person"), user, uid, verb)


def _document(user: User, uid: UUID) -> Document:
    """Whoever may know of the case knows by code that the document exists; else it is not found."""
    rows = Document.objects.select_related("case__person", "added_by", "withdrawn_by", "original", "safe_copy")
    document = get_object_or_404(rows, pk=uid)
    _case(user, document.case_id, "document.opened")
    return document


def _page(request: HttpRequest, user: User, document: Document, **errors: str) -> HttpResponse:
    return answer_page(
        request,
        document,
        "cases/document_detail.html",
        by=user,
        pages="cases:case_document",
        readers=READERS,
        case=document.case,
        may_withdraw=document.opens and can_withdraw(user, document),
        **errors,
    )
