"""The pages of a person: codes at once, names after a tap or a reason, nothing for strangers, nothing in an address."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.people.actions import add_identity_item, add_relative, correct_person
from rihai.people.facts import CodedFacts, ItemFacts, RelativeFacts
from rihai.people.models import IdentityItem, Person, PersonName, Relative
from tests.conftest import SignedIn
from tests.people.conftest import a_person_of, a_published_person, let_work
from tests.people.pages import readings, sent, url

NAME = "Zubaida Planted"
NUMBER = "+919820012345"


@pytest.fixture
def person(asha: User) -> Person:
    return a_person_of(asha, NAME)


PAGES = ["person_detail", "contact_detail", "name_new", "relative_new", "item_new", "person_correct", "contact_edit"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_her_code_and_opens_nothing(signed_in: SignedIn, asha: User, person: Person, page: str) -> None:
    response = signed_in(asha).get(url(page, person))

    assert response.status_code == 200
    assert person.code in response.text
    assert "Zubaida" not in response.text
    assert readings() == 0


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_told_that_there_is_nothing(signed_in: SignedIn, chand: User, person: Person, page: str) -> None:
    response = signed_in(chand).get(url(page, person))

    assert response.status_code == 404
    assert person.code not in response.text


@pytest.mark.parametrize("page", [*PAGES, "person_search"])
def test_whoever_is_signed_out_is_sent_to_sign_in(client: Client, person: Person, page: str) -> None:
    address = reverse("people:person_search") if page == "person_search" else url(page, person)

    response = client.get(address)

    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"] or "login" in response.headers["Location"]


@pytest.mark.parametrize("page", ["name_new", "relative_new", "item_new", "person_correct"])
def test_a_role_that_does_not_edit_people_is_refused(
    signed_in: SignedIn, asha: User, data_officer: User, person: Person, page: str
) -> None:
    let_work_for(person, data_officer, asha)

    response = signed_in(data_officer).get(url(page, person))

    assert response.status_code == 403


def let_work_for(person: Person, user: User, by: User) -> None:
    Grant.objects.create(
        subject_label="people.person",
        subject_uid=person.uid,
        compartment="record",
        user=user,
        basis=Grant.Basis.SHARED,
        granted_by=by,
    )


def test_one_tap_opens_what_is_ones_own_in_one_reading(signed_in: SignedIn, asha: User, person: Person) -> None:
    add_relative(person, facts=RelativeFacts("mother", "Meena Planted", "", "at work by day"), by=asha)
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.VILLAGE, "Plantedpur"), by=asha)

    response = signed_in(asha).post(url("person_open", person))

    assert response.status_code == 200
    for words in (NAME, "Meena Planted", "at work by day", "Plantedpur"):
        assert words in response.text
    assert readings() == 1


def test_a_coded_view_offers_no_opening(signed_in: SignedIn, bina: User, person: Person) -> None:
    response = signed_in(bina).get(url("person_detail", person))

    assert response.status_code == 200
    assert url("person_open", person) not in response.text
    assert "by code only" in response.text
    assert reverse("access:break_glass", args=["people.person", person.uid]) in response.text


def test_posting_past_the_missing_button_opens_nothing(signed_in: SignedIn, bina: User, person: Person) -> None:
    response = signed_in(bina).post(url("person_open", person))

    assert "by code only" in response.text
    assert NAME not in response.text
    assert readings() == 0


def test_outside_ones_own_work_a_reason_is_asked_and_kept(
    signed_in: SignedIn, asha: User, bina: User, person: Person
) -> None:
    let_work(person, bina, basis=Grant.Basis.SUPERVISES)
    client = signed_in(bina)

    page = client.get(url("person_detail", person))
    too_short = client.post(url("person_open", person), {"reason": "because"})
    opened = client.post(url("person_open", person), {"reason": "She called me, Asha is on leave"})

    assert "Open with a reason" in page.text
    assert too_short.status_code == 422
    assert NAME not in page.text + too_short.text
    assert NAME in opened.text
    assert readings() == 1


def test_an_unreasoned_tap_outside_ones_own_work_is_refused(signed_in: SignedIn, bina: User, person: Person) -> None:
    let_work(person, bina, basis=Grant.Basis.SUPERVISES)

    response = signed_in(bina).post(url("person_open", person))

    assert response.status_code == 403
    assert AuditEvent.objects.filter(verb="records.read.refused").exists()


def test_what_her_role_does_not_open_stays_sealed_beside_what_it_does(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.ADDRESS, "Planted Lane 5"), by=asha)
    Grant.objects.filter(subject_uid=person.uid, compartment="home_location").update(
        revoked_at=timezone.now(), revoked_by=asha
    )

    response = signed_in(asha).post(url("person_open", person))

    assert NAME in response.text
    assert "Planted Lane" not in response.text
    assert "•••" in response.text


def test_a_name_is_added_once_even_if_the_form_is_sent_twice(signed_in: SignedIn, asha: User, person: Person) -> None:
    client, token = signed_in(asha), str(uuid.uuid4())

    for _each in range(2):
        response = client.post(url("name_new", person), {"form_token": token, "text": "Zubi", "kind": "nickname"})

    assert response.headers["Location"] == url("person_detail", person)
    assert PersonName.objects.filter(person=person, kind="nickname").count() == 1


def test_a_bad_entry_keeps_what_was_typed_and_says_what_is_wrong(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    data = {"form_token": str(uuid.uuid4()), "relation": "aunt", "name": "Kamala", "phone": "12", "is_safe": "unknown"}

    response = signed_in(asha).post(url("relative_new", person), data)

    assert response.status_code == 422
    assert "Kamala" in response.text
    assert response.text.count("There is a problem") == 1
    assert "short number" in response.text
    assert not Relative.objects.exists()


def test_a_relative_is_unsafe_until_somebody_says_otherwise(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)
    sent(client, url("relative_new", person), relation="father", name="Somebody", is_safe="unknown")

    response = client.get(url("person_detail", person))

    assert "Not known whether safe" in response.text


def test_a_phone_is_kept_in_its_written_form(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)
    sent(client, url("item_new", person), kind="phone", value="98200 12345")

    response = client.post(url("person_open", person))

    assert NUMBER in response.text


def test_coded_facts_are_corrected(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)

    sent(
        client,
        url("person_correct", person),
        sex="female",
        birth_year="2011",
        certainty="stated",
        language="ne",
        seen=person.coded_version,
    )

    person.refresh_from_db()
    assert (person.birth_year, person.age_certainty, person.language) == (2011, "stated", "ne")
    assert "(stated)" in client.get(url("person_detail", person)).text


def test_an_old_page_does_not_take_away_what_somebody_has_corrected_meanwhile(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    client, old = signed_in(asha), person.coded_version
    correct_person(person, facts=CodedFacts(sex="female", language="ne"), by=asha)
    typed = {"sex": "female", "nationality_claimed": "NP", "seen": old, "form_token": str(uuid.uuid4())}

    answer = client.post(url("person_correct", person), typed)

    person.refresh_from_db()
    assert answer.status_code == 422
    assert "Somebody has changed this since you opened the page" in answer.text
    assert (person.language, person.nationality_claimed) == ("ne", "")


def test_somebody_whose_age_is_not_known_is_shown_as_perhaps_a_child(
    signed_in: SignedIn, asha: User, person: Person
) -> None:
    response = signed_in(asha).get(url("person_detail", person))

    assert "May be a child" in response.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"birth_year": "1800", "certainty": "stated"}, "four digits"),
        ({"birth_year": "2011"}, "how the birth year is known"),
        ({"birth_year": "2011", "born_on": "2010-01-01", "certainty": "stated"}, "do not fit"),
        ({"born_on": "2999-01-01", "certainty": "stated"}, "future"),
    ],
)
def test_a_birth_that_cannot_be_is_refused_in_words(
    signed_in: SignedIn, asha: User, person: Person, data: dict[str, str], words: str
) -> None:
    everything = {"form_token": str(uuid.uuid4()), "sex": "female", **data}

    response = signed_in(asha).post(url("person_correct", person), everything)

    assert response.status_code == 422
    assert words in response.text


def test_the_search_page_takes_no_name_from_the_address(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)

    by_address = client.get(reverse("people:person_search"), {"text": NAME})
    by_form = client.post(reverse("people:person_search"), {"text": NAME})

    assert person.code not in by_address.text
    assert person.code in by_form.text
    assert 'method="post"' in by_form.text


def test_whoever_may_not_search_gets_no_search_page(signed_in: SignedIn, data_officer: User) -> None:
    assert signed_in(data_officer).get(reverse("people:person_search")).status_code == 403


def test_a_retold_story_is_marked_as_one(signed_in: SignedIn, asha: User, bina: User) -> None:
    story = a_published_person(asha, "Deepti")

    response = signed_in(bina).get(url("person_detail", story))

    assert "Published by another organisation" in response.text


def test_an_empty_file_is_still_hers_to_fill(signed_in: SignedIn, asha: User) -> None:
    response = signed_in(asha).get(url("person_detail", a_person_of(asha)))

    assert "No name is recorded." in response.text
    assert "by code only" not in response.text


def test_the_day_of_birth_is_shown_only_after_opening(signed_in: SignedIn, asha: User, person: Person) -> None:
    client = signed_in(asha)
    typed = {"sex": "female", "born_on": "2011-02-03", "certainty": "documented", "seen": person.coded_version}
    sent(client, url("person_correct", person), **typed)

    closed, opened = client.get(url("person_detail", person)), client.post(url("person_open", person))

    assert "Day of birth" in closed.text
    assert "3 February 2011" not in closed.text
    assert "3 February 2011" in opened.text


def test_who_reads_the_trail_finds_who_opened_a_name_from_the_person(
    signed_in: SignedIn, asha: User, dolly: User, person: Person
) -> None:
    let_work(person, dolly, basis=Grant.Basis.SUPERVISES)

    pages = [signed_in(user).get(url("person_detail", person)).text for user in (dolly, asha)]

    assert [reverse("web:openings", args=[person.uid]) in page for page in pages] == [True, False]
