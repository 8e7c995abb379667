"""Pages of evidence: what there is of a case, recording it, one item, passing it on, the receipt, verifying it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rihai.access.answers import Asking, ask, press
from rihai.access.files.forms import WithdrawForm
from rihai.access.files.keeping import ArrivedFile
from rihai.access.files.models import KeptFile
from rihai.access.files.pages import answer_copy, answer_new, answer_original, answer_page
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.submissions import answers_resends
from rihai.accounts.uploads import takes_files
from rihai.accounts.visitor import visitor
from rihai.cases.forms import READERS
from rihai.cases.models import Case
from rihai.cases.permissions import works_on
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, present
from rihai.offences.evidence.fingerprints import condition_now
from rihai.offences.evidence.forms import FileItemForm, HandOverForm, PaperItemForm, ReceiptForm, ThingItemForm
from rihai.offences.evidence.models import EvidenceItem, EvidenceReceipt
from rihai.offences.evidence.permissions import (
    can_handle,
    can_record_evidence,
    check_can_handle,
    check_can_record_evidence,
)
from rihai.offences.evidence.selectors import (
    at_hand,
    evidence_page,
    is_owed_answer,
    items_of,
    listed,
    papers_for,
    receipt_page,
    references,
    same_files,
)


@require_GET
def evidence_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "evidence.listed")
    context = {
        "case": case,
        "items": listed(items_of(case, user), user),
        "receipts": EvidenceReceipt.objects.visible_to(user).filter(case=case).select_related("to_agency"),
        "works_on_it": works_on(user, case),
        "may_record": can_record_evidence(user, case),
    }
    return render(request, "offences/evidence_list.html", context)


@takes_files
@answers_resends
def evidence_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Files: each becomes an item of its own."""
    user = visitor(request)
    case = _case(user, uid, "evidence.record")
    check_can_record_evidence(user, case)
    form = FileItemForm(request.POST or None, request.FILES or None)

    kept: list[EvidenceItem] = []

    def keep(files: list[ArrivedFile]) -> None:
        kept.extend(actions.record_item(case, facts=form.facts(), file=one, by=user) for one in files)

    answer = answer_new(request, form, keep, "offences/evidence_new.html", to=_list_of(case), case=case)
    if kept:
        _say_what_came_before(request, case, kept)
    return answer


def _say_what_came_before(request: HttpRequest, case: Case, items: list[EvidenceItem]) -> None:
    """While whoever sent it still knows why."""
    user = visitor(request)
    same = same_files(items_of(case, user), user)
    for one in items:
        if twins := same.get(one.pk):
            said = {"new": one.reference, "known": references(twins)}
            words = _("%(new)s is the very same file as %(known)s. If it came twice by a slip, withdraw one of them.")
            messages.warning(request, words % said)


@answers_resends
def evidence_thing(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "evidence.record")
    check_can_record_evidence(user, case)
    form = ThingItemForm(request.POST or None, user=user)

    def act() -> str:
        return actions.record_item(case, facts=form.facts(), by=user).get_absolute_url()

    return ask(request, form, _about(case, _("Record a thing as evidence")), act)


@answers_resends
def evidence_paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    case = _case(user, uid, "evidence.record")
    check_can_record_evidence(user, case)
    form = PaperItemForm(request.POST or None, papers=papers_for(case, user))

    def act() -> str:
        facts = form.facts(document=form.cleaned_data["document"])
        return actions.record_item(case, facts=facts, by=user).get_absolute_url()

    return ask(request, form, _about(case, _("A paper of the case as evidence")), act)


@require_GET
def evidence_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    return _page(request, user, _item(user, uid))


@require_http_methods(["GET", "POST"])
def evidence_copy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    item = _item(user, uid)
    return answer_copy(request, _file(item), partial(_page, request, user, item), by=user)


