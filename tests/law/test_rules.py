"""The ten rules that the engine must get right; each numbered as in the review of the law that the data came from."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from rihai.law.counting import WORDS_ONLY
from rihai.law.derived import bail_bucket, derive, years_of
from rihai.law.evaluation import Evaluation, Verdict
from rihai.law.fir import check_fir
from rihai.law.remedies import cautions_for, remedies_for
from tests.law.tables import INDIA, facts, ids, judged

TRAFFICKED = {"acts": ["recruit", "transport"], "means": ["fraud_or_deception"], "purposes": ["prostitution"]}
WOMAN = {"victim.age_years": 22, "victim.sex": "female", "victims.count": 1}
GIRL = {"victim.age_years": 15, "victim.sex": "female", "victims.count": 1}
RAPED = {"sexual.penetrative": True, "sexual.without_valid_consent": True}
OLD, NEW = date(2024, 6, 30), date(2024, 7, 1)
NEVER = ["itpa-7-1", "itpa-8", "itpa-10a", "itpa-20", "ifa-entry", "foreigners-14"]


def met(given: dict[str, Any], on: date | None = None) -> set[str]:
    return set(ids(judged(given, on).met))


def cautions(found: Evaluation, fir: Sequence[str] | None = None) -> set[str]:
    return {each.id for each in cautions_for(found, fir)}


# 1. The date of the offence picks the code, article by article.


def test_1_until_30_june_2024_it_is_the_ipc_and_from_1_july_the_bns() -> None:
    before, after = met({**TRAFFICKED, **GIRL}, OLD), met({**TRAFFICKED, **GIRL}, NEW)

    assert "ipc-370-4" in before
    assert "bns-143-4" not in before
    assert "bns-143-4" in after
    assert "ipc-370-4" not in after


def test_1_an_offence_that_goes_on_over_the_change_needs_both_codes() -> None:
    found = met({**TRAFFICKED, **GIRL, "offence.date_from": date(2024, 5, 1), "offence.date_to": date(2024, 9, 1)})

    assert {"ipc-370-4", "bns-143-4"} <= found


def test_1_phases_put_each_act_under_the_code_of_its_date() -> None:
    sold_later = {
        **GIRL,
        "means": ["fraud_or_deception"],
        "purposes": ["prostitution"],
        "offence.phases": [
            {"date": date(2024, 5, 1), "acts": ["recruit", "transport"]},
            {"date": date(2024, 9, 1), "acts": ["sell"]},
        ],
    }

    found = met(sold_later)

    assert {"ipc-370-4", "bns-98"} <= found
    assert not {"bns-143-4", "ipc-372"} & found


@pytest.mark.parametrize(
    ("day", "is_today_s_form"), [(date(2013, 2, 2), False), (date(2013, 2, 3), True), (date(2024, 6, 30), True)]
)
def test_1_ipc_370_has_today_s_form_only_from_3_february_2013(day: date, is_today_s_form: bool) -> None:
    found = met({**TRAFFICKED, **GIRL, "purposes": ["slavery_like"]}, day)

    assert ("ipc-370-4" in found) is is_today_s_form
    assert ("ipc-370-old" in found) is not is_today_s_form


def test_1_the_procedure_follows_its_own_date() -> None:
    """An offence of 2023 may be tried under either code of procedure: it depends on what was pending on 1 July 2024."""
    of_2023 = judged({**WOMAN, **RAPED}, date(2023, 5, 1))
    pending = judged({**WOMAN, **RAPED, "procedure_code": "CrPC"}, date(2023, 5, 1))
    of_2025 = judged({**WOMAN, **RAPED}, date(2025, 5, 1))

    assert of_2023.findings["bnss-366"].ask == ("procedure_code",)
    assert pending.findings["bnss-366"].verdict is Verdict.NOT_MET
    assert of_2025.findings["bnss-366"].verdict is Verdict.MET


# 2. What harms the person is never suggested, and flagged with its remedy where an FIR has it.


def test_2_what_harms_the_person_is_never_suggested_whatever_the_facts_are() -> None:
    against_her = {
        **WOMAN,
        "acts": ["prostitution_conduct", "solicit"],
        "place.near_200m_public": True,
        "place.public": True,
        "victim.convicted_itpa_7_or_8": True,
        "victim.removal_order_sought": True,
        "victim.nationality": "foreign",
        "victim.no_valid_documents": True,
    }

    found = judged(against_her, date(2025, 8, 31)), judged(against_her, date(2025, 9, 1))

    assert all(not set(NEVER) & {*ids(each.met), *ids(each.possible)} for each in found)
    assert sorted(NEVER) == sorted(each.id for each in INDIA.provisions.values() if each.harm == "harms_victim")


@pytest.mark.parametrize("harmful", NEVER)
def test_2_what_harms_the_person_is_flagged_with_the_remedy_where_the_fir_has_it(harmful: str) -> None:
    found = judged({**TRAFFICKED, **WOMAN}, NEW)

    checked = check_fir(found, ["bns-143-2", harmful])
    remedies = remedies_for(found, checked)

    assert [each.id for each in checked.flagged if each.finding.provision.harm == "harms_victim"] == [harmful]
    assert "What helps: Victim charged: discharge or quash" in checked.flagged[0].reason
    assert not any(raw in checked.flagged[0].reason for raw in ("victim-not-accused", "HARM FLAG"))
    assert "victim-not-accused" in [each.id for each in remedies.apply]
    assert harmful not in [each.id for each in (*checked.omitted, *checked.unsupported)]


def test_2_what_may_be_turned_against_her_is_for_somebody_to_look_at() -> None:
    found = judged({**WOMAN, "acts": ["live_on_earnings"], "accused.age_years": 40}, NEW)

    flagged = check_fir(found, []).flagged

    assert flagged[0].id == "itpa-4"
    assert "aged parent" in flagged[0].reason
    assert "only possible" not in flagged[0].reason


def test_2_what_may_be_turned_against_her_is_told_apart_where_it_is_only_possible() -> None:
    reasons = {each.id: each.reason for each in check_fir(judged({**TRAFFICKED, **WOMAN}, NEW), ["itpa-17"]).flagged}

    assert "only possible as long as this is open: Do three or more act together" in reasons["bns-111"]
    assert "only possible" not in reasons["itpa-17"]


def test_2_what_is_named_against_a_person_who_is_an_accused_is_not_judged_as_their_deed() -> None:
    found = judged({**WOMAN, "acts": ["personate_online"], "victim.charged_as_accused": True}, NEW)

    reasons = {each.id: each.reason for each in check_fir(found, ["it-66d"]).flagged}

    assert "whether it was their own deed is not judged here" in reasons["it-66d"]
    assert "named-against-the-person" in cautions(found)


# 3. The ITPA has ages of its own.


@pytest.mark.parametrize(("age", "bucket"), [(15, "90"), (16, "contested_60_90"), (17, "contested_60_90"), (18, "60")])
def test_3_a_child_is_under_16_and_a_minor_16_or_17_for_the_itpa_alone(age: int, bucket: str) -> None:
    found = judged({"victim.age_years": age, "acts": ["procure"], "purposes": ["prostitution"], "means": []}, NEW)

    assert bail_bucket([found.findings["itpa-5-1"]]) == bucket
    assert (found.findings["bns-96"].verdict is Verdict.MET) is (age < 18)
    assert ("itpa-ages" in cautions(found)) is (age < 18)


# 4. Offences of the JJ Act of three to seven years are non-cognizable: never alone.


def test_4_an_offence_of_the_jj_act_alone_is_warned_about_and_beside_a_cognizable_one_is_not() -> None:
    child = {**facts_saying_no(), "victim.age_years": 15}

    alone = judged({**child, "acts": ["withhold_wages"]}, NEW)
    beside = judged({**child, "acts": ["withhold_wages", "compel_labour"]}, NEW)

    assert [each for each in ids(alone.met) if INDIA.provisions[each].is_charged] == ["jj-79"]
    assert "jj-alone" in cautions(alone)
    assert "jj-alone" in cautions(alone, ["jj-79"])
    assert derive(beside.findings.values())["offence.cognizable"] is True
    assert "jj-alone" in cautions(beside)
    assert "jj-alone" in cautions(beside, ["jj-79"])
    assert "jj-alone" not in cautions(beside, ["jj-79", "bns-146"])


def test_4_the_sale_of_a_baby_filed_under_the_jj_act_alone_is_warned_about() -> None:
    sold = judged({"victim.age_years": 0, "acts": ["sell"], "purposes": ["illegal_adoption"]}, NEW)

    assert "jj-alone" in cautions(sold, ["jj-81"])
    assert "jj-alone" in cautions(sold)
    assert "jj-alone" not in cautions(sold, ["jj-81", "bns-143-4"])


def facts_saying_no() -> dict[str, Any]:
    """Everything known, and nothing of it so: no other offence stays possible."""
    no: dict[str, Any] = {}
    for key, fact in INDIA.vocabulary.items():
        if fact.is_derived or key.startswith("offence.") or key == "victim.age_at_end":
            continue
        match fact.type:
            case "yes_no":
                no[key] = False
            case "many":
                no[key] = []
            case "number":
                no[key] = 0
    return {
        **no,
        "victims.count": 1,
        "victims.child_count": 1,
        "movement.cross_border": "none",
        "victim.nationality": "indian",
        "accused.knowledge_trafficked": "neither",
        "victim.social_category": "other",
    }


# 5. Trafficking is outside the lists on sexual offences.


def test_5_a_missing_charge_of_rape_loses_protections_as_well_as_punishment() -> None:
    found = judged({**TRAFFICKED, **WOMAN, **RAPED, "accused.roles": [], "sexual.repeated": False}, NEW)

    missing = {each.id: each.consequence for each in check_fir(found, ["bns-143-2"]).omitted}
    rape = missing["bns-64-1"]

    assert rape is not None
    assert [each.id for each in rape.protections] == [
        "identity-bar",
        "two-months",
        "in-camera-trial",
        "magistrate-statement",
    ]
    assert "from 10 years to life" in str(rape.punishment[-1])
    assert "90 days with it" in str(rape.bail[0])


def test_5_a_missing_charge_loses_nothing_that_another_charge_gives() -> None:
    found = judged({**TRAFFICKED, **GIRL, "sexual.penetrative": True}, NEW)

    missing = {each.id: each.consequence for each in check_fir(found, ["bns-143-4", "bns-65-1"]).omitted}
    pocso = missing["pocso-4-2"]

    assert pocso is not None
    assert [each.id for each in pocso.protections] == ["pocso-court"]


def test_5_an_adult_without_a_charge_of_rape_has_no_bar_on_publishing_who_she_is() -> None:
    without = judged({**facts_saying_no(), **TRAFFICKED, **WOMAN, "victims.child_count": 0}, NEW)
    with_it = judged({**TRAFFICKED, **WOMAN, **RAPED}, NEW)

    assert "no-identity-bar" in cautions(without)
    assert "no-identity-bar" not in cautions(with_it)


# 6. A preliminary enquiry is only for offences of three to under seven years.


def test_6_a_preliminary_enquiry_into_trafficking_means_that_police_under_classified_it() -> None:
    clock = INDIA.clocks["prelim-enquiry"]
    found = judged({**TRAFFICKED, **WOMAN}, NEW)

    assert "preliminary-enquiry" in cautions(found)
    assert (clock.limit.value, clock.limit.unit) == (14, "days")


# 7. Default bail: sixty or ninety days, and where courts differ the sixtieth is the safe one.


@pytest.mark.parametrize(
    ("sections", "bucket"),
    [
        (["bns-143-2"], "contested_60_90"),
        (["bns-144-1"], "contested_60_90"),
        (["bns-96", "bns-98", "bns-99"], "contested_60_90"),
        (["bns-143-4"], "90"),
        (["bns-139-1"], "90"),
        (["itpa-6"], "90"),
        (["pocso-4-1"], "90"),
        (["bns-64-1"], "90"),
        (["bns-144-2"], "60"),
        (["bns-143-2", "bns-144-2"], "contested_60_90"),
        (["bns-143-2", "pocso-6"], "90"),
    ],
)
def test_7_a_case_takes_ninety_days_if_any_of_its_sections_does(sections: list[str], bucket: str) -> None:
    found = judged({}, NEW)

    assert bail_bucket(found.findings[each] for each in sections) == bucket


def test_7_where_courts_differ_it_says_so() -> None:
    found = judged(
        {**facts_saying_no(), **TRAFFICKED, **WOMAN, "victims.child_count": 0, "purposes": ["forced_labour"]}, NEW
    )

    assert "bail-contested" in cautions(found)


# 8. Limitation: short for lesser offences alone, and the graver governs.


@pytest.mark.parametrize(
    ("section", "years"), [("bns-146", 1), ("ipc-374", 1), ("blsa-16", 3), ("bns-127-3", 3), ("itpa-3-1", 3)]
)
def test_8_lesser_offences_have_a_limitation_and_the_gravest_have_none(section: str, years: int) -> None:
    penalty, gravest = INDIA.provisions[section].penalty, INDIA.provisions["bns-143-2"].penalty

    assert penalty is not None
    assert penalty.limitation_years == years
    assert gravest is not None
    assert gravest.limitation_years is None


def test_8_compulsory_labour_alone_is_warned_about_and_beside_trafficking_is_not() -> None:
    alone = judged(
        {**facts_saying_no(), "victim.age_years": 30, "victims.child_count": 0, "acts": ["compel_labour"]}, NEW
    )
    beside = judged({**TRAFFICKED, **WOMAN, "acts": ["compel_labour", "recruit"]}, NEW)

    assert "limitation" in cautions(alone)
    assert "limitation" in cautions(beside, ["bns-146"])
    assert "limitation" not in cautions(beside, ["bns-146", "bns-143-2"])


# 9. Gaps are said aloud.


def test_9_a_man_or_a_transgender_adult_has_no_section_on_rape_in_the_bns() -> None:
    man = {"victim.age_years": 25, "victim.sex": "male", **RAPED}

    before, after = judged(man, OLD), judged(man, NEW)

    assert "ipc-377" in ids(before.met)
    assert not [each for each in ids(after.met) if each.startswith(("bns-6", "bns-7"))]
    assert "gap-377" in cautions(after)
    assert "gap-377" not in cautions(before)


def test_9_organised_crime_needs_two_earlier_charge_sheets() -> None:
    three = {**TRAFFICKED, **WOMAN, "accused.count": 3, "accused.syndicate_3plus": True}

    found = judged({**three, "accused.prior_chargesheets_10y": 1}, NEW)
    unknown = judged(three, NEW)

    assert found.findings["bns-111"].verdict is Verdict.NOT_MET
    assert "organised-crime" in cautions(found)
    assert unknown.findings["bns-111"].ask == ("accused.prior_chargesheets_10y",)


@pytest.mark.parametrize(
    ("given", "caution"),
    [({"acts": ["remove_organ"]}, "thota-complaint"), ({**GIRL, **TRAFFICKED, "acts": ["sell"]}, "nia-schedule")],
)
def test_9_traps_of_other_acts_are_told(given: dict[str, Any], caution: str) -> None:
    assert caution in cautions(judged(given, NEW))


# 10. A protest petition has no period.


def test_10_a_protest_petition_has_words_and_never_a_date() -> None:
    clocks = [each for each in INDIA.clocks.values() if "protest" in each.id]
    found = remedies_for(judged({**TRAFFICKED, **WOMAN, "closure.report_filed": True}, NEW))

    assert clocks
    assert all(each.limit.unit in WORDS_ONLY for each in clocks)
    assert "protest" in [each.id for each in found.apply]


def test_a_lesser_section_hides_behind_a_graver_one_and_stays_met() -> None:
    two = judged({**TRAFFICKED, **GIRL, "victims.count": 2, "victims.child_count": 2}, NEW)

    hidden = two.findings["bns-143-4"]

    assert (hidden.verdict, hidden.hidden_by) == (Verdict.MET, "bns-143-5")
    assert "bns-143-4" not in ids(two.met)
    assert "bns-143-4" not in [each.id for each in check_fir(two, ["bns-143-5"]).omitted]
    assert "bns-143-4" in ids(check_fir(two, ["bns-143-4"]).fitting)


@pytest.mark.parametrize(
    ("section", "last", "least_then", "least_now"),
    [
        ("ipc-376-1", date(2018, 4, 20), 7, 10),
        ("pocso-4-1", date(2019, 8, 15), 7, 10),
        ("pocso-6", date(2019, 8, 15), 10, 20),
    ],
)
def test_an_older_punishment_holds_until_its_last_day(
    section: str, last: date, least_then: float, least_now: float
) -> None:
    penalty = INDIA.provisions[section].penalty
    assert penalty is not None

    least = [years_of(penalty, facts({"offence.date_to": day}))[0] for day in (last, last + timedelta(days=1))]

    assert least == [least_then, least_now]
