"""A day in court: planned, prepared, and how it went. Each is a duty with its hour, so that no date is missed.

Preparing is making familiar: never what to say.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.codelists import by_code
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.locks import check_is_no_mistake, lock_legal_case
from rihai.prosecution.models import Hearing, LegalCase
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.reminders import HEARING, PREPARE, remind_of_hearing, settle_hearing

PREPARE_BEFORE: Final = timedelta(days=7)


@transaction.atomic
def plan_hearing(legal_case: LegalCase, *, facts: HearingFacts, by: User) -> Hearing:
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_is_no_mistake(legal_case)
    return _plan(legal_case, facts, by)


@transaction.atomic
def prepare_hearing(hearing: Hearing, *, prepared: Sequence[str], video_wish: str, by: User) -> Hearing:
    """What has been done so far to make the survivor familiar with the court, and how she wishes to be heard."""
    hearing = _locked(hearing, by)
    items = by_code("rihai.prosecution", "court_preparation.yaml", "items")
    if unknown := set(prepared) - set(items):
        raise ValueError(f"{sorted(unknown)} are no items of court_preparation.yaml")
    hearing.prepared, hearing.video_wish = list(prepared), video_wish
    hearing.save(update_fields=["prepared", "video_wish"])
    if set(prepared) == set(items):
        settle_hearing(hearing, PREPARE, by=by)
    audit.record("legal.hearing_prepared", by=by, subject=hearing.legal_case, hearing=hearing.uid)
    return hearing


@transaction.atomic
def record_hearing(hearing: Hearing, *, facts: OutcomeFacts, by: User) -> Hearing:
    """How it went; an adjournment has its reason, and the next date is planned at once."""
    hearing = _locked(hearing, by)
    if facts.outcome == Hearing.Outcome.ADJOURNED and not facts.reason:
        raise NotPossible(_("Say why it was adjourned: who delays is counted."))
    hearing.outcome, hearing.reason = facts.outcome, facts.reason
    hearing.note = normalise_lines(facts.note)
    hearing.told_at, hearing.told_by = timezone.now(), by
    hearing.save(update_fields=["outcome", "reason", "note", "told_at", "told_by"])
    for rule in (HEARING, PREPARE):
        settle_hearing(hearing, rule, by=by)
    if facts.next_at is not None:
        following = HearingFacts(facts.next_at, Hearing.Purpose(hearing.purpose), hearing.court)
        _plan(hearing.legal_case, following, by)
    audit.record("legal.hearing_told", by=by, subject=hearing.legal_case, outcome=str(facts.outcome))
    return hearing


def _plan(legal_case: LegalCase, facts: HearingFacts, by: User) -> Hearing:
    hearing = Hearing(
        legal_case=legal_case,
        data_key=legal_case.data_key,
        court=facts.court,
        at=facts.at,
        purpose=facts.purpose,
        recorded_by=by,
    )
    hearing.save()
    remind_of_hearing(hearing, HEARING, due_at=facts.at, by=by)
    if facts.purpose == Hearing.Purpose.SURVIVOR:
        remind_of_hearing(hearing, PREPARE, due_at=_before(facts.at), by=by)
    audit.record("legal.hearing_planned", by=by, subject=legal_case, hearing=hearing.uid)
    return hearing


def _before(at: datetime) -> datetime:
    return max(at - PREPARE_BEFORE, timezone.now())


def _locked(hearing: Hearing, by: User) -> Hearing:
    legal_case = lock_legal_case(hearing.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    return legal_case.hearings.select_related("legal_case__organisation", "court").get(pk=hearing.pk)
