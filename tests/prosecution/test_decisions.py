"""What a lawyer decides on the findings of a section check, one by one or all that is missing at once."""

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution import actions
from rihai.prosecution.models import SectionDecision
from rihai.prosecution.selectors.check import check_page
from tests.conftest import SignedIn
from tests.prosecution import builders
from tests.prosecution.builders import send, text_of
from tests.prosecution.test_checks import a_check


def test_all_that_is_missing_is_decided_on_one_page_with_a_row_for_each(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    check, client = a_check(legal_case, lata), signed_in(lata)
    assert "Decide on all that is missing" in text_of(client, "check_detail", check.uid)

    nothing = send(client, "check_decide_missing", check.uid, reason="None chosen")
    choices = {"choice_bns-143-4": "add", "choice_pocso-17": "find_out"}
    send(client, "check_decide_missing", check.uid, reason="A child was bought", **choices)

    assert (nothing.status_code, check.decisions.count()) == (422, 2)
    page = text_of(client, "check_detail", check.uid)
    assert all(words in page for words in ("Ask for it to be added", "Find out more first", "A child was bought"))


def test_the_application_comes_first_once_all_that_is_missing_was_decided(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    check, client = a_check(legal_case, lata), signed_in(lata)
    first = 'class="govuk-button" href="{}"'.format(
        reverse("prosecution:paper_new", args=[legal_case.uid, "add_sections"])
    )
    send(client, "check_decide_missing", check.uid, reason="One for now", **{"choice_bns-143-4": "add"})
    before = text_of(client, "check_detail", check.uid)

    send(client, "check_decide_missing", check.uid, reason="They fit", rest="add")

    assert first not in before
    assert first in text_of(client, "check_detail", check.uid)


def test_all_that_is_missing_is_asked_for_by_one_choice_but_for_what_is_chosen_otherwise(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    check = a_check(legal_case, lata)
    missing = {one.told["id"] for one in check_page(check, lata).parts["omitted"]}
    otherwise = {"choice_bns-143-4": "later", "choice_pocso-17": "find_out"}

    send(signed_in(lata), "check_decide_missing", check.uid, reason="They fit", rest="add", **otherwise)

    decided = {one.told["id"]: one.decided and one.decided.choice for one in check_page(check, lata).parts["omitted"]}
    assert decided == dict.fromkeys(missing, "add") | {"bns-143-4": None, "pocso-17": "find_out"}


def test_what_was_decided_meanwhile_is_said_before_it_is_decided_again(
    asha: User, lata: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6",))
    check, client = a_check(legal_case, lata), signed_in(lata)
    old = {"seen": "0", "reason": "From the older tab"}
    send(client, "check_decide", check.uid, "bns-143-4", choice="add", reason="She was fifteen", seen="0")

    other = send(client, "check_decide", check.uid, "pocso-17", choice="add", **old)
    same = send(client, "check_decide", check.uid, "bns-143-4", choice="find_out", **old)
    several = send(client, "check_decide_missing", check.uid, rest="add", **old)
    again = send(client, "check_decide", check.uid, "bns-143-4", choice="find_out", reason="Knowing it", seen="2")

    assert (other.status_code, same.status_code, several.status_code, again.status_code) == (302, 422, 422, 302)
    assert "Decided meanwhile: Ask for it to be added." in same.content.decode()
    assert 'name="seen" value="2"' in same.content.decode()
    assert check.decisions.count() == 3


def test_only_what_stands_on_the_paper_is_taken_out(asha: User, lata: User, signed_in: SignedIn) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, sections=("itpa-6", "itpa-8"))
    check, client = a_check(legal_case, lata), signed_in(lata)

    missing = text_of(client, "check_decide", check.uid, "bns-143-4")
    named = text_of(client, "check_decide", check.uid, "itpa-8")

    assert ('value="take_out"' in missing, 'value="take_out"' in named) == (False, True)
    with pytest.raises(NotPossible, match="nothing to take out"):
        actions.decide_section(
            check, section="bns-143-4", choice=SectionDecision.Choice.TAKE_OUT, reason="Untrue", by=lata
        )
    actions.decide_section(check, section="itpa-8", choice=SectionDecision.Choice.TAKE_OUT, reason="Hers", by=lata)
