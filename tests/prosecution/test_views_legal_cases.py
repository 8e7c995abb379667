"""Screens of legal cases: mine, those of one survivor, the page of one, its forms."""

import pytest
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.prosecution import actions
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.workflow import LegalStatus
from tests.conftest import SignedIn
from tests.offences.evidence import a_thing
from tests.prosecution import builders
from tests.prosecution.builders import OPEN_TO_ITS_PEOPLE, Doors, questions, send, text_of

PAGES = [
    "legal_case_detail", "legal_case_paper", "legal_case_step", "legal_case_copy", "legal_case_transfer",
    "legal_case_survivor", "legal_case_part",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_lawyer_and_companion_may_a_stranger_gets_404_and_a_signed_out_browser_the_door(
    legal_case: LegalCase,
    asha: User,
    doors: Doors,
    page: str,
) -> None:
    address = reverse(f"prosecution:{page}", args=[legal_case.uid])

    assert doors(address) == OPEN_TO_ITS_PEOPLE


@pytest.mark.parametrize("page", ["case_legal", "legal_case_new"])
def test_the_pages_of_a_case_are_closed_to_strangers(case: Case, chand: User, signed_in: SignedIn, page: str) -> None:
    assert signed_in(chand).get(reverse(f"prosecution:{page}", args=[case.uid])).status_code == 404


def test_from_the_case_one_page_makes_the_legal_case(case: Case, asha: User, lata: User, signed_in: SignedIn) -> None:
    client, station = signed_in(asha), builders.a_station()

    answer = send(
        client, "legal_case_new", case.uid, kind="fir", status="registered", station=str(station.pk),
        number="0123/2026", filed_on="2026-11-02", sections="BNS 143(4); POCSO Act s. 6, Kerala Police Act 118",
        lawyer=str(lata.pk),
    )  # fmt: skip

    legal_case = LegalCase.objects.get()
    assert answer["Location"] == legal_case.get_absolute_url()
    assert legal_case.sections == ["bns-143-4", "pocso-6"]
    page = text_of(client, "legal_case_detail", legal_case.uid)
    assert "0123/2026" in page
    assert "Kerala Police Act 118" in page
    assert "No lawyer has confirmed this." in page


def test_a_day_to_come_is_refused_and_what_was_typed_stays(case: Case, asha: User, signed_in: SignedIn) -> None:
    answer = send(
        signed_in(asha), "legal_case_new", case.uid, kind="fir", status="asked", filed_on="2090-01-01", number="9/2026"
    )

    assert answer.status_code == 422
    assert "9/2026" in answer.content.decode()
    assert not LegalCase.objects.exists()


def test_the_list_shows_codes_and_no_number(legal_case: LegalCase, lata: User, signed_in: SignedIn) -> None:
    page = text_of(signed_in(lata), "legal_case_list")

    assert legal_case.reference in page
    assert "0123/2026" not in page


def test_whoever_works_on_the_case_learns_whom_to_ask(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.end_part(legal_case.parts.get(user=asha), by=lata)
    client = signed_in(asha)

    page = text_of(client, "case_legal", case.uid)

    assert "Ask Lata to add you." in page
    assert client.get(legal_case.get_absolute_url()).status_code == 404


def test_what_everybody_left_behind_is_taken_over_by_whoever_works_on_the_case(
    legal_case: LegalCase, case: Case, asha: User, lata: User, signed_in: SignedIn
) -> None:
    actions.end_part(legal_case.parts.get(user=asha), by=lata)
    survivor, client = legal_case.survivors.get(), signed_in(asha)
    refused = send(client, "legal_case_take_over", survivor.uid)
    assert (refused.status_code, legal_case.parts.filter(user=asha, left_at=None).exists()) == (302, False)

    User.objects.filter(pk=lata.pk).update(is_active=False)
    assert "Take it over" in text_of(client, "case_legal", case.uid)
    send(client, "legal_case_take_over", survivor.uid)

    assert client.get(legal_case.get_absolute_url()).status_code == 200
    assert {duty.owner for duty in Duty.objects.open().filter(subject_uid=legal_case.pk)} == {asha}


def test_nobody_takes_over_who_does_not_work_on_the_case(
    legal_case: LegalCase, asha: User, lata: User, bina: User, chand: User, signed_in: SignedIn
) -> None:
    User.objects.filter(pk__in=[lata.pk, asha.pk]).update(is_active=False)
    survivor = legal_case.survivors.get()

    statuses = [send(signed_in(one), "legal_case_take_over", survivor.uid).status_code for one in (chand, bina)]

    assert statuses == [404, 403]


def test_whoever_sees_the_case_by_code_only_learns_of_no_legal_case(
    legal_case: LegalCase, case: Case, bina: User, signed_in: SignedIn
) -> None:
    assert legal_case.reference not in text_of(signed_in(bina), "case_legal", case.uid)


def test_a_companion_does_not_learn_whom_else_it_is_about(
    legal_case: LegalCase, asha: User, ravi: User, lata: User, case: Case, signed_in: SignedIn
) -> None:
    actions.add_part(legal_case, user=ravi, part=LegalPart.Part.ACCOMPANIES, by=lata)

    code = case.person.code

    assert code not in text_of(signed_in(ravi), "legal_case_detail", legal_case.uid)
    assert code in text_of(signed_in(asha), "legal_case_detail", legal_case.uid)
    assert code in text_of(signed_in(lata), "legal_case_detail", legal_case.uid)


def test_correcting_shows_what_stands_there(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)
    page = text_of(client, "legal_case_paper", legal_case.uid)
    assert "0123/2026" in page
    assert "BNS 2023 s. 143(4)" in page

    send(
        client,
        "legal_case_paper",
        legal_case.uid,
        kind="fir",
        number="0124/2026",
        seen=legal_case.paper_version,
        sections="BNS 2023 s. 143(4), BNS 144(1)",
    )

    legal_case.refresh_from_db()
    assert legal_case.sections == ["bns-143-4", "bns-144-1"]


def test_a_cnr_is_tidied_and_a_wrong_one_asked_back(legal_case: LegalCase, asha: User, signed_in: SignedIn) -> None:
    client = signed_in(asha)

    wrong = send(client, "legal_case_paper", legal_case.uid, kind="fir", cnr="MHTH01-12345")
    send(
        client, "legal_case_paper", legal_case.uid, kind="fir", cnr="mhth01-000123-2026", seen=legal_case.paper_version
    )

    assert wrong.status_code == 422
    assert "MHTH010001232026" in text_of(client, "legal_case_detail", legal_case.uid)


def test_steps_copy_transfer_and_parts_are_recorded_from_their_pages(
    asha: User, lata: User, vijay: User, signed_in: SignedIn
) -> None:
    legal_case = builders.a_legal_case(asha, lawyer=lata, kind=LegalCase.Kind.ZERO_FIR)
    client, there = signed_in(asha), builders.a_station("Hill Road police station")

    send(client, "legal_case_copy", legal_case.uid, on="2026-11-03")
    send(client, "legal_case_transfer", legal_case.uid, to=str(there.pk), on="2026-11-04")
    send(signed_in(lata), "legal_case_part", legal_case.uid, user=str(vijay.pk), part="volunteer")
    send(client, "legal_case_step", legal_case.uid, to="investigation", on_day="5", on_month="11", on_year="2026")
    send(client, "legal_case_survivor", legal_case.uid, case=builders.a_case(asha, 17).person.code)

    legal_case.refresh_from_db()
    assert (legal_case.copy_received_on is not None, legal_case.transferred_to) == (True, there)
    assert legal_case.status == "investigation"
    assert legal_case.events.filter(status="investigation", happened_on="2026-11-05").exists()
    assert legal_case.parts.filter(user=vijay, left_at=None).exists()
    assert legal_case.survivors.count() == 2


def test_a_closure_report_shows_what_can_be_filed_and_no_date_for_it(
    legal_case: LegalCase, lata: User, signed_in: SignedIn
) -> None:
    actions.move_legal_case(legal_case, to=LegalStatus.CLOSURE, on=None, text="", by=lata)

    page = text_of(signed_in(lata), "legal_case_detail", legal_case.uid)

    assert "Protest petition" in page
    assert "about what can be filed: do not wait" in page
    assert "No lawyer has confirmed this." in page


def test_what_ends_with_a_part_is_said_before_it_ends(
    legal_case: LegalCase, asha: User, lata: User, signed_in: SignedIn
) -> None:
    part, client = legal_case.parts.get(user=asha), signed_in(lata)
    assert "This colleague opens this legal case no longer" in text_of(client, "legal_part_end", part.uid)

    answer = send(client, "legal_part_end", part.uid)

    part.refresh_from_db()
    assert (answer.status_code, part.left_at is not None) == (302, True)


def test_a_stranger_ends_no_part(legal_case: LegalCase, asha: User, chand: User, signed_in: SignedIn) -> None:
    assert send(signed_in(chand), "legal_part_end", legal_case.parts.get(user=asha).uid).status_code == 404


def test_list_and_page_ask_a_constant_number_of_questions(
    legal_case: LegalCase, lata: User, asha: User, signed_in: SignedIn
) -> None:
    client = signed_in(lata)
    pages: list[tuple[str, list[object]]] = [("legal_case_list", []), ("legal_case_detail", [legal_case.uid])]
    few = [questions(client, page, *parts) for page, parts in pages]
    for age in (14, 16, 17):
        builders.a_legal_case(asha, other := builders.a_case(asha, age), lawyer=lata)
        actions.add_survivor(legal_case, case=other, by=asha)

    assert [questions(client, page, *parts) for page, parts in pages] == few


def test_an_item_that_no_lawyer_knows_of_is_said_on_the_page_of_her_legal_cases(
    legal_case: LegalCase, case: Case, asha: User, signed_in: SignedIn
) -> None:
    item, client = a_thing(case, asha), signed_in(asha)
    assert "is in no legal case yet" in text_of(client, "case_legal", case.uid)

    actions.use_evidence(legal_case, item=item, by=asha)

    assert "in no legal case yet" not in text_of(client, "case_legal", case.uid)
