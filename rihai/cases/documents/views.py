"""Pages of documents: the list of a case, adding files, one document, its safe copy, its original, withdrawing it."""

from functools import partial
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.files.forms import WithdrawForm
from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.pages import answer_copy, answer_original, file_page, files_listed, framing, keep_arrived
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.cases.documents import actions
from rihai.cases.documents.forms import DocumentForm
from rihai.cases.documents.models import Document
from rihai.cases.documents.permissions import can_add, can_withdraw, check_can_add, check_can_withdraw
from rihai.cases.forms import READERS
from rihai.cases.models import Case
from rihai.lib.workflow import NotPossible

UNPROCESSABLE: Final = 422


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
    if request.method == "POST" and form.is_valid():
        return _keep(request, user, case, form)
    context = {"case": case, "form": form}
    return render(request, "cases/document_new.html", context, status=UNPROCESSABLE if form.errors else 200)


def _keep(request: HttpRequest, user: User, case: Case, form: DocumentForm) -> HttpResponse:
    def keep(files: list[ArrivedFile]) -> None:
        actions.add_documents(case, facts=form.facts(), files=files, by=user)

    to = reverse("cases:case_document_list", args=[case.uid])
    return keep_arrived(request, form.cleaned_data["chosen"], keep, to=to)


@require_GET
def document_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _document(user, uid))


@require_http_methods(["GET", "POST"])
def document_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    document = _document(user, uid)
    return answer_copy(request, document, lambda words: _page(request, user, document, reason_error=words), by=user)


@require_POST
def document_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    document = _document(user, uid)
    again = partial(_page, request, user, document)
    return answer_original(request, document, lambda words: again(original_error=words), by=user)


@answers_resends
def document_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    document = _document(user, uid)
    check_can_withdraw(user, document)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as sent:
                if sent.is_first:
                    actions.withdraw_document(document, reason=form.cleaned_data["reason"], by=user)
                    sent.goes_to("cases:case_document_list", document.case_id)
            return sent.answer()
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"case": document.case, "form": form, "title": _("Withdraw this document"), "button": _("Withdraw it")}
    return render(request, "cases/case_form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _case(user: User, uid: UUID, verb: str) -> Case:
    return get_visible(Case.objects.select_related("person"), user, uid, verb)


def _document(user: User, uid: UUID) -> Document:
    """Whoever may know of the case knows by code that the document exists; else it is not found."""
    rows = Document.objects.select_related("case__person", "added_by", "withdrawn_by", "original", "safe_copy")
    document = get_object_or_404(rows, pk=uid)
    _case(user, document.case_id, "document.opened")
    return document


def _page(request: HttpRequest, user: User, document: Document, **errors: str) -> HttpResponse:
    context = {
        "case": document.case,
        "document": document,
        "page": file_page(document, user),
        "may_withdraw": document.withdrawn_at is None and can_withdraw(user, document),
        "readers": READERS.get(document.compartment_of("original"), _("Those who may know the name")),
        "copy_url": reverse("cases:case_document_copy", args=[document.uid]),
        "original_url": reverse("cases:case_document_original", args=[document.uid]),
        "withdraw_url": reverse("cases:case_document_withdraw", args=[document.uid]),
        **errors,
    }
    return framing(
        render(request, "cases/document_detail.html", context, status=UNPROCESSABLE if errors else 200),
    )
