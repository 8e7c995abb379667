"""A survivor is erased: what stood of her in legal cases and beside them goes, and what a court needs goes later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.actions import withdraw_item
from rihai.offences.evidence.models import EvidenceItem
from rihai.offences.evidence.vouched import broken_rows
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts
from rihai.prosecution.models import CourtDay, Hearing, LegalCase
from rihai.prosecution.owing.reminders import HEARING, PREPARE
from rihai.prosecution.selectors.questions import open_questions
from rihai.prosecution.workers import erase_with_survivors, fill_number_tokens
from rihai.prosecution.workflow import LegalStatus
from rihai.vault.keys import destroy_data_key
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.offences.test_obstacles import an_obstacle
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.test_court_days import a_plan
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.prosecution.test_questions import SAID, a_question


@pytest.fixture
def item(legal_case: LegalCase, case: Case, asha: User) -> EvidenceItem:
    """A thing that the legal case uses."""
    item = a_thing(case, asha)
    actions.use_evidence(legal_case, item=item, by=asha)
    return item


def erase(case: Case) -> None:
    assert case.person.data_key is not None
    destroy_data_key(case.person.data_key)


def is_over(legal_case: LegalCase) -> None:
    """Decided, and nothing is owed about it any more."""
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    owe_nothing(legal_case)


def owe_nothing(legal_case: LegalCase) -> None:
    Duty.objects.open().update(done_at=timezone.now(), done_by=legal_case.opened_by)


def is_gone(record: LegalCase | EvidenceItem) -> bool:
    record.refresh_from_db()
    return record.data_key is not None and record.data_key.destroyed_at is not None


def test_nobody_was_erased_and_nothing_goes(legal_case: LegalCase, item: EvidenceItem) -> None:
    is_over(legal_case)

    assert (erase_with_survivors(), is_gone(legal_case), is_gone(item)) == (0, False, False)


def test_while_the_court_works_its_file_and_all_evidence_stay_though_it_was_withdrawn(
    legal_case: LegalCase, item: EvidenceItem, case: Case, asha: User
) -> None:
    unlisted, mistake, obstacle = a_thing(case, asha), a_thing(case, asha), an_obstacle(asha, case)
    withdraw_item(mistake, reason="Of another case", by=asha)
    owe_nothing(legal_case)
    erase(case)

    erase_with_survivors()

    assert (is_gone(legal_case), is_gone(item), is_gone(unlisted), is_gone(mistake)) == (False, False, False, False)
    obstacle.refresh_from_db()
    assert obstacle.data_key is not None
    assert obstacle.data_key.destroyed_at is not None


def test_when_it_is_over_all_of_it_goes_and_the_chain_can_still_be_verified(
    legal_case: LegalCase, item: EvidenceItem, case: Case
) -> None:
    erase(case)
    erase_with_survivors()
    is_over(legal_case)

    again = [erase_with_survivors(), erase_with_survivors()]

    assert (again, is_gone(legal_case), is_gone(item)) == ([2, 0], True, True)
    assert (legal_case.number_token, fill_number_tokens()) == (None, 0)
    assert list(broken_rows()) == []
    assert AuditEvent.objects.filter(verb="legal.erased", actor_uid=None).exists()


def test_while_an_answer_to_the_judgment_is_owed_the_file_stays(legal_case: LegalCase, case: Case) -> None:
    LegalCase.objects.filter(pk=legal_case.pk).update(status=LegalStatus.DECIDED)
    erase(case)

    erase_with_survivors()

    assert Duty.objects.open().filter(subject_uid=legal_case.pk).exists()
    assert not is_gone(legal_case)


def test_how_she_is_fetched_goes_at_once_and_the_other_survivor_keeps_hers(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    second = actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    hearing = Hearing.objects.create(legal_case=legal_case, at=timezone.now() + timedelta(days=3), recorded_by=lata)
    for row in (legal_case.survivors.get(case=case), second):
        told = {"call_at": "18:00", "recorded_by": asha, "phone": "PLANTED 98300"}
        CourtDay(hearing=hearing, survivor=row, data_key=legal_case.data_key, **told).save()
    erase(case)

    erase_with_survivors()

    assert {one.survivor.case_id: one.phone is None for one in CourtDay.objects.select_related("survivor")} == {
        case.pk: True,
        second.case_id: False,
    }


def test_a_legal_case_that_is_over_stays_for_the_other_survivor(legal_case: LegalCase, case: Case, asha: User) -> None:
    actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    is_over(legal_case)
    erase(case)

    erase_with_survivors()

    assert not is_gone(legal_case)


def test_nobody_owes_an_answer_a_way_or_a_preparation_for_whoever_was_erased_and_the_day_of_the_court_stays(
    legal_case: LegalCase, case: Case, asha: User, lata: User, legal_desk: Desk
) -> None:
    about = [a_question(legal_case, asha), a_question(case, asha)]
    read = actions.answer_question(a_question(legal_case, asha), answer=SAID, by=lata)
    hearing, nobodys = a_hearing(legal_case, lata, days=8), a_hearing(legal_case, lata, days=9)
    Hearing.objects.filter(pk=nobodys.pk).update(survivor=None)
    plan = a_plan(hearing, asha)
    erase(case)

    erase_with_survivors()

    owed = Duty.objects.open()
    assert not owed.filter(subject_uid__in=[*(one.pk for one in about), read.pk, plan.pk]).exists()
    days = owed.filter(subject_uid__in=[hearing.pk, nobodys.pk])
    assert list(days.values_list("rule", flat=True)) == [HEARING, HEARING]


def test_what_is_owed_about_the_other_survivor_stays_owed(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    _hers, nobodys = a_hearing(legal_case, lata, days=8), a_hearing(legal_case, lata, days=9)
    Hearing.objects.filter(pk=nobodys.pk).update(survivor=None)
    second = actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    facts = HearingFacts(in_days(10), Hearing.Purpose.SURVIVOR, survivor=second)
    others = actions.plan_hearing(legal_case, facts=facts, by=lata)
    erase(case)

    erase_with_survivors()

    prepared = set(Duty.objects.open().filter(rule=PREPARE).values_list("subject_uid", flat=True))
    assert prepared == {others.pk, nobodys.pk}


def test_a_question_about_whoever_was_erased_waits_no_more_and_nothing_new_is_written_about_her(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    question = a_question(legal_case, asha)
    erase(case)

    with pytest.raises(NotPossible, match="erased with the survivor"):
        actions.answer_question(question, answer=SAID, by=lata)
    erase_with_survivors()

    page = text_of(signed_in(lata), "question_detail", question.uid)
    assert ("Erased with the survivor" in page, "Your answer" in page) == (True, False)
    assert question not in open_questions(lata)
    with pytest.raises(NotPossible, match="erased with the survivor"):
        actions.answer_question(question, answer=SAID, by=lata)
    with pytest.raises(NotPossible, match="erased with the survivor"):
        actions.withdraw_question(question, by=asha)


def test_what_is_asked_about_the_court_after_she_was_erased_is_answered_as_before(
    legal_case: LegalCase, case: Case, asha: User, lata: User
) -> None:
    erase(case)
    question = a_question(legal_case, asha)

    erase_with_survivors()
    answered = actions.answer_question(question, answer=SAID, by=lata)

    assert (answered.case, answered.is_erased) == (None, False)
