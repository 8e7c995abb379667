"""From which year an organisation counts: set by whoever publishes, said everywhere, never the way to a few people."""

import csv
import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.lib.workflow import NotPossible
from rihai.research import actions
from rihai.research.impact import impact_report
from rihai.research.indicators import Known, measure
from rihai.research.models import BaseYear
from tests.conftest import SignedIn
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, travel
from tests.research.test_publishing import defined, proposed, released

pytestmark = pytest.mark.django_db
PAGE = reverse("research:base_year")


@pytest.fixture
def years(kiran: User) -> None:
    """Ten operations of 2028, ten of 2030, written down in 2030."""
    with travel(MONDAY):
        for month in ("2028-05", "2030-02"):
            for _number in range(10):
                own.past_operation(kiran, month)


def operations(user: User, day: date) -> int:
    return impact_report(day, user.organisation).own.operations


def test_only_what_happened_since_counts(years: None, dolly: User) -> None:
    with travel(TUESDAY):
        before = operations(dolly, TUESDAY.date())
        actions.set_base_year(2029, by=dolly)

        report = impact_report(TUESDAY.date(), dolly.organisation)

        assert (before, report.own.operations) == (20, 10)
        assert report.own.operations_by_year == {"2030": 10}
        assert measure(defined("operations"), Known(TUESDAY.date(), dolly.organisation)).value == 10
        assert AuditEvent.objects.get(verb="figure.base_year_set").actor_uid == dolly.uid


def test_what_has_no_day_counts_by_when_it_was_written_down(kiran: User, dolly: User) -> None:
    with travel(MONDAY):
        own.found(kiran, "located")
    with travel(MONDAY + timedelta(days=365)):
        own.found(kiran, "located")
        actions.set_base_year(2031, by=dolly)

        assert impact_report(timezone.localdate(), dolly.organisation).own.people == 1


def test_open_cases_are_counted_as_they_stand() -> None:
    assert defined("caseload").base_year(2029) == 0
    assert defined("leak_rate").base_year(2029) == 2029


def test_a_report_of_an_earlier_day_keeps_its_year(years: None, dolly: User) -> None:
    with travel(TUESDAY):
        actions.set_base_year(2029, by=dolly)

        counts = [operations(dolly, day.date()) for day in (MONDAY, TUESDAY)]

    assert counts == [20, 10]


def test_a_published_figure_and_its_correction_keep_the_year(years: None, dolly: User, output_checker: User) -> None:
    with travel(TUESDAY):
        old = released(dolly, output_checker)
        actions.set_base_year(2029, by=dolly)
        new = proposed(dolly)
        correction = actions.propose_correction(old, indicator=defined("operations"), reason="Counted anew", by=dolly)

    assert [(one.base_year, one.n) for one in (old, new, correction)] == [(0, 20), (2029, 10), (0, 20)]


def test_a_correction_counts_from_the_year_of_what_it_corrects(years: None, dolly: User, output_checker: User) -> None:
    with travel(TUESDAY):
        actions.set_base_year(2029, by=dolly)
        old = released(dolly, output_checker)
        actions.set_base_year(0, by=dolly)
        correction = actions.propose_correction(old, indicator=defined("operations"), reason="Counted anew", by=dolly)

    assert (correction.base_year, correction.n) == (2029, 10)


def test_a_year_that_would_tell_of_a_few_is_refused(years: None, kiran: User, dolly: User) -> None:
    with travel(TUESDAY):
        for _number in range(3):
            own.past_operation(kiran, "2026-01")

        with pytest.raises(NotPossible, match="fewer than ten"):
            actions.set_base_year(2027, by=dolly)

    assert not BaseYear.objects.exists()


@pytest.mark.parametrize("name", ["asha", "kiran", "data_officer"])
def test_only_who_publishes_sets_it(request: pytest.FixtureRequest, signed_in: SignedIn, name: str) -> None:
    user = request.getfixturevalue(name)

    with pytest.raises(Refused):
        actions.set_base_year(2029, by=user)
    assert signed_in(user).get(PAGE).status_code == 403


def test_it_holds_for_one_organisation(years: None, dolly: User, chand: User) -> None:
    with travel(TUESDAY):
        actions.set_base_year(2029, by=dolly)

        assert Known(TUESDAY.date(), chand.organisation).base_year == 0
        assert impact_report(TUESDAY.date()).own.operations == 20


def test_it_is_set_on_the_screen_and_said_everywhere(signed_in: SignedIn, dolly: User) -> None:
    client = signed_in(dolly)

    empty = client.get(reverse("research:indicator_list")).text
    answer = client.post(PAGE, {"year": "2020", "form_token": str(uuid4())})

    assert "Counted since the first record." in empty
    assert answer.status_code == 302
    for name in ("impact", "indicator_list", "how_we_count"):
        assert "Counted since 2020." in client.get(reverse(f"research:{name}")).text, name
    assert 'value="2020"' in client.get(PAGE).text
    document = client.get(reverse("research:figures_json")).json()
    assert document["base_year"] == 2020
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("research:figures_csv")).text.lstrip("\ufeff"))))
    assert {row["group"] for row in rows if row["base_year"] != "2020"} == {"caseload"}


def test_a_year_to_come_is_refused_and_stays_typed(signed_in: SignedIn, dolly: User) -> None:
    later = datetime.now(tz=timezone.get_current_timezone()).year + 1

    answer = signed_in(dolly).post(PAGE, {"year": str(later), "form_token": str(uuid4())})

    assert answer.status_code == 422
    assert "Enter this year or an earlier one." in answer.text
    assert f'value="{later}"' in answer.text
