"""One age holds for one day: over a long offence, or where a law began on the way, the age at the end is asked."""

from datetime import date
from typing import Any

import pytest

from rihai.law.errors import InputProblem
from rihai.law.evaluation import Verdict
from tests.law.tables import judged

UNDER_16 = ("bns-65-1", "pocso-4-2", "ipc-376-3")
LONG = {"offence.date_from": date(2024, 5, 20), "offence.date_to": date(2026, 11, 15)}
SHORT = {"offence.date_from": date(2024, 5, 20), "offence.date_to": date(2024, 8, 15)}
GROWN = {"offence.date_from": date(2025, 1, 10), "offence.date_to": date(2026, 12, 1), "victim.age_at_end": 17}
RAPED = {"victim.sex": "female", "victim.age_years": 15, "sexual.penetrative": True}


def verdicts(**more: Any) -> dict[str, Verdict]:
    found = judged({**RAPED, **more})
    return {key: found.findings[key].verdict for key in UNDER_16}


def asked(key: str, **more: Any) -> tuple[str, ...]:
    return judged({**RAPED, **more}).findings[key].ask


def test_over_more_than_a_year_the_age_at_the_end_is_asked() -> None:
    assert set(verdicts(**LONG).values()) == {Verdict.POSSIBLE}
    assert {asked(key, **LONG)[0] for key in UNDER_16} == {"victim.age_at_end"}


def test_who_was_under_age_all_the_time_needs_no_further_question() -> None:
    assert set(verdicts(**SHORT, **{"victim.age_at_end": 15}).values()) == {Verdict.MET}


@pytest.mark.parametrize("at_end", [16, 17])
def test_whoever_grew_out_of_an_age_limit_on_the_way_is_asked_what_was_done_when(at_end: int) -> None:
    grown = {**GROWN, "victim.age_at_end": at_end}

    assert [verdicts(**grown)[key] for key in ("bns-65-1", "pocso-4-2")] == [Verdict.POSSIBLE] * 2
    assert asked("pocso-4-2", **grown) == ("offence.phases",)


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2025, 1, 10), Verdict.MET), (date(2026, 12, 1), Verdict.POSSIBLE)], ids=["15", "17"]
)
def test_the_days_of_the_acts_say_how_old_she_was_then(day: date, verdict: Verdict) -> None:
    acts = {"acts": ["detain"], "offence.phases": [{"date": day, "acts": ["detain"]}]}

    assert verdicts(**GROWN, **acts)["pocso-4-2"] is verdict


def test_an_act_without_a_day_may_have_been_done_on_the_last() -> None:
    acts = {"acts": ["detain", "sell"], "offence.phases": [{"date": date(2025, 1, 10), "acts": ["detain"]}]}

    assert verdicts(**GROWN, **acts)["pocso-4-2"] is Verdict.POSSIBLE


def test_a_law_that_ended_on_the_way_goes_by_the_age_until_then() -> None:
    grown = {**LONG, "victim.age_at_end": 17}

    assert verdicts(**grown) == dict(zip(UNDER_16, (Verdict.POSSIBLE, Verdict.POSSIBLE, Verdict.MET), strict=True))


def test_no_law_for_a_child_that_began_when_she_was_older_fits() -> None:
    old = {"offence.date_from": date(2022, 5, 20), "offence.date_to": date(2025, 5, 20), "victim.age_at_end": 18}

    assert [verdicts(**old)[key] for key in UNDER_16] == [Verdict.NOT_MET, Verdict.POSSIBLE, Verdict.POSSIBLE]


def test_a_birthday_before_the_change_of_codes_may_matter() -> None:
    assert verdicts(**SHORT) == dict(zip(UNDER_16, (Verdict.POSSIBLE, Verdict.MET, Verdict.MET), strict=True))


def test_a_child_when_it_began_is_no_adult_for_its_end() -> None:
    found = judged({**RAPED, **LONG, "victim.age_at_end": 18}).findings

    assert found["pocso-4-1"].verdict is Verdict.POSSIBLE
    assert [key for key in ("bns-143-2", "ipc-370-2") if found[key].verdict is not Verdict.NOT_MET] == []


@pytest.mark.parametrize("at_end", [14, 19])
def test_an_age_at_the_end_that_cannot_be_is_refused(at_end: int) -> None:
    with pytest.raises(InputProblem, match=r"victim\.age_at_end: does not go with 15 when it began"):
        judged({**RAPED, **LONG, "victim.age_at_end": at_end})
