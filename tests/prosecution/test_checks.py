"""A section check: coded facts, findings that stay as they were, a lawyer who decides. The case is constructed."""

import time
from datetime import date

import pytest
from django.utils.translation import override

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.law.facts import read_facts
from rihai.law.loading import law_of
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.forms.checks import FactsForm
from rihai.prosecution.law.fact_words import freeze, in_words
from rihai.prosecution.law.findings import DECIDED, data_version, find
from rihai.prosecution.law.said import in_html
from rihai.prosecution.law.sections import clauses_open
from rihai.prosecution.models import LegalCase, SectionCheck, SectionDecision, SectionFiling
from rihai.prosecution.selectors.check import check_page
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of

# Constructed: a girl of fifteen, bought and kept in a brothel in the summer of 2025.
FACTS = {
    "offence.date_from": "2025-06-01",
    "offence.date_to": "2025-09-10",
    "victim.age_years": 15,
    "victim.sex": "female",
    "acts": ["recruit", "transport", "harbour", "unknown"],
    "means": ["fraud_or_deception", "unknown"],
    "purposes": ["sexual_exploitation", "unknown"],
}
TYPED = {
    "offence__date_from": "2025-06-01",
    "offence__date_to": "2025-09-10",
    "victim__age_years": "15",
    "victim__sex": "female",
    "acts": ["recruit", "transport", "harbour"],
    "means": ["fraud_or_deception"],
    "purposes": ["sexual_exploitation"],
}


def ids(part: list[dict[str, object]]) -> set[object]:
    return {one["id"] for one in part}


def a_check(legal_case: LegalCase, by: User, **more: object) -> SectionCheck:
    return actions.check_sections(legal_case, facts={**FACTS, **more}, by=by)


def test_what_was_typed_becomes_coded_facts_and_open_lists_stay_open() -> None:
    form = FactsForm(data=TYPED)

    assert form.is_valid()
    assert form.facts() == FACTS


def test_only_a_list_that_is_said_to_be_complete_says_no_to_the_rest() -> None:
    form = FactsForm(data={"acts__complete": "on"})

    assert form.is_valid()
    assert form.facts() == {"acts": []}


def test_an_empty_form_says_nothing_at_all() -> None:
    form = FactsForm(data={})

    assert form.is_valid()
    assert form.facts() == {}


def test_what_the_form_gives_is_understood_by_the_law() -> None:
    form = FactsForm(data={**TYPED, "victim__pregnant": "no", "state": "Kerala", "victims__count": "3"})

    assert form.is_valid()
    assert read_facts(law_of().vocabulary, form.facts()).get("victims.count") == 3


def test_a_paper_that_names_only_the_brothel_act_misses_trafficking_of_a_child() -> None:
    found = find(FACTS, ["itpa-6"])

    assert "bns-143-4" in ids(found["omitted"])
    assert all(one["reason"] for one in found["omitted"])


def test_what_would_be_turned_against_her_is_flagged_and_never_suggested() -> None:
    found = find(FACTS, ["itpa-8", "bns-143-4"])

    assert "itpa-8" in ids(found["flagged"])
    assert all("itpa-8" not in ids(found[part]) for part in ("omitted", "fitting", "met", "possible"))


def test_without_a_paper_nothing_is_missing_and_what_fits_is_said() -> None:
    found = find(FACTS, None)

    assert found["omitted"] == []
    assert "bns-143-4" in ids(found["met"])


def test_every_finding_says_its_kind_of_source_and_that_nobody_confirmed_it() -> None:
    found = find(FACTS, ["itpa-6"])

    told = [one for part in (*DECIDED, "met", "remedies", "cautions") for one in found[part]]
    assert len(told) > 10
    assert all(one["source"]["kind"] and one["source"]["lawyer"] == "" for one in told)


def test_findings_facts_and_decisions_are_opened_by_her_lawyers_only(
    legal_case: LegalCase, lata: User, asha: User
) -> None:
    check = a_check(legal_case, lata)
    decision = actions.decide_section(
        check, section="bns-143-4", choice=SectionDecision.Choice.KEEP, reason="It fits", by=lata
    )
    filing = actions.record_filing(check, on=date(2026, 11, 5), what="Application", before="Magistrate", by=lata)

    for record, fields in ((check, ("facts", "findings")), (decision, ("content",)), (filing, ("content",))):
        with pytest.raises(Refused):
            read((record, fields), by=asha, why=OwnWork())
        assert read((record, fields), by=lata, why=OwnWork())(record)


