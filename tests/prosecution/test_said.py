"""What the engine says in the reader's language; what an entry of the law says stays as it is."""

import re
import string
from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from rihai.accounts.models import User
from rihai.law.errors import InputProblem
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.law.sentences import ENGLISH, Joined, Quote, Word, as_plain, joined, sentence
from rihai.law.sentences import JOINED as ENGLISH_JOINED
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.forms.checks import FactsForm, field_of
from rihai.prosecution.law.elements import elements_of
from rihai.prosecution.law.findings import find
from rihai.prosecution.law.said import JOINED, PATTERNS, in_html, shown, wrong_facts
from rihai.prosecution.models import LegalCase
from tests.conftest import SignedIn
from tests.prosecution.builders import text_of

SOLD = {
    "offence.date_from": "2026-03-01",
    "victim.age_years": 15,
    "victim.sex": "female",
    "acts": ["recruit", "transport", "sell"],
    "means": ["fraud_or_deception"],
    "purposes": ["prostitution"],
}


def places(pattern: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(pattern) if name}


def test_every_code_of_the_engine_has_its_pattern_with_the_same_places() -> None:
    assert {code: str(pattern) for code, pattern in PATTERNS.items()} == dict(ENGLISH)
    assert {code: str(pattern) for code, pattern in JOINED.items()} == dict(ENGLISH_JOINED)
    with override("hi"):
        assert {code: places(str(one)) for code, one in PATTERNS.items()} == {
            code: places(one) for code, one in ENGLISH.items()
        }


def test_a_sentence_is_said_whole_in_hindi_and_the_words_of_an_entry_stay_marked_as_english() -> None:
    said = sentence("punishment", punishment=Quote("RI 10 yrs-life <fine>"))

    assert str(said) == "Punishment: RI 10 yrs-life <fine>."
    with override("hi"):
        assert shown(said) == 'सज़ा: <span lang="en">RI 10 yrs-life &lt;fine&gt;</span>।'


def test_words_of_the_vocabulary_and_days_are_said_in_hindi() -> None:
    acts = law_of().vocabulary["acts"]
    said = joined([Word(acts.name), sentence("offence_day", first=date(2026, 3, 1))], "semicolon")

    with override("hi"):
        page = shown(said)

    assert isinstance(said, Joined)
    assert acts.name not in page
    assert "2026-03-01" not in page
    assert 'lang="en"' not in page


@pytest.mark.parametrize(
    "given",
    [
        {"offence.date_from": "2026-03-01", "offence.date_to": "2026-02-01"},
        {"offence.date_from": "1026-03-01"},
        {"offence.date_from": "2026-03-01", "offence.phases": [{"date": "2026-02-01"}]},
        {"offence.date_to": "2026-03-01", "offence.phases": [{"date": "2026-04-01"}]},
        {"offence.date_from": "2026-03-01", "accused.first_remand": "2026-02-01"},
        {"offence.date_from": "2026-03-01", "procedure_code": "CrPC"},
        {"victim.age_years": 15, "victim.age_at_end": 12},
        {"victims.count": 1, "victims.child_count": 2},
        {"victims.count": 0},
        {"victim.age_years": 15, "victims.child_count": 0},
        {"victim.age_years": 30, "victims.count": 2, "victims.child_count": 2},
        {"victim.age_years": "a lot"},
    ],
)
def test_what_cannot_all_be_so_is_said_in_hindi_by_the_names_of_the_facts(given: dict[str, object]) -> None:
    with pytest.raises(InputProblem) as wrong:
        read_facts(law_of().vocabulary, given)

    with override("hi"):
        said = wrong_facts(wrong.value)

    words = re.sub(r"CrPC|BNSS|a lot|FIR", "", said)
    assert not re.findall(r"[A-Za-z]{2,}", words), said
    assert wrong.value.key in str(wrong.value)
    assert wrong.value.key not in wrong_facts(wrong.value)


def test_a_section_check_of_answers_that_contradict_says_so_in_hindi(legal_case: LegalCase, lata: User) -> None:
    facts = {"offence.date_from": "2026-03-01", "offence.date_to": "2026-02-01"}

    with override("hi"), pytest.raises(NotPossible, match="से पहले"):
        actions.check_sections(legal_case, facts=facts, by=lata)


def test_what_was_kept_before_reads_as_it_was() -> None:
    with override("hi"):
        assert in_html("done: sold") == '<span lang="en">done: sold</span>'
    assert in_html("done: sold") == "done: sold"
    assert in_html("") == ""


def test_reasons_are_kept_as_codes_and_elements_are_said_in_hindi() -> None:
    found = find(SOLD, ["ipc-363"])
    told = [part for one in found["omitted"] for part in one["reason"]]
    elements = elements_of(law_of(), law_of().provisions["bns-143-4"])

    assert {"stop", "punishment"} <= {one["code"] for one in told}
    with override("hi"):
        assert not [one for one in elements if 'lang="en"' in shown(one.words)]
    assert as_plain(elements[0].words)


@pytest.mark.parametrize(("language", "words"), [("en", "Punishment:"), ("hi", "सज़ा:")])
def test_the_page_of_a_check_gives_its_reasons_in_the_language_of_the_reader(
    legal_case: LegalCase, lata: User, signed_in: SignedIn, language: str, words: str
) -> None:
    check = actions.check_sections(legal_case, facts={**SOLD, "sexual.penetrative": True}, by=lata)
    lata.language = language
    lata.save()

    page = text_of(signed_in(lata), "check_detail", check.uid)

    assert words in page
    assert ("Without it the person goes without" in page) == (language == "en")


def test_a_state_is_chosen_and_not_typed_and_countries_are_named_in_hindi() -> None:
    vocabulary = law_of().vocabulary
    with override("hi"):
        form = FactsForm(data={"state": "WB"})
        state, country = field_of(vocabulary["state"]), field_of(vocabulary["victim.country"])
        is_refused = "state" in form.errors

    assert is_refused
    assert isinstance(state, forms.ChoiceField)
    assert isinstance(country, forms.ChoiceField)
    assert ">West Bengal</option>" in state.widget.render("state", "")
    assert ">नेपाल</option>" in country.widget.render("country", "")