@require_POST
def evidence_original(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    user = visitor(request)
    item = _item(user, uid)
    return answer_original(request, _file(item), partial(_page, request, user, item), by=user)


@require_POST
def evidence_verify(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    item = _item(user, uid)
    check_can_handle(user, item)
    _file(item)
    found = condition_now(item, user)
    done = _("It is not as it came.") if found == EvidenceItem.Condition.BROKEN else _("It is as it came.")
    act = partial(actions.record_verification, item, found=found, by=user)
    return press(request, act, to=item.get_absolute_url(), done=done)


@require_POST
def evidence_told(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    item = _item(user, uid)
    check_can_handle(user, item)
    done = _("It is written down. Verify the file again when a backup was put back.")
    return press(request, partial(actions.tell_broken, item, by=user), to=item.get_absolute_url(), done=done)


@answers_resends
def evidence_hand_over(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    item = _item(user, uid)
    check_can_handle(user, item)
    holder = present(chain_of(item))
    initial = {"after": holder.pk}
    form = HandOverForm(request.POST or None, user=user, is_file=item.file is not None, initial=initial)

    def act() -> str:
        actions.hand_over(item, facts=form.facts(), by=user)
        return item.get_absolute_url()

    title = _("Hand over; %(holder)s has it now") % {"holder": holder.holder}
    return ask(request, form, Asking(title, _("Save"), item.get_absolute_url(), item.reference), act)


@answers_resends
def evidence_withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    item = _item(user, uid)
    check_can_handle(user, item)
    form = WithdrawForm(request.POST or None)
    form.fields["reason"].help_text = _("It stays, with its chain and this reason, and counts no more.")

    def act() -> str:
        actions.withdraw_item(item, reason=form.cleaned_data["reason"], by=user)
        return item.get_absolute_url()

    return ask(
        request, form, Asking(_("Recorded by mistake"), _("Withdraw it"), item.get_absolute_url(), item.reference), act
    )


@answers_resends
def evidence_police(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Several items to one body, with a receipt to print."""
    user = visitor(request)
    case = _case(user, uid, "evidence.record")
    check_can_record_evidence(user, case)
    form = ReceiptForm(request.POST or None, user=user, at_hand=at_hand(case, user))

    def act() -> str:
        return actions.hand_over_together(case, facts=form.facts(), by=user).get_absolute_url()

    return ask(request, form, _about(case, _("Hand over to the police or a court")), act)


@require_GET
def evidence_receipt(request: HttpRequest, uid: UUID) -> HttpResponse:
    user = visitor(request)
    rows = EvidenceReceipt.objects.select_related("to_agency", "recorded_by", "case__organisation")
    receipt = get_visible(rows, user, uid, "evidence.opened")
    return render(request, "offences/evidence_receipt.html", {"page": receipt_page(receipt, user), "receipt": receipt})


def _about(case: Case, title: Any) -> Asking:
    return Asking(title, _("Save"), _list_of(case), case.person.code)


def _list_of(case: Case) -> str:
    return reverse("offences:evidence_list", args=[case.uid])


def _case(user: User, uid: UUID, verb: str) -> Case:
    return get_visible(Case.objects.select_related("person"), user, uid, verb)


def _item(user: User, uid: UUID) -> EvidenceItem:
    rows = EvidenceItem.objects.select_related(
        "own_file__original", "document", "case__person", "recorded_by", "withdrawn_by"
    )
    return get_visible(rows, user, uid, "evidence.opened")


def _file(item: EvidenceItem) -> KeptFile:
    if item.file is None:
        raise Http404
    return item.file


def _page(request: HttpRequest, user: User, item: EvidenceItem, **errors: str) -> HttpResponse:
    pages = {
        f"{what}_url": reverse(f"offences:evidence_{what}", args=[item.uid])
        for what in ("copy", "original", "withdraw")
    }
    context: dict[str, Any] = {
        "item": item,
        "evidence": evidence_page(item, user),
        "may_handle": can_handle(user, item),
        "owes_telling": is_owed_answer(item),
        # A lawyer may know of the item by a legal case, and not of the case.
        "knows_case": Case.objects.visible_to(user).filter(pk=item.case_id).exists(),
        "checks": item.checks.select_related("checked_by"),
        **pages,
        **errors,
    }
    template = "offences/evidence_detail.html"
    if item.file is None:
        return render(request, template, context)
    return answer_page(request, item.file, template, by=user, pages="offences:evidence", readers=READERS, **context)