def test_a_companion_makes_no_check_and_decides_nothing(legal_case: LegalCase, lata: User, asha: User) -> None:
    check = a_check(legal_case, lata)

    with pytest.raises(Refused):
        a_check(legal_case, asha)
    with pytest.raises(Refused):
        actions.decide_section(
            check, section="bns-143-4", choice=SectionDecision.Choice.KEEP, reason="It fits", by=asha
        )
    with pytest.raises(Refused):
        actions.record_filing(check, on=date(2026, 11, 5), what="Application", before="", by=asha)


def test_a_check_keeps_the_version_of_the_data_and_stays_as_it_was(legal_case: LegalCase, lata: User) -> None:
    check = a_check(legal_case, lata)
    before = read((check, ("findings",)), by=lata, why=OwnWork())(check).findings

    actions.check_sections(legal_case, facts={**FACTS, "sexual.penetrative": True}, by=lata)

    check = SectionCheck.objects.get(pk=check.pk)
    assert check.data_version == data_version()
    assert read((check, ("findings",)), by=lata, why=OwnWork())(check).findings == before
    assert legal_case.checks.count() == 2


def test_a_check_without_any_fact_is_none(legal_case: LegalCase, lata: User) -> None:
    with pytest.raises(NotPossible):
        actions.check_sections(legal_case, facts={}, by=lata)


def test_a_contradiction_is_said_and_nothing_is_kept(legal_case: LegalCase, lata: User) -> None:
    with pytest.raises(NotPossible):
        a_check(legal_case, lata, **{"offence.date_to": "2025-01-01"})

    assert not SectionCheck.objects.exists()


def test_a_section_that_the_check_does_not_speak_of_is_not_decided(legal_case: LegalCase, lata: User) -> None:
    check = a_check(legal_case, lata)

    with pytest.raises(NotPossible):
        actions.decide_section(check, section="ipc-370-4", choice=SectionDecision.Choice.ADD, reason="Perhaps", by=lata)


def test_from_the_form_to_what_was_filed(asha: User, lata: User, signed_in: SignedIn) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6", "itpa-8"))
    client = signed_in(lata)

    answer = send(client, "check_new", legal_case.uid, **TYPED)

    check = SectionCheck.objects.get()
    assert answer["Location"].endswith(f"/checks/{check.uid}/")
    page = text_of(client, "check_detail", check.uid)
    assert page.index("May harm the survivor") < page.index("Missing on the paper")
    assert "No lawyer has confirmed this." in page
    send(client, "check_decide", check.uid, "bns-143-4", choice="add", reason="She was fifteen")
    send(client, "check_filed", check.uid, on="2026-11-05", what="Application to add BNS 143(4)", before="Magistrate")
    page = text_of(client, "check_detail", check.uid)
    assert "Ask for it to be added" in page
    assert "She was fifteen" in page
    assert "Application to add BNS 143(4)" in page


def test_what_the_paper_names_and_nobody_here_knows_is_said_to_be_left_out(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), other_sections="Arms Act 25\n370(4)")
    check = a_check(legal_case, lata)

    page = text_of(signed_in(lata), "check_detail", check.uid)

    assert "On the paper, and not compared" in page
    assert "Arms Act 25; 370(4)" in page


