"""Screens of evidence: who may open which, and what is said where something is missing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.cases.models import Case
from rihai.offences.evidence import actions
from rihai.offences.evidence.custody import chain_of, present
from rihai.offences.evidence.facts import ReceiptFacts
from rihai.offences.evidence.forms import FileItemForm, ItemForm, PaperItemForm
from rihai.offences.evidence.models import EvidenceItem, EvidenceReceipt
from rihai.offences.evidence.selectors import items_of, same_files
from tests.conftest import SignedIn
from tests.factories import a_user
from tests.offences.evidence import WHAT, a_file, a_thing, questions, send, text_of, to_colleague
from tests.prosecution.builders import a_station
from tests.vault import samples

OF_CASE = ["evidence_list", "evidence_new", "evidence_thing", "evidence_paper", "evidence_police"]
OF_ITEM = ["evidence_detail", "evidence_hand_over", "evidence_withdraw"]


@pytest.fixture
def item(case: Case, asha: User) -> EvidenceItem:
    return a_thing(case, asha)


@pytest.fixture
def receipt(case: Case, item: EvidenceItem, asha: User) -> EvidenceReceipt:
    facts = ReceiptFacts((present(chain_of(item)).pk,), a_station(), timezone.now())
    return actions.hand_over_together(case, facts=facts, by=asha)


@pytest.mark.parametrize("page", [*OF_CASE, *OF_ITEM, "evidence_receipt"])
def test_her_worker_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    case: Case,
    item: EvidenceItem,
    receipt: EvidenceReceipt,
    asha: User,
    chand: User,
    ravi: User,
    signed_in: SignedIn,
    client: Client,
    page: str,
) -> None:
    subject = case if page in OF_CASE else item if page in OF_ITEM else receipt
    address = reverse(f"offences:{page}", args=[subject.uid])

    assert [signed_in(one).get(address).status_code for one in (asha, chand, ravi)] == [200, 404, 404]
    assert client.get(address).status_code == 302


def test_the_same_file_sent_twice_is_said_on_both_items_and_not_of_another_file(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    first, other = a_file(client, case), a_file(client, case, samples.photo(size=(40, 30)))
    assert "The very same file" not in text_of(client, "evidence_detail", first.uid)

    again = a_file(client, case)

    pages = {one: text_of(client, "evidence_detail", one.uid) for one in (first, again, other)}
    assert ["The very same file" in pages[one] for one in (first, again, other)] == [True, True, False]
    assert first.get_absolute_url() in pages[again]
    assert again.get_absolute_url() in pages[first]


def test_that_a_file_was_here_already_is_said_when_it_is_sent_and_in_the_list(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    first, other = a_file(client, case), a_file(client, case, samples.photo(size=(40, 30)))
    assert "very same file" not in text_of(client, "evidence_list", case.uid)

    again = a_file(client, case)

    sent, later = (text_of(client, "evidence_list", case.uid) for _look in range(2))
    said = f"{again.reference} is the very same file as {first.reference}."
    assert (said in sent, said in later) == (True, False)
    assert f"The very same file as {first.reference}" in later
    assert f"The very same file as {again.reference}" in later
    assert f"The very same file as {other.reference}" not in later


def test_two_of_one_sending_are_compared_with_each_other_too(case: Case, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    files = [SimpleUploadedFile(f"{number}.jpg", samples.photo(), "image/jpeg") for number in range(2)]

    send(client, "evidence_new", case.uid, kind="picture", what=WHAT, chosen=files)

    assert text_of(client, "evidence_list", case.uid).count("is the very same file as") == 2


def test_a_withdrawn_item_and_a_file_that_is_closed_to_her_are_compared_with_nothing(
    case: Case, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    first, again = a_file(client, case), a_file(client, case)
    text_of(client, "evidence_list", case.uid)

    closed = same_files(items_of(case, asha), a_user("esha", Role.CASEWORKER, organisation=case.organisation))
    actions.withdraw_item(again, reason="It came twice", by=asha)

    assert set(closed.values()) <= {()}
    assert "very same file" not in text_of(client, "evidence_list", case.uid)
    assert same_files(items_of(case, asha), asha)[first.pk] == ()


def test_the_receipt_has_a_place_for_the_number_of_the_fir(
    receipt: EvidenceReceipt, asha: User, signed_in: SignedIn
) -> None:
    assert "Number of the FIR, receipt or diary entry" in text_of(signed_in(asha), "evidence_receipt", receipt.uid)


def test_whoever_sees_the_case_by_code_sees_no_evidence(
    case: Case, item: EvidenceItem, bina: User, signed_in: SignedIn
) -> None:
    client = signed_in(bina)

    assert item.reference not in text_of(client, "evidence_list", case.uid)
    assert client.get(item.get_absolute_url()).status_code == 404


def test_a_thing_is_recorded_from_its_page(case: Case, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    answer = send(
        client, "evidence_thing", case.uid, kind="clothing", what=WHAT, to="place", words="Steel cupboard 2",
        seal_number="B-77", since="2026-11-01T10:00", found_on_day="31", found_on_month="10", found_on_year="2026",
    )  # fmt: skip

    page = client.get(answer["Location"]).content.decode()
    assert all(word in page for word in ("Steel cupboard 2", "B-77", WHAT, "A locked place of ours"))


def test_what_was_typed_stays_when_hands_are_missing(case: Case, asha: User, signed_in: SignedIn) -> None:
    answer = send(signed_in(asha), "evidence_thing", case.uid, kind="clothing", what=WHAT, to="place")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert WHAT in page
    assert "Say this too, so that the chain has no gap." in page


def test_a_seal_number_is_a_number_and_no_sentence(case: Case, asha: User, signed_in: SignedIn) -> None:
    answer = send(
        signed_in(asha), "evidence_thing", case.uid, kind="clothing", what="x", to="colleague", user=str(asha.pk),
        seal_number="Meera's dress",
    )  # fmt: skip

    assert answer.status_code == 422


def test_an_old_page_hands_nothing_over_and_says_who_has_it(
    item: EvidenceItem, asha: User, ravi: User, signed_in: SignedIn
) -> None:
    stale = present(chain_of(item)).pk
    actions.hand_over(item, facts=to_colleague(item, ravi), by=asha)

    answer = send(
        signed_in(asha), "evidence_hand_over", item.uid, after=str(stale), to="colleague", user=str(asha.pk),
        at=timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    assert answer.status_code == 422
    assert "It is with Ravi since" in answer.content.decode()


def test_the_file_is_shown_and_handed_out_with_a_reason(case: Case, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    item = a_file(client, case)

    shown = client.get(reverse("offences:evidence_copy", args=[item.uid]))
    without = send(client, "evidence_original", item.uid)
    saved = send(client, "evidence_original", item.uid, reason="The court asks for it as it came")

    assert (shown.status_code, without.status_code, saved.status_code) == (200, 422, 200)


def test_a_mistake_is_withdrawn_with_its_reason(item: EvidenceItem, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    send(client, "evidence_withdraw", item.uid, reason="It belongs to another case")

    assert "It belongs to another case" in text_of(client, "evidence_detail", item.uid)


def test_the_list_asks_a_constant_number_of_questions(
    case: Case, item: EvidenceItem, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(asha)
    few = questions(client, "evidence_list", case.uid)
    for _number in range(3):
        a_thing(case, asha)

    assert questions(client, "evidence_list", case.uid) == few


@pytest.mark.parametrize("form", [FileItemForm, PaperItemForm])
def test_a_file_is_never_called_clothing_money_or_a_telephone(form: type[ItemForm]) -> None:
    offered = {code for code, _label in form.base_fields["kind"].choices}  # type: ignore[attr-defined]  # a choice field

    assert offered == {"", *EvidenceItem.Kind.values} - {"clothing", "money", "device"}
    assert "clothing" in dict(ItemForm.base_fields["kind"].choices)  # type: ignore[attr-defined]
