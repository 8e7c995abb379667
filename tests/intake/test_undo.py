"""A decision on an alert is taken back with one tap, or the page says why it is not."""

import pytest
from django.test import Client

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.intake.models import Alert
from rihai.intake.workflow import Status
from tests.cases.builders import token
from tests.conftest import SignedIn
from tests.intake import builders
from tests.rescue.builders import a_unit
from tests.undo import undo


@pytest.fixture
def alert(kiran: User) -> Alert:
    return builders.an_alert(kiran, "Sunita Devi")


def decide(client: Client, alert: Alert, decision: str, **more: object) -> str:
    typed = {"decision": decision, "reason": "We looked", "summary": "", "priority": "", **more, **token()}
    response = client.post(f"{alert.get_absolute_url()}triage/", typed, follow=True)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


@pytest.mark.parametrize("decision", ["dismiss", "refer"])
def test_the_message_after_a_decision_takes_it_back_with_one_tap(
    decision: str, alert: Alert, kiran: User, signed_in: SignedIn
) -> None:
    client = signed_in(kiran)
    more = {"dismissal": "unfounded"} if decision == "dismiss" else referral(a_unit())
    page = decide(client, alert, decision, **more)

    after = undo(client, page)

    alert.refresh_from_db()
    assert alert.status == Status.NEW
    assert "waits for a decision again" in after


def referral(to: Agency) -> dict[str, object]:
    return {"refer_to": to.uid, "referral": "competent_elsewhere", "priority": "normal"}


def test_an_accepted_alert_says_how_to_go_back(alert: Alert, kiran: User, signed_in: SignedIn) -> None:
    page = decide(signed_in(kiran), alert, "accept", priority="high")

    assert "If it was a mistake, close the inquiry." in page
    assert ">Undo<" not in page
