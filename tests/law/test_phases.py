"""What was done when: a phase proves a day, never an end, and what nobody said of a phase stays unknown."""

from datetime import date
from typing import Any

import pytest

from rihai.law.evaluation import Verdict
from tests.law.tables import judged

GIRL = {"victim": {"age_years": 15, "sex": "female"}, "means": ["fraud_or_deception"], "purposes": ["prostitution"]}
MAY, AUGUST, LAST = date(2024, 5, 10), date(2024, 8, 1), date(2024, 9, 20)


def verdict(id_: str, given: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    found = judged({**GIRL, **given}).findings[id_]
    return found.verdict, found.ask


def phase(day: date, *acts: str) -> dict[str, Any]:
    return {"date": day, "acts": [*acts]}


@pytest.mark.parametrize("id_", ["bns-143-4", "bns-98", "jj-81"])
@pytest.mark.parametrize("acts", [["unknown"], "unknown", None])
def test_what_nobody_said_of_a_phase_is_unknown(id_: str, acts: Any) -> None:
    given = {"acts": [], "offence.date_from": MAY, "offence.date_to": LAST}
    phases = [phase(MAY, "recruit"), {"date": AUGUST, "acts": acts}]

    found, asked = verdict(id_, {**given, "offence.phases": phases})

    assert found == Verdict.POSSIBLE
    assert "acts" in asked


@pytest.mark.parametrize("acts", [{}, {"acts": "unknown"}, {"acts": ["unknown"]}])
def test_phases_alone_do_not_say_that_nothing_else_was_done(acts: dict[str, Any]) -> None:
    given = {"offence.date_from": MAY, "offence.date_to": LAST, "offence.phases": [phase(MAY, "recruit")]}

    assert verdict("bns-98", {**given, **acts})[0] == Verdict.POSSIBLE
    assert verdict("bns-98", {**given, "acts": []})[0] == Verdict.NOT_MET
    assert verdict("ipc-370-4", {**given, **acts})[0] == Verdict.MET


@pytest.mark.parametrize("id_", ["bns-143-4", "bns-99"])
def test_one_phase_is_not_the_last_day(id_: str) -> None:
    given = {"acts": ["recruit", "harbour", "buy"], "offence.date_from": MAY, "offence.phases": [phase(MAY, "recruit")]}

    assert verdict(id_, given) == (Verdict.POSSIBLE, ("offence.date_to",))
    assert verdict(id_, {**given, "offence.date_to": LAST})[0] == Verdict.MET
    assert verdict(id_, {**given, "offence.date_to": MAY})[0] == Verdict.NOT_MET


def test_one_phase_is_not_the_first_day() -> None:
    given = {"acts": ["harbour"], "offence.phases": [phase(AUGUST, "recruit")]}

    assert verdict("ipc-370-4", given) == (Verdict.POSSIBLE, ("offence.date_from",))
    assert verdict("bns-143-4", given)[0] == Verdict.MET


def test_two_phases_prove_the_days_between_them() -> None:
    given = {"acts": ["harbour"], "offence.phases": [phase(MAY, "recruit"), phase(AUGUST)]}

    assert verdict("ipc-370-4", given)[0] == Verdict.MET
    assert verdict("bns-143-4", given)[0] == Verdict.MET
