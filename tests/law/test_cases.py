"""Worked cases: from published reports that were read and are cited, otherwise labelled constructed."""

from typing import Any

import pytest

from rihai.law.evaluation import Verdict
from rihai.law.fir import check_fir
from tests.law.tables import cases, ids, judged

CASES = [pytest.param(each, id=each["case"]) for each in cases()]


@pytest.mark.parametrize("case", CASES)
def test_a_case_comes_to_what_its_report_and_the_law_say(case: dict[str, Any]) -> None:
    found = judged(case["facts"])

    assert set(case["met"]) <= set(ids(found.met))
    assert set(case.get("possible", [])) <= set(ids(found.possible))
    assert not set(case["never"]) & {*ids(found.met), *ids(found.possible)}


@pytest.mark.parametrize("case", CASES)
def test_what_its_fir_names_is_sorted_as_the_facts_carry_it(case: dict[str, Any]) -> None:
    found = judged(case["facts"])

    checked = check_fir(found, case["fir"])

    assert [each.id for each in checked.unsupported] == case["unsupported"]
    assert set(case["omitted"]) <= {each.id for each in checked.omitted}
    assert bool(case["omitted"]) == bool(checked.omitted)
    harmful = set(case.get("harmful", []))
    sorted_out = {*ids(checked.fitting), *ids(checked.open), *(each.id for each in checked.unsupported)}
    assert sorted_out == set(case["fir"]) - harmful
    assert harmful <= {each.id for each in checked.flagged}


@pytest.mark.parametrize("case", [each for each in CASES if "ask" in each.values[0]])  # type: ignore[operator]
def test_what_a_report_leaves_out_is_asked_for(case: dict[str, Any]) -> None:
    found = judged(case["facts"])

    asked = {key for each in found.findings.values() if each.verdict is Verdict.POSSIBLE for key in each.ask}

    assert set(case["ask"]) <= asked


def test_every_case_is_cited_or_labelled_constructed() -> None:
    assert all(
        case.get("read", "").startswith("https://") or case["told"].startswith("Constructed") for case in cases()
    )


def test_what_is_worked_out_is_told_in_words_and_a_hidden_section_by_the_gravest() -> None:
    kiln = next(each for each in cases() if "brick kiln" in each["case"])

    checked = check_fir(judged(kiln["facts"]), kiln["fir"])

    reasons = {each.id: each.reason for each in checked.omitted}
    assert "longest sentence under the IPC or BNS: life (10 or more)" in reasons["poa-3-2-v"]
    assert "from 3 years to life." in reasons["bns-143-5"]
    assert {each.provision.id: each.hidden_by for each in checked.fitting}["bns-127-2"] == "bns-127-4"
