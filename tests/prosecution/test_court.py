"""From charge sheet to appeal: what court papers say, what follows for each accused, a sentence beside the minimum."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from rihai.accounts.models import User
from rihai.audit.refusals import Hidden
from rihai.duties.models import Duty
from rihai.lib.precision import ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import AppealFacts, ChargeFacts, JudgmentFacts, SentenceFacts
from rihai.prosecution.facts.facts import AccusedFacts, StateFacts
from rihai.prosecution.law.law_country import law_for
from rihai.prosecution.law.law_read import law_read
from rihai.prosecution.law.sentencing import Stands, compared
from rihai.prosecution.models import (
    AccusedLink,
    Appeal,
    ChargeSheet,
    Judgment,
    LegalCase,
    SectionDecision,
    Sentence,
    Verdict,
)
from rihai.prosecution.owing.court_duties import appeal_clock
from rihai.prosecution.selectors.court import court_page, lacking
from rihai.prosecution.workflow import LegalStatus
from tests.prosecution import builders
from tests.prosecution.test_checks import a_check

FILED_ON, GIVEN_ON = date(2026, 6, 2), date(2026, 11, 2)
CONVICTED, ACQUITTED = Verdict.Outcome.CONVICTED, Verdict.Outcome.ACQUITTED
Kind = Sentence.Kind


@pytest.fixture
def link(legal_case: LegalCase, asha: User) -> AccusedLink:
    return an_accused(legal_case, asha)


def an_accused(legal_case: LegalCase, by: User, name: str = "Invented Person") -> AccusedLink:
    return actions.add_accused(legal_case, facts=AccusedFacts("other", name=name), by=by)


def a_sheet(legal_case: LegalCase, by: User, *sections: str, against: tuple[UUID, ...] = ()) -> ChargeSheet:
    links = tuple(legal_case.accused_links.values_list("pk", flat=True))
    named = against or links * (len(links) > 1)
    facts = ChargeFacts(FILED_ON, sections=sections or ("bns-143-4",), against=named)
    return actions.record_charge_sheet(legal_case, facts=facts, by=by)


def a_judgment(legal_case: LegalCase, by: User, *links: AccusedLink, outcome: Any = CONVICTED, **more: Any) -> Judgment:
    facts = JudgmentFacts(GIVEN_ON, {one.pk: outcome for one in links}, **more)
    return actions.record_judgment(legal_case, facts=facts, by=by)


def an_appeal(judgment: Judgment, by: User, side: Appeal.Side = Appeal.Side.VICTIM, **more: Any) -> Appeal:
    return actions.record_appeal(judgment, facts=AppealFacts(side, date(2026, 11, 10), **more), by=by)


def to_court(legal_case: LegalCase, by: User) -> None:
    a_sheet(legal_case, by)
    actions.move_legal_case(legal_case, to=LegalStatus.COURT, on=None, text="", by=by)


def state_of(link: AccusedLink) -> str:
    return str(link.states.first().state)  # type: ignore[union-attr]  # every test gives it one


def owed(legal_case: LegalCase) -> set[str]:
    return set(Duty.objects.open().filter(subject_uid=legal_case.pk).values_list("rule", flat=True))


def test_a_charge_sheet_moves_the_case_and_charges_whom_it_names(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")

    a_sheet(legal_case, asha, against=(link.pk,))

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.CHARGE_SHEET
    assert (state_of(link), other.states.exists()) == ("charged", False)


def test_whoever_is_in_custody_stays_so_on_the_page_when_charged(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    in_custody = StateFacts("in_custody_pending_trial", ImpreciseDate(date(2026, 5, 1)))
    actions.state_accused(link, facts=in_custody, by=asha)

    a_sheet(legal_case, asha, against=(link.pk,))

    assert state_of(link) == "in_custody_pending_trial"


def test_nobody_of_another_legal_case_is_charged(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(ValueError, match="do not belong"):
        a_sheet(legal_case, asha, against=(uuid4(),))


def test_a_charge_sheet_is_compared_with_the_check_by_the_lawyers_alone(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    a_check(legal_case, lata)
    a_sheet(legal_case, asha, "itpa-6")

    found = court_page(legal_case, lata, is_lawyer=True).missing

    assert found is not None
    assert "bns-143-4" not in {one.provision.id for one in found.sections}  # it stood in the FIR: nothing was omitted
    assert [one.remedy.id for one in found.remedies] == ["add-charge"]
    assert court_page(legal_case, asha, is_lawyer=False).missing is None
    assert Duty.objects.open().get(rule="legal.compare_charge").owner == lata


def test_what_a_lawyer_wished_to_add_and_nobody_charged_is_asked_about(asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    check = a_check(legal_case, lata)
    actions.decide_section(check, section="bns-143-4", choice=SectionDecision.Choice.ADD, reason="A child", by=lata)

    a_sheet(legal_case, asha, "itpa-6")
    found = court_page(legal_case, lata, is_lawyer=True).missing
    assert found is not None
    assert "bns-143-4" in {one.provision.id for one in found.sections}

    a_sheet(legal_case, asha, "bns-143-4")
    found = court_page(legal_case, lata, is_lawyer=True).missing
    assert found is not None
    assert "bns-143-4" not in {one.provision.id for one in found.sections}


def test_a_section_that_the_lawyer_left_as_it_stands_is_not_asked_for() -> None:
    findings = {"omitted": [{"id": "bns-143-4"}, {"id": "pocso-6"}]}
    decided = [{"section": "pocso-6", "choice": "add"}, {"section": "pocso-6", "choice": "keep"}]

    assert lacking(findings, decided, []) == ["bns-143-4"]


def test_without_a_check_nobody_is_asked_to_compare(legal_case: LegalCase, asha: User) -> None:
    a_sheet(legal_case, asha)

    assert "legal.compare_charge" not in owed(legal_case)


def test_a_judgment_decides_the_case_only_when_it_speaks_of_everybody(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")
    a_judgment(legal_case, asha, link)
    legal_case.refresh_from_db()
    assert legal_case.status != LegalStatus.DECIDED

    a_sheet(legal_case, asha)
    a_judgment(legal_case, asha, other, outcome=ACQUITTED)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.DECIDED
    assert (state_of(link), state_of(other)) == ("convicted", "acquitted")


def test_after_a_judgment_its_copy_and_an_appeal_are_owed_before_the_earliest_date_of_the_law(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink
) -> None:
    a_sheet(legal_case, asha)

    judgment = a_judgment(legal_case, asha, link, outcome=ACQUITTED)

    assert {"legal.judgment_copy", "legal.appeal"} <= owed(legal_case)
    clock = appeal_clock(judgment, law_for(legal_case))
    assert clock is not None
    # Thirty days to the Court of Session are not ruled out: the earlier date is the safe one.
    assert clock.safe == GIVEN_ON + timedelta(days=30)
    assert clock.sourcing.confirmed is None
    duty = Duty.objects.open().get(rule="legal.appeal")
    assert duty.owner == lata
    assert duty.due_at.date() <= clock.safe


def test_the_copy_ends_what_was_owed_and_is_not_older_than_the_judgment(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    judgment = a_judgment(legal_case, asha, link)
    with pytest.raises(NotPossible):
        actions.record_judgment_copy(judgment, on=GIVEN_ON - timedelta(days=1), by=asha)

    actions.record_judgment_copy(judgment, on=GIVEN_ON, by=asha)

    assert "legal.judgment_copy" not in owed(legal_case)


@pytest.mark.parametrize(
    ("section", "kind", "years", "until", "stands"),
    [
        ("bns-143-4", Kind.TERM, 7, None, Stands.BELOW),
        ("bns-143-4", Kind.TERM, 10, None, Stands.AT),
        ("bns-143-4", Kind.TERM, 12, None, Stands.ABOVE),
        ("bns-143-4", Kind.LIFE, 0, None, Stands.ABOVE),
        ("bns-143-4", Kind.FINE, 0, None, Stands.BELOW),
        ("bns-143-4", Kind.PROBATION, 0, None, Stands.BELOW),
        # Not in force before July 2024: nothing is said of it.
        ("bns-143-4", Kind.TERM, 7, date(2024, 6, 30), Stands.UNKNOWN),
        # POCSO 4(1) knew seven years until 15 August 2019, ten since then.
        ("pocso-4-1", Kind.TERM, 7, date(2019, 8, 15), Stands.AT),
        ("pocso-4-1", Kind.TERM, 7, date(2019, 8, 16), Stands.BELOW),
        ("pocso-4-1", Kind.TERM, 8, None, Stands.DEPENDS),
        # The age of the person decides on the minimum: it is not asked here.
        ("itpa-4", Kind.TERM, 3, None, Stands.DEPENDS),
        ("nothing-1", Kind.TERM, 3, None, Stands.UNKNOWN),
        ("", Kind.TERM, 3, None, Stands.UNKNOWN),
    ],
)
def test_a_sentence_stands_beside_the_minimum_of_its_day_in_words(
    section: str, kind: Sentence.Kind, years: int, until: date | None, stands: Stands
) -> None:
    found = compared(Sentence(section=section, kind=kind, years=years), until, law_read())

    assert found.stands is stands
    assert (found.provision is None) == (found.sourcing is None)


def test_months_count_and_an_open_minimum_is_shown_with_all_that_may_hold() -> None:
    law = law_read()

    assert compared(Sentence(section="bns-143-4", kind=Kind.TERM, years=9, months=11), None, law).stands is Stands.BELOW
    assert compared(Sentence(section="itpa-4", kind=Kind.TERM, years=1), None, law).least == (0, 7)


def test_only_somebody_convicted_has_a_sentence(legal_case: LegalCase, asha: User, link: AccusedLink) -> None:
    a_judgment(legal_case, asha, link, outcome=ACQUITTED)

    with pytest.raises(NotPossible):
        actions.record_sentence(Verdict.objects.get(), facts=SentenceFacts(Kind.TERM, "bns-143-4", years=7), by=asha)


@pytest.mark.parametrize("facts", [SentenceFacts(Kind.TERM, "bns-143-4"), SentenceFacts(Kind.FINE, "bns-143-4")])
def test_a_term_has_its_time_and_a_fine_its_amount(
    legal_case: LegalCase, asha: User, link: AccusedLink, facts: SentenceFacts
) -> None:
    a_judgment(legal_case, asha, link)

    with pytest.raises(NotPossible):
        actions.record_sentence(Verdict.objects.get(), facts=facts, by=asha)


def test_a_sentence_that_was_written_down_wrongly_counts_no_longer(
    legal_case: LegalCase, asha: User, lata: User, link: AccusedLink
) -> None:
    a_judgment(legal_case, asha, link)
    facts = SentenceFacts(Kind.TERM, "bns-143-4", years=7)
    sentence = actions.record_sentence(Verdict.objects.get(), facts=facts, by=asha)

    actions.withdraw_sentence(sentence, reason="Another section", by=lata)

    struck = court_page(legal_case, asha, is_lawyer=False).judgments[0].verdicts[0].sentences
    assert [one.row.withdrawn_by for one in struck] == [lata]
    assert not Sentence.objects.exists()


@pytest.mark.parametrize(
    ("given", "outcome", "state"),
    [
        (ACQUITTED, Appeal.Outcome.CONVICTED, "convicted"),
        (CONVICTED, Appeal.Outcome.ACQUITTED, "acquitted"),
        (CONVICTED, Appeal.Outcome.UPHELD, "convicted"),
        (ACQUITTED, Appeal.Outcome.ACQUITTED, "acquitted"),
    ],
)
def test_how_matters_stand_follows_from_the_appeal_and_the_verdict_stays(
    legal_case: LegalCase, asha: User, link: AccusedLink, given: str, outcome: Appeal.Outcome, state: str
) -> None:
    a_sheet(legal_case, asha)
    appeal = an_appeal(a_judgment(legal_case, asha, link, outcome=given), asha)
    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.APPEALED

    actions.record_appeal_outcome(appeal, outcome=outcome, on=date(2026, 11, 20), by=asha)

    legal_case.refresh_from_db()
    assert (state_of(link), Verdict.objects.get().outcome) == (state, given)
    assert legal_case.status == LegalStatus.DECIDED


def test_an_appeal_about_one_accused_leaves_the_other_as_it_was(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")
    judgment = a_judgment(legal_case, asha, link, other)

    appeal = an_appeal(judgment, asha, Appeal.Side.ACCUSED, link=link)
    actions.record_appeal_outcome(appeal, outcome=Appeal.Outcome.ACQUITTED, on=date(2026, 11, 20), by=asha)

    assert (state_of(link), state_of(other)) == ("acquitted", "convicted")


def test_an_appeal_of_the_survivor_ends_what_was_owed_and_of_others_does_not(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    judgment = a_judgment(legal_case, asha, link)

    an_appeal(judgment, asha, Appeal.Side.ACCUSED)
    assert "legal.appeal" in owed(legal_case)
    an_appeal(judgment, asha)

    assert "legal.appeal" not in owed(legal_case)


def test_an_appeal_about_one_accused_does_not_decide_the_trial_of_another(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    an_accused(legal_case, asha, "Another Invented Person")
    to_court(legal_case, asha)
    appeal = an_appeal(a_judgment(legal_case, asha, link), asha)

    actions.record_appeal_outcome(appeal, outcome=Appeal.Outcome.UPHELD, on=date(2026, 11, 20), by=asha)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.COURT


def test_an_appeal_against_one_judgment_leaves_that_against_the_other_owed(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")
    to_court(legal_case, asha)
    first, second = (a_judgment(legal_case, asha, one, outcome=ACQUITTED) for one in (link, other))

    an_appeal(first, asha)

    assert [one.detail for one in Duty.objects.open().filter(rule="legal.appeal")] == [second.pk.hex]
    an_appeal(second, asha)
    assert "legal.appeal" not in owed(legal_case)


@pytest.mark.parametrize("state", ["on_bail", "absconding", "in_custody_pending_trial"])
def test_bail_or_flight_undoes_no_verdict(legal_case: LegalCase, asha: User, link: AccusedLink, state: str) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")
    to_court(legal_case, asha)
    verdict = a_judgment(legal_case, asha, link).verdicts.get()
    actions.state_accused(link, facts=StateFacts(state, ImpreciseDate(date(2026, 11, 5))), by=asha)

    actions.record_sentence(verdict, facts=SentenceFacts(Kind.TERM, "bns-143-4", years=10), by=asha)
    a_judgment(legal_case, asha, other)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.DECIDED


def test_who_is_tried_again_is_on_trial_whatever_comes_of_the_other_appeal(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    other = an_accused(legal_case, asha, "Another Invented Person")
    to_court(legal_case, asha)
    judgment = a_judgment(legal_case, asha, link, other)
    again, stands = (an_appeal(judgment, asha, Appeal.Side.ACCUSED, link=one) for one in (link, other))

    actions.record_appeal_outcome(again, outcome=Appeal.Outcome.RETRIAL, on=date(2026, 11, 20), by=asha)
    actions.record_appeal_outcome(stands, outcome=Appeal.Outcome.UPHELD, on=date(2026, 11, 21), by=asha)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.COURT
    assert (state_of(link), state_of(other)) == ("charged", "convicted")


def test_an_appeal_is_decided_once_and_a_retrial_goes_back_to_the_court(
    legal_case: LegalCase, asha: User, link: AccusedLink
) -> None:
    a_sheet(legal_case, asha)
    appeal = an_appeal(a_judgment(legal_case, asha, link), asha)
    actions.record_appeal_outcome(appeal, outcome=Appeal.Outcome.RETRIAL, on=date(2026, 11, 20), by=asha)

    legal_case.refresh_from_db()
    assert legal_case.status == LegalStatus.COURT
    with pytest.raises(NotPossible):
        actions.record_appeal_outcome(appeal, outcome=Appeal.Outcome.UPHELD, on=date(2026, 11, 21), by=asha)


def test_before_anything_is_registered_there_is_no_charge_sheet(asha: User, lata: User) -> None:
    asked = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)

    with pytest.raises(NotPossible):
        a_sheet(asked, asha)


def test_a_stranger_writes_down_nothing(legal_case: LegalCase, asha: User, chand: User, link: AccusedLink) -> None:
    judgment = a_judgment(legal_case, asha, link)

    for act in (
        lambda: a_sheet(legal_case, chand),
        lambda: a_judgment(legal_case, chand, link),
        lambda: an_appeal(judgment, chand),
        lambda: actions.record_sentence(Verdict.objects.get(), facts=SentenceFacts(Kind.LIFE, "bns-143-4"), by=chand),
    ):
        with pytest.raises(Hidden):
            act()
