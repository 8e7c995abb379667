"""No date is missed because of what was written down late, by mistake, or in another order."""

from datetime import date

import pytest

from rihai.accounts.models import User
from rihai.duties.actions import complete_duty
from rihai.duties.models import Duty
from rihai.lib.codelists import load_list
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import ChargeFacts
from rihai.prosecution.facts.facts import OutcomeFacts, PaperFacts, StateFacts
from rihai.prosecution.law.default_bail import default_bail
from rihai.prosecution.models import AccusedLink, ChargeSheet, Hearing, LegalCase
from rihai.prosecution.owing.bail_duties import reckon_default_bail
from rihai.prosecution.owing.reminders import COPY, DEFAULT_BAIL, HEARING, NEXT_DATE, PREPARE
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.test_accused import REMAND, accuse, remanded, warning
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.prosecution.test_hearings import owed as owed_for
from tests.prosecution.test_legal_cases import owed


def go(legal_case: LegalCase, by: User, *steps: str) -> None:
    for to in steps:
        actions.move_legal_case(legal_case, to=LegalStatus(to), on=None, text="", by=by)


def state(link: AccusedLink, by: User, code: str, since: ImpreciseDate | None = None) -> None:
    actions.state_accused(link, facts=StateFacts(code, since), by=by)


def warnings(legal_case: LegalCase) -> list[Duty]:
    return list(Duty.objects.open().filter(rule=DEFAULT_BAIL, subject_uid=legal_case.pk).order_by("due_at"))


def charge_sheet(legal_case: LegalCase, by: User, *against: AccusedLink, is_supplementary: bool = False) -> None:
    named = tuple(link.pk for link in against)
    facts = ChargeFacts(date(2026, 11, 20), sections=("bns-143-4",), against=named, is_supplementary=is_supplementary)
    actions.record_charge_sheet(legal_case, facts=facts, by=by)


@pytest.mark.parametrize("code", ["arrested", "alleged", "charged", "restrained", "not_stated"])
def test_what_is_told_late_of_an_earlier_day_ends_no_custody(
    legal_case: LegalCase, asha: User, signed_in: SignedIn, code: str
) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha)

    state(link, asha, code, ImpreciseDate(date(2026, 9, 30)))

    assert warning(legal_case) is not None
    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert "Default bail may accrue" in page


def test_bail_of_an_earlier_arrest_ends_no_custody_and_later_bail_does(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha, date(2026, 10, 5))

    state(link, asha, "on_bail", ImpreciseDate(date(2026, 9, 1)))
    assert warning(legal_case) is not None
    state(link, asha, "on_bail", ImpreciseDate(date(2026, 10, 1), Precision.MONTH))
    assert warning(legal_case) is not None
    state(link, asha, "on_bail", ImpreciseDate(date(2026, 10, 5)))

    assert warning(legal_case) is None


def test_a_remand_that_goes_on_runs_from_its_first_day(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha, date(2026, 10, 15))

    remanded(link, asha)

    first = default_bail(REMAND, legal_case.sections)
    assert first is not None
    assert [duty.due_at.date() for duty in warnings(legal_case)] == list(first.warn_days)[-len(warnings(legal_case)) :]


def test_every_state_says_whether_it_ends_custody() -> None:
    states = load_list("rihai.offences", "suspect_roles.yaml", "states")

    ends = {one.code for one in states if one.fields["ends_custody"]}
    assert ends == {"on_bail", "released", "absconding", "discharged", "acquitted", "deceased"}


def test_custody_that_was_written_down_before_the_registration_warns_from_then_on(asha: User, lata: User) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)
    remanded(accuse(legal_case, asha), asha)
    assert warning(legal_case) is None

    go(legal_case, asha, "registered")

    assert warning(legal_case) is not None


def test_a_charge_sheet_that_was_none_brings_the_warning_back(legal_case: LegalCase, asha: User) -> None:
    remanded(accuse(legal_case, asha), asha)

    go(legal_case, asha, "charge_sheet", "investigation")

    assert warning(legal_case) is not None


