"""Two people write about one legal case at the same moment: nothing is planned or begun twice.

Two real connections each; on SQLite there is one writer at a time.
"""

import pytest
from django.db import connection

from rihai.accounts.models import User
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import OutcomeFacts
from rihai.prosecution.models import Hearing, LegalCase
from tests.prosecution import builders
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.tracing.test_match_locks import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(autouse=True)
def only_where_rows_are_locked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("One writer at a time.")


def test_a_hearing_told_by_two_at_once_is_told_once_and_has_one_next_date(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    hearing = a_hearing(legal_case, asha, days=0)
    facts = OutcomeFacts(Hearing.Outcome.HELD, note="As it went", next_at=in_days(30))

    failed = at_once(
        legal_case,
        [
            lambda: actions.record_hearing(Hearing.objects.get(pk=hearing.pk), facts=facts, by=asha),
            lambda: actions.record_hearing(Hearing.objects.get(pk=hearing.pk), facts=facts, by=lata),
        ],
    )

    assert not any(failed)
    assert legal_case.hearings.count() == 2


def test_one_report_begun_by_two_at_once_is_one_legal_case(asha: User, lata: User) -> None:
    station, first, second = builders.a_station(), builders.a_case(asha), builders.a_case(asha, 16)

    failed = at_once(
        asha.organisation,
        [
            lambda: builders.a_legal_case(asha, first, lawyer=lata, station=station),
            lambda: builders.a_legal_case(asha, second, lawyer=lata, station=station),
        ],
    )

    assert not any(failed)
    assert LegalCase.objects.count() == 1