def test_what_the_paper_names_without_its_clause_is_asked_back_by_names(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",), other_sections="POCSO 4")
    check, client = a_check(legal_case, lata), signed_in(lata)

    on_check, on_case = text_of(client, "check_detail", check.uid), text_of(client, "legal_case_detail", legal_case.uid)

    assert "POCSO 2012 s. 3, 4(1); POCSO 2012 s. 3, 4(2)" in on_check
    assert "On the paper, and not compared" not in on_check
    assert "Which one is meant: POCSO 2012 s. 3, 4(1), POCSO 2012 s. 3, 4(2)?" in on_case
    assert "Not known here by this name" not in on_case


def test_what_only_might_harm_her_stands_folded_and_not_above_what_is_missing(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-8",))
    check = a_check(legal_case, lata)

    parts = check_page(check, lata).parts
    page = text_of(signed_in(lata), "check_detail", check.uid)

    assert [one.told["id"] for one in parts["flagged"]] == ["itpa-8"]
    apart = [str(one.told["id"]) for one in parts["might_harm"]]
    assert apart[0].startswith("itpa-")
    assert apart == sorted(apart, key=lambda key: not key.startswith("itpa-"))
    assert page.index("look at this first") < page.index("Missing on the paper") < page.index("might harm the survivor")


def test_a_section_that_stands_there_without_its_clause_is_not_said_to_be_missing() -> None:
    found = find(FACTS, ("itpa-6",), clauses=clauses_open(["BNS 143"]))

    assert not any(str(one).startswith("bns-143") for one in ids(found["omitted"]))
    (asked,) = [one for one in found["open"] if one["id"] == "bns-143-4"]
    assert str(in_html(asked["ask"][0])) == "The paper names BNS 143 without its clause. Which one is meant?"


def test_a_first_check_knows_no_age_that_its_lawyer_does_not_see_and_the_next_one_its_own_facts(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    client, check = signed_in(lata), a_check(legal_case, lata)

    first, again = text_of(client, "check_new", legal_case.uid), text_of(client, "check_again", check.uid)

    assert 'value="15"' not in first
    assert 'value="15"' in again


def test_what_cannot_be_is_said_on_the_form_and_what_was_typed_stays(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    answer = send(signed_in(lata), "check_new", legal_case.uid, **{**TYPED, "offence__date_to": "2025-01-01"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="15"' in page
    assert 'id="id_offence__date_to_error"' in page
    assert "lies before the day on which it began" in page
    assert "offence.date" not in page


def at_odds(**more: object) -> dict[str, list[str]]:
    """What the form of the facts says, question by question."""
    form = FactsForm(TYPED | more)
    return {name: [str(one) for one in errors] for name, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("more", "where", "words"),
    [
        ({"accused__first_remand": "2025-01-01"}, "accused__first_remand", "lies before the day on which it began"),
        ({"phase_1_on": "2025-12-01", "phase_1_act": "sell"}, "phase_1_on", "before the first or after the last"),
        ({"procedure_code": "CrPC"}, "procedure_code", "cannot have been pending"),
        ({"victim__age_at_end": "12"}, "victim__age_at_end", "does not go with the age when it began"),
        ({"victims__count": "0"}, "victims__count", "The person is one of them"),
        ({"victims__count": "2", "victims__child_count": "3"}, "victims__child_count", "the other number"),
        ({"offence__date_from": "1025-06-01"}, "offence__date_from", "This date lies too far back"),
        ({"victim__age_years": "150"}, "victim__age_years", "Write 120 or less"),
    ],
)
def test_what_cannot_be_is_said_at_its_question_and_never_as_a_key(
    more: dict[str, object], where: str, words: str
) -> None:
    said = at_odds(**more)

    assert list(said) == [where]
    assert words in said[where][0]
    assert "." not in said[where][0].split()[0]


@pytest.mark.parametrize(
    "page", ["check_new", "check_detail", "check_again", "check_decide", "check_decide_missing", "check_filed"]
)
def test_the_pages_of_a_check_are_for_her_lawyers(
    legal_case: LegalCase, lata: User, asha: User, chand: User, dolly: User, signed_in: SignedIn, page: str
) -> None:
    check = a_check(legal_case, lata)
    parts = [legal_case.uid] if page == "check_new" else [check.uid]
    parts = [*parts, "bns-143-4"] if page == "check_decide" else parts  # type: ignore[list-item]  # a slug after a uid

    statuses = {one.username: send(signed_in(one), page, *parts).status_code for one in (asha, chand, dolly)}

    assert statuses["chand"] in (404, 405)
    assert statuses["dolly"] in (404, 405)
    assert statuses["asha"] in (403, 405)
    assert not SectionFiling.objects.exists()


def test_a_companion_sees_no_check_on_the_page(
    legal_case: LegalCase, lata: User, asha: User, signed_in: SignedIn
) -> None:
    check = a_check(legal_case, lata)

    assert str(check.uid) not in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert str(check.uid) in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)


def test_questions_and_answers_are_asked_in_hindi_and_the_law_stays_as_it_is() -> None:
    with override("hi"):
        asked = FactsForm().fields["victim__age_years"].label
        facts = dict(in_words(freeze({"victim.age_years": 15, "purposes": ["sexual_exploitation"]})))
        found = find(FACTS, ["itpa-6"])["omitted"]

    assert asked == "जब यह शुरू हुआ, तब व्यक्ति की उम्र कितनी थी (पूरे साल)?"
    assert facts == {"घटना के समय उम्र": "15", "उद्देश्य": "यौन शोषण"}
    assert "Trafficking a child" in {one["title"] for one in found}


def test_checking_one_case_takes_no_time_that_anybody_notices() -> None:
    find(FACTS, ["itpa-6"])

    began = time.process_time()
    find(FACTS, ["itpa-6"])

    assert time.process_time() - began < 1
