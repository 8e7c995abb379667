"""Screens about police units and about the list of those who know."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.rescue import actions
from rihai.rescue.models import LadderStep, NeedToKnow, Operation, UnitAnswer
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import minute, send, text_of

SAID = {"officer_role": "station_head", "officer": "Test Officer"}


def test_the_police_act_first_from_the_screen(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    client = signed_in(kiran)

    send(client, "operation_police_first", operation.uid, unit=unit.uid, at=minute(), **SAID, words="")

    page = text_of(client, "operation_detail", operation.uid)
    assert "The acknowledgement of the police is still to follow." in page
    assert "Police acted first" in page


def test_a_refusal_leads_to_the_ladder(operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency) -> None:
    client, contact = signed_in(kiran), builders.told(operation, unit, kiran)
    send(client, "operation_unit_answer", contact.uid, answer="refused", at=minute(), **SAID, words="Come on Monday")
    refusal = UnitAnswer.objects.get()

    page = text_of(client, "operation_detail", operation.uid)
    assert "refuses" in page
    assert "Next: Write the refusal down" in page
    send(client, "operation_rung", refusal.uid, rung="record_refusal", note="Stamped copy kept")
    step = LadderStep.objects.get()
    send(client, "operation_rung_outcome", step.uid, no_help="1")

    step.refresh_from_db()
    assert step.outcome == LadderStep.Outcome.NO_HELP
    assert "Next: Superintendent or Commissioner of Police, in writing" in text_of(
        client, "operation_detail", operation.uid
    )


def test_a_refusal_without_words_is_asked_back_with_what_was_typed(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)

    answer = send(
        signed_in(kiran), "operation_unit_answer", contact.uid, answer="refused", at=minute(), **SAID, words=""
    )

    assert answer.status_code == 422
    assert "Test Officer" in answer.content.decode()
    assert not UnitAnswer.objects.exists()


def test_an_answer_sent_twice_is_one_answer(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    client, contact, token = signed_in(kiran), builders.told(operation, unit, kiran), uuid4()

    for _time in range(2):
        send(client, "operation_unit_answer", contact.uid, token=token, answer="acknowledged", at=minute(), **SAID)

    assert UnitAnswer.objects.count() == 1


def test_an_answer_from_the_future_is_not_believed(
    operation: Operation, signed_in: SignedIn, kiran: User, unit: Agency
) -> None:
    contact = builders.told(operation, unit, kiran)
    ahead = timezone.localtime() + timedelta(hours=2)

    answer = send(
        signed_in(kiran), "operation_unit_answer", contact.uid, answer="acknowledged",
        at=ahead.strftime("%Y-%m-%dT%H:%M"), **SAID,
    )  # fmt: skip

    assert answer.status_code == 422
    assert "lies in the future" in answer.content.decode()


def test_removing_somebody_from_the_list_shuts_her_page_at_once(
    operation: Operation, signed_in: SignedIn, kiran: User, ravi: User, asha: User
) -> None:
    client, officer = signed_in(kiran), signed_in(ravi)
    send(client, "operation_listing", operation.uid, user=asha.uid, why="aftercare")
    assert officer.get(operation.get_absolute_url()).status_code == 200

    entry = NeedToKnow.objects.get(operation=operation, user=ravi)
    send(client, "operation_unlist", entry.uid)

    assert officer.get(operation.get_absolute_url()).status_code == 404
    assert AuditEvent.objects.filter(verb="operation.unlisted", subject_uid=operation.uid).count() == 1
    assert signed_in(asha).get(operation.get_absolute_url()).status_code == 200


def test_leaving_the_list_oneself_leads_to_the_list_of_operations_also_on_a_resend(
    operation: Operation, signed_in: SignedIn, kiran: User, meera: User
) -> None:
    actions.add_to_list(operation, user=meera, why=NeedToKnow.Why.COORDINATES, by=kiran)
    entry, token, client = NeedToKnow.objects.get(operation=operation, user=meera), uuid4(), signed_in(meera)

    answers = [send(client, "operation_unlist", entry.uid, token=token) for _time in range(2)]

    assert [answer["Location"] for answer in answers] == [reverse("rescue:operation_list")] * 2
    assert client.get(operation.get_absolute_url()).status_code == 404


def test_the_last_two_cannot_be_removed_and_the_page_says_why(
    operation: Operation, signed_in: SignedIn, kiran: User, ravi: User
) -> None:
    entry = NeedToKnow.objects.get(operation=operation, user=ravi)

    answer = signed_in(kiran).post(
        reverse("rescue:operation_unlist", args=[entry.uid]), {"form_token": str(uuid4())}, follow=True
    )

    assert "At least two people stay on the list" in answer.content.decode()


def test_a_caseworker_on_the_list_sees_the_page_and_not_the_plan(
    operation: Operation, signed_in: SignedIn, kiran: User, asha: User
) -> None:
    actions.add_to_list(operation, user=asha, why=NeedToKnow.Why.AFTERCARE, by=kiran)

    page = text_of(signed_in(asha), "operation_detail", operation.uid)

    assert operation.reference in page
    assert "back door" not in page


def test_the_unit_is_chosen_from_police_and_others_may_support(
    operation: Operation, signed_in: SignedIn, kiran: User
) -> None:
    committee = builders.a_unit("Child Welfare Committee, Hill District", "child_welfare_committee")
    client = signed_in(kiran)

    leading = send(client, "operation_unit_new", operation.uid, agency=committee.uid, part="leads", tell_at="")
    supporting = send(client, "operation_unit_new", operation.uid, agency=committee.uid, part="supports", tell_at="")

    assert leading.status_code == 422
    assert "Only a police unit leads" in leading.content.decode()
    assert supporting.status_code == 302
