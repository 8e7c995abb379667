"""A day in court: planned, prepared, and how it went. Each is a duty with its hour, so that no date is missed.

Preparing is making familiar: never what to say.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.access.seen import check_seen
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import cancel_duties
from rihai.lib.codelists import by_code
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.locks import check_is_no_mistake, lock_legal_case
from rihai.prosecution.models import Hearing, LegalCase, LegalCaseSurvivor
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.owing.next_dates import check_day, move_day, remind_of_day, remind_of_next_date
from rihai.prosecution.owing.owed import remind_of_calls
from rihai.prosecution.owing.reminders import HEARING, PREPARE, settle_hearing
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.survivor_permissions import check_is_among, check_knows


@transaction.atomic
def plan_hearing(legal_case: LegalCase, *, facts: HearingFacts, by: User) -> Hearing:
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    check_is_no_mistake(legal_case)
    if facts.survivor is not None:
        check_is_among(legal_case, facts.survivor)
        check_knows(by, facts.survivor, "legal.record")
    return _plan(legal_case, facts, by)


@transaction.atomic
def name_survivor(hearing: Hearing, *, survivor: LegalCaseSurvivor, by: User) -> Hearing:
    """Whose day it is. From now on whoever accompanies her learns of it and prepares, and nobody else's companion."""
    hearing = _locked(hearing, by)
    if not hearing.is_nobodys:
        raise NotPossible(_("It is said already whose day this is. Open the page again."))
    check_is_among(hearing.legal_case, survivor)
    check_knows(by, survivor, "legal.record")
    hearing.survivor = survivor
    hearing.save(update_fields=["survivor"])
    for rule in (HEARING, PREPARE):
        cancel_duties(rule, subject=hearing, by=by)
    remind_of_day(hearing, by=by)
    audit.record("legal.hearing_named", by=by, subject=hearing.legal_case, hearing=hearing.uid, case=survivor.case_id)
    return hearing


@transaction.atomic
def prepare_hearing(
    hearing: Hearing, *, prepared: Sequence[str], video_wish: str, by: User, seen: str | None = None
) -> Hearing:
    """What has been done so far to make the survivor familiar with the court, and how she wishes to be heard.

    `seen`: the `prepared_version` of the page; None where there was none.
    """
    hearing = _locked(hearing, by)
    check_seen(hearing, "prepared", "video_wish", seen=seen)
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
def record_hearing(hearing: Hearing, *, facts: OutcomeFacts, by: User, seen: str = "") -> Hearing:
    """How it went; an adjournment has its reason, and the next date is planned at once.

    `seen`: the `told_version` of the page. What was told is put right only by somebody who has seen it.
    """
    hearing = _locked(hearing, by)
    if seen != hearing.told_version:
        raise NotPossible(_told_meanwhile(hearing))
    _check_told(hearing, facts)
    is_adjourned = facts.outcome == Hearing.Outcome.ADJOURNED
    hearing.outcome, hearing.reason = facts.outcome, facts.reason if is_adjourned else ""
    hearing.note = normalise_lines(facts.note)
    hearing.told_at, hearing.told_by = timezone.now(), by
    hearing.fell_with = facts.fell_with or (hearing.fell_with if facts.outcome == Hearing.Outcome.CANCELLED else None)
    hearing.save(update_fields=["outcome", "reason", "note", "told_at", "told_by", "fell_with"])
    for rule in (HEARING, PREPARE):
        settle_hearing(hearing, rule, by=by)
    remind_of_calls(hearing, by=by)
    if facts.next_at is not None:
        _follow(hearing, facts.next_at, by)
    remind_of_next_date(hearing, by=by)
    audit.record("legal.hearing_told", by=by, subject=hearing.legal_case, outcome=str(facts.outcome))
    return hearing


@transaction.atomic
def cancel_hearings(
    legal_case: LegalCase, *, uids: Collection[UUID], paper: Withdrawable, reason: str, by: User
) -> None:
    """They fall away with what the court or police wrote; each is told as cancelled, with that as the reason."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    for uid in uids:
        hearing = _locked(get_visible(Hearing.objects.filter(legal_case=legal_case), by, uid, "legal.record"), by)
        if hearing.is_to_come:
            facts = OutcomeFacts(Hearing.Outcome.CANCELLED, note=reason, fell_with=paper.pk)
            record_hearing(hearing, facts=facts, by=by)
    audit.record("legal.hearings_cancelled", by=by, subject=legal_case, rows=len(uids))


def _plan(legal_case: LegalCase, facts: HearingFacts, by: User, follows: Hearing | None = None) -> Hearing:
    check_day(facts.at)
    hearing = Hearing(
        legal_case=legal_case,
        survivor=facts.survivor or _only_survivor(legal_case, facts.purpose),
        data_key=legal_case.data_key,
        court=facts.court,
        follows=follows,
        at=facts.at,
        purpose=facts.purpose,
        recorded_by=by,
    )
    hearing.save()
    remind_of_day(hearing, by=by)
    audit.record("legal.hearing_planned", by=by, subject=legal_case, hearing=hearing.uid)
    return hearing


def _only_survivor(legal_case: LegalCase, purpose: Hearing.Purpose) -> LegalCaseSurvivor | None:
    """Where several share a legal case somebody says who speaks: it decides who learns the day."""
    if purpose != Hearing.Purpose.SURVIVOR:
        return None
    survivors = list(legal_case.survivors.all()[:2])
    if len(survivors) != 1:
        raise NotPossible(_("Say which survivor speaks. Whoever accompanies another one does not learn the day."))
    return survivors[0]


def _follow(hearing: Hearing, at: datetime, by: User) -> None:
    """Told again with another date, the one that was planned moves; none is planned twice."""
    planned = hearing.following.select_related("legal_case__organisation").first()
    if planned is None:
        facts = HearingFacts(at, Hearing.Purpose(hearing.purpose), hearing.court, hearing.survivor)
        _plan(hearing.legal_case, facts, by, follows=hearing)
    elif planned.at != at:
        check_day(at)
        move_day(planned, at, by=by)


def _check_told(hearing: Hearing, facts: OutcomeFacts) -> None:
    if facts.outcome == Hearing.Outcome.ADJOURNED and not facts.reason:
        raise NotPossible(_("Say why it was adjourned: who delays is counted."))
    # An adjournment may be known before the day; nothing has taken place before it.
    if facts.outcome == Hearing.Outcome.HELD and timezone.localdate(hearing.at) > timezone.localdate():
        raise NotPossible(_("This day is still to come. If the court moved it, choose Adjourned."))
    if facts.next_at is not None and facts.next_at <= hearing.at:
        raise NotPossible(_("The next date cannot lie before this hearing. Look at both."))


def _told_meanwhile(hearing: Hearing) -> str:
    words = _(
        "Somebody has told meanwhile how this hearing went. It says now: %(outcome)s. Compare with the page of the"
        " legal case. If you save again, what you typed takes its place."
    )
    return words % {"outcome": hearing.get_outcome_display()}


def _locked(hearing: Hearing, by: User) -> Hearing:
    legal_case = lock_legal_case(hearing.legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    rows = Hearing.objects.select_related("legal_case__organisation", "court", "survivor__case")
    return get_visible(rows, by, hearing.pk, "legal.record")
