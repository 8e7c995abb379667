"""Days in court: none is missed, an adjournment has its reason, and the survivor knows the court before the day."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.lib.codelists import by_code
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.models import Hearing, LegalCase
from rihai.prosecution.reminders import HEARING, PREPARE
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of


def a_hearing(
    legal_case: LegalCase, by: User, purpose: Hearing.Purpose = Hearing.Purpose.SURVIVOR, days: int = 20
) -> Hearing:
    return actions.plan_hearing(legal_case, facts=HearingFacts(in_days(days), purpose), by=by)


def in_days(days: int) -> datetime:
    return (timezone.localtime() + timedelta(days=days)).replace(hour=11, minute=0, second=0, microsecond=0)


def owed(hearing: Hearing) -> dict[str, Duty]:
    return {duty.rule: duty for duty in Duty.objects.open().filter(subject_uid=hearing.pk)}


def test_a_hearing_is_a_duty_of_the_lawyer_with_its_hour(legal_case: LegalCase, asha: User, lata: User) -> None:
    hearing = a_hearing(legal_case, asha)

    duty = owed(hearing)[HEARING]
    assert (duty.owner, duty.due_at) == (lata, hearing.at)


def test_before_the_survivor_speaks_somebody_owes_that_she_knows_the_court(legal_case: LegalCase, asha: User) -> None:
    speaks, argues = a_hearing(legal_case, asha), a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS)

    assert owed(speaks)[PREPARE].due_at == speaks.at - timedelta(days=7)
    assert PREPARE not in owed(argues)


def test_preparing_is_done_once_every_item_is(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    items = list(by_code("rihai.prosecution", "court_preparation.yaml", "items"))

    actions.prepare_hearing(hearing, prepared=items[:-1], video_wish="yes", by=asha)
    assert PREPARE in owed(hearing)
    actions.prepare_hearing(hearing, prepared=items, video_wish="yes", by=asha)

    assert PREPARE not in owed(hearing)


def test_an_adjournment_has_its_reason_and_the_next_date_is_planned_at_once(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)
    adjourned = Hearing.Outcome.ADJOURNED
    with pytest.raises(NotPossible):
        actions.record_hearing(hearing, facts=OutcomeFacts(adjourned), by=asha)

    told = OutcomeFacts(adjourned, Hearing.Reason.ACCUSED, next_at=in_days(40))
    actions.record_hearing(hearing, facts=told, by=asha)

    following = legal_case.hearings.get(outcome="")
    assert owed(hearing) == {}
    assert (following.at, following.purpose) == (in_days(40), hearing.purpose)
    assert HEARING in owed(following)


def test_hearings_pass_on_with_the_lawyers_part_and_end_with_the_legal_case(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hearing = a_hearing(legal_case, asha)

    actions.end_part(legal_case.parts.get(user=lata), by=lata)
    assert owed(hearing)[HEARING].owner == asha
    actions.move_legal_case(legal_case, to=LegalStatus.MISTAKE, on=None, text="", by=asha)

    assert owed(hearing) == {}


def test_the_week_and_the_calendar_file_have_the_hearing_by_its_code(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    a_hearing(legal_case, asha, days=0)
    client = signed_in(lata)

    assert legal_case.reference in client.get(reverse("duties:calendar")).content.decode()
    assert legal_case.reference in client.get(reverse("duties:calendar_file")).content.decode()


def test_planning_preparing_and_telling_work_from_their_pages(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)

    send(client, "hearing_new", legal_case.uid, at="2026-12-01T11:00", purpose="survivor")
    hearing = legal_case.hearings.get()
    assert "Never practise what to say" in text_of(client, "hearing_prepare", hearing.uid)
    seen = hearing.prepared_version
    send(client, "hearing_prepare", hearing.uid, prepared=["route", "rights"], video_wish="yes", seen=seen)
    assert "Wishes to speak by video link" in text_of(client, "legal_case_detail", legal_case.uid)
    send(client, "hearing_outcome", hearing.uid, outcome="adjourned", reason="strike", next_at="2026-12-20T11:00")

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert "Strike" in page
    assert legal_case.hearings.count() == 2


@pytest.mark.parametrize("page", ["hearing_new", "hearing_prepare", "hearing_outcome"])
def test_strangers_learn_of_no_hearing(
    legal_case: LegalCase, asha: User, chand: User, bina: User, signed_in: SignedIn, page: str
) -> None:
    uid = legal_case.uid if page == "hearing_new" else a_hearing(legal_case, asha).uid

    assert [send(signed_in(one), page, uid).status_code for one in (chand, bina)] == [404, 404]


def test_nothing_on_the_list_tells_anybody_what_to_say() -> None:
    told = " ".join(one.label for one in by_code("rihai.prosecution", "court_preparation.yaml", "items").values())

    assert "say" not in told.lower()
    assert "statement" not in told.lower()
