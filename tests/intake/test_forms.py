"""Recording and deciding on the screen: short, kept as typed when something is wrong, acted upon once."""

from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import Desk, User
from rihai.directory.models import Place
from rihai.intake.forms import AlertForm
from rihai.intake.models import Alert
from rihai.people.models import Person, Source, YesNoUnknown
from tests.cases.builders import token
from tests.conftest import SignedIn
from tests.intake import builders

NEW = "/alerts/new/"
HINDI = "उसने कहा कि दुकान में काम है"
NAME = "सुनीता देवी"


def send(client: Client, **typed: Any) -> Any:
    return client.post(NEW, {**builders.PEOPLE, **builders.SHORTEST, **token(), **typed})


def people(*rows: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {"people-TOTAL_FORMS": str(len(rows)), "people-INITIAL_FORMS": "0"}
    return typed | {f"people-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


@pytest.fixture
def thane(db: None) -> Place:
    return Place.objects.create(
        kind=Place.Kind.DISTRICT, code="IN-MH-thane", name="Thane", state_name="Maharashtra", country_code="IN"
    )


def test_the_shortest_alert_is_its_kind_its_way_and_what_happened(
    signed_in: SignedIn, asha: User, intake_desk: Desk
) -> None:
    client = signed_in(asha)

    response = client.post(NEW, {**builders.SHORTEST, **builders.PEOPLE, **token()}, follow=True)

    alert = Alert.objects.get()
    assert alert.danger_now == alert.sign_of_exploitation == YesNoUnknown.UNKNOWN
    assertContains(response, alert.reference)
    assertContains(response, "It lies at the desk")
    assert not Person.objects.exists()
    assert not Source.objects.exists()


def test_only_three_questions_must_be_answered(asha: User) -> None:
    form = AlertForm(QueryDict(), user=asha)

    assert set(form.errors) == {"kind", "channel", "what"}


def test_everything_typed_is_kept(signed_in: SignedIn, kiran: User, thane: Place) -> None:
    response = send(
        signed_in(kiran),
        what=HINDI,
        danger_now="yes",
        place="thane, maharashtra",
        where="Blue Lodge",
        who="A man on a motorbike",
        happened_day="",
        happened_month="5",
        happened_year="2026",
        people_expected="3",
        sign_of_exploitation="yes",
        signs=["fee_up_front"],
        source_kind="community",
        source_name="A shopkeeper",
        source_contact="98765 43210",
        source_reliability="B",
        **people({"name": NAME, "sex": "female", "age": "15", "age_certainty": "stated", "acts": ["recruitment"]}),
    )

    alert = Alert.objects.select_related("source", "place").get()
    assertRedirects(response, alert.get_absolute_url(), fetch_redirect_response=False)
    assert (alert.place, alert.precision, alert.people_expected) == (thane, "month", 3)
    assert (alert.danger_now, alert.signs) == (YesNoUnknown.YES, ["fee_up_front"])
    assert alert.source is not None
    assert (alert.source.kind, alert.source.reliability) == ("community", "B")
    row = alert.people.get()
    name = row.person.names.get()
    plain = read((alert, ["what", "where"]), (name, ["text"]), by=kiran, why=OwnWork())
    assert (plain(alert).what, plain(alert).where, plain(name).text) == (HINDI, "Blue Lodge", NAME)
    assert row.acts == ["recruitment"]


def test_an_empty_row_is_nobody_and_a_row_without_a_name_is_somebody(signed_in: SignedIn, asha: User) -> None:
    send(
        signed_in(asha),
        **people({"age_certainty": "stated"}, {"sex": "female", "age_certainty": "stated"}, {"name": NAME}),
    )

    assert Person.objects.count() == 2
    assert Person.objects.filter(sex="female", names__isnull=True).count() == 1


def test_age_nought_is_an_age(signed_in: SignedIn, asha: User) -> None:
    send(signed_in(asha), **people({"age": "0", "age_certainty": "stated"}))

    assert Person.objects.get().birth_year is not None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": ""}, "Choose the kind that fits best"),
        ({"what": "  "}, "Write down what happened"),
        ({"what": "\u200b\u200b"}, "Write down what happened"),
        ({"happened_day": "31", "happened_month": "2", "happened_year": "2026"}, "There is no such date"),
        ({"people_expected": "0"}, "Write 1 or more"),
        ({"people-0-age": "200"}, "Write 110 or less"),
        ({"people-0-types_of_exploitation": ["not_known_yet", "forced_labour"]}, "Choose either"),
        ({"people-TOTAL_FORMS": "nonsense"}, "There is a problem"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    signed_in: SignedIn, asha: User, typed: dict[str, Any], words: str
) -> None:
    kept = {"where": "Blue Lodge", "who": HINDI, "source_name": "A shopkeeper"}

    response = send(signed_in(asha), **{**kept, **people({"name": NAME, "age": "15"}), **typed})

    assertContains(response, words, status_code=422)
    assertContains(response, "There is a problem", count=1, status_code=422)
    for said in (*kept.values(), *([NAME] if "people-TOTAL_FORMS" not in typed else [])):
        assertContains(response, said, status_code=422)
    assert not Alert.objects.exists()


def test_a_district_that_nobody_finds_stops_no_alert_and_is_kept_sealed(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)

    response = send(client, place=" Atlantiss ", where="Blue Lodge")

    alert = Alert.objects.get()
    assertRedirects(response, alert.get_absolute_url(), fetch_redirect_response=False)
    assert alert.place is None
    assert read((alert, ["where"]), by=asha, why=OwnWork())(alert).where == "Atlantiss, Blue Lodge"
    assertContains(client.get(alert.get_absolute_url()), "We did not find the district in the list.")


def test_a_district_found_in_the_list_is_not_repeated_in_words(signed_in: SignedIn, asha: User, thane: Place) -> None:
    form = AlertForm({**builders.SHORTEST, "place": "Thane", "where": "Blue Lodge"}, user=asha)

    assert form.is_valid()
    assert (form.cleaned_data["place"], form.cleaned_data["where"]) == (thane, "Blue Lodge")
    assert not form.keeps_place_as_words


def test_an_unknown_district_without_room_under_where_is_asked_for_again(db: None, asha: User) -> None:
    form = AlertForm({**builders.SHORTEST, "place": "Atlantis", "where": "x" * 495}, user=asha)

    assert "not in the list" in form.errors["place"][0]


def test_one_person_too_many_is_said_with_a_way_on(signed_in: SignedIn, asha: User) -> None:
    client, named = signed_in(asha), [{"name": f"Somebody {number}"} for number in range(21)]

    response = send(client, **people(*named))

    assertContains(response, "record the others in a second alert", status_code=422)
    assertContains(response, 'name="people-TOTAL_FORMS" value="20"', status_code=422)
    assertContains(response, "Somebody 19", status_code=422)
    assert not Alert.objects.exists()


def test_a_mistake_about_somebody_says_about_whom(signed_in: SignedIn, asha: User) -> None:
    response = send(signed_in(asha), **people({"name": NAME}, {"age": "200"}))

    assertContains(response, "Person 2: Age in years", status_code=422)


def test_adding_another_person_keeps_everything_and_complains_about_nothing(
    signed_in: SignedIn, asha: User, thane: Place
) -> None:
    typed = {
        **people({"name": NAME, "age": "abc", "age_certainty": "stated", "acts": ["transfer"]}),
        "what": "",
        "who": HINDI,
        "happened_year": "19",
        "place": "Atlantis",
        "danger_now": "yes",
        "signs": ["fee_up_front"],
        "more_people": "1",
    }

    response = send(signed_in(asha), **typed)

    assert response.status_code == 200
    body = unescape(response.text)
    for said in (NAME, HINDI, "Atlantis", 'value="abc"', 'value="19"'):
        assert said in body, said
    assert "Error:" not in body
    assert "There is a problem" not in body
    assert 'name="people-1-name"' in body
    assert 'name="people-TOTAL_FORMS" value="2"' in body
    assert body.count('<option value="stated" selected>') == 2
    assert '<option value="exact" selected>' not in body
    assert body.count("checked") == 3  # danger, one sign, one act
    assert not Alert.objects.exists()


@pytest.mark.parametrize(("total", "rows"), [("nonsense", 1), ("19", 20), ("20", 20), ("5000", 20)])
def test_twenty_people_are_the_most(signed_in: SignedIn, asha: User, total: str, rows: int) -> None:
    response = send(signed_in(asha), **{"people-TOTAL_FORMS": total, "more_people": "1"})

    assert response.status_code == 200
    assert response.text.count("rihai-panel") == rows
    assert ("Add another person" in response.text) is (rows < 20)


def test_an_alert_sent_twice_is_recorded_once(signed_in: SignedIn, asha: User) -> None:
    client, typed = signed_in(asha), {**builders.SHORTEST, **builders.PEOPLE, **token(), "people-0-name": NAME}

    answers = [client.post(NEW, typed) for _each in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert (Alert.objects.count(), Person.objects.count()) == (1, 1)


def test_a_form_without_its_token_is_not_acted_upon(signed_in: SignedIn, asha: User) -> None:
    response = signed_in(asha).post(NEW, {**builders.SHORTEST, **builders.PEOPLE})

    assert response.status_code == 400
    assert not Alert.objects.exists()


def test_a_role_that_records_nothing_is_told_before_she_types(signed_in: SignedIn, auditor: User) -> None:
    client = signed_in(auditor)

    assertContains(client.get(NEW), "Tell the rescue desk what you know", status_code=403)
    assert send(client).status_code == 403
