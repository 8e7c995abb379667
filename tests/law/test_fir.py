"""What an FIR names against what the facts carry; remedies, and the question that decides most."""

from datetime import date
from typing import Any

import pytest

from rihai.law.asking import one_answer_away, questions
from rihai.law.fir import check_fir
from rihai.law.remedies import remedies_for
from tests.law.tables import ids, judged

DAY = date(2025, 3, 1)
SOLD = {
    "victim": {"age_years": 15, "sex": "female"},
    "victims.count": 1,
    "acts": ["recruit", "transport", "sell"],
    "means": ["fraud_or_deception"],
    "purposes": ["prostitution"],
}


@pytest.mark.parametrize(
    ("named", "missing", "rise"),
    [
        ("ipc-372", "ipc-370-4", "rises from 10 years to life."),
        ("pocso-8", "pocso-6", "rises from 5 years to life, or death."),
    ],
)
def test_death_is_said_only_of_what_knows_it(named: str, missing: str, rise: str) -> None:
    facts = {**SOLD, "sexual": {"penetrative": True, "group": True}}
    checked = check_fir(judged(facts, date(2023, 3, 1)), [named])

    (reason,) = [each.reason for each in checked.omitted if each.id == missing]

    assert rise in reason


def test_an_old_number_on_a_new_offence_is_unsupported_and_its_successor_is_missing() -> None:
    checked = check_fir(judged(SOLD, DAY), ["ipc-370-4"])

    assert [each.id for each in checked.unsupported] == ["ipc-370-4"]
    assert "was in force from 2013-02-03 to 2024-06-30" in checked.unsupported[0].reason
    assert "On that date it is BNS 2023 s. 143(4)" in checked.unsupported[0].reason
    missing = {each.id: each.reason for each in checked.omitted}
    assert "The FIR names IPC 1860 s. 370(4) in its place, of the other code." in missing["bns-143-4"]


def test_each_missing_section_comes_with_what_meets_it_and_what_it_costs() -> None:
    missing = {each.id: each.reason for each in check_fir(judged(SOLD, DAY), ["itpa-5-1"]).omitted}

    assert "done: sold; age when it happened: 15 (under 18); purpose: prostitution" in missing["bns-98"]
    assert "Punishment: RI 10 yrs-life + fine." in missing["bns-143-4"]


def test_a_section_that_the_facts_speak_against_says_which_element_is_missing() -> None:
    reason = check_fir(judged(SOLD, DAY), ["bns-143-2"]).unsupported[0].reason

    assert "age when it happened: 15, and it takes 18 or more" in reason


def test_a_section_that_waits_for_a_fact_is_open_and_not_unsupported() -> None:
    checked = check_fir(judged(SOLD, DAY), ["pocso-6", "bns-143-4"])

    assert ids(checked.open) == ["pocso-6"]
    assert ids(checked.fitting) == ["bns-143-4"]
    assert checked.unsupported == ()


def test_without_an_fir_nothing_is_missing_and_with_an_empty_one_everything() -> None:
    found = judged(SOLD, DAY)

    assert check_fir(found, None).omitted == ()
    assert {each.id for each in check_fir(found, []).omitted} == {
        each.provision.id for each in found.met if each.provision.is_charged
    }


def test_what_an_fir_leaves_out_is_asked_for_in_writing_first() -> None:
    found = judged(SOLD, DAY)

    with_fir = remedies_for(found, check_fir(found, ["itpa-5-1"]))
    without = remedies_for(found)

    assert with_fir.apply[0].id == "add-sections"
    assert "add-sections" not in [each.id for each in without.apply]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ({"fir.refused": True}, "fir-refused"),
        ({"investigation.defective": True}, "mag-monitor"),
        ({"movement.inter_state": True}, "transfer-ahtu"),
        ({"movement.cross_border": "into_india"}, "transfer-ahtu"),
        ({"closure.report_filed": True}, "protest"),
        ({"closure.accepted": True}, "complaint"),
        ({"fir.refused": True}, "fir-refused-writ"),
        ({"stage": "trial"}, "add-charge"),
        ({"stage": "trial", "chargesheet.drops_accused_or_section": True}, "add-accused"),
        ({"bail.pending": True}, "oppose-bail"),
        ({"bail.order_perverse": True}, "cancel-bail"),
        ({"victim.charged_as_accused": True}, "victim-not-accused"),
        ({"victim.age_years": 20, "victim.in_home_against_will": True}, "release-adult"),
        ({"victim.age_years": 17}, "child-to-cwc"),
        ({"victim.still_confined": True}, "rescue-warrant"),
        ({"witness.threat": True}, "witness-protect"),
        ({"stage": "judgment"}, "fine-comp"),
        ({"labour.bonded_suspected": True}, "bl-rehab"),
        ({"acts": ["let_premises"]}, "close-brothel"),
        ({"judgment.adverse": True}, "appeal"),
        ({"victim.nationality": "foreign"}, "repatriate"),
        ({"accused.roles": ["hospital_staff"]}, "hospital-licence"),
    ],
)
def test_a_remedy_applies_where_its_facts_are_so_and_waits_while_they_are_unknown(
    given: dict[str, Any], remedy: str
) -> None:
    applies, waits = remedies_for(judged(given)), remedies_for(judged({}))

    assert remedy in [each.id for each in applies.apply]
    assert remedy not in [each.id for each in waits.apply]
    assert remedy in [each.remedy.id for each in waits.open]


def test_a_remedy_looks_at_what_was_done_in_every_phase() -> None:
    phases = [{"date": date(2024, 5, 1), "acts": ["manage_brothel"]}, {"date": date(2025, 5, 1), "acts": ["threaten"]}]

    found = remedies_for(judged({"offence.phases": phases}))

    assert "close-brothel" in [each.id for each in found.apply]


def test_what_is_always_open_comes_after_what_the_case_asks_for() -> None:
    always = {"victim-counsel", "in-camera", "vcs", "attach", "nhrc"}

    found = [each.id for each in remedies_for(judged({"fir.refused": True})).apply]

    assert found[0] == "fir-refused"
    assert set(found[-len(always) :]) == always


def test_the_question_that_decides_most_comes_first() -> None:
    """Who the accused is decides offences of life; whether there were advances decides some of three years."""
    found = {each.fact: each.decides for each in questions(judged({**SOLD, "sexual.penetrative": True}, DAY))}

    order = [*found]

    assert order[0] == "sexual.group"
    assert order.index("accused.roles") < order.index("sexual.harassment")
    assert {"bns-143-7", "bns-64-2", "pocso-6"} <= set(found["accused.roles"])


def test_without_any_fact_the_first_question_is_what_was_done_or_when() -> None:
    first = [each.fact for each in questions(judged({}))[:2]]

    assert set(first) == {"acts", "offence.date_from"}


def test_what_one_more_thing_on_a_list_would_meet_is_said_and_is_no_finding() -> None:
    """A list is complete as given; whoever filled it in may not have known that procuring is a section of its own."""
    found = judged(SOLD, DAY)

    away = ids(one_answer_away(found))

    assert {"bns-96", "bns-99"} <= set(away)
    assert not set(away) & {*ids(found.met), *ids(found.possible)}
    assert "bns-144-1" not in away
    assert ids(one_answer_away(judged({}))) == []
