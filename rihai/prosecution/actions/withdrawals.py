"""A court paper was recorded on the wrong accused or legal case: it is withdrawn with the reason, and counts nowhere.

The row stays. What followed from it goes back: how matters stand with each accused, the status of the legal case where
nothing else has moved it since, and what is owed. Not here: recording one (`court`, `appeals`, `petitions`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.workflow import NotPossible
from rihai.prosecution.actions.appeals import TURNED
from rihai.prosecution.court_locks import lock_registered, lock_standing
from rihai.prosecution.court_states import charge, is_open, take_back_state, verdict_of
from rihai.prosecution.event_words import Told, paper_told
from rihai.prosecution.fallen_hearings import bring_back_hearings
from rihai.prosecution.locks import needed
from rihai.prosecution.models import Appeal, ChargeSheet, ClosureReport, Judgment, LegalCase, Sentence, Verdict
from rihai.prosecution.models.legal_case import LegalEvent
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.moving import any_stands, step_back
from rihai.prosecution.owing.bail_duties import reckon_default_bail
from rihai.prosecution.owing.closure_duties import forget_closure, reckon_answers, reckon_reports
from rihai.prosecution.owing.court_duties import forget_appeal, forget_charge_sheet, forget_judgment, owe_appeal_again
from rihai.prosecution.owing.next_dates import owe_next_date_again
from rihai.prosecution.timeline import write_event
from rihai.prosecution.withdraw_permissions import check_can_withdraw
from rihai.prosecution.words import REASON_NEEDED
from rihai.prosecution.workflow import LegalStatus

W = TypeVar("W", bound=Withdrawable)
BY_COURT: Final = frozenset({LegalStatus.COURT, LegalStatus.DECIDED, LegalStatus.APPEALED})


@transaction.atomic
def withdraw_charge_sheet(sheet: ChargeSheet, *, reason: str, by: User) -> ChargeSheet:
    """Default bail runs again for everybody whom no other sheet names."""
    legal_case, sheet = _lock(sheet.legal_case, sheet, by)
    text, told = needed(reason, REASON_NEEDED), [paper_told(sheet)]
    _strike(sheet, legal_case, by)
    for link in legal_case.accused_links.filter(pk__in=sheet.against).select_related("legal_case"):
        take_back_state(link, "charged", sheet.filed_on, since=sheet.recorded_at, by=by)
        for other in legal_case.charge_sheets.all():
            if str(link.pk) in other.against:
                charge(link, other.filed_on, by=by)
    papers = ChargeSheet.all_rows.filter(legal_case=legal_case)
    step_back(legal_case, papers, {LegalStatus.CHARGE_SHEET}, still=any_stands, told=told, text=text, by=by)
    forget_charge_sheet(legal_case, by=by)
    reckon_default_bail(legal_case, by=by)
    return sheet


@transaction.atomic
def withdraw_judgment(judgment: Judgment, *, reason: str, by: User) -> Judgment:
    """Nobody is convicted or acquitted by it; its sentences go with it."""
    legal_case, judgment = _lock(judgment.legal_case, judgment, by)
    if judgment.appeals.exists():
        raise NotPossible(
            _("An appeal against it is written down. If that was recorded by mistake too, strike out the appeal first.")
        )
    text, told = needed(reason, REASON_NEEDED), [paper_told(judgment)]
    verdicts = list(judgment.verdicts.select_related("link__legal_case"))
    for sentence in Sentence.objects.filter(verdict__in=verdicts).select_for_update(of=("self",)):
        _strike(sentence, legal_case, by)
    _strike(judgment, legal_case, by)
    for one in verdicts:
        take_back_state(one.link, one.outcome, judgment.given_on, since=judgment.recorded_at, by=by)
    bring_back_hearings(legal_case, judgment, by=by)
    papers = Judgment.all_rows.filter(legal_case=legal_case)
    _go_back(legal_case, papers, told, text=text, still=lambda _papers: _is_borne(legal_case), by=by)
    forget_judgment(judgment, by=by)
    return judgment


@transaction.atomic
def withdraw_appeal(appeal: Appeal, *, reason: str, by: User) -> Appeal:
    """What the court of appeal made of a verdict goes with it."""
    legal_case, appeal = _lock(appeal.judgment.legal_case, appeal, by)
    appeal.judgment.legal_case = legal_case
    text, told = needed(reason, REASON_NEEDED), [paper_told(appeal)]
    _strike(appeal, legal_case, by)
    verdicts = appeal.judgment.verdicts.select_related("link__legal_case")
    for one in verdicts.filter(link=appeal.link) if appeal.link_id else verdicts:
        _take_back_outcome(appeal, one, by)
    papers = Appeal.all_rows.filter(judgment__legal_case=legal_case)
    _go_back(legal_case, papers, told, text=text, still=_is_on_appeal, by=by)
    forget_appeal(appeal, by=by)
    if appeal.side == Appeal.Side.VICTIM:
        owe_appeal_again(appeal.judgment, by=by)
    return appeal


@transaction.atomic
def withdraw_closure(closure: ClosureReport, *, reason: str, by: User) -> ClosureReport:
    """Nobody asked the court to end it: the investigation goes on, and default bail with it."""
    legal_case, closure = _lock(closure.legal_case, closure, by)
    text, told = needed(reason, REASON_NEEDED), [paper_told(closure)]
    _strike(closure, legal_case, by)
    closure.legal_case = legal_case
    forget_closure(closure, by=by)
    bring_back_hearings(legal_case, closure, by=by)
    papers = ClosureReport.all_rows.filter(legal_case=legal_case)
    step_back(legal_case, papers, {LegalStatus.CLOSURE}, still=any_stands, told=told, text=text, by=by)
    # Also where nothing moved: the status may say by itself that police wish to close it.
    reckon_answers(legal_case, by=by)
    reckon_default_bail(legal_case, by=by)
    return closure


@transaction.atomic
def withdraw_sentence(sentence: Sentence, *, reason: str, by: User) -> Sentence:
    """It was written down wrongly; it stays on record and counts no longer."""
    legal_case, sentence = _lock(sentence.verdict.judgment.legal_case, sentence, by)
    text, told = needed(reason, REASON_NEEDED), [("sentence_of", sentence.verdict.link.accused.code)]
    _strike(sentence, legal_case, by)
    write_event(legal_case, LegalEvent.Kind.CORRECTED, by=by, told=told, text=text, is_mistake=True)
    return sentence


def _lock(legal_case: LegalCase, row: W, by: User) -> tuple[LegalCase, W]:
    legal_case = lock_registered(legal_case, by)
    check_can_withdraw(by, legal_case)
    return legal_case, lock_standing(row)


def _strike(row: Withdrawable, legal_case: LegalCase, by: User) -> None:
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record("legal.withdrawn", by=by, subject=legal_case, paper=row.uid, kind=str(row._meta.model_name))


def _go_back(
    legal_case: LegalCase,
    papers: Iterable[Withdrawable],
    told: Iterable[Told],
    *,
    text: str,
    still: Callable[[Sequence[Withdrawable]], bool],
    by: User,
) -> None:
    step_back(legal_case, papers, BY_COURT, still=still, told=told, text=text, by=by)
    reckon_default_bail(legal_case, by=by)
    reckon_reports(legal_case, by=by)
    owe_next_date_again(legal_case, by=by)


def _is_borne(legal_case: LegalCase) -> bool:
    """By an appeal against another judgment, or because the court has spoken about everybody all the same."""
    if Appeal.objects.filter(judgment__legal_case=legal_case, outcome="").exists():
        return True
    return not any(is_open(one) for one in legal_case.accused_links.prefetch_related("states"))


def _is_on_appeal(papers: Sequence[Withdrawable]) -> bool:
    standing = (one for one in papers if isinstance(one, Appeal) and one.withdrawn_at is None)
    return any(one.outcome in ("", Appeal.Outcome.RETRIAL) for one in standing)


def _take_back_outcome(appeal: Appeal, verdict: Verdict, by: User) -> None:
    is_tried_again = appeal.outcome == Appeal.Outcome.RETRIAL
    if appeal.decided_on and (is_tried_again or verdict.outcome in TURNED.get(appeal.outcome, ())):
        said = "charged" if is_tried_again else appeal.outcome
        take_back_state(verdict.link, said, appeal.decided_on, since=appeal.recorded_at, by=by)
    if verdict.sentences.exists() and verdict_of(verdict.link) != Verdict.Outcome.CONVICTED:
        code = verdict.link.accused.code
        raise NotPossible(
            _("A sentence of %(code)s rests on it. If that was recorded by mistake too, strike out the sentence first.")
            % {"code": code}
        )
