"""The small forms of a case: each works once, keeps what was typed, and saves nothing by halves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from rihai.accounts.models import User
from rihai.cases import actions
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, CaseNote, MovementStage, Participant, TraffickingStatus
from rihai.cases.workflow import Status
from rihai.directory.models import Place
from rihai.people.models import YesNoUnknown
from tests import factories
from tests.cases import builders
from tests.conftest import SignedIn

HINDI = "वह सिलाई सीखना चाहती है"


def address(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.uid])


def send(client: Client, name: str, case: Case, **typed: Any) -> Any:
    return client.post(address(name, case), {**builders.token(), **typed})


@pytest.fixture
def thane(db: None) -> Place:
    return Place.objects.create(
        kind=Place.Kind.DISTRICT, code="IN-MH-thane", name="Thane", state_name="Maharashtra", country_code="IN"
    )


def test_a_wish_is_written_down_in_any_script(signed_in: SignedIn, asha: User, case: Case) -> None:
    client = signed_in(asha)
    assert client.get(address("case_wish", case)).status_code == 200

    response = send(client, "case_wish", case, words=HINDI, may_call="yes", seen=case.wish_version)

    assertRedirects(response, address("case_detail", case), fetch_redirect_response=False)
    assertContains(client.get(address("case_detail", case)), HINDI)


def test_an_old_page_does_not_turn_do_not_call_into_yes(signed_in: SignedIn, asha: User, case: Case) -> None:
    client, old = signed_in(asha), case.wish_version
    actions.record_wish(case, words="Leave me alone", may_call=YesNoUnknown.NO, by=asha)

    stale = send(client, "case_wish", case, words=HINDI, may_call="yes", seen=old)

    assertContains(stale, "It says now: No.", status_code=422)
    assertContains(stale, f">\n{HINDI}</textarea>", status_code=422)
    assertContains(stale, f'value="{case.wish_version}"', status_code=422)
    case.refresh_from_db()
    assert case.may_call == YesNoUnknown.NO


def test_who_has_read_what_changed_saves_again(signed_in: SignedIn, asha: User, case: Case) -> None:
    actions.record_wish(case, words="Leave me alone", may_call=YesNoUnknown.NO, by=asha)

    send(signed_in(asha), "case_wish", case, words=HINDI, may_call="yes", seen=case.wish_version)

    case.refresh_from_db()
    assert case.may_call == YesNoUnknown.YES
    body = signed_in(asha).get(address("case_detail", case)).text
    assert body.index("we may call") < body.index("do not call")


def test_what_happened_is_added_with_place_and_stage(signed_in: SignedIn, asha: User, case: Case, thane: Place) -> None:
    client = signed_in(asha)

    send(
        client, "case_event_new", case, kind="movement", on_day="", on_month="5", on_year="2026",
        movement="transit", place="Thane, Maharashtra", where="Bus stand", text="By night", compartment="record",
    )  # fmt: skip

    event = case.events.get(kind=EventKind.MOVEMENT)
    assert (event.place, event.movement, event.precision) == (thane, MovementStage.TRANSIT, "month")
    body = client.get(address("case_detail", case)).text
    assert "Thane, Maharashtra" in body
    assert "Bus stand" in body


def test_an_event_needs_its_kind_only(signed_in: SignedIn, asha: User, case: Case) -> None:
    send(signed_in(asha), "case_event_new", case, kind="talk", compartment="record")

    assert case.events.filter(kind=EventKind.TALK).count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "talk", "on_day": "31", "on_month": "2", "on_year": "2026"}, "There is no such date"),
        ({"kind": "talk", "on_day": "3", "on_month": "", "on_year": "2026"}, "Give the year, and the month"),
        ({"kind": "talk", "on_year": "2990"}, "lies in the future"),
        ({"kind": "talk", "on_year": "26"}, "too far back"),
        ({"kind": "talk", "place": "Atlantis"}, "is not in the list"),
        ({"kind": "found"}, "Choose one of the answers"),
        ({}, "Choose what fits best"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    signed_in: SignedIn, asha: User, case: Case, typed: dict[str, str], words: str
) -> None:
    response = send(signed_in(asha), "case_event_new", case, text=HINDI, where="Bus stand", **typed)

    assertContains(response, words, status_code=422)
    assertContains(response, "There is a problem", count=1, status_code=422)
    assertContains(response, HINDI, status_code=422)
    assertContains(response, "Bus stand", status_code=422)
    assert case.events.filter(kind=EventKind.TALK).count() == 0


def test_the_forms_offer_only_what_the_writer_s_role_may_read(
    signed_in: SignedIn, asha: User, lena: User, case: Case
) -> None:
    actions.add_participant(case, part=Participant.Part.COUNSELLOR, user=lena, by=asha)

    assertNotContains(signed_in(asha).get(address("case_note_new", case)), "Only counsellors")
    assertContains(signed_in(lena).get(address("case_note_new", case)), "Only counsellors")


def test_a_note_is_written_and_corrected_and_both_stay(signed_in: SignedIn, asha: User, case: Case) -> None:
    client = signed_in(asha)
    send(client, "case_note_new", case, body="Her aunt called", compartment="record")
    wrong = CaseNote.objects.get()

    client.post(
        reverse("cases:case_note_correct", args=[case.uid, wrong.uid]), {**builders.token(), "body": "A neighbour"}
    )

    body = client.get(address("case_detail", case)).text
    assert "Her aunt called" in body
    assert "A neighbour" in body
    assert "corrects the note of" in body


def test_a_note_of_another_case_cannot_be_corrected_under_this_address(
    signed_in: SignedIn, asha: User, case: Case
) -> None:
    other = actions.write_note(builders.a_case(asha, name="Somebody else"), body="Words", by=asha)

    response = signed_in(asha).get(reverse("cases:case_note_correct", args=[case.uid, other.uid]))

    assert response.status_code == 404


def test_the_worker_is_named_and_whoever_handed_over_is_led_to_her_list(
    signed_in: SignedIn, asha: User, meera: User, case: Case
) -> None:
    response = send(signed_in(asha), "case_assign", case, to=str(meera.uid))

    assertRedirects(response, "/cases/", fetch_redirect_response=False)
    case.refresh_from_db()
    assert case.case_owner == meera


def test_a_colleague_and_a_body_outside_are_added_and_taken_off(
    signed_in: SignedIn, asha: User, lena: User, case: Case
) -> None:
    client = signed_in(asha)
    shelter = factories.an_agency("Quiet Shelter", is_member=False)

    send(client, "case_participant_new", case, part="counsellor", user=str(lena.uid))
    send(client, "case_participant_new", case, part="shelter", agency=str(shelter.uid))

    body = client.get(address("case_detail", case)).text
    assert lena.display_name in body
    assert "Quiet Shelter" in body
    participant = case.participants.get(user=lena)
    client.post(reverse("cases:case_participant_end", args=[participant.uid]), builders.token())
    participant.refresh_from_db()
    assert participant.left_by == asha


@pytest.mark.parametrize("both", [True, False])
def test_a_participant_is_a_colleague_or_a_body_outside(
    signed_in: SignedIn, asha: User, lena: User, case: Case, both: bool
) -> None:
    shelter = factories.an_agency("Quiet Shelter", is_member=False)
    typed = {"user": str(lena.uid), "agency": str(shelter.uid)} if both else {}

    response = send(signed_in(asha), "case_participant_new", case, part="shelter", **typed)

    assertContains(response, "one of the two", status_code=422)
    assert not case.participants.exists()


def test_act_means_and_purpose_are_recorded(signed_in: SignedIn, asha: User, case: Case) -> None:
    client = signed_in(asha)

    send(
        client, "case_screening", case, acts=["transfer"], means=["deception"],
        types_of_exploitation=["forced_labour"], status="actual_victim",
    )  # fmt: skip

    case.refresh_from_db()
    assert case.trafficking_status == TraffickingStatus.ACTUAL
    assertContains(client.get(address("case_detail", case)), "Act, means and purpose point to trafficking")


def test_not_known_yet_and_a_known_kind_exclude_each_other(signed_in: SignedIn, asha: User, case: Case) -> None:
    response = send(
        signed_in(asha), "case_screening", case, types_of_exploitation=["not_known_yet", "forced_labour"],
        status="possible_victim",
    )  # fmt: skip

    assertContains(response, "Choose either", status_code=422)


def test_the_status_is_changed_and_a_step_taken_meanwhile_is_explained(
    signed_in: SignedIn, asha: User, case: Case
) -> None:
    client = signed_in(asha)
    send(client, "case_status", case, to="door_open")
    case.refresh_from_db()
    assert case.status == Status.DOOR_OPEN

    response = send(client, "case_status", case, to="follow_up")

    assertContains(response, "There is a problem", status_code=422)


def test_two_people_close_a_case_on_the_screen(signed_in: SignedIn, asha: User, bina: User, case: Case) -> None:
    send(signed_in(asha), "case_closing", case, reason="She is well", closing_as="closed", ask=str(bina.uid))
    second = signed_in(bina)
    assertContains(second.get(address("case_detail", case)), "She is well")

    response = send(second, "case_closing_decide", case, agree="1")

    assertRedirects(response, address("case_detail", case), fetch_redirect_response=False)
    case.refresh_from_db()
    assert (case.status, case.closed_by) == (Status.CLOSED, bina)


def test_the_one_who_asked_is_not_offered_to_agree(signed_in: SignedIn, asha: User, bina: User, case: Case) -> None:
    actions.propose_closing(case, reason="She is well", ask=bina, by=asha)
    client = signed_in(asha)

    assertNotContains(client.get(address("case_detail", case)), "Agree and close")
    assert send(client, "case_closing_decide", case, agree="1").status_code == 403
    assertRedirects(
        send(client, "case_closing_decide", case, decline="1"), address("case_detail", case),
        fetch_redirect_response=False,
    )  # fmt: skip


FORMS: dict[str, dict[str, str]] = {
    "case_wish": {"words": "x", "may_call": "yes"},
    "case_event_new": {"kind": "talk", "compartment": "record"},
    "case_note_new": {"body": "x", "compartment": "record"},
    "case_screening": {"status": "possible_victim"},
    "case_status": {"to": "follow_up"},
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_acts_once(signed_in: SignedIn, asha: User, case: Case, name: str) -> None:
    client, typed = signed_in(asha), {**builders.token(), **FORMS[name], "seen": case.wish_version}

    answers = [client.post(address(name, case), typed) for _each in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    changes = [
        verb for verb in builders.verbs(case.uid) if verb not in ("case.opened", "case.assigned", "access.granted")
    ]
    assert len(changes) == 1, changes


def test_handing_over_twice_in_a_row_is_answered_as_once(
    signed_in: SignedIn, asha: User, meera: User, case: Case
) -> None:
    client, typed = signed_in(asha), {**builders.token(), "to": str(meera.uid)}

    answers = [client.post(address("case_assign", case), typed) for _each in range(2)]

    # After the first she may not see the case any more; the second tap must not look like a failure.
    assert [answer.headers.get("Location") for answer in answers] == ["/cases/", "/cases/"]
    assert builders.verbs(case.uid).count("case.assigned") == 2


def test_asking_and_agreeing_twice_in_a_row_is_answered_as_once(
    signed_in: SignedIn, asha: User, bina: User, case: Case
) -> None:
    asking = {**builders.token(), "reason": "She is well", "closing_as": "closed", "ask": str(bina.uid)}
    agreeing = {**builders.token(), "agree": "1"}

    asked = [signed_in(asha).post(address("case_closing", case), asking) for _each in range(2)]
    agreed = [signed_in(bina).post(address("case_closing_decide", case), agreeing) for _each in range(2)]

    for answers in (asked, agreed):
        assert [answer.headers.get("Location") for answer in answers] == [address("case_detail", case)] * 2
    assert builders.verbs(case.uid).count("case.closed") == 1


def test_leaving_a_case_twice_in_a_row_is_answered_as_once(
    signed_in: SignedIn, asha: User, meera: User, case: Case
) -> None:
    part = actions.add_participant(case, part=Participant.Part.CASEWORKER, user=meera, by=asha)
    client, typed = signed_in(meera), builders.token()

    answers = [client.post(reverse("cases:case_participant_end", args=[part.uid]), typed) for _each in range(2)]

    assert [answer.headers.get("Location") for answer in answers] == ["/cases/", "/cases/"]


@pytest.mark.parametrize("name", [*FORMS, "case_participant_new"])
def test_whoever_does_not_work_on_the_case_is_told_before_she_types(
    signed_in: SignedIn, bina: User, case: Case, name: str
) -> None:
    response = signed_in(bina).get(address(name, case))

    assert response.status_code == (200 if name == "case_note_new" else 403)


def test_a_colleague_with_a_part_may_use_the_forms_too(
    signed_in: SignedIn, asha: User, meera: User, case: Case
) -> None:
    actions.add_participant(case, part=Participant.Part.CASEWORKER, user=meera, by=asha)

    for name, typed in FORMS.items():
        sent = send(signed_in(meera), name, case, **typed, seen=case.wish_version)
        assert sent.status_code == 302, name
