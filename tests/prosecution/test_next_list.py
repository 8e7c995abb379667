"""What comes next in a legal case is one list: all that is owed, each thing once, with the act that answers it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.duties.selectors import rows_for
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import RefusalFacts
from rihai.prosecution.models import LegalCase, Petition, Refusal
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING
from rihai.prosecution.owing.court_duties import APPEAL
from rihai.prosecution.owing.reminders import CLOSURE, LADDER, LADDER_END, NAME_LAWYER, remind
from rihai.prosecution.selectors.coming import Coming, Rank, coming_of
from rihai.prosecution.selectors.legal_case import legal_case_page
from rihai.prosecution.selectors.safety import safety_of
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.prosecution.builders import text_of
from tests.prosecution.claiming import a_claim
from tests.prosecution.test_coming import a_hearing, held_since
from tests.prosecution.test_court_days import a_plan
from tests.prosecution.test_detentions import kept
from tests.prosecution.test_petitions import a_closure, a_petition
from tests.prosecution.test_protection import a_threat, an_application
from tests.prosecution.test_questions import a_question

NEVER_AGAIN = "What is owed"


@pytest.fixture
def busy(legal_case: LegalCase, case: Case, asha: User, lata: User) -> LegalCase:
    """Nearly everything that can be owed at once."""
    a_threat(legal_case, asha)
    an_application(legal_case, lata)
    held_since(legal_case, asha, 58)
    a_closure(legal_case, lata, hearing_on=timezone.localdate() + timedelta(days=4))
    a_petition(legal_case, lata)
    a_plan(a_hearing(legal_case, asha, 3), lata)
    a_hearing(legal_case, asha, 40)
    kept(legal_case, asha)
    a_question(legal_case, asha)
    a_claim(asha, case, legal_case=legal_case)
    actions.use_evidence(legal_case, item=a_thing(case, asha), by=asha)
    remind(legal_case, APPEAL, by=lata)
    return legal_case


def list_of(legal_case: LegalCase, user: User) -> Coming:
    page = legal_case_page(legal_case, user, is_lawyer=True)
    return coming_of(page, safety_of(legal_case, user), may_name=True)


@pytest.mark.parametrize("reader", ["asha", "lata"])
def test_all_that_a_reader_may_know_of_stands_there_once(
    busy: LegalCase, reader: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(reader)
    owed = Duty.objects.open().exclude(subject_label="cases.case")
    known = {one.duty.pk for one in rows_for(user, owed, timezone.now()) if one.shown}

    told = [row.duty.pk for item in list_of(busy, user).items for row in item.rows]

    assert len(told) > 12
    assert sorted(told, key=str) == sorted(known, key=str)


def test_danger_then_dates_then_paper_and_what_is_far_away_last(busy: LegalCase, lata: User) -> None:
    items = list_of(busy, lata).items

    assert [one.order for one in items] == sorted(one.order for one in items)
    assert {one.rank for one in items} == set(Rank)
    danger = {"A threat has no answer yet.", "By the record a child is kept in a home: call a lawyer now."}
    assert {str(one.title) for one in items[:2]} == danger


@pytest.mark.parametrize("reader", ["asha", "lata"])
def test_every_link_leads_to_an_act_that_opens(
    busy: LegalCase, signed_in: SignedIn, reader: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(reader)
    client, items = signed_in(user), list_of(busy, user).items

    answers = {act.url: client.get(act.url).status_code for one in items for act in one.acts}

    assert set(answers.values()) == {200}
    assert [str(one.title) for one in items if not (one.acts or one.ticked or one.wants_check)] == []


def test_a_tick_stands_only_beside_the_words_that_say_when_it_is_right(busy: LegalCase, lata: User) -> None:
    items = [one for one in list_of(busy, lata).items if any(row.may_complete for row in one.rows)]

    ticked = [one for one in items if one.ticked]

    assert {one.rule for one in ticked} == {APPEAL}
    assert all(one.what == one.rows[0].rule.help for one in ticked)
    assert {row.duty.rule for one in items if not one.ticked for row in one.rows} >= {CLOSURE, CLOSURE_HEARING}


def test_it_stands_before_everything_else_and_nowhere_a_second_time(
    busy: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    page = text_of(signed_in(asha), "legal_case_detail", busy.uid)

    assert NEVER_AGAIN not in page
    main = page.partition("rihai-columns__main")[2]
    assert main.index("What comes next") < main.index("rihai-row__main") < main.index("Hearings")
    assert main.count("What comes next") == 1


def test_the_next_step_of_a_refusal_and_the_answer_to_the_last_one_are_a_link(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, status=LegalStatus.ASKED)
    refusal = actions.record_refusal(
        legal_case, facts=RefusalFacts(timezone.localdate(), Refusal.Ground.LATER), by=asha
    )

    step = next(one for one in list_of(legal_case, asha).items if one.rule == LADDER)

    assert [act.url for act in step.acts] == [f"/legal/refusals/{refusal.pk}/step/"]
    assert LADDER_END not in {one.rule for one in list_of(legal_case, asha).items}


def test_without_a_lawyer_naming_one_is_offered_only_to_whom_may_name(asha: User) -> None:
    legal_case = builders.a_legal_case(asha)
    page, safety = legal_case_page(legal_case, asha, is_lawyer=False), safety_of(legal_case, asha)

    offered, kept_back = (coming_of(page, safety, may_name=may_name).items for may_name in (True, False))

    assert [bool(one.acts) for one in (*offered, *kept_back) if one.rule == NAME_LAWYER] == [True, False]


def test_several_hearings_and_claims_cost_no_question_more(
    busy: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    few = builders.questions(client, "legal_case_detail", busy.uid)

    for days in (5, 6, 7):
        a_hearing(busy, asha, days)
        a_threat(busy, asha)
        a_petition(busy, asha, Petition.Kind.OTHER)
        a_closure(busy, asha)

    assert builders.questions(client, "legal_case_detail", busy.uid) == few
