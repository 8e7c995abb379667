"""Which schemes and heads the facts point to, how much they name, whom one asks and by when. Cases are constructed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rihai.law.clocks import clocks_of
from rihai.law.clocks_events import read_events
from rihai.law.compensation import Amount, Claim, HeadOpen, claims_of
from rihai.law.conditions import Truth
from rihai.law.facts import read_facts
from rihai.law.loading import law_of

LAW = law_of()
RAPED_GIRL = {"victim.age_years": 15, "victim.sex": "female", "sexual.penetrative": True}
BONDED_MAN = {
    "labour.bonded_suspected": True,
    "victim.sex": "male",
    "victim.age_years": 30,
    "victim.disability": False,
    "acts": [],
    "purposes": [],
    "offence.date_to": "2026-02-01",
}


def claims(facts: dict[str, Any]) -> dict[str, Claim]:
    return {claim.scheme.id: claim for claim in claims_of(LAW, read_facts(LAW.vocabulary, facts))}


def heads(facts: dict[str, Any]) -> dict[str, HeadOpen]:
    return {each.head.id: each for claim in claims(facts).values() for each in (*claim.heads, *claim.interim)}


def test_a_raped_girl_may_ask_for_half_as_much_again() -> None:
    """NALSA 2018: rape Rs 4 to 7 lakh, half more for a minor: Rs 6 to 10.5 lakh; a quarter of the most at once."""
    found = heads(RAPED_GIRL)

    assert found["nalsa-rape"].truth is Truth.YES
    assert found["nalsa-rape"].amount == Amount(600_000, 1_050_000)
    assert found["nalsa-interim"].amount == Amount(262_500, None)
    assert found["pocso-interim"].truth is Truth.YES


def test_a_grown_woman_has_no_half_more() -> None:
    found = heads({**RAPED_GIRL, "victim.age_years": 24, "sexual.without_valid_consent": True})

    assert found["nalsa-rape"].amount == Amount(400_000, 700_000)
    assert "pocso-interim" not in found


def test_while_her_age_is_unknown_only_the_most_rises() -> None:
    found = heads({"victim.sex": "female", "sexual.penetrative": True, "sexual.without_valid_consent": True})

    assert found["nalsa-rape"].amount == Amount(400_000, 1_050_000)


def test_the_graver_head_hides_the_lesser_one() -> None:
    found = heads({**RAPED_GIRL, "sexual.group": True})

    assert found["nalsa-gang"].truth is Truth.YES
    assert "nalsa-rape" not in found


@pytest.mark.parametrize(
    ("more", "head", "amount"),
    [
        ({}, "bl-man", 100_000),
        ({"victim.sex": "female"}, "bl-special", 200_000),
        ({"victim.age_years": 12}, "bl-special", 200_000),
        ({"purposes": ["begging"]}, "bl-special", 200_000),
        ({"purposes": ["sexual_exploitation"]}, "bl-extreme", 300_000),
        ({"victim.disability": True}, "bl-extreme", 300_000),
        ({"acts": ["transport"], "means": ["threat"], "purposes": ["forced_labour"]}, "bl-extreme", 300_000),
    ],
)
def test_bonded_labour_has_one_amount_by_who_she_is_and_what_was_done(
    more: dict[str, Any], head: str, amount: int
) -> None:
    certain = [each for each in claims({**BONDED_MAN, **more})["bonded-labour"].heads if each.truth is Truth.YES]

    assert [(each.head.id, each.amount.most) for each in certain] == [(head, amount)]


def test_an_older_scheme_is_named_only_for_what_ended_under_it() -> None:
    assert "bonded-labour-2016" not in claims(BONDED_MAN)

    older = claims({**BONDED_MAN, "offence.date_to": "2019-05-01"})["bonded-labour-2016"]

    assert older.truth is Truth.UNKNOWN


def test_what_no_fact_says_is_never_certain() -> None:
    found = heads(RAPED_GIRL)

    assert found["nalsa-hurt"].truth is Truth.UNKNOWN
    assert found["nalsa-hurt"].look_at
    assert all(each.truth is not Truth.YES for each in found.values() if each.head.ask)


def test_a_scheme_of_a_state_is_for_that_state() -> None:
    assert "manodhairya" in claims({**RAPED_GIRL, "state": "Maharashtra"})
    assert "manodhairya" not in claims({**RAPED_GIRL, "state": "West Bengal"})


def test_what_lies_in_two_states_opens_the_schemes_of_both() -> None:
    found = claims({**RAPED_GIRL, "state": ["West Bengal", "Maharashtra"]})

    assert {"manodhairya", "west-bengal"} <= found.keys()
    assert found["manodhairya"].truth is Truth.YES
    assert {key: each.states for key, each in found.items() if each.states} == {
        "manodhairya": ("Maharashtra",),
        "west-bengal": ("West Bengal",),
        "state": ("Maharashtra", "West Bengal"),
    }


def test_a_state_that_may_be_one_more_leaves_its_scheme_possible() -> None:
    assert claims({**RAPED_GIRL, "state": ["Kerala", "unknown"]})["manodhairya"].truth is Truth.UNKNOWN


def test_west_bengal_gives_half_more_under_fourteen() -> None:
    younger = heads({**RAPED_GIRL, "victim.age_years": 13, "state": "West Bengal"})
    older = heads({**RAPED_GIRL, "victim.age_years": 14, "state": "West Bengal"})

    assert younger["wb-range"].amount == Amount(75_000, 450_000)
    assert older["wb-range"].amount == Amount(50_000, 300_000)


def test_each_claim_says_whom_to_ask_and_which_steps_to_take() -> None:
    claim = claims(RAPED_GIRL)["nalsa"]

    assert "Legal Services Authority" in claim.scheme.apply_to
    assert any("FIR" in step for step in claim.steps)


def test_each_claim_shows_the_clocks_that_run_for_it() -> None:
    facts, events = read_facts(LAW.vocabulary, RAPED_GIRL), read_events("vcs.application: 2026-03-10", LAW.triggers)

    dues = claims(RAPED_GIRL)["nalsa"].dues(clocks_of(LAW, facts, events))

    assert [(due.clock.id, str(due.due)) for due in dues] == [
        ("nalsa-first", "None"),
        ("nalsa-60d", "2026-05-09"),
        ("vcs-inquiry-2m", "2026-05-10"),
    ]


def test_every_head_says_where_it_was_read_and_who_confirmed_it() -> None:
    assert all("no lawyer has confirmed this" in each.sourcing.words for each in heads({}).values())


def test_amounts_are_said_in_words() -> None:
    said = [
        Amount(1, 2).text,
        Amount(5, 5).text,
        Amount(100_000, None).text,
        Amount(0, 30_000).text,
        Amount(None, None).text,
    ]

    assert said == ["Rs 1 to 2", "Rs 5", "Rs 100,000 or more", "up to Rs 30,000", "no amount can be said"]


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "victim.age_years": st.integers(0, 40),
        "victim.sex": st.sampled_from(["female", "male", "transgender"]),
        "victim.social_category": st.sampled_from(["sc", "st", "other"]),
        "accused.non_sc_st": st.booleans(),
        "sexual.penetrative": st.booleans(),
        "sexual.group": st.booleans(),
        "sexual.without_valid_consent": st.booleans(),
        "labour.bonded_suspected": st.booleans(),
        "state": st.sampled_from(["Maharashtra", "West Bengal", "Kerala", ["West Bengal", "Maharashtra"]]),
        "acts": st.lists(st.sampled_from(["recruit", "compel_labour"]), unique=True),
        "offence.date_to": st.sampled_from(["2015-01-01", "2019-01-01", "2026-01-01"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(FACTS, st.data())
def test_a_fact_more_never_opens_what_was_closed(known: dict[str, Any], data: st.DataObject) -> None:
    less = {key: value for key, value in known.items() if data.draw(st.booleans())}

    more_known, less_known = heads(known), heads(less)

    for key, each in more_known.items():
        hidden_then = [graver for graver in LAW.heads[key].lesser_of if graver in less_known]
        assert key in less_known or hidden_then
        if key in less_known and less_known[key].truth is Truth.YES:
            assert each.truth is Truth.YES
