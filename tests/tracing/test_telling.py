"""Nothing is told to a reporter who is not verified, and never where somebody is without her words."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.lib.workflow import NotPossible
from rihai.people.models import ContactSafety, YesNoUnknown
from rihai.tracing import actions
from rihai.tracing.models import MissingReport, ReporterCheck, ReportOutcome, Telling
from rihai.tracing.permissions import why_not_told
from tests.tracing import builders

SAFE = ReportOutcome.Kind.SAFE


def ended(report: MissingReport, by: User, kind: ReportOutcome.Kind = SAFE) -> MissingReport:
    actions.end_report(report, kind=kind, on=None, how="The matron called us", by=by)
    report.refresh_from_db()
    return report


def test_until_the_reporter_is_verified_nothing_is_told(grown_report: MissingReport, ravi: User) -> None:
    with pytest.raises(Refused):
        actions.tell_progress(grown_report, words="We asked three homes", by=ravi)

    builders.verified(grown_report, ravi)

    assert actions.tell_progress(grown_report, words="We asked three homes", by=ravi).what == Telling.What.PROGRESS


@pytest.mark.parametrize("result", [ReporterCheck.Result.UNSAFE, ReporterCheck.Result.OPEN])
def test_a_later_doubt_closes_the_mouth_again(
    grown_report: MissingReport, ravi: User, result: ReporterCheck.Result
) -> None:
    builders.verified(grown_report, ravi)
    actions.check_reporter(grown_report, result=result, how="Another uncle called", relation="uncle", by=ravi)

    with pytest.raises(Refused):
        actions.tell_progress(grown_report, words="We asked three homes", by=ravi)


@pytest.mark.parametrize("kind", list(ReportOutcome.Kind))
def test_once_somebody_is_found_only_the_words_agreed_to_are_told(
    grown_report: MissingReport, ravi: User, kind: ReportOutcome.Kind
) -> None:
    builders.verified(grown_report, ravi)
    ended(grown_report, ravi, kind)

    with pytest.raises(Refused):
        actions.tell_progress(grown_report, words="She is in a home in Pune", by=ravi)


def test_exactly_the_words_agreed_to_are_told(grown_report: MissingReport, ravi: User) -> None:
    builders.verified(grown_report, ravi)
    consent = builders.agreed(ended(grown_report, ravi), ravi)

    telling = actions.tell_her_words(grown_report, consent=consent, by=ravi)

    assert (telling.what, telling.consent) == (Telling.What.HER_WORDS, consent)


def test_words_no_longer_agreed_to_are_not_told(grown_report: MissingReport, ravi: User) -> None:
    builders.verified(grown_report, ravi)
    consent = builders.agreed(ended(grown_report, ravi), ravi)
    actions.withdraw_telling_consent(consent, by=ravi)

    with pytest.raises(Refused):
        actions.tell_her_words(grown_report, consent=consent, by=ravi)


def test_words_agreed_to_for_one_report_are_not_told_to_the_reporter_of_another(ravi: User) -> None:
    first, second = builders.a_report(ravi, 30), builders.a_report(ravi, 31)
    for each in (first, second):
        builders.verified(each, ravi)
    consent = builders.agreed(first, ravi)

    with pytest.raises(Refused):
        actions.tell_her_words(second, consent=consent, by=ravi)


def test_of_a_child_only_the_committee_tells(report: MissingReport, ravi: User) -> None:
    builders.verified(report, ravi)

    with pytest.raises(NotPossible):
        builders.agreed(report, ravi)


def test_whoever_turned_out_to_be_a_child_is_told_of_by_the_committee_only(
    grown_report: MissingReport, ravi: User
) -> None:
    builders.verified(grown_report, ravi)
    consent = builders.agreed(ended(grown_report, ravi), ravi)
    grown_report.person.birth_year = timezone.localdate().year - 15
    grown_report.person.save(update_fields=["birth_year"])

    assert "Committee" in why_not_told(MissingReport.objects.get(pk=grown_report.pk), consent)
    with pytest.raises(Refused):
        actions.tell_her_words(grown_report, consent=consent, by=ravi)


def test_consent_by_telephone_needs_that_she_may_be_called(grown_report: MissingReport, ravi: User) -> None:
    told = {"sentence": builders.SAFE, "how": "I called her", "asked": "call"}
    with pytest.raises(Refused):
        actions.record_telling_consent(grown_report, **told, by=ravi)

    safety = ContactSafety(person=grown_report.person, data_key=grown_report.person.data_key, updated_by=ravi)
    safety.wants_contact, safety.by_call, safety.number = YesNoUnknown.YES, True, "00 0000"
    safety.hours_from, safety.hours_until = time(0, 0), time(23, 59, 59)
    safety.confirmed_at, safety.confirmed_by = timezone.now() - timedelta(days=1), ravi
    safety.save()

    assert actions.record_telling_consent(grown_report, **told, by=ravi).withdrawn_at is None


def test_a_stranger_tells_nothing(grown_report: MissingReport, ravi: User, chand: User) -> None:
    builders.verified(grown_report, ravi)

    with pytest.raises(Hidden):
        actions.tell_progress(grown_report, words="Anything", by=chand)
