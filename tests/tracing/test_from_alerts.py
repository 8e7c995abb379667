"""An accepted alert about somebody missing leads to a report with the same person, source and officer."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from rihai.accounts.models import Desk, User
from rihai.audit.refusals import Refused
from rihai.duties.models import Repetition
from rihai.intake import actions
from rihai.intake.models import Alert
from rihai.people.facts import SourceFacts
from rihai.tracing.facts import ReportFacts
from rihai.tracing.models import MissingReport
from tests.conftest import SignedIn
from tests.intake import builders as intake
from tests.tracing import builders


def accepted(kiran: User, ravi: User, kind: str = "missing_report") -> Alert:
    alert = intake.an_alert(
        kiran, "Zarina Testwali", kind=kind, what=builders.WORDS, source=SourceFacts(name="Test Caller")
    )
    actions.accept_alert(alert, priority="high", reason="A child is missing", officer=ravi, by=kiran)
    alert.refresh_from_db()
    return alert


def page_of(client: Client, name: str, *parts: object) -> str:
    return client.get(reverse(f"intake:{name}", args=parts)).content.decode()


def test_the_alert_offers_it_and_the_page_holds_what_was_told(
    kiran: User, ravi: User, rescue_desk: Desk, signed_in: SignedIn
) -> None:
    alert, client = accepted(kiran, ravi), signed_in(ravi)
    person = alert.people.get().person

    assert "Record the missing report" in page_of(client, "alert_detail", alert.uid)
    assert escape(builders.WORDS) in page_of(client, "alert_missing_person", alert.uid, person.uid)
    intake_page = reverse("intake:alert_missing_person", args=[alert.uid, person.uid])
    sent = client.post(intake_page, {"circumstances": builders.WORDS, "form_token": str(uuid4())})

    report = MissingReport.objects.get()
    assert sent["Location"] == report.get_absolute_url()
    assert (report.person, report.reporter, report.officer) == (person, alert.source, ravi)
    assert report.reference in page_of(client, "alert_detail", alert.uid)


def test_filing_twice_keeps_one_report_and_one_review(kiran: User, ravi: User, rescue_desk: Desk) -> None:
    alert = accepted(kiran, ravi)
    facts = builders.report_facts()
    told = ReportFacts(person=alert.people.get().person, details=facts.details)

    first = actions.file_missing_report(alert, facts=told, by=ravi)
    second = actions.file_missing_report(alert, facts=told, by=ravi)

    assert first == second
    assert set(Repetition.objects.in_force().values_list("rule", flat=True)) == {"report.review"}


def test_another_alert_offers_nothing_and_refuses(
    kiran: User, ravi: User, rescue_desk: Desk, signed_in: SignedIn
) -> None:
    alert = accepted(kiran, ravi, kind="information_received")

    assert "Record the missing report" not in page_of(signed_in(ravi), "alert_detail", alert.uid)
    with pytest.raises(Refused):
        actions.file_missing_report(alert, facts=builders.report_facts(), by=ravi)


def test_a_stranger_gets_404(kiran: User, ravi: User, chand: User, rescue_desk: Desk, signed_in: SignedIn) -> None:
    alert = accepted(kiran, ravi)

    assert signed_in(chand).get(reverse("intake:alert_missing", args=[alert.uid])).status_code == 404
