"""Somebody is led to the heart of it: the sections are looked at once the copy is there, whoever holds the paper."""

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart, LegalQuestion
from rihai.prosecution.owing.reminders import SECTIONS
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_checks import a_check

ASK = "Ask the lawyer to check"


@pytest.fixture
def with_copy(legal_case: LegalCase, asha: User) -> LegalCase:
    return actions.record_copy(legal_case, on=timezone.localdate(), by=asha)


def owners() -> list[User | None]:
    return [one.owner for one in Duty.objects.open().filter(rule=SECTIONS)]


def test_the_lawyer_owes_a_look_at_the_sections_once_the_copy_is_there_until_the_check(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    before = owners()

    actions.record_copy(legal_case, on=timezone.localdate(), by=asha)
    between = owners()
    a_check(legal_case, lata)

    assert (before, between, owners()) == ([], [lata], [])


def test_what_is_over_is_not_looked_at(with_copy: LegalCase, asha: User) -> None:
    for to in (LegalStatus.CLOSURE, LegalStatus.DECIDED):
        actions.move_legal_case(with_copy, to=to, on=None, text="", by=asha)

    assert owners() == []


def test_a_check_asked_for_in_time_is_owed_before_the_court_and_none_is_asked_for_anew_there(
    with_copy: LegalCase, asha: User, lata: User
) -> None:
    for to in (LegalStatus.CHARGE_SHEET, LegalStatus.COURT):
        actions.move_legal_case(with_copy, to=to, on=None, text="", by=asha)
    stays = owners()
    actions.move_legal_case(with_copy, to=LegalStatus.DECIDED, on=None, text="", by=asha)

    for to in (LegalStatus.APPEALED, LegalStatus.COURT):
        actions.move_legal_case(with_copy, to=to, on=None, text="", by=asha)
        assert owners() == []

    assert stays == [lata]


def test_where_there_is_no_lawyer_one_is_to_be_named_and_then_owes_the_look_at_the_sections(
    asha: User, lata: User
) -> None:
    legal_case = builders.a_legal_case(asha)
    actions.record_copy(legal_case, on=timezone.localdate(), by=asha)
    before = owners()

    actions.add_part(legal_case, user=lata, part=LegalPart.Part.IN_HOUSE, by=asha)

    assert (before, owners()) == ([], [lata])


def test_the_box_on_top_leads_the_lawyer_to_the_check(with_copy: LegalCase, lata: User, signed_in: SignedIn) -> None:
    page = text_of(signed_in(lata), "legal_case_detail", with_copy.uid)

    box = page[page.index("What comes next") : page.index("Something happened")]
    assert "Check the sections" in box
    assert ASK not in box


def test_whoever_accompanies_asks_the_lawyer_with_one_press(
    with_copy: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    page = text_of(client, "legal_case_detail", with_copy.uid)

    send(client, "question_new", with_copy.uid, topic="sections", urgency="normal", question="Please check")

    after = text_of(client, "legal_case_detail", with_copy.uid)
    assert (ASK in page, ASK in after) == (True, False)
    assert "The lawyer was asked to check the sections." in after
    assert LegalQuestion.objects.get().topic == LegalQuestion.Topic.SECTIONS
    assert Duty.objects.open().get(rule="legal.question").owner == lata


def test_a_lawyer_who_can_choose_no_item_is_told_whom_to_ask(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    to_lawyer = text_of(signed_in(lata), "legal_evidence_use", legal_case.uid)
    to_companion = text_of(signed_in(asha), "legal_evidence_use", legal_case.uid)

    assert f"Ask whoever works with the survivor: {asha.display_name}." in to_lawyer
    assert "Record it in the survivor&#x27;s case first" in to_companion