def test_a_charge_sheet_against_one_leaves_the_warning_for_the_other(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    first, second = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Invented Man")
    remanded(first, asha)
    remanded(second, asha)
    before = warnings(legal_case)

    charge_sheet(legal_case, asha, first)

    left = warnings(legal_case)
    assert left == [duty for duty in before if duty.detail.startswith(second.pk.hex)] != []
    page = text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert page.count("if no charge sheet is filed.") == 1
    go(legal_case, asha, "court")
    assert warnings(legal_case) == left
    charge_sheet(legal_case, asha, second, is_supplementary=True)
    assert warnings(legal_case) == []


def test_each_day_of_warning_is_a_duty_and_what_was_ticked_off_stays_so(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha, date(2026, 11, 10))
    first, second = warnings(legal_case)

    complete_duty(first, by=lata)
    state(link, asha, "charged")
    go(legal_case, asha, "investigation")

    assert warnings(legal_case) == [second]


def test_of_days_of_warning_that_are_over_one_is_enough(legal_case: LegalCase, asha: User) -> None:
    remanded(accuse(legal_case, asha), asha, date(2026, 8, 1))

    assert len(warnings(legal_case)) == 1


def test_other_sections_on_the_paper_let_the_clock_be_reckoned_anew(legal_case: LegalCase, asha: User) -> None:
    remanded(accuse(legal_case, asha), asha)
    Duty.objects.filter(rule=DEFAULT_BAIL).update(detail="as it was before")

    actions.correct_paper(legal_case, facts=PaperFacts(LegalCase.Kind.FIR, sections=("bns-143-2",)), by=asha)

    assert all(duty.detail != "as it was before" for duty in warnings(legal_case))
    assert warning(legal_case) is not None


def test_what_was_a_mistake_by_mistake_is_owed_again(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha)

    go(legal_case, asha, "mistake")
    assert owed(legal_case) == set()
    go(legal_case, asha, "asked")
    assert COPY not in owed(legal_case)
    go(legal_case, asha, "registered")

    assert COPY in owed(legal_case)
    assert HEARING in owed_for(hearing)


def test_after_the_judgment_the_court_hears_sentence_and_compensation(legal_case: LegalCase, asha: User) -> None:
    go(legal_case, asha, "charge_sheet", "court")
    hearing = a_hearing(legal_case, asha, Hearing.Purpose.COMPENSATION)

    go(legal_case, asha, "decided")

    assert HEARING in owed_for(hearing)
    assert HEARING in owed_for(a_hearing(legal_case, asha, Hearing.Purpose.OTHER, days=30))
    go(legal_case, asha, "appealed", "court")
    assert HEARING in owed_for(hearing)


def test_no_hearing_is_planned_for_what_was_recorded_by_mistake(legal_case: LegalCase, asha: User) -> None:
    go(legal_case, asha, "mistake")

    with pytest.raises(NotPossible):
        a_hearing(legal_case, asha)


def test_making_the_survivor_familiar_with_the_court_is_owed_by_her_companion(
    legal_case: LegalCase, asha: User, lata: User
) -> None:
    due = owed_for(a_hearing(legal_case, lata))

    assert (due[PREPARE].owner, due[HEARING].owner) == (asha, lata)


@pytest.mark.parametrize(
    ("purpose", "outcome", "lacks"),
    [
        ("arguments", OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.STRIKE), True),
        ("judgment", OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.COURT), True),
        ("arguments", OutcomeFacts(Hearing.Outcome.HELD), True),
        ("arguments", OutcomeFacts(Hearing.Outcome.CANCELLED), True),
        ("judgment", OutcomeFacts(Hearing.Outcome.HELD), True),
        ("arguments", OutcomeFacts(Hearing.Outcome.HELD, next_at=in_days(30)), False),
    ],
)
def test_where_no_next_date_is_known_somebody_owes_to_find_it_out(
    legal_case: LegalCase, asha: User, purpose: str, outcome: OutcomeFacts, lacks: bool
) -> None:
    hearing = a_hearing(legal_case, asha, Hearing.Purpose(purpose), days=0)

    actions.record_hearing(hearing, facts=outcome, by=asha)

    assert (NEXT_DATE in owed_for(hearing)) is lacks


def test_a_date_of_the_same_purpose_ends_the_search_for_it(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha, Hearing.Purpose.BAIL, days=0)
    told = OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.COURT)
    actions.record_hearing(hearing, facts=told, by=asha)

    a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS)
    assert NEXT_DATE in owed_for(hearing)
    a_hearing(legal_case, asha, Hearing.Purpose.BAIL)

    assert NEXT_DATE not in owed_for(hearing)


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        (20, OutcomeFacts(Hearing.Outcome.HELD)),
        (0, OutcomeFacts(Hearing.Outcome.HELD, next_at=in_days(-300))),
        (0, OutcomeFacts(Hearing.Outcome.HELD, next_at=in_days(66_000))),
    ],
)
def test_nothing_has_taken_place_before_its_day_and_no_next_date_lies_before_or_too_far_ahead(
    legal_case: LegalCase, asha: User, days: int, outcome: OutcomeFacts
) -> None:
    hearing = a_hearing(legal_case, asha, days=days)

    with pytest.raises(NotPossible):
        actions.record_hearing(hearing, facts=outcome, by=asha)


def test_no_court_gives_a_date_in_another_century(legal_case: LegalCase, asha: User) -> None:
    with pytest.raises(NotPossible):
        a_hearing(legal_case, asha, days=66_000)


def test_what_took_place_has_no_reason_of_an_adjournment(legal_case: LegalCase, asha: User) -> None:
    hearing = a_hearing(legal_case, asha, days=0)

    told = OutcomeFacts(Hearing.Outcome.HELD, Hearing.Reason.STRIKE)
    hearing = actions.record_hearing(hearing, facts=told, by=asha)

    assert hearing.reason == ""


def test_an_accused_who_is_named_after_a_sheet_without_names_waits_for_another(
    legal_case: LegalCase, asha: User
) -> None:
    remanded(accuse(legal_case, asha), asha)
    charge_sheet(legal_case, asha)
    assert warnings(legal_case) == []

    remanded(accuse(legal_case, asha, name="Caught Later"), asha)

    assert warnings(legal_case)


def test_a_supplementary_sheet_without_names_ends_no_warning_of_whoever_was_left_out(
    legal_case: LegalCase, asha: User
) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Bad Man")
    remanded(other, asha)
    charge_sheet(legal_case, asha, one)
    charge_sheet(legal_case, asha, one, is_supplementary=True)

    # As an earlier version kept it, which did not ask against whom.
    ChargeSheet.objects.filter(is_supplementary=True).update(against=[])
    reckon_default_bail(legal_case, by=asha)

    assert warnings(legal_case)
