"""Facts that follow from what is met, where one Act asks for an offence of another or a court has a way of its own."""

from datetime import date
from typing import Any

from rihai.law.derived import derive
from rihai.law.evaluation import Verdict
from tests.law.tables import judged

DAY = date(2025, 3, 1)
# Nothing is open that another answer could turn.
NOTHING: dict[str, Any] = {"acts": [], "means": [], "purposes": [], "accused.roles": []}


def test_an_atrocity_asks_for_an_offence_of_the_general_codes() -> None:
    caste = {"victim.social_category": "sc", "accused.non_sc_st": True}
    by_organs = {**caste, **NOTHING, "acts": ["remove_organ"], "victim.age_years": 30, "victim.sex": "male"}
    trafficked = {**caste, "acts": ["recruit"], "means": ["threat"], "purposes": ["prostitution"]}

    alone, beside = judged(by_organs, DAY), judged({**trafficked, "victim.age_years": 15}, DAY)

    assert alone.findings["thota-18"].verdict is Verdict.MET
    assert alone.findings["poa-3-2-v"].verdict is not Verdict.MET
    assert beside.findings["poa-3-2-v"].verdict is Verdict.MET


def test_of_a_special_court_nobody_says_that_it_is_a_magistrate() -> None:
    found = judged({**NOTHING, "victim.age_years": 12, "sexual.contact": True}, DAY).findings["pocso-8"]

    derived = derive([found])

    assert found.verdict is Verdict.MET
    assert derived["offence.sessions_triable"] is None
    assert derived["offence.without_committal"] is True
