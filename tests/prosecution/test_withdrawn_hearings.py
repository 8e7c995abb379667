"""A paper that was a mistake gives back every hearing that it had called off: no survivor loses her day in court."""

from datetime import timedelta
from typing import Final

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import OutcomeFacts
from rihai.prosecution.facts.protection_facts import CourtDayFacts
from rihai.prosecution.models import AccusedLink, Hearing, LegalCase
from rihai.prosecution.owing.owed import AFTER_COURT
from rihai.prosecution.owing.reminders import HEARING, NEXT_DATE, PREPARE
from tests.prosecution.test_court import a_judgment, an_accused, to_court
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.prosecution.test_petitions import a_closure

WHY: Final = "Written down for another matter"
ARGUMENTS: Final = Hearing.Purpose.ARGUMENTS
CANCELLED: Final = Hearing.Outcome.CANCELLED


@pytest.fixture
def link(legal_case: LegalCase, lata: User) -> AccusedLink:
    found = an_accused(legal_case, lata)
    to_court(legal_case, lata)
    return found


def owed(hearing: Hearing) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=hearing.pk).values_list("rule", flat=True))


def told(hearing: Hearing) -> tuple[str, bool]:
    """What became of it, and whether a note says why."""
    hearing.refresh_from_db()
    return hearing.outcome, bool(hearing.note)


def test_every_hearing_that_a_wrong_judgment_cancelled_is_to_come_and_owed_again(
    legal_case: LegalCase, lata: User, link: AccusedLink
) -> None:
    speaks, argues = a_hearing(legal_case, lata, days=8), a_hearing(legal_case, lata, ARGUMENTS, days=20)
    wrong = a_judgment(legal_case, lata, link, cancels=(speaks.pk, argues.pk))
    assert (owed(speaks), owed(argues)) == (set(), set())

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert (told(speaks), told(argues)) == (("", False), ("", False))
    assert (owed(speaks), owed(argues)) == ({HEARING, PREPARE}, {HEARING})
    assert AuditEvent.objects.get(verb="legal.hearings_back").facts == '{"rows":2}'


def test_the_call_after_the_day_is_owed_again_with_it(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink
) -> None:
    speaks = a_hearing(legal_case, lata, days=8)
    facts = CourtDayFacts(goes_along=asha)
    plan = actions.plan_court_day(speaks, survivor=legal_case.survivors.get(), facts=facts, by=asha)
    calls = Duty.objects.open().filter(rule=AFTER_COURT, subject_uid=plan.pk)
    wrong = a_judgment(legal_case, lata, link, cancels=(speaks.pk,))
    assert not calls.exists()

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert calls.get().owner == asha


def test_a_wrong_closure_report_gives_its_hearings_back_too_and_nobody_seeks_another_date(
    legal_case: LegalCase, lata: User
) -> None:
    hearing = a_hearing(legal_case, lata)
    wrong = a_closure(legal_case, lata, cancels=(hearing.pk,))
    assert owed(hearing) == {NEXT_DATE}

    actions.withdraw_closure(wrong, reason=WHY, by=lata)

    assert (told(hearing), owed(hearing)) == (("", False), {HEARING, PREPARE})


def test_of_a_day_that_has_passed_meanwhile_somebody_finds_out_how_it_went(
    legal_case: LegalCase, lata: User, link: AccusedLink
) -> None:
    hearing = a_hearing(legal_case, lata)
    wrong = a_judgment(legal_case, lata, link, cancels=(hearing.pk,))
    Hearing.objects.update(at=timezone.now() - timedelta(days=2))

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert owed(hearing) == {HEARING}
    assert Duty.objects.open().get(rule=HEARING).due_at <= timezone.now()


def test_what_the_court_itself_called_off_stays_so(legal_case: LegalCase, lata: User, link: AccusedLink) -> None:
    by_court, by_hand = a_hearing(legal_case, lata), a_hearing(legal_case, lata, ARGUMENTS)
    actions.record_hearing(by_court, facts=OutcomeFacts(CANCELLED, note="Vacation"), by=lata)
    wrong = a_judgment(legal_case, lata, link, cancels=(by_hand.pk,))
    by_hand.refresh_from_db()
    adjourned = OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.COURT, next_at=in_days(40))
    actions.record_hearing(by_hand, facts=adjourned, by=lata, seen=by_hand.told_version)

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert (told(by_court), told(by_hand)[0]) == ((CANCELLED, True), Hearing.Outcome.ADJOURNED)


def test_a_note_put_right_beside_the_cancellation_changes_nothing_about_where_it_came_from(
    legal_case: LegalCase, lata: User, link: AccusedLink
) -> None:
    hearing = a_hearing(legal_case, lata)
    wrong = a_judgment(legal_case, lata, link, cancels=(hearing.pk,))
    hearing.refresh_from_db()
    actions.record_hearing(hearing, facts=OutcomeFacts(CANCELLED, note="?"), by=lata, seen=hearing.told_version)

    actions.withdraw_judgment(wrong, reason=WHY, by=lata)

    assert owed(hearing) == {HEARING, PREPARE}
