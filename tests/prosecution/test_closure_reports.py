"""A closure report is answered for itself, whatever police file besides; nobody misses the day on which it is heard."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.actions import complete_duty
from rihai.duties.models import Duty
from rihai.prosecution import actions, workers
from rihai.prosecution.facts.petition_facts import ClosureFacts
from rihai.prosecution.models import ClosureReport, LegalCase, LegalPart
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING
from rihai.prosecution.owing.reminders import CLOSURE, SECTIONS
from rihai.prosecution.petition_workflow import PetitionStatus
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_court import a_sheet
from tests.prosecution.test_legal_cases import owed
from tests.prosecution.test_petitions import FILED_ON, a_closure, a_petition, step


def heard(legal_case: LegalCase) -> dict[User, date]:
    rows = Duty.objects.open().filter(rule=CLOSURE_HEARING, subject_uid=legal_case.pk).select_related("owner")
    return {one.owner: timezone.localdate(one.due_at) for one in rows if one.owner}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def moved(closure: ClosureReport, day: date | None, by: User) -> None:
    facts = ClosureFacts(FILED_ON, ClosureReport.Ground.EVIDENCE, hearing_on=day)
    actions.correct_closure(closure, facts=facts, by=by)


def test_the_day_of_the_hearing_stands_in_the_week_and_the_calendar_of_lawyer_and_companion(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    day = in_days(18)

    a_closure(legal_case, asha, hearing_on=day)

    assert heard(legal_case) == {asha: day, lata: day}
    for user in (asha, lata):
        client = signed_in(user)
        week = client.get(reverse("duties:calendar"), {"week": f"{day:%G-W%V}"}).content.decode()
        file = client.get(reverse("duties:calendar_file")).content.decode().replace("\r\n ", "")
        assert "The court hears of a closure report" in week
        assert f"{day:%Y%m%d}" in file


def test_a_hearing_that_was_put_off_moves_and_one_that_was_not_stays_ticked_off(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    closure = a_closure(legal_case, asha, hearing_on=in_days(5))
    moved(closure, in_days(9), asha)
    assert heard(legal_case) == {asha: in_days(9), lata: in_days(9)}
    complete_duty(Duty.objects.open().get(rule=CLOSURE_HEARING, owner=lata), by=lata)

    moved(closure, in_days(9), asha)
    stays = heard(legal_case)
    moved(closure, None, asha)

    assert (stays, heard(legal_case)) == ({asha: in_days(9)}, {})


def test_a_report_beside_a_charge_sheet_is_owed_an_answer_and_the_page_names_it(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    a_sheet(legal_case, asha)

    a_closure(legal_case, asha, hearing_on=in_days(11))

    legal_case.refresh_from_db()
    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert (legal_case.status, CLOSURE in owed(legal_case)) == (LegalStatus.CHARGE_SHEET, True)
    assert "The closure report of 2 November 2026 has no answer yet." in page
    assert "The court hears of the closure report: " in page
    assert "To be heard on" in page


def test_a_charge_sheet_that_comes_later_answers_no_closure_report(legal_case: LegalCase, asha: User) -> None:
    a_closure(legal_case, asha)

    a_sheet(legal_case, asha)
    between = CLOSURE in owed(legal_case)
    a_petition(legal_case, asha, status=PetitionStatus.FILED, filed_on=FILED_ON)

    assert between
    assert CLOSURE not in owed(legal_case)


def test_a_protest_that_is_dropped_beside_a_charge_sheet_leaves_the_report_to_be_answered(
    legal_case: LegalCase, asha: User
) -> None:
    a_sheet(legal_case, asha)
    a_closure(legal_case, asha)
    petition = a_petition(legal_case, asha, status=PetitionStatus.FILED, filed_on=FILED_ON)
    answered = CLOSURE not in owed(legal_case)

    step(petition, PetitionStatus.DROPPED, asha)

    assert answered
    assert CLOSURE in owed(legal_case)


def test_the_court_that_goes_on_has_answered_it_and_nobody_goes_to_a_hearing(legal_case: LegalCase, asha: User) -> None:
    a_closure(legal_case, asha, hearing_on=in_days(5))

    actions.move_legal_case(legal_case, to=LegalStatus.INVESTIGATION, on=None, text="", by=asha)

    assert CLOSURE not in owed(legal_case)
    assert heard(legal_case) == {}


def test_what_a_lawyer_ticked_off_is_not_owed_again_with_the_copy(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    closure = a_closure(legal_case, asha)
    complete_duty(Duty.objects.open().get(rule=CLOSURE), by=lata)

    moved(closure, None, asha)

    assert CLOSURE not in owed(legal_case)


def test_a_report_that_was_a_mistake_asks_nobody_to_court(legal_case: LegalCase, lata: User) -> None:
    closure = a_closure(legal_case, lata, hearing_on=in_days(5))

    actions.withdraw_closure(closure, reason="Of another case", by=lata)

    assert heard(legal_case) == {}


def test_what_an_earlier_version_did_not_ask_for_is_owed_after_the_upgrade_once(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    a_sheet(legal_case, asha)
    a_closure(legal_case, asha, hearing_on=in_days(5))
    actions.record_copy(legal_case, on=timezone.localdate(), by=asha)
    Duty.objects.all().delete()

    reckoned = [workers.reckon_after_change_of_law(), workers.reckon_after_change_of_law()]

    assert reckoned == [1, 0]
    assert {CLOSURE, SECTIONS} <= owed(legal_case)
    assert heard(legal_case) == {asha: in_days(5), lata: in_days(5)}


def test_the_day_typed_on_the_form_is_kept_there_and_owed(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    typed = {"filed_on": "2026-11-02", "ground": "evidence", "hearing_on": in_days(10).isoformat()}

    send(signed_in(asha), "closure_new", legal_case.uid, **typed)
    kept = legal_case.closure_reports.get().hearing_on
    closure = legal_case.closure_reports.get()
    send(signed_in(asha), "closure_edit", closure.uid, **{**typed, "hearing_on": in_days(12).isoformat()})

    assert kept == in_days(10)
    assert set(heard(legal_case).values()) == {in_days(12)}


def test_whoever_accompanies_her_from_later_on_learns_the_day(legal_case: LegalCase, lata: User, ravi: User) -> None:
    a_closure(legal_case, lata, hearing_on=in_days(18))

    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    assert heard(legal_case)[ravi] == in_days(18)
