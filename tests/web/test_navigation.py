"""Where the main navigation leads: one entry for police and court, and the lists behind it for whom they are."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from tests.conftest import SignedIn

FOR_A_COMPANION = (
    "prosecution:legal_case_list", "prosecution:claim_list", "offences:obstacle_list", "prosecution:question_list",
    "prosecution:law_card_list", "prosecution:sentence_list",
)  # fmt: skip


def links_of(client: Client, address: str, label: str) -> list[str]:
    html = client.get(address).content.decode()
    found = re.search(rf'<nav [^>]*aria-label="{label}".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


@pytest.mark.parametrize("page", FOR_A_COMPANION)
def test_each_list_of_police_and_court_leads_to_the_others(page: str, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    assert links_of(client, reverse(page), "Lists of this part") == [reverse(one) for one in FOR_A_COMPANION]
    assert f'href="{reverse("prosecution:legal_case_list")}" aria-current="page">Police and court' in (
        client.get(reverse(page)).content.decode()
    )


def test_the_entry_leads_to_the_only_list_that_is_for_her(dolly: User, signed_in: SignedIn) -> None:
    client = signed_in(dolly)

    menu = links_of(client, "/", "Menu")

    assert reverse("offences:obstacle_list") in menu
    assert reverse("prosecution:legal_case_list") not in menu
    assert links_of(client, reverse("offences:obstacle_list"), "Lists of this part") == []


def test_other_pages_have_no_lists_beside_them(asha: User, signed_in: SignedIn) -> None:
    assert links_of(signed_in(asha), reverse("cases:case_list"), "Lists of this part") == []
