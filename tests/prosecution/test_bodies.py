"""A court is chosen among courts and a station among stations, and the page says what to do where it is missing."""

import pytest

from rihai.accounts.models import User
from rihai.prosecution.models import LegalCase
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of

STATION, COURT, CLINIC = "Lake Road police station", "Sessions court Hill", "Clinic Seven"
MISSING = "Not in the list? Ask your supervisor or the rescue desk"


@pytest.mark.parametrize(
    ("page", "offered"),
    [
        ("hearing_new", [COURT]),
        ("petition_new", [COURT]),
        ("charge_sheet_new", [COURT]),
        ("legal_case_paper", [STATION, COURT]),
        ("protection_new", [STATION, COURT]),
    ],
)
def test_only_bodies_of_the_right_kind_are_offered_and_the_missing_one_has_a_way(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, page: str, offered: list[str]
) -> None:
    builders.a_station(STATION)
    builders.a_station(COURT, kind="court")
    builders.a_station(CLINIC, kind="hospital")

    text = text_of(signed_in(asha), page, legal_case.uid)

    assert [one for one in (STATION, COURT, CLINIC) if one in text] == offered
    assert MISSING in text


def test_a_body_of_another_kind_that_stands_there_already_is_not_lost(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    clinic = builders.a_station(CLINIC, kind="hospital")
    LegalCase.objects.filter(pk=legal_case.pk).update(station=clinic)

    text = text_of(signed_in(asha), "legal_case_paper", legal_case.uid)

    assert f'<option value="{clinic.pk}" selected>' in text
