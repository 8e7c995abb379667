"""The pages of cases: the list, and one case as different people see it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.actions import break_glass
from rihai.accounts.models import User
from rihai.cases import actions
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, Participant
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.actions import confirm_number, set_contact_safety
from rihai.people.facts import BirthFacts, ContactFacts
from rihai.people.models import YesNoUnknown
from tests.cases import builders
from tests.conftest import SignedIn

LIST = "/cases/"


def page_of(case: Case) -> str:
    return reverse("cases:case_detail", args=[case.uid])


def test_the_list_shows_codes_and_opens_no_seal(signed_in: SignedIn, asha: User, case: Case) -> None:
    response = signed_in(asha).get(LIST)

    assertContains(response, case.person.code)
    assertContains(response, case.person.pseudonym)
    assertNotContains(response, "Rani")
    assert builders.readings() == 0


def test_a_caseworker_sees_her_own_and_a_supervisor_all_cases(
    signed_in: SignedIn, case: Case, asha: User, bina: User, meera: User, chand: User
) -> None:
    for user in (asha, bina):
        assertContains(signed_in(user).get(LIST), case.person.code)
    for user in (meera, chand):
        assertNotContains(signed_in(user).get(f"{LIST}?status=all"), case.person.code)


def test_a_case_without_a_worker_comes_first(signed_in: SignedIn, bina: User, ravi: User, case: Case) -> None:
    waiting = builders.a_case(None, by=ravi, name="Somebody else")
    Case.objects.filter(pk=waiting.pk).update(opened_at=timezone.now() - timedelta(days=30))

    body = signed_in(bina).get(LIST).text

    assert body.index(waiting.person.code) < body.index(case.person.code)
    assert "Needs a worker" in body


def test_a_closed_case_says_when_it_was_closed(signed_in: SignedIn, asha: User, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now(), closed_by=asha)

    response = signed_in(asha).get(f"{LIST}?status=all")

    assertContains(response, "closed on")
    assertNotContains(response, "open for")


@pytest.mark.parametrize("status", ["mine", "all", "closed", "nonsense", ""])
def test_the_list_answers_whatever_is_asked(signed_in: SignedIn, asha: User, case: Case, status: str) -> None:
    response = signed_in(asha).get(LIST, {"status": status, "page": "x"})

    assert response.status_code == 200
    assert (case.person.code in response.text) is (status != "closed")


def test_published_cases_are_not_in_the_list_of_our_work(signed_in: SignedIn, loader: User) -> None:
    case = builders.a_published_case(loader)

    assertNotContains(signed_in(loader).get(f"{LIST}?status=all"), case.person.code)


def test_the_list_asks_as_often_for_many_cases_as_for_one(
    signed_in: SignedIn, asha: User, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(asha)
    client.get(LIST)
    with django_assert_max_num_queries(100) as for_one:
        client.get(LIST)
    for number in range(5):
        builders.a_case(asha, name=f"Person {number}")

    with django_assert_max_num_queries(len(for_one.captured_queries)):
        response = client.get(LIST)

    assert response.text.count("rihai-row__main") == 6


def test_the_page_says_first_what_she_wants_then_who_may_call_who_works_and_where_it_stands(
    signed_in: SignedIn, asha: User, case: Case
) -> None:
    body = signed_in(asha).get(page_of(case)).text

    places = [body.index(words) for words in (builders.WISH, "May we call?", "Named worker", ">Status<")]
    assert places == sorted(places)
    assert "Not known yet: do not call" in body
    assert "Rani Test" in body


@pytest.mark.parametrize(
    ("answer", "words"),
    [(YesNoUnknown.YES, "Yes, but:"), (YesNoUnknown.NO, "No: do not call"), (YesNoUnknown.UNKNOWN, "do not call")],
)
def test_the_page_says_whether_she_may_be_called(
    signed_in: SignedIn, asha: User, answer: YesNoUnknown, words: str
) -> None:
    case = builders.a_case(asha, may_call=answer)

    assertContains(signed_in(asha).get(page_of(case)), words)


def test_yes_stands_alone_only_while_a_call_is_allowed(signed_in: SignedIn, asha: User) -> None:
    case = builders.a_case(asha, may_call=YesNoUnknown.YES)
    client = signed_in(asha)

    assertContains(client.get(page_of(case)), "Nobody has asked this person yet about being reached.")

    now = timezone.localtime()
    facts = ContactFacts(
        YesNoUnknown.YES,
        by_call=True,
        hours_from=(now - timedelta(hours=1)).time(),
        hours_until=(now + timedelta(hours=1)).time(),
        number="+910000000000",
    )
    set_contact_safety(case.person, facts=facts, by=asha)
    confirm_number(case.person, by=asha)

    assertContains(client.get(page_of(case)), ">Yes<")


def test_one_page_is_one_reading(signed_in: SignedIn, asha: User, case: Case) -> None:
    builders.an_event(case, asha, text="Words of the talk", where="Tea stall")
    actions.write_note(case, body="Words of the note", by=asha)

    response = signed_in(asha).get(page_of(case))

    for words in (builders.WISH, "Words of the talk", "Tea stall", "Words of the note", "Rani Test"):
        assertContains(response, words)
    assert builders.readings() == 1


def test_a_reader_without_grants_sees_dots_and_reads_nothing(signed_in: SignedIn, asha: User, bina: User) -> None:
    case = builders.a_case(asha, wish=builders.WISH)
    builders.an_event(case, asha, text="Words of the talk", where="Tea stall")
    actions.write_note(case, body="Words of the note", by=asha)

    response = signed_in(bina).get(page_of(case))

    assertContains(response, "•••")
    assertContains(response, "You see this case by code only")
    for words in (builders.WISH, "Words of the talk", "Tea stall", "Words of the note", "Rani Test"):
        assertNotContains(response, words)
    assert builders.readings() == 0
    assertNotContains(response, reverse("cases:case_wish", args=[case.uid]))


def test_somebody_with_a_part_sees_what_it_opens_and_dots_for_the_rest(
    signed_in: SignedIn, asha: User, lena: User, case: Case
) -> None:
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)
    builders.an_event(case, asha, EventKind.SHELTER, text="She arrived", where="Third lane")

    response = signed_in(lena).get(page_of(case))

    assertContains(response, builders.WISH)
    assertContains(response, "She arrived")
    assertNotContains(response, "Third lane")
    assertContains(response, "•••")
    assert builders.readings() == 1


def test_what_an_emergency_opened_is_read_with_a_reason(signed_in: SignedIn, bina: User, case: Case) -> None:
    break_glass(case, compartments=[], reason="She is in hospital tonight", by=bina)
    client = signed_in(bina)

    closed = client.get(page_of(case))
    assertContains(closed, "Open with a reason")
    assertNotContains(closed, builders.WISH)

    opened = client.post(reverse("cases:case_open", args=[case.uid]), {"reason": "The doctor asks what she wants"})
    assertContains(opened, builders.WISH)
    assert "reason" in builders.facts_of("records.read")


def test_a_reason_too_short_opens_nothing(signed_in: SignedIn, bina: User, case: Case) -> None:
    break_glass(case, compartments=[], reason="She is in hospital tonight", by=bina)

    response = signed_in(bina).post(reverse("cases:case_open", args=[case.uid]), {"reason": "so"})

    assertContains(response, "at least 10 characters", status_code=422)
    assertNotContains(response, builders.WISH, status_code=422)
    assert builders.readings() == 0


def test_the_page_asks_as_often_for_much_as_for_little(
    signed_in: SignedIn, asha: User, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(asha)
    builders.an_event(case, asha, text="One")
    actions.write_note(case, body="One", by=asha)
    client.get(page_of(case))
    with django_assert_max_num_queries(150) as for_one:
        client.get(page_of(case))
    for number in range(5):
        builders.an_event(case, asha, text=f"Event {number}")
        actions.write_note(case, body=f"Note {number}", by=asha)

    with django_assert_max_num_queries(len(for_one.captured_queries)):
        assertContains(client.get(page_of(case)), "Event 4")


def test_the_chain_of_movements_runs_in_the_order_of_days(signed_in: SignedIn, asha: User, case: Case) -> None:
    stage = MovementStage
    for movement, day, where in (
        (stage.FOUND, "2026-03-01", "Station D"),
        (stage.RECRUITMENT, "2025", "Village A"),
        (stage.SALE, "", "Market C"),
        (stage.TRANSIT, "2025-06", "Bus stand B"),
    ):
        on = ImpreciseDate.parse(day) if day else None
        builders.an_event(case, asha, EventKind.MOVEMENT, movement=movement, on=on, where=where)

    body = signed_in(asha).get(page_of(case)).text
    chain = body[body.index("rihai-chain") : body.index("Timeline")]

    places = [chain.index(where) for where in ("Village A", "Bus stand B", "Market C", "Station D")]
    assert places == sorted(places)
    assert "June 2025" in chain
    assert "date not known" in chain


def test_a_possible_sexual_offence_against_a_child_is_pointed_out_until_police_are_told(
    signed_in: SignedIn, asha: User, case: Case
) -> None:
    Case.objects.filter(pk=case.pk).update(types_of_exploitation=["sexual_exploitation"])
    client, words = signed_in(asha), "it must be reported"

    assertContains(client.get(page_of(case)), words)

    builders.an_event(case, asha, EventKind.POLICE, text="Told the station")
    assertNotContains(client.get(page_of(case)), words)


def test_an_adult_is_not_taken_for_a_child(signed_in: SignedIn, asha: User) -> None:
    birth = BirthFacts.on_day(timezone.localdate() - timedelta(days=365 * 30), AgeCertainty.DOCUMENTED)
    case = builders.a_case(asha, about={"birth": birth})
    Case.objects.filter(pk=case.pk).update(types_of_exploitation=["sexual_exploitation"])

    assertNotContains(signed_in(asha).get(page_of(case)), "it must be reported")


def test_a_stranger_and_a_colleague_without_part_get_404_everywhere(
    signed_in: SignedIn, case: Case, chand: User, meera: User, asha: User
) -> None:
    for user in (chand, meera):
        client = signed_in(user)
        for path in addresses(case):
            assert client.get(path).status_code in (404, 405), path
            assert client.post(path, builders.token()).status_code in (404, 405), path


def test_signed_out_everything_leads_to_the_sign_in_page(client: Client, case: Case) -> None:
    for path in [LIST, *addresses(case)]:
        response = client.get(path)
        assert response.status_code == 302, path
        assert response.headers["Location"].startswith(reverse("account_login"))


def addresses(case: Case) -> list[str]:
    names = (
        "case_detail", "case_open", "case_wish", "case_event_new", "case_note_new", "case_assign",
        "case_participant_new", "case_screening", "case_status", "case_closing", "case_closing_decide",
    )  # fmt: skip
    return [reverse(f"cases:{name}", args=[case.uid]) for name in names]


def test_asking_again_is_never_the_first_thing_to_do(signed_in: SignedIn, asha: User) -> None:
    asked, unasked = (
        builders.a_case(asha, wish="No calls", may_call=YesNoUnknown.NO),
        builders.a_case(asha, name="Mala Test"),
    )

    again, first = (signed_in(asha).get(page_of(case)).text for case in (asked, unasked))

    assert 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0" href="' + wish_of(asked) in again
    assert 'class="govuk-button govuk-!-margin-bottom-0" href="' + wish_of(unasked) in first


def wish_of(case: Case) -> str:
    return reverse("cases:case_wish", args=[case.uid])
