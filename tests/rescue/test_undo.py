"""What was done by a slip is taken back at once: a new act in the trail, until something followed from it."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.models import Inquiry, Lead
from rihai.rescue.rules.leads import TAKEN_BACK_WITHIN
from rihai.rescue.selectors.inquiry import inquiry_page
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import send
from tests.undo import undo

REFUTED, VERIFIED, UNVERIFIED = Lead.Standing.REFUTED, Lead.Standing.VERIFIED, Lead.Standing.UNVERIFIED


@pytest.fixture
def lead(inquiry: Inquiry, ravi: User) -> Lead:
    return builders.a_lead(inquiry, ravi)


def judge(lead: Lead, by: User, standing: Lead.Standing = REFUTED) -> None:
    actions.judge_lead(lead, standing=standing, basis="Checked with the shop", by=by)


def standing_of(lead: Lead) -> str:
    lead.refresh_from_db()
    return lead.standing


def test_a_judgement_taken_back_counts_as_before_and_both_rows_stay(lead: Lead, ravi: User) -> None:
    judge(lead, ravi)

    back = actions.take_judgement_back(lead, by=ravi)

    assert standing_of(lead) == UNVERIFIED
    assert [row.standing for row in lead.judgements.all()] == [REFUTED, UNVERIFIED]
    assert back.takes_back == lead.judgements.first()
    assert AuditEvent.objects.filter(verb="lead.judgement_taken_back", subject_uid=lead.uid).exists()
    assert Duty.objects.open().filter(rule="lead.judge", subject_uid=lead.uid).exists()


def test_the_lead_waits_to_be_judged_again(lead: Lead, ravi: User) -> None:
    judge(lead, ravi)
    assert not inquiry_page(lead.inquiry, ravi).waiting

    actions.take_judgement_back(lead, by=ravi)

    assert [one.lead for one in inquiry_page(lead.inquiry, ravi).waiting] == [lead]


def test_the_judgement_before_it_counts_again(lead: Lead, ravi: User) -> None:
    judge(lead, ravi, VERIFIED)
    judge(lead, ravi, REFUTED)

    actions.take_judgement_back(lead, by=ravi)

    assert standing_of(lead) == VERIFIED


def test_a_taking_back_is_not_taken_back(lead: Lead, ravi: User) -> None:
    judge(lead, ravi)
    actions.take_judgement_back(lead, by=ravi)

    with pytest.raises(NotPossible, match="again, with the reason"):
        actions.take_judgement_back(lead, by=ravi)


def test_what_was_thought_over_is_judged_again_with_a_reason(lead: Lead, ravi: User) -> None:
    judge(lead, ravi)

    with (
        time_machine.travel(timezone.now() + TAKEN_BACK_WITHIN + timedelta(minutes=1)),
        pytest.raises(NotPossible, match="again, with the reason"),
    ):
        actions.take_judgement_back(lead, by=ravi)

    assert standing_of(lead) == REFUTED


def test_nobody_takes_back_what_somebody_else_judged_or_was_never_judged(lead: Lead, ravi: User, kiran: User) -> None:
    with pytest.raises(NotPossible):
        actions.take_judgement_back(lead, by=ravi)
    judge(lead, ravi)

    with pytest.raises((NotPossible, Refused, Http404)):
        actions.take_judgement_back(lead, by=kiran)

    assert standing_of(lead) == REFUTED


def test_a_judgement_that_led_on_is_not_taken_back(lead: Lead, inquiry: Inquiry, ravi: User) -> None:
    judge(lead, ravi, VERIFIED)
    actions.mark_located(inquiry, by=ravi)

    with pytest.raises(NotPossible, match="moved on"):
        actions.take_judgement_back(lead, by=ravi)


def test_a_stranger_takes_nothing_back(lead: Lead, ravi: User, chand: User, signed_in: SignedIn) -> None:
    judge(lead, ravi)

    with pytest.raises(Http404):
        actions.take_judgement_back(lead, by=chand)
    assert send(signed_in(chand), "lead_judge_undo", lead.uid).status_code == 404


def test_the_message_after_a_judgement_takes_it_back_with_one_tap(lead: Lead, ravi: User, signed_in: SignedIn) -> None:
    client = signed_in(ravi)
    send(client, "lead_judge", lead.uid, standing="refuted", basis="Checked")

    page = undo(client, client.get(lead.inquiry.get_absolute_url()).content.decode())

    assert standing_of(lead) == UNVERIFIED
    assert "The judgement is taken back." in page
    assert "taken back, it was a mistake" in page


def test_the_message_after_closing_an_inquiry_opens_it_again(kiran: User, signed_in: SignedIn) -> None:
    mine = builders.an_inquiry(kiran, kiran)
    client = signed_in(kiran)
    send(client, "inquiry_close", mine.uid, outcome="unfounded", reason="No trace for a year")

    page = undo(client, client.get(reverse("rescue:inquiry_detail", args=[mine.uid])).content.decode())

    mine.refresh_from_db()
    assert mine.status == "open"
    assert "The inquiry is open again." in page
