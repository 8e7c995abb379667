"""Entries, doubles, areas, hours, files and routing on the screen."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.directory import actions
from rihai.directory.actions import load_reference
from rihai.directory.models import Agency
from tests.conftest import SignedIn

ENTRY = {"name": "Invented desk", "kind": "womens_help_desk", "source": "visit", "state": "Maharashtra"}
FILE = "ref,name,kind,source\nT1,Invented station,police_station,letter\nT2,,police_station,letter\n"


@pytest.fixture
def station(db: None) -> Agency:
    load_reference(by=None)
    return Agency.objects.get(ref="PS03")


def url(name: str, *records: Agency) -> str:
    return reverse(f"directory:{name}", args=[record.uid for record in records])


def send(client: Client, address: str, **data: object) -> str:
    return client.post(address, {"form_token": str(uuid.uuid4()), **data}, follow=True).text


def test_an_entry_and_a_unit_of_it_are_added_once(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    client = signed_in(kiran)
    for _time in range(2):
        send(client, reverse("directory:agency_new"), **ENTRY)
        send(client, url("unit_new", station), **ENTRY)

    office = Agency.objects.get(name="Invented desk", parent=None)
    unit = station.units.get()
    assert unit != office
    assert unit.name in client.get(url("agency_detail", station)).text
    assert station.name in client.get(url("agency_detail", unit)).text


def test_offices_at_the_same_door_are_shown_with_each_other(signed_in: SignedIn, asha: User, station: Agency) -> None:
    beside = Agency.objects.create(
        name="Office upstairs", kind="dcpu", address=station.address, pin_code=station.pin_code, source="visit"
    )
    Agency.objects.create(
        name="Hidden home", kind="home", address=station.address, pin_code=station.pin_code, source="visit"
    )

    page = signed_in(asha).get(url("agency_detail", station)).text

    assert beside.name in page
    assert "Hidden home" not in page


def test_the_address_of_a_merged_entry_leads_to_the_kept_one(
    signed_in: SignedIn, kiran: User, asha: User, station: Agency
) -> None:
    twin = Agency.objects.get(ref="PS05")
    done = send(signed_in(kiran), url("agency_merge", twin, station))

    followed = signed_in(asha).get(url("agency_detail", twin), follow=True)

    assert "it can be undone" in done
    assert followed.redirect_chain[-1][0] == url("agency_detail", station)
    assert twin.name in followed.text
    assert "PS05" in followed.text
    assert "Decided: one body, merged" in followed.text
    undone = send(signed_in(kiran), url("agency_unmerge", twin))
    assert "stand in the lists again" in undone


def test_what_cannot_be_merged_is_said(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    said = send(signed_in(kiran), url("agency_merge", station, station))

    assert "no double of itself" in said


@pytest.mark.parametrize(
    ("other", "words"),
    [("PS31", "Compare the two"), ("zzyzx", "No other entry"), ("Nalasopara", "Several entries"), ("PS03", "No other")],
)
def test_a_double_is_named_by_reference_or_words(
    signed_in: SignedIn, kiran: User, station: Agency, other: str, words: str
) -> None:
    assert words in send(signed_in(kiran), url("agency_duplicate", station), other=other)


def test_area_and_hours_are_stated_and_ended(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    client = signed_in(kiran)
    empty = send(client, url("area_new", station), source="order")
    stated = send(client, url("area_new", station), place="Palghar", area="Virar side", source="order")
    hours = send(
        client, url("agency_hours", station), when="times", days_1=["0", "1"], opens_1="10:00", closes_1="17:00"
    )
    ended = send(client, reverse("directory:area_end", args=[station.areas.get().uid]))

    assert "Write a district or State" in empty
    assert "Virar side, Palghar, Maharashtra" in stated
    assert "Monday to Tuesday" in hours
    assert "Virar side, Palghar" not in ended


def test_a_file_is_looked_at_before_it_is_taken_in(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    client = signed_in(kiran)
    address = reverse("directory:agency_import")
    seen = send(client, address, file=SimpleUploadedFile("new.csv", FILE.encode()))
    assert not Agency.objects.filter(ref="T1").exists()

    taken = send(client, address, text=FILE, take="yes")

    assert "Take the file in" in seen
    assert "This is needed" in seen
    assert "Taken in" in taken
    assert Agency.objects.filter(ref="T1").exists()


@pytest.mark.parametrize(("text", "words"), [("", "Choose a file"), ("name\nx\n", "The header lacks")])
def test_a_file_that_says_nothing_is_explained(
    signed_in: SignedIn, kiran: User, station: Agency, text: str, words: str
) -> None:
    assert words in send(signed_in(kiran), reverse("directory:agency_import"), text=text)


def test_a_file_in_another_encoding_is_explained(signed_in: SignedIn, kiran: User, db: None) -> None:
    file = SimpleUploadedFile("new.csv", "ref,name,kind,source\nT1,Café,ngo,x\n".encode("latin-1"))

    assert "not in UTF-8" in send(signed_in(kiran), reverse("directory:agency_import"), file=file)


def test_a_place_leads_to_its_units_with_reasons(signed_in: SignedIn, asha: User, station: Agency) -> None:
    client, address = signed_in(asha), reverse("directory:competent")

    found = client.get(address, {"place": "Nalasopara", "kind": ""}).text
    nobody = client.get(address, {"place": "Satkhira", "kind": "court"}).text
    unknown = client.get(address, {"place": "Atlantis", "kind": ""}).text

    assert station.name in found
    assert "Lies in the district" in found
    assert "Nobody is listed" in nobody
    assert "not in the list" in unknown


def test_homes_are_not_asked_for_by_place(signed_in: SignedIn, asha: User, station: Agency) -> None:
    client = signed_in(asha)

    page = client.get(reverse("directory:competent"), {"place": "Thane", "kind": "home"}).text

    assert 'value="home"' not in page
    assert "Choose one of the answers" in page


def test_the_history_names_colleagues_and_of_others_their_organisation(
    signed_in: SignedIn, kiran: User, chand: User, station: Agency
) -> None:
    actions.verify_agency(station, by=kiran)

    own = signed_in(kiran).get(url("agency_detail", station)).text
    elsewhere = signed_in(chand).get(url("agency_detail", station)).text

    assert "by Kiran" in own
    assert "Kiran" not in elsewhere
    assert "by Lantern House" in elsewhere


@pytest.mark.parametrize("name", ["unit_new", "area_new", "agency_hours", "contact_new", "agency_duplicate"])
def test_whoever_does_not_keep_the_directory_is_refused(
    signed_in: SignedIn, asha: User, station: Agency, name: str
) -> None:
    assert signed_in(asha).get(url(name, station)).status_code == 403


@pytest.mark.parametrize("name", ["agency_new", "agency_import", "waiting"])
def test_pages_for_those_who_keep_the_directory_are_refused_to_others(
    signed_in: SignedIn, asha: User, name: str
) -> None:
    assert signed_in(asha).get(reverse(f"directory:{name}")).status_code == 403


def test_a_file_of_which_nothing_can_be_taken_is_not_offered_to_be_taken(signed_in: SignedIn, kiran: User) -> None:
    nothing = FILE.splitlines()[0] + "\nT9\n"

    pages = [send(signed_in(kiran), reverse("directory:agency_import"), text=text) for text in (FILE, nothing)]

    assert ["Take the file in" in page for page in pages] == [True, False]
