"""One asks to erase a person while another decides: they wait for each other in one order, on PostgreSQL."""

import pytest
from django.db import connection

from rihai.accounts.models import User
from rihai.cases.actions import open_case
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case
from rihai.web.erasing.actions import ask_to_erase, erase_person
from tests.cases.builders import a_case
from tests.tracing.test_match_locks import at_once
from tests.web.erasing import asked, close

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(autouse=True)
def only_where_rows_are_locked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("One writer at a time.")


def test_who_asks_from_another_case_of_hers_and_who_decides_do_not_wait_crosswise(
    asha: User, bina: User, dolly: User
) -> None:
    case = close(a_case(asha), asha, bina)
    later = open_case(case.person, by=asha, case_owner=asha)
    erasure = asked(later, asha, bina)

    failures = at_once(
        case.person,
        [
            lambda: erase_person(erasure, by=dolly),
            lambda: ask_to_erase(Case.objects.get(pk=case.pk), why=Erasure.Why.WISH, by=asha),
        ],
    )

    assert failures == []
    erasure.refresh_from_db()
    assert (erasure.outcome, Erasure.objects.count()) == (Erasure.Outcome.ERASED, 1)
