"""Restrained, as each organisation defines it: who writes it down, where it stands, what was meant before."""

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.facts.facts import StateFacts
from rihai.prosecution.models import LegalCase, StateMeaning
from rihai.prosecution.selectors.meanings import meaning_now
from tests.conftest import SignedIn
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_court import an_accused

OURS = "By an order of a court may no longer go near a survivor."


def test_what_was_meant_last_holds_and_what_was_meant_before_stays(lata: User, bina: User) -> None:
    actions.define_restrained("May not run a business.", by=bina)

    actions.define_restrained(f"  {OURS}  ", by=lata)

    assert meaning_now(lata.organisation_id) == OURS
    assert StateMeaning.objects.count() == 2


def test_each_organisation_means_its_own(lata: User, chand: User) -> None:
    actions.define_restrained(OURS, by=lata)

    assert meaning_now(chand.organisation_id) == ""


def test_neither_a_companion_nor_a_lawyer_from_outside_says_what_the_house_means(asha: User, vijay: User) -> None:
    for user in (asha, vijay):
        with pytest.raises(Refused):
            actions.define_restrained(OURS, by=user)

    assert not StateMeaning.objects.exists()


def test_nothing_is_no_meaning(lata: User) -> None:
    with pytest.raises(NotPossible):
        actions.define_restrained("   ", by=lata)


def test_it_stands_beside_the_state_and_where_the_state_is_chosen(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link = an_accused(legal_case, asha)
    client, beside, chosen = signed_in(asha), legal_case.get_absolute_url(), ("accused_state", link.uid)
    unsaid = "Nobody has written down what this organisation means"
    assert unsaid not in client.get(beside).content.decode()
    actions.state_accused(link, facts=StateFacts("restrained"), by=asha)
    assert unsaid in client.get(beside).content.decode()
    assert unsaid in text_of(client, *chosen)

    actions.define_restrained(OURS, by=lata)

    assert OURS in client.get(beside).content.decode()
    assert OURS in text_of(client, *chosen)


def test_a_state_keeps_the_meaning_by_which_it_was_written_down(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    link, client = an_accused(legal_case, asha), signed_in(asha)
    actions.define_restrained("May not run a business.", by=lata)
    actions.state_accused(link, facts=StateFacts("restrained"), by=asha)

    actions.define_restrained(OURS, by=lata)

    beside = client.get(legal_case.get_absolute_url()).content.decode()
    assert "as this organisation meant it when that was written down: May not run a business." in beside
    assert OURS not in beside
    assert OURS in text_of(client, "accused_state", link.uid)
    actions.state_accused(link, facts=StateFacts("restrained"), by=asha)
    again = client.get(legal_case.get_absolute_url()).content.decode()
    assert f"as this organisation means it: {OURS}" in again
    assert "May not run a business." in again


def test_the_page_is_read_by_whoever_records_and_written_by_the_house(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    written = send(signed_in(lata), "restrained", text=OURS)

    read, sent = text_of(signed_in(asha), "restrained"), send(signed_in(asha), "restrained", text="Anything")

    assert written["Location"] == reverse("prosecution:restrained")
    assert reverse("prosecution:restrained") in text_of(signed_in(lata), "legal_case_list")
    assert OURS in read
    assert ", by Lata" in read
    assert 'name="text"' not in read
    assert sent.status_code == 403
    assert meaning_now(asha.organisation_id) == OURS
