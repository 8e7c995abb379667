"""A request sheet says the least that serves; answers have an age; a name stands on it only with a reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from rihai.access.own import open_own
from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.tracing import actions
from rihai.tracing.facts import AnswerFacts, SheetFacts
from rihai.tracing.models import MissingReport, RequestAnswer, RequestAsked, RequestSheet
from rihai.tracing.rules import least_fields
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.builders import send, text_of

Answer = RequestAnswer.Answer
NAME = "Zarina Testwali"


def words_of(sheet: RequestSheet, user: User) -> str:
    return str(open_own((sheet, ("text",)), by=user).value(sheet, "text"))


def answered(asked: RequestAsked, answer: Answer, by: User, days: int = 0) -> RequestAnswer:
    day = timezone.localdate() - timedelta(days=days)
    return actions.record_request_answer(asked, facts=AnswerFacts(answer, day, "The warden"), by=by)


def open_rules(report: MissingReport) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=report.uid).values_list("rule", flat=True))


def test_the_least_that_serves_has_neither_name_nor_home(report: MissingReport, ravi: User) -> None:
    text = words_of(builders.a_sheet(report, ravi, *least_fields()), ravi)

    assert NAME not in text
    assert builders.WORDS not in text
    assert "A burn on the left hand" in text
    assert "Female" in text


def test_what_was_not_chosen_is_not_on_it(report: MissingReport, ravi: User) -> None:
    text = words_of(builders.a_sheet(report, ravi, "sex"), ravi)

    assert "burn" not in text
    assert "dupatta" not in text
    assert "Day last seen" not in text
    assert "Age" not in text


def test_a_name_needs_a_reason(report: MissingReport, ravi: User) -> None:
    with pytest.raises(NotPossible):
        builders.a_sheet(report, ravi, "sex", "name")

    sheet = builders.a_sheet(report, ravi, "sex", "name", name_reason="She answers to it only")

    assert NAME in words_of(sheet, ravi)


def test_an_empty_sheet_is_refused(report: MissingReport, ravi: User) -> None:
    with pytest.raises(NotPossible):
        actions.make_sheet(report, facts=SheetFacts(()), by=ravi)


def test_the_early_duty_is_done_by_asking_and_another_begins(report: MissingReport, ravi: User, home: Agency) -> None:
    sheet = builders.a_sheet(report, ravi)
    assert "report.ask_places" in open_rules(report)

    builders.asked(sheet, home, ravi)

    assert "report.ask_places" not in open_rules(report)
    assert "report.chase_answers" in open_rules(report)


@pytest.mark.parametrize(
    ("answer", "still_owed"),
    [(Answer.NOT_HERE, False), (Answer.MAYBE, False), (Answer.WILL_LOOK, True), (Answer.NO_ANSWER, True)],
)
def test_what_is_owed_ends_with_an_answer_that_settles_it(
    report: MissingReport, ravi: User, home: Agency, answer: Answer, still_owed: bool
) -> None:
    asked = builders.asked(builders.a_sheet(report, ravi), home, ravi)

    answered(asked, answer, ravi)

    assert ("report.chase_answers" in open_rules(report)) is still_owed
    assert ("report.follow_sighting" in open_rules(report)) is (answer == Answer.MAYBE)


def test_asking_again_after_an_answer_waits_for_another(report: MissingReport, ravi: User, home: Agency) -> None:
    sheet = builders.a_sheet(report, ravi)
    answered(builders.asked(sheet, home, ravi), Answer.NOT_HERE, ravi)

    builders.asked(sheet, home, ravi)

    assert "report.chase_answers" in open_rules(report)


def test_an_answer_of_tomorrow_or_from_before_the_asking_is_refused(
    report: MissingReport, ravi: User, home: Agency
) -> None:
    asked = builders.asked(builders.a_sheet(report, ravi), home, ravi)

    for days in (-1, 1):
        with pytest.raises(NotPossible):
            answered(asked, Answer.NOT_HERE, ravi, days)


def test_the_page_says_how_old_an_answer_is(
    report: MissingReport, ravi: User, home: Agency, signed_in: SignedIn
) -> None:
    builders.asked(builders.a_sheet(report, ravi), home, ravi)
    RequestAsked.objects.update(asked_at=timezone.now() - timedelta(days=6))

    assert "Asked 6 days ago, no answer" in text_of(signed_in(ravi), "report_detail", report.uid)


def test_a_sheet_is_made_asked_and_answered_on_the_screen(
    report: MissingReport, ravi: User, home: Agency, signed_in: SignedIn
) -> None:
    client = signed_in(ravi)

    made = send(client, "sheet_new", report.uid, says=["sex", "marks"], note="Call the desk")
    sheet = report.sheets.get()
    send(client, "sheet_asked", sheet.uid, agency=str(home.uid), way="call")
    asked = sheet.asked.get()
    send(client, "request_answer", asked.uid, answer="not_here", answered_on=str(timezone.localdate()), text="No")

    assert made.status_code == 302
    page = text_of(client, "sheet_detail", sheet.uid)
    assert "A burn on the left hand" in page
    assert "Not here, today" in page


def test_the_saved_text_is_called_by_its_code_and_kept_nowhere(
    report: MissingReport, ravi: User, signed_in: SignedIn
) -> None:
    sheet = builders.a_sheet(report, ravi, "sex", "name", name_reason="She answers to it only")

    answer = send(signed_in(ravi), "sheet_text", sheet.uid)

    assert answer["Content-Disposition"] == f'attachment; filename="{sheet.reference}.txt"'
    assert answer["Cache-Control"] == "no-store"
    assert NAME in answer.content.decode()


def test_a_sheet_with_a_name_is_not_offered_as_mail(report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)
    with_name = builders.a_sheet(report, ravi, "sex", "name", name_reason="She answers to it only")
    without = builders.a_sheet(report, ravi, "sex")

    assert "mailto:" not in text_of(client, "sheet_detail", with_name.uid)
    assert "mailto:" in text_of(client, "sheet_detail", without.uid)


def test_the_form_asks_why_the_name_has_to_stand_there(report: MissingReport, ravi: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(ravi), "sheet_new", report.uid, says=["name"], note="", name_reason="")

    assert answer.status_code == 422
    assert escape("Say why the name has to stand on the sheet, or take it off.") in answer.content.decode()


@pytest.mark.parametrize("page", ["sheet_detail", "sheet_asked"])
def test_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    report: MissingReport, ravi: User, chand: User, signed_in: SignedIn, client: Client, page: str
) -> None:
    address = reverse(f"tracing:{page}", args=[builders.a_sheet(report, ravi).uid])

    assert signed_in(chand).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_asking_again_begins_with_the_body_that_did_not_answer(
    report: MissingReport, ravi: User, home: Agency, signed_in: SignedIn
) -> None:
    asked = builders.asked(builders.a_sheet(report, ravi), home, ravi)
    address = f"{reverse('tracing:sheet_asked', args=[asked.sheet_id])}?again={asked.uid}"
    client = signed_in(ravi)

    assert address in text_of(client, "sheet_detail", asked.sheet_id)
    assert f'value="{home.uid}" selected' in client.get(address).content.decode()
