"""Leads: dated facts, judged apart; a decoy only at the recorded request of the police."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.rescue import actions
from rihai.rescue.facts import LeadFacts
from rihai.rescue.models import DecoyRequest, Inquiry, Lead
from tests.rescue import builders

DECOY = LeadFacts(Lead.Kind.DECOY, "Two women upstairs")


def test_a_lead_is_kept_as_told_and_not_verified(inquiry: Inquiry, ravi: User) -> None:
    lead = builders.a_lead(inquiry, ravi, "Seen at the ferry", on=ImpreciseDate.parse("2026-05"), where="East quay")

    plain = read((lead, ["text", "where"]), by=ravi, why=OwnWork())
    lead.refresh_from_db()
    assert (plain(lead).text, plain(lead).where) == ("Seen at the ferry", "East quay")
    assert (lead.standing, lead.precision, lead.occurred_on) == ("unverified", "month", date(2026, 5, 1))


def test_a_lead_without_words_is_none(inquiry: Inquiry, ravi: User) -> None:
    with pytest.raises(NotPossible, match="learned"):
        builders.a_lead(inquiry, ravi, "   ")


def test_somebody_at_the_desk_reads_the_words_and_not_the_place(kiran: User, ravi: User, rescue_desk: Desk) -> None:
    inquiry = builders.an_inquiry(ravi, ravi, desk=rescue_desk)
    lead = builders.a_lead(inquiry, ravi, where="East quay")

    assert way_to_read(kiran, lead, "text") is Way.OWN
    assert way_to_read(kiran, lead, "where") is Way.NONE


def test_every_new_lead_waits_to_be_judged_and_a_judgement_ends_that(inquiry: Inquiry, ravi: User) -> None:
    lead = builders.a_lead(inquiry, ravi)
    waiting = Duty.objects.open().filter(rule="lead.judge", subject_uid=lead.uid)
    assert [duty.owner for duty in waiting] == [ravi]

    builders.verified(lead, ravi)

    assert not waiting.all().exists()


def test_a_change_of_mind_keeps_the_earlier_judgement(inquiry: Inquiry, ravi: User) -> None:
    lead = builders.verified(builders.a_lead(inquiry, ravi), ravi)

    actions.judge_lead(lead, standing=Lead.Standing.REFUTED, basis="It was her sister", by=ravi)

    lead.refresh_from_db()
    assert lead.standing == Lead.Standing.REFUTED
    assert [one.standing for one in lead.judgements.all()] == ["verified", "refuted"]


def test_a_lead_put_back_waits_again(inquiry: Inquiry, ravi: User) -> None:
    lead = builders.verified(builders.a_lead(inquiry, ravi), ravi)

    actions.judge_lead(lead, standing=Lead.Standing.UNVERIFIED, basis="The witness was not sure", by=ravi)

    assert Duty.objects.open().filter(rule="lead.judge", subject_uid=lead.uid).count() == 1


def test_a_judgement_says_by_what(inquiry: Inquiry, ravi: User) -> None:
    with pytest.raises(NotPossible, match="by what"):
        actions.judge_lead(builders.a_lead(inquiry, ravi), standing=Lead.Standing.VERIFIED, basis=" ", by=ravi)


def test_nobody_judges_what_she_may_not_read(inquiry: Inquiry, ravi: User, meera: User) -> None:
    lead = builders.a_lead(inquiry, ravi)

    with pytest.raises(Refused):
        actions.judge_lead(lead, standing=Lead.Standing.VERIFIED, basis="Guessed", by=meera)


@pytest.mark.parametrize(("reliability", "credibility"), [("G", "1"), ("AB", "1"), ("", "1"), ("A", "0"), ("A", "7")])
def test_grades_are_those_of_the_grid(reliability: str, credibility: str) -> None:
    with pytest.raises(ValueError, match="A to F"):
        LeadFacts(Lead.Kind.INFORMATION, "x", reliability=reliability, credibility=credibility)


def test_a_decoy_is_no_ordinary_lead(inquiry: Inquiry, ravi: User) -> None:
    with pytest.raises(NotPossible, match="request"):
        actions.add_lead(inquiry, facts=DECOY, by=ravi)


def test_without_the_request_of_the_police_there_is_no_decoy(inquiry: Inquiry, ravi: User) -> None:
    with pytest.raises(NotPossible, match="named police officer"):
        actions.record_decoy(inquiry, facts=DECOY, request=None, by=ravi)

    assert not Lead.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"officer": " "}, "officer who asked"),
        ({"safety_plan": ""}, "safety plan"),
        # Two days: midnight may pass between the collecting and the test.
        ({"requested_on": timezone.localdate() + timedelta(days=2)}, "future"),
        ({"goes_accompanied": False}, "alone with a child"),
    ],
)
def test_half_a_request_is_no_request(
    inquiry: Inquiry, ravi: User, unit: Agency, change: dict[str, object], words: str
) -> None:
    request = replace(builders.a_request(unit), **change)  # type: ignore[arg-type]

    with pytest.raises(NotPossible, match=words):
        actions.record_decoy(inquiry, facts=DECOY, request=request, by=ravi)

    assert not Lead.objects.exists()


def test_only_police_may_ask_for_a_decoy(inquiry: Inquiry, ravi: User) -> None:
    ngo = builders.a_unit("Helping Hands", "ngo")

    with pytest.raises(NotPossible, match="police unit"):
        actions.record_decoy(inquiry, facts=DECOY, request=builders.a_request(ngo), by=ravi)


def test_a_decoy_is_read_by_the_officer_and_its_recorder_only(
    kiran: User, ravi: User, unit: Agency, rescue_desk: Desk, meera: User
) -> None:
    inquiry = builders.an_inquiry(ravi, ravi, desk=rescue_desk)

    lead = actions.record_decoy(inquiry, facts=DECOY, request=builders.a_request(unit), by=ravi)

    assert way_to_read(ravi, lead, "text") is Way.OWN
    assert [way_to_read(one, lead, "text") for one in (kiran, meera)] == [Way.NONE, Way.NONE]
    assert way_to_read(kiran, DecoyRequest.objects.get(), "officer") is Way.NONE
    with pytest.raises(Http404):
        actions.judge_lead(lead, standing=Lead.Standing.VERIFIED, basis="Heard of it", by=kiran)


def test_a_visit_in_disguise_before_the_police_knew_is_a_discreet_visit(inquiry: Inquiry, ravi: User) -> None:
    lead = actions.add_lead(inquiry, facts=LeadFacts(Lead.Kind.DISCREET_VISIT, "We walked past"), by=ravi)

    assert lead.kind == Lead.Kind.DISCREET_VISIT
    assert not DecoyRequest.objects.exists()


def test_a_caseworker_records_no_decoy(inquiry: Inquiry, dolly: User, unit: Agency) -> None:
    with pytest.raises(Refused):
        actions.record_decoy(inquiry, facts=DECOY, request=builders.a_request(unit), by=dolly)


def test_the_trail_knows_the_kind_and_never_the_words(inquiry: Inquiry, ravi: User) -> None:
    builders.a_lead(inquiry, ravi, "Planted words of a witness")

    facts = " ".join(AuditEvent.objects.values_list("facts", flat=True))
    assert '"kind":"information"' in facts
    assert "Planted" not in facts
