"""A missing report stays open until somebody says how it ended, and each change leaves its trace."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.machine import open_for_matching
from rihai.access.own import open_own
from rihai.accounts.models import Desk, User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.duties.models import Duty, Repetition
from rihai.lib.workflow import NotPossible
from rihai.people import pace
from rihai.people.actions import add_name
from rihai.people.facts import NameFacts
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields
from rihai.tracing import actions
from rihai.tracing.facts import ReportDetails
from rihai.tracing.models import MissingReport, ReporterCheck, ReportOutcome
from rihai.tracing.rules import days_missing
from rihai.tracing.workflow import ReportStatus
from rihai.vault.sealed import Sealed
from tests import factories
from tests.tracing import builders

Kind = ReportOutcome.Kind


def owed(report: MissingReport) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=report.uid).values_list("rule", flat=True))


def test_filing_makes_a_person_a_source_and_what_is_owed_on_the_first_day(report: MissingReport, ravi: User) -> None:
    assert report.officer == ravi
    assert report.person.code.startswith("RH-")
    assert report.reporter is not None
    assert owed(report) == {"report.ask_places", "report.verify_reporter", "report.review"}
    assert AuditEvent.objects.filter(verb="report.filed", subject_uid=report.uid).exists()


def test_a_caseworker_s_report_lies_at_the_rescue_desk_and_opens_to_her_for_some_days(
    asha: User, ravi: User, rescue_desk: Desk
) -> None:
    report = builders.a_report(asha)

    assert (report.officer, report.desk) == (None, rescue_desk)
    for user in (asha, ravi):
        assert open_own((report, ("circumstances",)), by=user).value(report, "circumstances") == builders.WORDS


def test_a_stranger_does_not_learn_that_the_report_exists(report: MissingReport, chand: User) -> None:
    assert not MissingReport.objects.visible_to(chand).exists()
    with pytest.raises(Hidden):
        actions.correct_report(report, details=ReportDetails("x"), by=chand)


def test_abduction_is_presumed_for_whoever_was_or_may_have_been_a_child(ravi: User) -> None:
    ages = {age: builders.a_report(ravi, age).was_child for age in (14, 17, 18, 30, None)}

    assert ages == {14: True, 17: True, 18: True, 30: False, None: True}


@pytest.mark.parametrize(("ago", "days"), [(0, 0), (1, 1), (9, 9), (400, 400)])
def test_the_counter_runs_from_the_day_last_seen(ago: int, days: int) -> None:
    today = timezone.localdate()

    assert days_missing(today - timedelta(days=ago), today) == days


def test_the_review_comes_again_for_ever_until_an_outcome_is_recorded(report: MissingReport, ravi: User) -> None:
    rows = Repetition.objects.in_force().filter(subject_uid=report.uid, rule="report.review")
    assert rows.exists()

    actions.end_report(report, kind=Kind.SAFE, on=None, how="Her teacher saw her at home", by=ravi)

    assert not rows.all().exists()
    assert owed(report) == set()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_end_needs_a_reason_and_ends_the_search(report: MissingReport, ravi: User, kind: Kind) -> None:
    with pytest.raises(NotPossible):
        actions.end_report(report, kind=kind, on=None, how="  ", by=ravi)

    actions.end_report(report, kind=kind, on=None, how="The station house officer called", by=ravi)

    report.refresh_from_db()
    assert report.status == ReportStatus.ENDED


def test_an_outcome_is_put_right_by_another_row_and_the_first_stays(report: MissingReport, ravi: User) -> None:
    actions.end_report(report, kind=Kind.SAFE, on=None, how="We were told so", by=ravi)

    actions.end_report(report, kind=Kind.DECEASED, on=None, how="The hospital's register", by=ravi)

    assert list(report.outcomes.values_list("kind", flat=True)) == [Kind.DECEASED, Kind.SAFE]


def test_a_search_is_opened_again_with_its_reviews(report: MissingReport, ravi: User) -> None:
    actions.end_report(report, kind=Kind.SAFE, on=None, how="We were told so", by=ravi)

    reopened = actions.reopen_report(report, reason="It was somebody else", by=ravi)

    assert reopened.is_open
    assert owed(report) == {"report.ask_places", "report.review"}


def test_only_whoever_searches_says_how_it_ended(asha: User, kiran: User) -> None:
    report = builders.a_report(asha)

    with pytest.raises(Refused):
        actions.end_report(report, kind=Kind.SAFE, on=None, how="I think so", by=asha)

    actions.end_report(report, kind=Kind.SAFE, on=None, how="The police called", by=kiran)


def test_naming_another_officer_closes_the_report_to_the_one_before(
    report: MissingReport, ravi: User, kiran: User
) -> None:
    actions.assign_report(report, officer=kiran, by=kiran)

    report.refresh_from_db()
    assert report.officer == kiran
    assert not MissingReport.objects.visible_to(ravi).exists()
    assert set(Duty.objects.open().filter(subject_uid=report.uid).values_list("owner", flat=True)) == {kiran.uid}


def test_the_matcher_is_told_of_every_report_and_of_what_is_put_right(report: MissingReport, ravi: User) -> None:
    entry = SearchEntry.objects.get(subject_uid=report.uid)
    assert (entry.kind, entry.person_id) == (SearchEntry.Kind.MISSING, report.person_id)

    actions.correct_report(report, details=ReportDetails("Other words", guardian="Test Father"), by=ravi)

    again = SearchEntry.objects.get(subject_uid=report.uid)
    assert again.version == entry.version + 1


def test_a_check_that_finds_the_reporter_unsafe_counts_over_an_earlier_one(report: MissingReport, ravi: User) -> None:
    builders.verified(report, ravi)

    actions.check_reporter(
        report, result=ReporterCheck.Result.UNSAFE, how="The village knows no such uncle", relation="uncle", by=ravi
    )

    assert report.checks.count() == 2
    assert "report.verify_reporter" not in owed(report)


def test_a_search_that_ended_is_compared_with_nobody_until_it_goes_on(report: MissingReport, ravi: User) -> None:
    actions.end_report(report, kind=Kind.SAFE, on=None, how="We were told so", by=ravi)
    entry = SearchEntry.objects.get(subject_uid=report.uid)
    assert entry.status == SearchEntry.Status.REMOVED

    actions.reopen_report(report, reason="It was somebody else", by=ravi)

    entry.refresh_from_db()
    assert entry.status == SearchEntry.Status.PENDING
    assert said_of(entry).marks == "A burn on the left hand"


def test_a_new_spelling_of_the_person_s_name_reaches_the_report(report: MissingReport, ravi: User) -> None:
    add_name(report.person, facts=NameFacts("ज़रीना टेस्टवाली"), by=ravi)

    fields = said_of(SearchEntry.objects.get(subject_uid=report.uid))

    assert fields.names == ("Zarina Testwali", "ज़रीना टेस्टवाली")
    assert (fields.marks, fields.on) == ("A burn on the left hand", report.last_seen_on)


def said_of(entry: SearchEntry) -> EntryFields:
    assert isinstance(entry.payload, Sealed)
    (plain,) = open_for_matching([entry.payload], organisation=entry.organisation_id)
    assert isinstance(plain, dict)
    return EntryFields.from_json(plain)


def test_whoever_corrects_one_report_again_and_again_is_compared_later_and_later(
    report: MissingReport, kiran: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another village each time would be as many questions, whoever wrote the report."""
    officer = factories.a_user("officer", Role.RESCUE_OFFICER, organisation=report.organisation)
    actions.assign_report(report, officer=officer, by=kiran)
    monkeypatch.setattr(pace, "UNSLOWED", 3)
    waits = []
    for number in range(6):
        details = replace(builders.report_facts().details, village=f"Village {number}")
        actions.correct_report(report, details=details, by=officer)
        waits.append(SearchEntry.objects.get(subject_uid=report.uid).made_at - timezone.now())

    assert waits[3] < timedelta(minutes=1)
    assert timedelta(minutes=1) < waits[4] < waits[5]
