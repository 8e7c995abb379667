"""No date is missed where a legal case has two accused, two survivors, two judgments or two closure reports."""

from datetime import date

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import HearingFacts, OutcomeFacts
from rihai.prosecution.models import Hearing, LegalCase, LegalPart, PetitionStep
from rihai.prosecution.owing.court_duties import APPEAL
from rihai.prosecution.owing.reminders import CLOSURE, NEXT_DATE
from rihai.prosecution.petition_workflow import PetitionStatus
from tests import factories
from tests.prosecution import builders
from tests.prosecution.test_accused import accuse
from tests.prosecution.test_court import ACQUITTED, a_judgment, a_sheet, an_appeal, owed
from tests.prosecution.test_hearings import a_hearing, in_days
from tests.prosecution.test_hearings import owed as owed_for
from tests.prosecution.test_petitions import a_closure, a_petition, step


def test_a_day_of_judgment_is_the_last_once_the_court_has_spoken_about_everybody(
    legal_case: LegalCase, asha: User
) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Bad Man")
    a_sheet(legal_case, asha, against=(one.pk, other.pk))
    hearing = a_hearing(legal_case, asha, Hearing.Purpose.JUDGMENT, days=0)
    actions.record_hearing(hearing, facts=OutcomeFacts(Hearing.Outcome.HELD), by=asha)

    a_judgment(legal_case, asha, one)
    owed_between = NEXT_DATE in owed_for(hearing)
    a_judgment(legal_case, asha, other)

    assert owed_between
    assert NEXT_DATE not in owed_for(hearing)


def test_the_day_of_another_survivor_is_no_next_date_for_hers(
    legal_case: LegalCase, case: Case, organisation: Agency, lata: User
) -> None:
    vera = factories.a_user("vera", Role.CASEWORKER, organisation=organisation)
    actions.add_part(legal_case, user=vera, part=LegalPart.Part.ACCOMPANIES, by=lata)
    hers = actions.add_survivor(legal_case, case=builders.a_case(vera, 16, "Other Girl"), by=vera)
    own = legal_case.survivors.get(case=case)
    speaks = actions.plan_hearing(
        legal_case, facts=HearingFacts(in_days(0), Hearing.Purpose.SURVIVOR, survivor=own), by=lata
    )
    actions.record_hearing(speaks, facts=OutcomeFacts(Hearing.Outcome.ADJOURNED, Hearing.Reason.COURT), by=lata)

    actions.plan_hearing(legal_case, facts=HearingFacts(in_days(20), Hearing.Purpose.SURVIVOR, survivor=hers), by=lata)

    assert NEXT_DATE in owed_for(speaks)


def test_a_day_that_was_called_off_is_followed_by_one_of_the_same_kind(legal_case: LegalCase, asha: User) -> None:
    speaks = a_hearing(legal_case, asha, Hearing.Purpose.SURVIVOR, days=3)
    a_hearing(legal_case, asha, Hearing.Purpose.ARGUMENTS, days=20)

    actions.record_hearing(speaks, facts=OutcomeFacts(Hearing.Outcome.CANCELLED), by=asha)
    owed_between = NEXT_DATE in owed_for(speaks)
    a_hearing(legal_case, asha, Hearing.Purpose.SURVIVOR, days=30)

    assert owed_between
    assert NEXT_DATE not in owed_for(speaks)


def test_an_appeal_about_one_leaves_the_appeal_about_the_other_owed(legal_case: LegalCase, asha: User) -> None:
    one, other = accuse(legal_case, asha), accuse(legal_case, asha, name="Another Bad Man")
    a_sheet(legal_case, asha, against=(one.pk, other.pk))
    judgment = a_judgment(legal_case, asha, one, other, outcome=ACQUITTED)

    an_appeal(judgment, asha, link=one)
    owed_between = APPEAL in owed(legal_case)
    an_appeal(judgment, asha, link=other)

    assert owed_between
    assert APPEAL not in owed(legal_case)


def test_a_petition_against_an_earlier_closure_report_answers_no_later_one(legal_case: LegalCase, asha: User) -> None:
    a_closure(legal_case, asha)
    first = a_petition(legal_case, asha, status=PetitionStatus.FILED, filed_on=date(2026, 11, 3))
    step(first, PetitionStatus.ALLOWED, asha, result=PetitionStep.Result.FURTHER)
    again = a_closure(legal_case, asha)
    day = date(2026, 11, 9)
    second = a_petition(legal_case, asha, closure=again.pk, status=PetitionStatus.FILED, filed_on=day)
    settled = CLOSURE not in owed(legal_case)

    step(second, PetitionStatus.DROPPED, asha)

    assert settled
    assert CLOSURE in owed(legal_case)
