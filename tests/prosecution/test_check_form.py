"""The form of a section check: every fact once, several States in rows, rare acts folded beneath their headings."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.prosecution.forms.checks import FactsForm
from rihai.prosecution.forms.claims import OptionsForm
from rihai.prosecution.law.coding import as_typed, coded, groups, headings, rare_in
from rihai.prosecution.law.fact_words import freeze, in_words
from rihai.prosecution.law.findings import find
from tests.conftest import SignedIn

TWO = {"state": "West Bengal", "state__2": "Maharashtra"}
FOLD = re.compile(r"<details class=\"govuk-details\"( open)?>(.*?)</details>", re.DOTALL)


def folds(form: FactsForm) -> dict[str, bool]:
    """Each act that lies behind a fold, and whether that is open."""
    [*form.shown()]
    found = FOLD.findall(str(form["acts"]))
    return {act: bool(is_open) for is_open, inside in found for act in re.findall(r'value="(\w+)"', inside)}


def test_what_lay_in_two_states_is_coded_with_both_and_may_lie_in_more() -> None:
    form = FactsForm(data=TWO)

    assert form.is_valid()
    assert form.facts() == {"state": ["West Bengal", "Maharashtra", "unknown"]}
    assert read_facts(law_of().vocabulary, form.facts()).items_of("state") == {"West Bengal", "Maharashtra"}
    frozen = freeze(form.facts())
    assert in_words(frozen) == (("State", "Maharashtra, West Bengal"),)


def test_a_state_named_twice_counts_once_and_all_of_them_only_where_somebody_says_so() -> None:
    form = FactsForm(data={"state": "Kerala", "state__3": "Kerala", "state__complete": "on"})

    assert form.is_valid()
    assert form.facts() == {"state": ["Kerala"]}


@pytest.mark.parametrize(
    "states", ["Kerala", ["Kerala"], ["Kerala", "Delhi", "Goa", "Assam", "unknown"], ["Delhi", "unknown"]]
)
def test_states_come_back_from_the_form_as_they_went_into_it_with_a_row_to_spare(states: str | list[str]) -> None:
    typed = as_typed({"state": states})

    form = FactsForm(initial=typed, data=typed)

    assert form.is_valid()
    assert form.facts() == {"state": [states] if isinstance(states, str) else states}
    rows = [name for name in form.fields if re.fullmatch(r"state(__\d+)?", name)]
    assert [name for name in rows if not typed.get(name)]


@pytest.mark.parametrize("form_class", [FactsForm, OptionsForm])
def test_a_state_in_a_row_that_the_page_no_longer_has_is_taken_all_the_same(form_class: type[FactsForm]) -> None:
    last = len(law_of().vocabulary["state"].values) + 1
    form = form_class(
        data={"state__6": "Goa", f"state__{last}": "Kerala", "state__²": "Delhi", "state__999999": "Assam"}
    )

    assert form.is_valid()
    assert form.facts() == {"state": ["Goa", "Kerala", "unknown"]}
    assert len([name for name in form.fields if name.startswith("state__") and name != "state__complete"]) == last - 1


def test_rows_that_were_sent_empty_do_not_grow() -> None:
    form = FactsForm(data={"state": "Goa", **{f"state__{row}": "" for row in range(2, 12)}})

    assert "state__3" in form.fields
    assert "state__4" not in form.fields


def test_what_could_be_asked_for_is_asked_of_several_states_too() -> None:
    assert {"state", "state__2", "state__complete"} <= OptionsForm().fields.keys()


def test_each_scheme_says_in_which_of_the_states_it_is(case: Case, asha: User, signed_in: SignedIn) -> None:
    address = reverse("prosecution:claim_options", args=[case.uid])

    page = signed_in(asha).post(address, {**TWO, "victim__age_years": "15", "sexual__penetrative": "yes"})

    told = " ".join(page.content.decode().split())
    assert told.count("In: Maharashtra</p>") == 1
    assert told.count("In: West Bengal</p>") == 1
    assert told.count("In: Maharashtra, West Bengal. Each of these States has a scheme of its own") == 1


def test_rare_acts_are_folded_each_beneath_its_heading_and_no_act_is_lost() -> None:
    form, rare = FactsForm(), rare_in("acts")

    assert folds(form) == dict.fromkeys(rare, False)
    assert len(rare) > 20
    told = re.findall(r'value="(\w+)"', str(form["acts"]))
    assert sorted(told) == sorted(law_of().vocabulary["acts"].values)
    assert all(str(label) in str(form["acts"]) for label, _codes in headings("acts"))
    assert "folded" in str(form.fields["acts__complete"].label)
    assert "folded" not in str(form.fields["means__complete"].label)


def test_a_fold_is_open_where_something_in_it_is_ticked_and_no_other() -> None:
    opened = {act for act, is_open in folds(FactsForm(data={"acts": ["sell", "remove_organ"]})).items() if is_open}

    assert {"remove_organ", "use_for_begging"} <= opened
    assert not {"hire", "publish_identity"} & opened


def test_an_answer_that_cannot_be_taken_opens_every_fold() -> None:
    form = FactsForm(data={"acts": ["sell", "no_such_act"]})

    assert not form.is_valid()
    assert all(folds(form).values())


def test_every_fact_that_can_be_given_stands_once_on_the_form() -> None:
    asked = [fact.key for group in groups() for fact in group.facts]

    givable = {one.key for one in law_of().vocabulary.values() if not one.is_derived and one.type != "phases"}
    assert sorted(asked) == sorted(givable)


@pytest.mark.parametrize("key", ["acts", "accused.roles"])
def test_a_long_list_stands_under_headings_each_answer_once(key: str) -> None:
    parts = headings(key)

    shown = [code for _label, codes in parts for code in codes]
    assert len(parts) > 2
    assert sorted(shown) == sorted(law_of().vocabulary[key].values)


PHASES = {"phase_0_on": "2024-05-01", "phase_0_act": "recruit", "phase_2_on": "2024-08-01", "phase_2_act": "harbour"}


def test_what_was_done_on_which_day_goes_under_the_law_of_that_day() -> None:
    form = FactsForm(data={**PHASES, "phase_1_on": "2024-05-01", "phase_1_act": "transport"})

    assert form.is_valid()
    facts = form.facts()
    assert facts["offence.phases"] == [
        {"date": "2024-05-01", "acts": ["recruit", "transport", "unknown"]},
        {"date": "2024-08-01", "acts": ["harbour", "unknown"]},
    ]
    assert as_typed(facts) == as_typed({"offence.phases": facts["offence.phases"]})
    again = FactsForm(data=as_typed(facts), initial=as_typed(facts))
    assert again.is_valid()
    assert again.facts() == facts
    assert ("what was done when", "1 May 2024: recruited, transported or taken along") in in_words(freeze(facts))


@pytest.mark.parametrize("half", [{"phase_0_on": "2024-05-01"}, {"phase_0_act": "recruit"}])
def test_half_a_row_is_asked_back(half: dict[str, str]) -> None:
    assert not FactsForm(data=half).is_valid()


def test_a_trafficking_over_two_codes_meets_both_by_what_was_done_when() -> None:
    form = FactsForm(data={**PHASES, "victim__age_years": "15", "means": ["fraud_or_deception"],
                           "purposes": ["sexual_exploitation"]})  # fmt: skip

    assert form.is_valid()
    assert {"ipc-370-4", "bns-143-4"} <= {one["id"] for one in find(form.facts(), None)["met"]}


@given(
    st.dictionaries(st.sampled_from(["victim.disability", "victim.pregnant", "sexual.penetrative"]), st.booleans()),
    st.lists(st.sampled_from(["recruit", "sell", "buy"]), unique=True),
    st.booleans(),
)
def test_facts_come_back_from_the_form_as_they_went_into_it(
    answers: dict[str, bool], acts: list[str], is_complete: bool
) -> None:
    listed = {"acts": acts if is_complete else [*acts, "unknown"]} if acts or is_complete else {}

    assert coded(as_typed({**answers, **listed})) == {**answers, **listed}
