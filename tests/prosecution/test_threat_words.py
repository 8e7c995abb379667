"""The words of a threat are for who accompanies the survivor whom it met, for lawyers, and for who wrote it down."""

from dataclasses import replace

import pytest

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.cases.models import Case
from rihai.prosecution import actions
from rihai.prosecution.facts.protection_facts import ThreatFacts
from rihai.prosecution.models import LegalCase, LegalPart, Threat
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_protection import DAY, WORDS, a_threat

WITHHELD = "Its words are for who accompanies the survivor"
TO_A_WITNESS = ThreatFacts(
    DAY,
    Threat.Kind.PRESSURE,
    Threat.Origin.THEIRS,
    Threat.Towards.WITNESS,
    Threat.Channel.PHONE,
    Threat.Severity.HIGH,
    WORDS,
)


@pytest.fixture
def companion(legal_case: LegalCase, ravi: User, lata: User) -> User:
    """Named by the lawyer; works on no survivor's case."""
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)
    return User.objects.get(pk=ravi.pk)


def test_a_companion_who_does_not_work_with_her_reads_that_there_is_a_threat_and_no_word_of_it(
    legal_case: LegalCase, asha: User, lata: User, companion: User, signed_in: SignedIn
) -> None:
    threat = a_threat(legal_case, asha)

    page = text_of(signed_in(companion), "protection", legal_case.uid)

    assert (WORDS in page, WITHHELD in page, "Serious" in page) == (False, True, True)
    for reader in (asha, lata):
        assert WORDS in text_of(signed_in(reader), "protection", legal_case.uid)
    assert [way_to_read(one, threat, "text") for one in (companion, asha, lata)] == [Way.NONE, Way.OWN, Way.OWN]
    with pytest.raises(Refused):
        actions.answer_threat(threat, done=["safe_now"], text="", by=companion)


def test_whoever_wrote_it_down_reads_it_and_says_what_was_done(
    legal_case: LegalCase, companion: User, signed_in: SignedIn
) -> None:
    threat = a_threat(legal_case, companion)

    assert WORDS in text_of(signed_in(companion), "protection", legal_case.uid)
    assert actions.answer_threat(threat, done=["safe_now"], text="", by=companion).answered_by == companion


def test_a_threat_against_a_witness_is_read_by_all_who_work_on_it(
    legal_case: LegalCase, asha: User, companion: User, signed_in: SignedIn
) -> None:
    actions.record_threat(legal_case, facts=TO_A_WITNESS, by=asha)

    assert WORDS in text_of(signed_in(companion), "protection", legal_case.uid)


def test_among_several_survivors_the_page_asks_which_and_nobody_named_is_for_lawyers(
    legal_case: LegalCase, case: Case, asha: User, lata: User, companion: User, signed_in: SignedIn
) -> None:
    actions.add_survivor(legal_case, case=builders.a_case(asha, 16), by=asha)
    hers = legal_case.survivors.get(case=case)
    typed = {"severity": "high", "on": "2026-11-02", "kind": "visit", "towards": "survivor"}
    send(
        signed_in(asha), "threat_new", legal_case.uid, **typed, origin="accused", channel="person", text=WORDS,
        survivor=str(hers.pk),
    )  # fmt: skip
    actions.record_threat(legal_case, facts=replace(TO_A_WITNESS, towards=Threat.Towards.FAMILY), by=lata)

    assert set(legal_case.threats.values_list("survivor", flat=True)) == {hers.pk, None}
    shown = [text_of(signed_in(one), "protection", legal_case.uid).count(WORDS) for one in (asha, lata, companion)]
    assert shown == [1, 2, 0]


def test_a_survivor_of_another_legal_case_is_not_among_those_asked_for(legal_case: LegalCase, asha: User) -> None:
    other = builders.a_legal_case(asha).survivors.get()

    with pytest.raises(ValueError, match="not about that survivor"):
        actions.record_threat(legal_case, facts=replace(TO_A_WITNESS, survivor=other), by=asha)
