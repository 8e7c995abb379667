"""Pages of documents: the list of a case, adding files, one document, its safe copy, its original, withdrawing it."""

from typing import Final
from uuid import UUID

from csp.constants import SELF
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.own import OWN_WORK
from rihai.access.reading import Because, ReasonNeeded, read
from rihai.access.reasons import check_reason
from rihai.access.scope import get_visible
from rihai.access.showing import handed_out, shown
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends, once
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.cases.documents import actions
from rihai.cases.documents.actions import ArrivedFile
from rihai.cases.documents.forms import DocumentForm, WithdrawForm
from rihai.cases.documents.models import Document
from rihai.cases.documents.permissions import can_add, can_withdraw, check_can_add, check_can_withdraw
from rihai.cases.documents.selectors import document_page, documents_of
from rihai.cases.forms import READERS
from rihai.cases.models import Case
from rihai.cases.rules import NotPossible
from rihai.vault.kinds import Kind
from rihai.vault.safe_copies import make_safe_copy

UNPROCESSABLE: Final = 422
CREATED: Final = 201
SENT_BY_SCRIPT: Final = "X-Upload"


@require_GET
def document_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "document.listed")
    context = {"case": case, "documents": documents_of(case, user), "may_add": can_add(user, case)}
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
    """The copies are made before the transaction: parsing takes seconds, and others wait to write."""
    files = [ArrivedFile(one, make_safe_copy(one)) for one in form.cleaned_data["chosen"]]
    try:
        with once(request) as sent:
            if sent.is_first:
                actions.add_documents(case, facts=form.facts(), files=files, by=user)
                sent.goes_to("cases:case_document_list", case.uid)
        answer = sent.answer()
    finally:
        for file in files:
            file.copy.close()
    # A script follows no redirection, which would open and record the page twice.
    is_script = SENT_BY_SCRIPT in request.headers
    return HttpResponse(status=CREATED, headers={"Location": answer.url}) if is_script else answer


@require_GET
def document_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _document(user, uid))


@require_http_methods(["GET", "POST"])
def document_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The safe copy: at once where it is her own work, else with a reason typed and sent."""
    user = visitor(request)
    document = _document(user, uid)
    if document.safe_copy_id is None or document.withdrawn_at is not None:
        raise Http404
    try:
        why = Because(check_reason(request.POST.get("reason", ""))) if request.method == "POST" else OWN_WORK
        plain = read((document, ["safe_copy"]), by=user, why=why)
    except ReasonNeeded:
        return redirect(document)
    except ValidationError as error:
        return _page(request, user, document, reason_error=error.messages[0])
    return shown(plain(document).safe_copy, kind=Kind(document.copy_kind), name=document.neutral_name)


@require_POST
def document_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The file as it came, with all it may tell or do: always with a reason, and only to be saved."""
    user = visitor(request)
    document = _document(user, uid)
    if document.withdrawn_at is not None:
        raise Http404
    try:
        why = Because(check_reason(request.POST.get("reason", "")))
    except ValidationError as error:
        return _page(request, user, document, original_error=error.messages[0])
    plain = read((document, ["original"]), by=user, why=why)
    return handed_out(plain(document).original, kind=Kind(document.file_kind), name=document.neutral_name)


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
        "page": document_page(document, user),
        "may_withdraw": document.withdrawn_at is None and can_withdraw(user, document),
        "readers": READERS.get(document.compartment_of("original"), _("Those who may know the name")),
        "copy_url": reverse("cases:case_document_copy", args=[document.uid]),
        **errors,
    }
    answer = render(request, "cases/document_detail.html", context, status=UNPROCESSABLE if errors else 200)
    answer._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # as the library's own decorator does
    return answer
