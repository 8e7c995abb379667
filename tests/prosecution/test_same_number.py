"""One report of the police is one legal case: recognised, and no way to find out which reports are the house's."""

import pytest
from django.test import Client

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.workflow import NotPossible
from rihai.prosecution import same_number
from rihai.prosecution.models import LegalCase, LegalEvent
from rihai.prosecution.owing.number_duties import MET, SAME_NUMBER
from rihai.prosecution.workers import fill_number_tokens
from tests import factories
from tests.conftest import SignedIn
from tests.prosecution import builders


@pytest.fixture
def esha(organisation: Agency) -> User:
    """Knows of no legal case of Asha's."""
    return factories.a_user("esha", Role.CASEWORKER, organisation=organisation)


@pytest.fixture
def station() -> Agency:
    return builders.a_station()


@pytest.fixture
def first(asha: User, lata: User, station: Agency) -> LegalCase:
    return builders.a_legal_case(asha, lawyer=lata, station=station)


def try_number(client: Client, by: User, station: Agency, number: str) -> str:
    """As a caseworker does who copies an FIR; the page that answers."""
    typed = {"kind": "fir", "status": "registered", "station": station.pk, "number": number, "sections": "BNS 143(4)"}
    answer = builders.send(client, "legal_case_new", builders.a_case(by, 16).uid, **typed)
    return answer.content.decode()


def test_whoever_may_not_know_of_it_learns_to_ask_the_desk(
    first: LegalCase, esha: User, asha: User, lata: User, station: Agency
) -> None:
    with pytest.raises(NotPossible) as refused:
        builders.a_legal_case(esha, builders.a_case(esha, 16), station=station)

    words = str(refused.value)
    assert words == str(same_number.ASK_DESK)
    assert not any(told in words for told in (first.reference, lata.display_name, asha.display_name))


def test_whoever_works_on_it_learns_who_wrote_its_number(
    first: LegalCase, esha: User, lata: User, station: Agency, signed_in: SignedIn
) -> None:
    page = try_number(signed_in(esha), esha, station, "0123/2026")

    assert (str(same_number.ASK_DESK) in page, LegalCase.objects.count()) == (True, 1)
    assert Duty.objects.get(rule=SAME_NUMBER).owner == lata
    assert LegalEvent.objects.get(kind=LegalEvent.Kind.SAME_NUMBER).recorded_by == esha
    assert AuditEvent.objects.filter(verb=MET, actor_uid=esha.uid, subject_uid=first.uid).count() == 1


def test_a_fourth_number_is_refused_whether_it_stands_here_or_not(
    first: LegalCase, esha: User, lata: User, station: Agency, signed_in: SignedIn
) -> None:
    client = signed_in(esha)
    met = [try_number(client, esha, station, "0123/2026") for _ in range(same_number.MOST_MET)]

    with pytest.raises(NotPossible) as refused:
        builders.a_legal_case(esha, builders.a_case(esha, 16), station=station, number="77/2026")

    assert str(refused.value) in met[0]
    assert Duty.objects.filter(rule=SAME_NUMBER).count() == 1


def test_many_numbers_that_stand_nowhere_are_tries_too(
    esha: User, lata: User, station: Agency, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_number, "MOST_TRIES", 1)
    builders.a_legal_case(esha, builders.a_case(esha, 16), station=station, number="76/2026")

    page = try_number(signed_in(esha), esha, station, "77/2026")

    assert str(same_number.ASK_DESK) in page
    assert AuditEvent.objects.filter(verb="legal.number_stopped", subject_uid=esha.uid).exists()


def test_a_number_from_before_there_were_tokens_is_recognised_after_the_worker_came(
    first: LegalCase, esha: User, station: Agency
) -> None:
    LegalCase.objects.update(number_token=None)

    filled = fill_number_tokens()

    assert filled == 1
    with pytest.raises(NotPossible):
        builders.a_legal_case(esha, builders.a_case(esha, 16), station=station)


def test_of_two_old_ones_with_the_same_number_both_sides_are_told_once(
    first: LegalCase, asha: User, lata: User, station: Agency
) -> None:
    LegalCase.objects.update(number_token=None)
    second = builders.a_legal_case(asha, builders.a_case(asha, 16), lawyer=lata, station=station)
    LegalCase.objects.update(number_token=None)

    filled = [fill_number_tokens(), fill_number_tokens()]

    assert filled == [1, 0]
    assert {one.subject_uid for one in Duty.objects.filter(rule=SAME_NUMBER)} == {first.uid, second.uid}
    assert Duty.objects.filter(rule=SAME_NUMBER).count() == 2
