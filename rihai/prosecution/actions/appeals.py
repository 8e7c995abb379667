"""An appeal against a judgment, and what came of it for each accused. Earlier verdicts stay as they were given."""

from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.text import normalise
from rihai.lib.workflow import NotPossible
from rihai.prosecution.court_locks import lock_registered, lock_standing
from rihai.prosecution.court_states import is_open, set_state
from rihai.prosecution.facts.court_facts import AppealFacts
from rihai.prosecution.models import Appeal, Judgment, LegalCase, Verdict
from rihai.prosecution.moving import bring_to
from rihai.prosecution.owing.court_duties import remind_of_lost_appeal, settle_appeal
from rihai.prosecution.timeline import on_day
from rihai.prosecution.workflow import LegalStatus

TURNED: Final[dict[str, tuple[Verdict.Outcome, ...]]] = {
    Appeal.Outcome.CONVICTED: (Verdict.Outcome.ACQUITTED, Verdict.Outcome.DISCHARGED),
    Appeal.Outcome.ACQUITTED: (Verdict.Outcome.CONVICTED,),
}


@transaction.atomic
def record_appeal(judgment: Judgment, *, facts: AppealFacts, by: User) -> Appeal:
    legal_case = lock_registered(judgment.legal_case, by)
    judgment = lock_standing(judgment)
    judgment.legal_case = legal_case
    if facts.filed_on < judgment.given_on:
        raise NotPossible(_("An appeal cannot be older than the judgment. Look at the day."))
    if facts.link is not None and not judgment.verdicts.filter(link=facts.link).exists():
        raise NotPossible(_("This judgment says nothing of that accused."))
    appeal = Appeal(
        judgment=judgment,
        data_key=legal_case.data_key,
        link=facts.link,
        side=facts.side,
        court=facts.court,
        number=normalise(facts.number),
        filed_on=facts.filed_on,
        recorded_by=by,
    )
    appeal.save()
    bring_to(legal_case, LegalStatus.APPEALED, on_day(facts.filed_on), by=by)
    if facts.side == Appeal.Side.VICTIM:
        settle_appeal(judgment, by=by)
    audit.record("legal.appeal", by=by, subject=legal_case, appeal=appeal.uid, side=str(facts.side))
    return appeal


@transaction.atomic
def record_appeal_outcome(appeal: Appeal, *, outcome: Appeal.Outcome, on: date, by: User) -> Appeal:
    """How matters stand with the accused follows; earlier verdicts stay as they were given."""
    legal_case = lock_registered(appeal.judgment.legal_case, by)
    appeal = lock_standing(appeal)
    if appeal.outcome:
        raise NotPossible(_("This appeal has been decided already."))
    if on < appeal.filed_on:
        raise NotPossible(_("This day lies before the day on which it was filed. Look at both."))
    appeal.outcome, appeal.decided_on = outcome, on
    appeal.save(update_fields=["outcome", "decided_on"])
    if outcome in TURNED:
        _turn(appeal, outcome, on, by)
    if outcome == Appeal.Outcome.RETRIAL:
        _charge_anew(appeal, on, by)
        bring_to(legal_case, LegalStatus.COURT, on_day(on), by=by)
    elif _is_all_said(legal_case):
        bring_to(legal_case, LegalStatus.DECIDED, on_day(on), by=by)
    appeal.judgment.legal_case = legal_case
    remind_of_lost_appeal(appeal, by=by)
    audit.record("legal.appeal_outcome", by=by, subject=legal_case, appeal=appeal.uid, outcome=str(outcome))
    return appeal


def _is_all_said(legal_case: LegalCase) -> bool:
    """No appeal is open, and no accused is still on trial: one appeal decides nothing for the others."""
    if Appeal.objects.filter(judgment__legal_case=legal_case, outcome="").exists():
        return False
    return not any(is_open(one) for one in legal_case.accused_links.prefetch_related("states"))


def _charge_anew(appeal: Appeal, on: date, by: User) -> None:
    for verdict in _concerned(appeal):
        set_state(verdict.link, "charged", on, by=by)


def _turn(appeal: Appeal, outcome: Appeal.Outcome, on: date, by: User) -> None:
    for verdict in _concerned(appeal).filter(outcome__in=TURNED[outcome]):
        set_state(verdict.link, str(outcome), on, by=by)


def _concerned(appeal: Appeal) -> QuerySet[Verdict]:
    verdicts = appeal.judgment.verdicts.select_related("link__legal_case")
    return verdicts.filter(link=appeal.link) if appeal.link_id else verdicts
