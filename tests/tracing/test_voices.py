"""A voice speaks of the facts that its colleague looked at: once they change, it counts only if it is said again."""

import re

import pytest

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.people.actions import add_identity_item, add_name
from rihai.people.facts import ItemFacts, NameFacts
from rihai.people.models import IdentityItem, Person
from rihai.tracing.actions.deciding import OTHER_FACTS, look_again, say_of_match, take_voice_back
from rihai.tracing.actions.proposing import withdraw_matches
from rihai.tracing.models import MatchDecision, PotentialMatch
from rihai.tracing.workflow import MatchStatus
from tests import factories
from tests.conftest import SignedIn
from tests.tracing.builders import send, text_of
from tests.tracing.matching import NAME, a_match, compared
from tests.tracing.test_deciding import said

SAME, DIFFERENT = MatchDecision.Says.SAME, MatchDecision.Says.DIFFERENT
FELL = "The facts changed after this was said"
ASKED_AGAIN = "The facts changed after you said what you think"


@pytest.fixture
def match(kiran: User, bina: User, chand: User) -> PotentialMatch:
    """Kiran has said that both are the same."""
    return said(a_match(kiran, chand), SAME, kiran, "The scar on her hand")


def learned(person: Person, by: User, name: str = "Somebody Else") -> None:
    add_name(person, facts=NameFacts(name), by=by)


def test_the_second_colleague_sees_that_facts_changed_since_the_first_spoke(
    match: PotentialMatch, kiran: User, bina: User, signed_in: SignedIn
) -> None:
    client = signed_in(bina)
    before = text_of(client, "match_detail", match.uid)
    learned(match.person, kiran)

    after = text_of(client, "match_detail", match.uid)

    assert "The scar on her hand" not in after
    assert FELL not in before
    assert FELL in after
    assert "changed after they were compared" in after


@pytest.mark.parametrize("side", ["held", "sought"])
def test_two_who_looked_at_different_facts_do_not_decide(
    match: PotentialMatch, kiran: User, bina: User, chand: User, side: str
) -> None:
    if side == "held":
        learned(match.person, kiran)
    else:
        assert match.missing_entry.person is not None
        learned(match.missing_entry.person, chand)

    after_second = said(match, SAME, bina).status
    after_first_again = said(match, SAME, kiran).status

    assert after_second == MatchStatus.UNDER_REVIEW
    assert after_first_again == MatchStatus.CONFIRMED


def test_whoever_spoke_first_is_asked_once_more_and_what_was_said_stays_readable(
    match: PotentialMatch, kiran: User, signed_in: SignedIn
) -> None:
    learned(match.person, kiran)
    client = signed_in(kiran)
    page = text_of(client, "match_detail", match.uid)

    said(match, DIFFERENT, kiran)

    assert "The scar on her hand" in page, "her own words"
    assert ASKED_AGAIN in page
    assert ASKED_AGAIN not in text_of(client, "match_detail", match.uid)
    assert [(one.says, one.taken_back_at is None) for one in match.decisions.all()] == [
        (SAME, False),
        (DIFFERENT, True),
    ]


def test_a_telephone_number_changes_nothing_that_was_compared(match: PotentialMatch, kiran: User, bina: User) -> None:
    add_identity_item(match.person, facts=ItemFacts(IdentityItem.Kind.PHONE, "9876500000"), by=kiran)

    with pytest.raises(NotPossible):
        said(match, SAME, kiran)

    assert said(match, SAME, bina).status == MatchStatus.CONFIRMED


def test_what_is_shown_follows_the_facts_while_one_has_spoken(match: PotentialMatch, kiran: User, chand: User) -> None:
    assert match.missing_entry.person is not None
    for person, by in ((match.person, kiran), (match.missing_entry.person, chand)):
        learned(person, by, f"{NAME} Bibi")
    weight = match.weight

    compared()

    match.refresh_from_db()
    assert match.status == MatchStatus.UNDER_REVIEW
    assert match.weight > weight
    assert not match.has_newer_facts


