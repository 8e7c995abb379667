"""Whoever was named wrongly is put right, or accused no longer: an allegation stays with nobody by mistake."""

from datetime import date
from operator import attrgetter

import pytest

from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import JudgmentFacts
from rihai.prosecution.facts.facts import AccusedFacts
from rihai.prosecution.models import Accused, AccusedLink, LegalCase, Verdict
from rihai.prosecution.selectors.accused import links_of
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_accused import NAME, accuse, remanded, warning
from tests.prosecution.test_paper import told
from tests.prosecution.test_saved_twice import seen_on

RIGHT = "Rightly Invented Man"


def name_of(accused: Accused, reader: User) -> object:
    accused = Accused.objects.get(pk=accused.pk)
    return read((accused, ("name",)), by=reader, why=OwnWork())(accused).name


def test_a_misheard_name_is_put_right_from_its_page_and_stays_on_the_timeline(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    page = text_of(client, "accused_correct", link.uid)
    assert NAME in page

    send(client, "accused_correct", link.uid, name=RIGHT, role="recruiter_or_intermediary", seen=seen_on(page))

    link.refresh_from_db()
    assert (name_of(link.accused, asha), link.role) == (RIGHT, "recruiter_or_intermediary")
    assert NAME in told(legal_case, asha)


def test_an_old_page_puts_no_earlier_name_back(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    old = seen_on(text_of(client, "accused_correct", link.uid))
    actions.correct_accused(link, name=RIGHT, role="other", by=lata)

    answer = send(client, "accused_correct", link.uid, name="Somebody else", role="other", seen=old)

    assert answer.status_code == 422
    assert name_of(link.accused, asha) == RIGHT


def test_whoever_was_named_by_mistake_is_accused_no_longer(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    remanded(link, asha)

    send(client, "accused_end", link.uid, reason="A witness of the same name")

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert "Nobody is named yet" in page
    assert "A witness of the same name" in page
    assert [way_to_read(one, link.accused, "name") for one in (asha, lata)] == [Way.NONE, Way.NONE]
    assert warning(legal_case) is None
    assert AccusedLink.all_rows.get(pk=link.pk).ended_by == asha


def test_a_name_that_another_legal_case_opens_stays_open(legal_case: LegalCase, asha: User, lata: User) -> None:
    link = accuse(legal_case, asha)
    second = builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata)
    accuse(second, asha, name="", known=link.accused)

    actions.end_accused(link, reason="Not in this matter", by=asha)

    assert way_to_read(lata, link.accused, "name") is Way.OWN
    assert list(map(attrgetter("elsewhere"), links_of(second, lata))) == [0]


def test_nobody_is_removed_without_a_reason_or_once_more(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)
    with pytest.raises(NotPossible):
        actions.end_accused(link, reason=" ", by=asha)

    actions.end_accused(link, reason="Another person", by=asha)

    with pytest.raises(NotPossible):
        actions.end_accused(link, reason="Another person", by=asha)


def test_an_accused_who_is_known_with_another_role_is_not_added_silently(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)

    with pytest.raises(NotPossible) as refused:
        actions.add_accused(legal_case, facts=AccusedFacts("kidnapper", known=link.accused), by=asha)

    assert "Owned or managed the premises" in str(refused.value)


def test_a_name_beside_a_code_is_not_thrown_away(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link = accuse(legal_case, asha)
    second = builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata)

    typed = {"name": "Quite Another", "known": link.accused.code, "role": "other"}
    answer = send(signed_in(asha), "accused_new", second.uid, **typed)

    assert answer.status_code == 422
    assert "Quite Another" in answer.content.decode()


def test_a_remand_of_a_wrong_year_is_struck_out_and_the_warning_is_reckoned_anew(
    legal_case: LegalCase, asha: User, signed_in: SignedIn
) -> None:
    link, client = accuse(legal_case, asha), signed_in(asha)
    remanded(link, asha, date(2024, 10, 1))
    remanded(link, asha)
    wrong = link.states.get(since=date(2024, 10, 1))

    send(client, "accused_state_withdraw", wrong.uid)

    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert "Written down by mistake" in page
    assert "Default bail may accrue after 29 November 2026" in page


def test_what_a_court_decided_is_not_struck_out(legal_case: LegalCase, asha: User) -> None:
    link = accuse(legal_case, asha)
    judged = JudgmentFacts(given_on=date(2026, 11, 2), outcomes={link.pk: Verdict.Outcome.CONVICTED})
    actions.record_judgment(legal_case, facts=judged, by=asha)

    with pytest.raises(NotPossible):
        actions.withdraw_state(link.states.get(), by=asha)


def test_strangers_strike_out_nothing(
    legal_case: LegalCase, asha: User, chand: User, bina: User, signed_in: SignedIn
) -> None:
    link = accuse(legal_case, asha)
    remanded(link, asha)

    answers = [send(signed_in(one), "accused_state_withdraw", link.states.get().uid) for one in (chand, bina)]

    assert [one.status_code for one in answers] == [404, 404]
    assert warning(legal_case) is not None
