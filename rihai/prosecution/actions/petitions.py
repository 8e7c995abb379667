"""A closure report is written down, a petition is begun, filed, heard and decided; each step is a line of its own.

Not here: what is owed about them (`petition_duties`), or what the law's data say (`petition_law`).
"""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.actions.hearings import cancel_hearings
from rihai.prosecution.court_locks import links_among, lock_standing
from rihai.prosecution.court_words import paper_words
from rihai.prosecution.facts.petition_facts import ClosureFacts, PetitionFacts, PetitionStepFacts
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import ClosureReport, LegalCase, Petition, PetitionStep
from rihai.prosecution.moving import bring_to
from rihai.prosecution.owing.bail_duties import reckon_default_bail, settle_default_bail
from rihai.prosecution.owing.closure_duties import remind_of_closure
from rihai.prosecution.owing.petition_duties import done_with, remind_of_petition
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.protests import protests_against
from rihai.prosecution.timeline import on_day
from rihai.prosecution.words import GONE, REPORT_NEEDED
from rihai.prosecution.workflow import LegalStatus

BEGUN: Final = (PetitionStatus.DRAFTED, PetitionStatus.FILED)
OLDER_THAN_REPORT: Final = _(
    "This petition was filed before the closure report that it is against. Look at both days. If it was so, write it "
    "down as another kind of petition."
)
MOVES: Final = {
    PetitionStep.Result.FURTHER: LegalStatus.INVESTIGATION,
    PetitionStep.Result.COGNISANCE: LegalStatus.COURT,
}


@transaction.atomic
def record_closure(legal_case: LegalCase, *, facts: ClosureFacts, by: User) -> ClosureReport:
    """Police ask the court to end it. That is not the end: somebody is owed an answer now."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if not legal_case.is_past_registration:
        raise NotPossible(_("Nothing is registered yet. Write down the FIR first."))
    closure = ClosureReport(legal_case=legal_case, data_key=legal_case.data_key, recorded_by=by)
    _set(closure, facts)
    bring_to(legal_case, LegalStatus.CLOSURE, on_day(facts.filed_on), by=by)
    _remind(closure, by)
    if facts.cancels:
        cancel_hearings(legal_case, uids=facts.cancels, paper=closure, reason=paper_words(closure), by=by)
    audit.record("legal.closure_recorded", by=by, subject=legal_case, ground=str(facts.ground))
    return closure


@transaction.atomic
def correct_closure(closure: ClosureReport, *, facts: ClosureFacts, by: User) -> ClosureReport:
    """The notice has come, or the copy; or something was wrong."""
    legal_case = lock_legal_case(closure.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    closure = lock_standing(closure)
    closure.legal_case = legal_case
    if facts.filed_on != closure.filed_on:
        _check_is_older(closure, facts.filed_on)
    _set(closure, facts)
    _remind(closure, by)
    audit.record("legal.closure_corrected", by=by, subject=legal_case, closure=closure.uid)
    return closure


@transaction.atomic
def begin_petition(legal_case: LegalCase, *, facts: PetitionFacts, by: User) -> Petition:
    """Being written, or filed already."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if facts.status not in BEGUN:
        raise NotPossible(_("Begin with a petition that is being written or that was filed."))
    is_filed = facts.status == PetitionStatus.FILED
    if is_filed and facts.filed_on is None:
        raise NotPossible(_("Give the day on which it was filed."))
    petition = Petition(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        kind=facts.kind,
        closure=_answered(legal_case, facts),
        status=facts.status,
        court=facts.court,
        number=normalise(facts.number),
        filed_on=facts.filed_on if is_filed else None,
        next_on=facts.next_on,
        recorded_by=by,
    )
    _check_days(petition, petition.filed_on)
    petition.save()
    _write_step(petition, petition.filed_on, "", facts.text, by)
    remind_of_petition(petition, on=petition.filed_on, by=by)
    audit.record("legal.petition_begun", by=by, subject=legal_case, petition=petition.uid, kind=str(facts.kind))
    return petition


