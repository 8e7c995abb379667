"""Readings of the law that a reviewer found wrong once, each with the case that showed it. All are constructed."""

from datetime import date
from typing import Any

import pytest

from rihai.law.clocks import clocks_of
from rihai.law.clocks_events import read_events
from rihai.law.conditions import Truth
from rihai.law.evaluation import Verdict
from rihai.law.fir import check_fir
from rihai.law.remedies import cautions_for
from tests.law.tables import INDIA, facts, judged

RAPED = {"victim.sex": "female", "sexual.penetrative": True}
WIFE = {**RAPED, "victim.age_years": 25, "sexual.without_valid_consent": True, "accused.roles": ["spouse"]}
MAN = {"victim.sex": "male", "victim.age_years": 25, "sexual.penetrative": True}
BOY = {"victim.sex": "male", "victim.age_years": 12, "sexual.penetrative": True}
IN_2025 = date(2025, 5, 10)


def warned(given: dict[str, Any]) -> set[str]:
    return {each.id for each in cautions_for(judged(given))}


@pytest.mark.parametrize(
    ("day", "age", "verdict"),
    [
        (date(2013, 2, 2), 15, Verdict.MET),
        (date(2013, 2, 2), 16, Verdict.POSSIBLE),
        (date(2013, 2, 3), 16, Verdict.MET),
        (date(2013, 2, 3), 17, Verdict.MET),
    ],
)
def test_until_february_2013_a_girl_of_sixteen_is_asked_for_consent(day: date, age: int, verdict: Verdict) -> None:
    found = judged({**RAPED, "victim.age_years": age}, day).findings["ipc-376-1"]

    assert found.verdict is verdict
    assert ("sexual.without_valid_consent" in found.ask) is (verdict is Verdict.POSSIBLE)


@pytest.mark.parametrize(("day", "verdict"), [(date(2012, 6, 1), Verdict.NOT_MET), (date(2014, 6, 1), Verdict.MET)])
def test_dominance_aggravates_a_rape_since_february_2013(day: date, verdict: Verdict) -> None:
    given = {
        **RAPED, "victim.age_years": 22, "sexual.without_valid_consent": True, "accused.roles": ["person_in_control"],
        "victim.pregnant": False,
    }  # fmt: skip

    assert judged(given, day).findings["ipc-376-2"].verdict is verdict


def test_rape_of_a_grown_wife_is_never_told_without_the_exception() -> None:
    days = {"offence.date_from": "2025-05-10", "offence.date_to": "2025-05-10"}

    assert "husband" in warned({**WIFE, **days})
    assert "husband" not in warned({**WIFE, **days, "victim.age_years": 17})
    assert "husband" not in warned({**WIFE, **days, "accused.roles": ["customer"]})


@pytest.mark.parametrize("consent", [{}, {"sexual.without_valid_consent": False}])
def test_a_boy_is_not_asked_whether_he_consented(consent: dict[str, Any]) -> None:
    found = judged({**BOY, **consent}, date(2023, 5, 10)).findings["ipc-377"]

    assert found.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        ({"offence.date_from": "2025-05-10"}, True),
        ({"offence.date_to": "2025-05-10"}, True),
        ({"offence.date_from": "2023-05-10"}, False),
        ({"offence.date_from": "2023-05-10", "offence.date_to": "2023-05-10"}, False),
    ],
)
def test_the_gap_for_men_is_told_as_soon_as_one_day_shows_it(days: dict[str, str], is_told: bool) -> None:
    assert ("gap-377" in warned({**MAN, **days})) is is_told


@pytest.mark.parametrize("section", ["it-66d", "passports-12"])
def test_what_scam_compounds_force_people_to_do_is_flagged_for_a_human(section: str) -> None:
    given = {"acts": ["personate_online", "forge_documents"], "means": ["fraud_or_deception"]}

    flagged = {each.id for each in check_fir(judged(given, IN_2025), [section]).flagged}

    assert section in flagged


@pytest.mark.parametrize(
    ("accused", "truth"),
    [({}, Truth.UNKNOWN), ({"accused.non_sc_st": True}, Truth.YES), ({"accused.non_sc_st": False}, None)],
)
def test_clocks_of_atrocities_ask_who_the_accused_is(accused: dict[str, Any], truth: Truth | None) -> None:
    """The Act is about what others do to members of a Scheduled Caste or Tribe."""
    events = read_events("fir.registered: 2026-02-02", INDIA.triggers)
    found = {due.clock.id: due for due in clocks_of(INDIA, facts({"victim.social_category": "sc", **accused}), events)}

    for key in ("poa-60d", "poa-relief-7d"):
        assert (found[key].truth if key in found else None) is truth
