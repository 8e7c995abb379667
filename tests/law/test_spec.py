"""Every provision: facts that meet it, facts that just miss it, and the element that they then lack."""

from datetime import timedelta
from typing import Any

import pytest

from rihai.law.entries import STEPS
from rihai.law.evaluation import Verdict
from tests.law.tables import INDIA, judged, specs

SPECS = specs()
BY_ID = [pytest.param(each, id=each["id"]) for each in SPECS]


def test_every_provision_with_elements_has_an_example_and_no_other_has() -> None:
    wanted = [each.id for each in INDIA.provisions.values() if not each.is_background]

    assert sorted(each["id"] for each in SPECS) == sorted(wanted)


@pytest.mark.parametrize("spec", BY_ID)
def test_an_example_meets_its_provision_and_a_near_miss_lacks_the_element_it_names(spec: dict[str, Any]) -> None:
    met = judged(spec["facts"], spec["day"]).findings[spec["id"]]
    missed = judged({**spec["facts"], **spec["miss"]}, spec["day"]).findings[spec["id"]]

    assert met.verdict == spec.get("verdict", "met"), met.ask or met.fails
    assert missed.verdict is Verdict.NOT_MET
    assert spec["element"] in {test.fact for test in missed.fails}


def test_a_provision_begins_on_its_first_day_and_ends_with_its_last() -> None:
    """Steps of procedure are taken later than the offence; one example rests on an offence that is younger than it."""
    wrong = []
    for spec in SPECS:
        provision = INDIA.provisions[spec["id"]]
        first, last = provision.in_force.first, provision.in_force.last
        if first is None or provision.kind in STEPS or spec["id"] == "poa-3-2-v":
            continue
        days = {first - timedelta(days=1): "not met", first: "met"}
        if last is not None:
            days |= {last: "met", last + timedelta(days=1): "not met"}
        found = {day: judged(spec["facts"], day).findings[spec["id"]].verdict for day in days}
        wrong += [f"{spec['id']} on {day}: {found[day]}" for day in days if found[day] != days[day]]

    assert not wrong


def test_leaving_any_one_fact_unsaid_never_denies_a_provision() -> None:
    denied = [
        f"{spec['id']} without {key}"
        for spec in SPECS
        for key in spec["facts"]
        if judged({name: each for name, each in spec["facts"].items() if name != key}, spec["day"])
        .findings[spec["id"]]
        .verdict
        is Verdict.NOT_MET
    ]

    assert not denied
