"""The page on which a lawyer says that a court paper was recorded by mistake; what follows is said first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.drafts.pages import keeps_draft
from rihai.access.scope import ScopedQuerySet, get_visible
from rihai.accounts.submissions import answers_resends
from rihai.accounts.visitor import visitor
from rihai.prosecution import actions
from rihai.prosecution.forms.withdrawals import WithdrawForm
from rihai.prosecution.models import Appeal, ChargeSheet, ClosureReport, Judgment, LegalCase, Sentence
from rihai.prosecution.views.legal_cases import about
from rihai.prosecution.views.standing import ask_about
from rihai.prosecution.withdraw_permissions import check_can_withdraw


@dataclass(frozen=True)
class Kind:
    """`path` leads from the row to its legal case."""

    title: Promise
    rows: Callable[[], ScopedQuerySet[Any]]
    path: tuple[str, ...]
    act: Callable[..., object]
    page: str = "prosecution:court"


KINDS: Final = {
    "sheet": Kind(
        _("Charge sheet recorded by mistake"), ChargeSheet.all_rows.all, ("legal_case",), actions.withdraw_charge_sheet
    ),
    "judgment": Kind(
        _("Judgment recorded by mistake"), Judgment.all_rows.all, ("legal_case",), actions.withdraw_judgment
    ),
    "sentence": Kind(
        _("Sentence recorded by mistake"),
        Sentence.all_rows.all,
        ("verdict", "judgment", "legal_case"),
        actions.withdraw_sentence,
    ),
    "appeal": Kind(
        _("Appeal recorded by mistake"), Appeal.all_rows.all, ("judgment", "legal_case"), actions.withdraw_appeal
    ),
    "closure": Kind(
        _("Closure report recorded by mistake"),
        ClosureReport.all_rows.all,
        ("legal_case",),
        actions.withdraw_closure,
        page="prosecution:petition_list",
    ),
}


@keeps_draft
@answers_resends
def paper_withdraw(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    found = KINDS.get(kind)
    if found is None:
        raise Http404
    user, to = visitor(request), found.page
    row = get_visible(found.rows().select_related("__".join(found.path)), user, uid, "legal.withdraw")
    legal_case = _legal_case(row, found)
    check_can_withdraw(user, legal_case)
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        found.act(row, reason=form.cleaned_data["reason"], by=user)
        return reverse(to, args=[legal_case.uid])

    asking = about(legal_case, found.title, _("Strike out"))
    done = _("Struck out. Look whether the status of the legal case is right now.")
    asking = replace(
        asking, back_url=reverse(to, args=[legal_case.uid]), template="prosecution/withdraw.html", done=done
    )
    return ask_about(row, request, form, asking, act, more={"kind": kind, "row": row})


def _legal_case(row: Any, kind: Kind) -> LegalCase:
    for name in kind.path:
        row = getattr(row, name)
    legal_case: LegalCase = row
    return legal_case