def test_what_somebody_looked_at_does_not_change_with_the_register(match: PotentialMatch, kiran: User) -> None:
    PotentialMatch.objects.filter(pk=match.pk).update(weight=1.0)
    learned(match.person, kiran)
    learned_nothing = PotentialMatch.objects.get()
    learned_nothing.held_version = learned_nothing.held_entry.version
    learned_nothing.save(update_fields=["held_version"])

    compared()

    match.refresh_from_db()
    assert match.weight == 1.0


def test_whoever_was_let_in_by_the_match_alone_reads_what_the_first_one_said(
    matron: User, ravi: User, other_organisation: Agency, signed_in: SignedIn
) -> None:
    coordinator = factories.a_user("coordinator", Role.RESCUE_COORDINATOR, organisation=other_organisation)
    match = said(a_match(matron, ravi), SAME, matron, "The scar on her hand")
    before = text_of(signed_in(coordinator), "match_detail", match.uid)
    said(match, SAME, coordinator)

    after = text_of(signed_in(coordinator), "match_detail", match.uid)

    first = match.decisions.get(said_by=matron)
    assert read((first, ["reason"]), by=coordinator, why=OwnWork())(first).reason == "The scar on her hand"
    assert "The scar on her hand" not in before
    assert "The scar on her hand" in after


def hidden_state(page: str) -> str:
    found = re.search(r'name="state" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def test_a_voice_of_an_old_page_does_not_count_for_facts_nobody_looked_at(
    match: PotentialMatch, kiran: User, bina: User, chand: User, signed_in: SignedIn
) -> None:
    client = signed_in(bina)
    shown = hidden_state(text_of(client, "match_detail", match.uid))
    learned(match.person, kiran)
    assert match.missing_entry.person is not None
    learned(match.missing_entry.person, chand, "Quite Another")

    refused = send(client, "match_detail", match.uid, says="different", reason="Another scar", state=shown)

    assert refused.status_code == 422
    assert str(OTHER_FACTS) in refused.text
    assert "Another scar" in refused.text
    assert match.decisions.count() == 1
    state = hidden_state(refused.text)
    sent = send(client, "match_detail", match.uid, says="different", reason="Another scar", state=state)
    assert sent.status_code == 302
    assert match.decisions.get(said_by=bina).of_state == PotentialMatch.objects.get().state


def test_a_voice_that_does_not_say_what_it_looked_at_is_none(match: PotentialMatch, bina: User) -> None:
    with pytest.raises(NotPossible, match="facts changed"):
        say_of_match(match, says=SAME, reason="", state="", by=bina)

    assert match.decisions.count() == 1


def asked() -> list[Duty]:
    return list(Duty.objects.open().filter(rule="match.second"))


def is_asked(user: User) -> bool:
    duty = asked()[0]
    return duty.owner == user or (duty.desk is not None and duty.desk.memberships.filter(user=user).exists())


def test_once_it_is_looked_at_again_a_second_is_asked_anew(match: PotentialMatch, kiran: User, bina: User) -> None:
    said(match, SAME, bina)
    before = len(asked())

    look_again(match, reason="Another blood group", by=kiran)

    assert (before, len(asked())) == (0, 1)
    assert is_asked(bina)
    assert asked()[0].owner != kiran


def test_whoever_has_spoken_of_todays_facts_owes_nothing_and_the_one_whose_voice_fell_is_asked(
    match: PotentialMatch, kiran: User, bina: User
) -> None:
    was_asked = is_asked(bina)
    learned(match.person, kiran)

    said(match, SAME, bina)

    assert was_asked
    assert len(asked()) == 1
    assert is_asked(kiran)
    assert asked()[0].owner != bina


def test_whoever_was_asked_for_a_voice_that_was_taken_back_is_asked_no_more(match: PotentialMatch, kiran: User) -> None:
    before = len(asked())

    take_voice_back(match, by=kiran)

    assert (before, len(asked())) == (1, 0)


def test_a_proposal_that_goes_leaves_nobody_with_a_duty(match: PotentialMatch, kiran: User) -> None:
    before = len(asked())

    withdraw_matches(match.held_entry, by=None)

    assert (before, Duty.objects.open().filter(subject_uid=match.uid).count()) == (1, 0)
