"""The pages of a match: for whoever holds the person, side by side with reasons; for everybody else, nothing."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.tracing.models import FoundRecord, MatchDecision, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests.conftest import SignedIn
from tests.tracing import builders
from tests.tracing.matching import NAME, a_match, compared
from tests.tracing.test_asking import bare
from tests.tracing.test_deciding import CALL, confirmed


@pytest.fixture
def match(matron: User, colleague: User, ravi: User) -> PotentialMatch:
    """The colleague sits at the desk before the girl comes."""
    return a_match(matron, ravi)


def page_of(client: Client, match: PotentialMatch) -> str:
    answer = client.get(match.get_absolute_url())
    assert answer.status_code == 200
    return answer.text


def test_the_list_shows_codes_and_no_name(match: PotentialMatch, matron: User, signed_in: SignedIn) -> None:
    page = builders.text_of(signed_in(matron), "match_list")

    assert match.person.code in page
    assert NAME not in page


def test_the_holder_reads_both_sides_with_what_each_is_worth(
    match: PotentialMatch, matron: User, signed_in: SignedIn
) -> None:
    page = page_of(signed_in(matron), match)

    assert page.count(NAME) == 2
    assert "Written the same" in page
    assert "By chance about 1 in 1,000 records agrees as well" in page
    assert "12.0 points for it" in page
    assert "What would change it" in page
    assert not re.search(r"\d\s*%", page.split("<main")[1].split("</main>")[0])


def test_within_one_house_the_page_says_what_an_answer_would_bring(ravi: User, signed_in: SignedIn) -> None:
    match = a_match(ravi, ravi)

    page = page_of(signed_in(ravi), match)

    assert "If it agrees: 4.2 points for it. If it does not: 2.0 points against it." in page


def test_opening_the_page_is_in_the_trail(match: PotentialMatch, matron: User, signed_in: SignedIn) -> None:
    page_of(signed_in(matron), match)

    event = AuditEvent.objects.get(verb="records.read", actor_uid=matron.uid)
    assert str(match.uid) in event.facts


def test_a_colleague_at_the_desk_may_look_and_decide(
    match: PotentialMatch, colleague: User, signed_in: SignedIn
) -> None:
    assert "Written the same" in page_of(signed_in(colleague), match)


def test_whoever_asked_and_strangers_find_nothing(
    match: PotentialMatch, ravi: User, kiran: User, signed_in: SignedIn
) -> None:
    for user in (ravi, kiran):
        client = signed_in(user)
        pages = [match.get_absolute_url(), reverse("tracing:match_answer", args=[match.uid])]
        assert [client.get(page).status_code for page in pages] == [404, 404]
        assert match.person.code not in builders.text_of(client, "match_list")


def test_who_is_not_signed_in_is_led_to_the_door(match: PotentialMatch, client: Client) -> None:
    assert client.get(match.get_absolute_url()).status_code == 302


def test_two_voices_by_the_page_and_the_reason_stays_hidden_from_the_second(
    match: PotentialMatch, matron: User, colleague: User, signed_in: SignedIn
) -> None:
    first, second = signed_in(matron), signed_in(colleague)
    why = "The burn is where the family says"
    builders.send(first, "match_detail", match.uid, says="same", reason=why, state=match.state)
    before = page_of(second, match)
    builders.send(second, "match_detail", match.uid, says="same", reason="", state=match.state)
    after = page_of(second, match)

    match.refresh_from_db()
    assert match.status == MatchStatus.CONFIRMED
    assert why not in before
    assert why in after


def test_a_refusal_without_a_reason_is_asked_for_it_and_nothing_is_lost(
    match: PotentialMatch, matron: User, signed_in: SignedIn
) -> None:
    page = builders.send(signed_in(matron), "match_detail", match.uid, says="different", reason="", state=match.state)

    assert page.status_code == 422
    assert "Say why it is not the same person." in page.content.decode()
    assert not MatchDecision.objects.exists()


def test_a_form_that_arrives_twice_says_one_thing(match: PotentialMatch, matron: User, signed_in: SignedIn) -> None:
    client = signed_in(matron)
    data = {"says": "same", "reason": "", "state": match.state, "form_token": str(uuid4())}

    answers = [client.post(match.get_absolute_url(), data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert MatchDecision.objects.count() == 1


def test_what_was_said_can_be_taken_back_by_the_page(match: PotentialMatch, matron: User, signed_in: SignedIn) -> None:
    client = signed_in(matron)
    builders.send(client, "match_detail", match.uid, says="same", reason="", state=match.state)

    builders.send(client, "match_take_back", match.uid)

    match.refresh_from_db()
    assert match.status == MatchStatus.PROPOSED


def test_an_answer_is_offered_only_after_two_and_reaches_the_page_of_the_report(
    matron: User, colleague: User, ravi: User, signed_in: SignedIn
) -> None:
    match = a_match(matron, ravi, age=30)
    holder, asker = signed_in(matron), signed_in(ravi)
    link = reverse("tracing:match_answer", args=[match.uid])
    offered = [link in page_of(holder, match)]
    confirmed(match, matron, colleague)
    offered.append(link in page_of(holder, match))
    report = match.missing_entry.subject_uid
    before = builders.text_of(asker, "report_detail", report)

    said = {"says": CALL.says, "basis": CALL.basis, "paper": CALL.paper, "contact": CALL.contact, "days": 30}
    said |= {"asked": CALL.asked, "how": CALL.how}
    sent = builders.send(holder, "match_answer", match.uid, **said)

    after = builders.text_of(asker, "report_detail", report)
    assert sent.status_code == 302
    assert offered == [False, True]
    assert CALL.contact not in before
    assert CALL.contact in after
    assert "Asked. If a holder has something to tell, you will hear from them." in before


def test_for_a_child_the_form_offers_the_committee_alone(
    match: PotentialMatch, matron: User, colleague: User, signed_in: SignedIn
) -> None:
    confirmed(match, matron, colleague)

    page = builders.text_of(signed_in(matron), "match_answer", match.uid)

    assert 'value="committee"' in page
    assert 'value="call_us"' not in page
    assert 'value="consent"' not in page


def test_looking_again_needs_what_speaks_against_it(
    match: PotentialMatch, matron: User, colleague: User, signed_in: SignedIn
) -> None:
    confirmed(match, matron, colleague)
    client = signed_in(matron)

    empty = builders.send(client, "match_again", match.uid, reason="")
    builders.send(client, "match_again", match.uid, reason="The mother says no")

    match.refresh_from_db()
    assert empty.status_code == 422
    assert match.status == MatchStatus.UNDER_REVIEW


def test_the_found_record_shows_its_holder_what_waits(matron: User, ravi: User, signed_in: SignedIn) -> None:
    match = a_match(matron, ravi)
    found = match.held_entry.subject_uid

    assert match.get_absolute_url() in builders.text_of(signed_in(matron), "found_detail", found)


def test_as_long_as_nothing_was_compared_the_holder_is_told_so(
    found: FoundRecord, matron: User, signed_in: SignedIn
) -> None:
    client, words = signed_in(matron), "Not compared yet with those who are sought."
    before = builders.text_of(client, "found_detail", found.uid)
    compared()

    after = builders.text_of(client, "found_detail", found.uid)

    assert words in before
    assert words not in after


def test_the_page_of_the_report_is_the_same_with_and_without_a_proposal(
    ravi: User, matron: User, signed_in: SignedIn
) -> None:
    report = builders.a_report(ravi)
    client = signed_in(ravi)
    before = builders.text_of(client, "report_detail", report.uid)
    builders.a_found(matron)
    compared()
    after = builders.text_of(client, "report_detail", report.uid)

    assert PotentialMatch.objects.count() == 1
    assert bare(before, report) == bare(after, report)
