"""Police ask twice to end it, against two accused: each report has its own answer, its own notice, its own day."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.petition_facts import ClosureFacts
from rihai.prosecution.models import ClosureReport, LegalCase, Petition
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING, CLOSURE_NOTICE, is_ruled_on
from rihai.prosecution.owing.petition_duties import PETITION_FILE
from rihai.prosecution.owing.reminders import CLOSURE
from rihai.prosecution.petition_workflow import PetitionStatus
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_court import a_judgment, a_sheet, an_accused
from tests.prosecution.test_petitions import FILED_ON, a_closure, a_petition, step

LATER = FILED_ON + timedelta(days=3)
FILED: dict[str, Any] = {"status": PetitionStatus.FILED, "filed_on": FILED_ON + timedelta(days=4)}
Reports = tuple[ClosureReport, ClosureReport]


@pytest.fixture
def reports(legal_case: LegalCase, lata: User) -> Reports:
    a_sheet(legal_case, lata)
    return a_closure(legal_case, lata), a_closure(legal_case, lata, filed_on=LATER)


def owed(rule: str) -> set[str]:
    return set(Duty.objects.open().filter(rule=rule).values_list("detail", flat=True))


def test_a_petition_answers_the_report_that_was_chosen_and_no_other_one(
    legal_case: LegalCase, lata: User, reports: Reports
) -> None:
    first, second = reports
    assert owed(CLOSURE) == {first.pk.hex, second.pk.hex}

    petition = a_petition(legal_case, lata, closure=second.pk, **FILED)
    between = owed(CLOSURE)
    a_petition(legal_case, lata, closure=first.pk, **FILED)

    assert (between, owed(CLOSURE)) == ({first.pk.hex}, set())
    step(petition, PetitionStatus.DROPPED, lata)
    assert owed(CLOSURE) == {second.pk.hex}


def test_where_two_reports_stand_it_is_said_which_one_a_petition_answers(
    legal_case: LegalCase, lata: User, reports: Reports
) -> None:
    first, _second = reports
    with pytest.raises(NotPossible, match="which closure report"):
        a_petition(legal_case, lata)
    actions.withdraw_closure(first, reason="Of another case", by=lata)
    with pytest.raises(NotPossible, match="withdrawn already"):
        a_petition(legal_case, lata, closure=first.pk)

    a_petition(legal_case, lata, **FILED)

    assert owed(CLOSURE) == set()


def test_a_petition_that_an_earlier_version_kept_answers_the_newest_report_before_it(
    legal_case: LegalCase, lata: User, reports: Reports
) -> None:
    first, second = reports
    petition = a_petition(legal_case, lata, closure=first.pk, **FILED)
    Petition.objects.update(closure=None)

    step(petition, PetitionStatus.HEARD, lata)

    assert owed(CLOSURE) == {first.pk.hex}
    assert second.pk.hex not in owed(CLOSURE)


def test_notice_and_copy_of_one_report_settle_nothing_of_the_other(
    legal_case: LegalCase, lata: User, reports: Reports
) -> None:
    first, second = reports
    heard = ClosureFacts(LATER, ClosureReport.Ground.EVIDENCE, notice_on=LATER, copy_on=LATER)

    actions.correct_closure(second, facts=heard, by=lata)
    one_left = owed(CLOSURE_NOTICE)
    actions.withdraw_closure(first, reason="Of another case", by=lata)

    assert (one_left, owed(CLOSURE_NOTICE)) == ({first.pk.hex}, set())


def test_a_notice_owed_under_an_earlier_version_is_owed_for_each_report_from_now_on(
    legal_case: LegalCase, lata: User, reports: Reports
) -> None:
    first, second = reports
    Duty.objects.filter(rule=CLOSURE_NOTICE, detail=second.pk.hex).delete()
    Duty.objects.filter(rule=CLOSURE_NOTICE).update(detail="")

    actions.correct_closure(first, facts=ClosureFacts(FILED_ON, ClosureReport.Ground.UNTRUE), by=lata)

    assert owed(CLOSURE_NOTICE) == {first.pk.hex, second.pk.hex}


def test_a_petition_is_written_before_the_day_of_its_own_report_and_of_an_old_one_before_the_nearest(
    legal_case: LegalCase, lata: User
) -> None:
    today = timezone.localdate()
    near = a_closure(legal_case, lata, hearing_on=today + timedelta(days=3))
    far = a_closure(legal_case, lata, filed_on=LATER, hearing_on=today + timedelta(days=6))

    due = {}
    for closure in (near, far):
        petition = a_petition(legal_case, lata, closure=closure.pk)
        due[closure] = timezone.localdate(Duty.objects.open().get(rule=PETITION_FILE, subject_uid=petition.pk).due_at)

    assert due == {near: today + timedelta(days=2), far: today + timedelta(days=5)}


def test_the_form_asks_which_report_and_the_page_says_which_one_has_no_answer(
    legal_case: LegalCase, lata: User, reports: Reports, signed_in: SignedIn
) -> None:
    first, second = reports
    client, typed = signed_in(lata), {"kind": "protest", "status": "filed", "filed_on": "2026-11-06", "number": "77/26"}

    unsaid = send(client, "petition_new", legal_case.uid, **typed)
    other = send(client, "petition_new", legal_case.uid, **{**typed, "kind": "writ"})
    send(client, "petition_new", legal_case.uid, **typed, closure=str(second.pk))

    assert unsaid.status_code == 422
    assert all(words in unsaid.content.decode() for words in ("one petition answers one report", "77/26"))
    assert other.status_code == 302
    page = text_of(client, "petition_list", legal_case.uid)
    assert "Against the closure report of 5 November 2026" in page
    assert f"closure={first.uid}" in page
    assert f"closure={second.uid}" not in page


def test_two_reports_of_one_day_are_told_apart_by_whom_they_are_about(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    links = [an_accused(legal_case, lata), an_accused(legal_case, lata, "Another Invented Person")]
    for link in links:
        a_closure(legal_case, lata, against=(link.pk,))

    page = text_of(signed_in(lata), "petition_new", legal_case.uid)

    for link in links:
        assert f" about {link.accused.code}: Said to lack evidence" in page


def test_the_number_of_a_report_is_kept_shown_and_stays_when_it_is_put_right(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    client, typed = signed_in(lata), {"filed_on": "2026-11-02", "ground": "evidence", "number": "45/26"}
    for _again in range(2):
        send(client, "closure_new", legal_case.uid, **typed)
    first, second = legal_case.closure_reports.order_by("recorded_at")
    a_petition(legal_case, lata, closure=second.pk, **FILED)

    page = text_of(client, "petition_list", legal_case.uid)
    form = text_of(client, "closure_edit", first.uid)

    assert page.count("45/26") == 2
    assert "Against the closure report of 2 November 2026 (report 2 of 2 of that day)" in page
    assert 'value="45/26"' in form


def test_it_is_said_which_report_of_a_day_is_struck_out(legal_case: LegalCase, lata: User, signed_in: SignedIn) -> None:
    _first, second = a_closure(legal_case, lata), a_closure(legal_case, lata)
    which, client = "2 November 2026 (report 2 of 2 of that day)", signed_in(lata)

    asked = text_of(client, "paper_withdraw", "closure", second.uid)
    actions.withdraw_closure(second, reason="Of another case", by=lata)

    assert which in asked
    assert which in text_of(client, "legal_case_detail", legal_case.uid)


def test_a_judgment_by_mistake_rules_on_no_report(legal_case: LegalCase, lata: User) -> None:
    link = an_accused(legal_case, lata)
    a_closure(legal_case, lata, hearing_on=timezone.localdate() + timedelta(days=11))
    wrong = a_judgment(legal_case, lata, link)
    ruled_on = is_ruled_on(legal_case.closure_reports.select_related("legal_case").get())

    actions.withdraw_judgment(wrong, reason="Another case", by=lata)

    assert ruled_on
    assert not is_ruled_on(legal_case.closure_reports.select_related("legal_case").get())
    assert Duty.objects.open().filter(rule=CLOSURE_HEARING, subject_uid=legal_case.pk).exists()