@transaction.atomic
def move_petition(petition: Petition, *, facts: PetitionStepFacts, by: User) -> Petition:
    """What happened to it. A protest petition that is allowed takes the legal case along."""
    legal_case = lock_legal_case(petition.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    petition = legal_case.petitions.select_for_update(of=("self",)).get(pk=petition.pk)
    petition.legal_case = legal_case
    if petition.is_protest and facts.to == PetitionStatus.ALLOWED and not facts.result:
        raise NotPossible(_("Say what the magistrate ordered: more investigation, or that the court takes it up."))
    if petition.filed_on and facts.on < petition.filed_on:
        raise NotPossible(_("This day lies before the day on which it was filed. Look at both."))
    petition.move_to(facts.to)
    petition.next_on = facts.next_on
    petition.number = normalise(facts.number) or petition.number
    if facts.to == PetitionStatus.FILED:
        petition.filed_on = facts.on
    _check_days(petition, facts.on)
    petition.save(update_fields=["status", "next_on", "number", "filed_on"])
    _write_step(petition, facts.on, facts.result if petition.is_protest else "", facts.text, by)
    done_with(petition, by=by)
    remind_of_petition(petition, on=facts.on, by=by)
    if petition.is_protest and facts.result:
        bring_to(legal_case, MOVES[PetitionStep.Result(facts.result)], on_day(facts.on), by=by)
    audit.record("legal.petition_moved", by=by, subject=legal_case, petition=petition.uid, to=str(facts.to))
    return petition


def _answered(legal_case: LegalCase, facts: PetitionFacts) -> ClosureReport | None:
    """The report that a protest petition is against: the only one, or the one that was chosen."""
    if facts.kind != Petition.Kind.PROTEST:
        return None
    reports = {one.pk: one for one in legal_case.closure_reports.all()}
    if facts.closure is None:
        if len(reports) > 1:
            raise NotPossible(REPORT_NEEDED)
        return next(iter(reports.values()), None)
    if facts.closure not in reports:
        raise NotPossible(GONE)
    return reports[facts.closure]


def _check_days(petition: Petition, on: date | None) -> None:
    """What is older than the report is no answer to it: a slip of a digit would end what is owed about the report."""
    if petition.closure is not None and petition.filed_on and petition.filed_on < petition.closure.filed_on:
        raise NotPossible(OLDER_THAN_REPORT)
    if on and petition.next_on and petition.next_on < on:
        raise NotPossible(_("The next date lies before the day on which this happened. Look at both."))


def _check_is_older(closure: ClosureReport, filed_on: date) -> None:
    legal_case = closure.legal_case
    petitions, reports = list(legal_case.petitions.all()), list(legal_case.closure_reports.all())
    answers = protests_against(closure, among=petitions, reports=reports)
    if any(one.filed_on and one.filed_on < filed_on for one in answers):
        raise NotPossible(_("A protest petition against this report was filed before this day. Look at both days."))


def _set(closure: ClosureReport, facts: ClosureFacts) -> None:
    if any(day and day < facts.filed_on for day in (facts.notice_on, facts.copy_on, facts.hearing_on)):
        raise NotPossible(_("Notice, copy and hearing cannot be older than the report. Look at the days."))
    closure.filed_on, closure.ground, closure.court = facts.filed_on, facts.ground, facts.court
    closure.notice_on, closure.copy_on, closure.hearing_on = facts.notice_on, facts.copy_on, facts.hearing_on
    closure.number, closure.text = normalise(facts.number), normalise_lines(facts.text)
    links = list(closure.legal_case.accused_links.all())
    chosen = links_among(closure.legal_case, facts.against) or (links if len(links) == 1 else [])
    closure.against = [str(one.pk) for one in chosen]
    closure.save()


def _remind(closure: ClosureReport, by: User) -> None:
    """Beside a charge sheet it moves nothing, and names somebody more."""
    settle_default_bail(closure.legal_case, by=by)
    reckon_default_bail(closure.legal_case, by=by)
    remind_of_closure(closure, by=by)


def _write_step(petition: Petition, on: date | None, result: str, text: str, by: User) -> None:
    PetitionStep(
        petition=petition,
        data_key=petition.data_key,
        status=petition.status,
        happened_on=on,
        result=result,
        text=normalise_lines(text),
        recorded_by=by,
    ).save()
