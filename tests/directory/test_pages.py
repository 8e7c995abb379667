"""The directory on the screen: search, an entry beside its double, correcting, checking; homes stay hidden."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.compartments import Compartment
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.directory.actions import edit_agency, load_reference, mark_distinct, verify_agency
from rihai.directory.models import Agency
from rihai.directory.permissions import AGENCY_EDIT, HOME_LOCATION
from tests.conftest import SignedIn
from tests.directory.test_reference import facts_of


@pytest.fixture
def station(db: None) -> Agency:
    load_reference(by=None)
    return Agency.objects.get(ref="PS03")


@pytest.fixture
def home(db: None) -> Agency:
    return Agency.objects.create(
        name="Open Sky",
        kind="home",
        address="Hidden Lane 5",
        locality="Plantedgaon",
        district="Palghar",
        state="Maharashtra",
        pin_code="401404",
        plus_code="CR7C+X8W",
        source="visit",
    )


def url(name: str, agency: Agency) -> str:
    return reverse(f"directory:{name}", args=[agency.uid])


def test_the_names_known_here_are_those_of_accounts() -> None:
    assert AGENCY_EDIT in {str(Permission.AGENCY_EDIT)}
    assert HOME_LOCATION in {str(Compartment.HOME_LOCATION)}


def test_the_search_shows_what_was_asked(signed_in: SignedIn, asha: User, station: Agency) -> None:
    client = signed_in(asha)

    found = client.get(reverse("directory:agency_list"), {"q": "401209", "kind": "ahtu"})
    nothing = client.get(reverse("directory:agency_list"), {"q": "nowhere at all"})
    odd = client.get(reverse("directory:agency_list"), {"kind": "bakery"})

    assert station.name in found.text
    assert "1 entry" in found.text
    assert "No entry found" in nothing.text
    assert odd.status_code == 200


def test_possible_doubles_stand_side_by_side(signed_in: SignedIn, asha: User, station: Agency) -> None:
    client = signed_in(asha)

    for ref in ("PS03", "PS05"):
        page = client.get(url("agency_detail", Agency.objects.get(ref=ref)))
        assert "AHTU Nalasopara" in page.text
        assert "Anti Human Trafficking Unit Alkapuri" in page.text
        assert "Perhaps the same body" in page.text


def test_the_entry_says_how_it_is_known(signed_in: SignedIn, asha: User, station: Agency) -> None:
    page = signed_in(asha).get(url("agency_detail", Agency.objects.get(ref="PS04")))

    assert "Partial" in page.text
    assert "Never checked by us" in page.text
    assert "Maharashtra (concluded, not stated)" in page.text
    assert "Mumbai Smiles" in page.text


def test_whoever_does_not_edit_sees_no_buttons_and_is_refused(signed_in: SignedIn, asha: User, station: Agency) -> None:
    client = signed_in(asha)

    assert url("agency_edit", station) not in client.get(url("agency_detail", station)).text
    assert client.get(url("agency_edit", station)).status_code == 403
    assert client.post(url("agency_verify", station)).status_code == 403
    assert client.post(url("agency_distinct", station)).status_code == 403
    station.refresh_from_db()
    assert station.last_verified_on is None


def test_refused_changes_leave_nothing_but_the_refusal(asha: User, station: Agency) -> None:
    with pytest.raises(Refused):
        edit_agency(station, facts=facts_of(station, pin_code="1"), by=asha)
    with pytest.raises(Refused):
        verify_agency(station, by=asha)
    with pytest.raises(Refused):
        mark_distinct(station, by=asha)

    assert not AuditEvent.objects.filter(verb__startswith="agency.").exists()


def test_checked_today_is_noted(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    client = signed_in(kiran)

    response = client.post(url("agency_verify", station), {"form_token": str(uuid.uuid4())}, follow=True)

    station.refresh_from_db()
    assert station.last_verified_on == timezone.localdate()
    assert "Checked on" in response.text


def test_an_entry_is_corrected(signed_in: SignedIn, admin: User, station: Agency) -> None:
    client = signed_in(admin)
    page = client.get(url("agency_edit", station))
    data = {"name": "AHTU Nalasopara", "kind": "ahtu", "pin_code": "401 209", "source": "call of 3 May", "state": "MH"}

    response = client.post(url("agency_edit", station), {"form_token": str(uuid.uuid4()), **data})

    assert "Sunshine City" in page.text
    assert response.status_code == 302
    station.refresh_from_db()
    assert (station.pin_code, station.source, station.address) == ("401209", "call of 3 May", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"pin_code": "12"}, "six digits in India"),
        ({"plus_code": "hello"}, "looks like"),
        ({"source": ""}, "required"),
        ({"kind": "bakery"}, "Choose one of the answers"),
    ],
)
def test_a_bad_correction_keeps_what_was_typed(
    signed_in: SignedIn, kiran: User, station: Agency, data: dict[str, str], words: str
) -> None:
    told = {"name": "Renamed station", "kind": "ahtu", "source": "letter", **data}

    response = signed_in(kiran).post(url("agency_edit", station), {"form_token": str(uuid.uuid4()), **told})

    assert response.status_code == 422
    assert words in response.text
    assert "Renamed station" in response.text
    station.refresh_from_db()
    assert station.name == "AHTU Nalasopara"


def test_two_entries_are_declared_different(signed_in: SignedIn, kiran: User, station: Agency) -> None:
    double = Agency.objects.get(ref="PS11")

    signed_in(kiran).post(url("agency_distinct", double), {"form_token": str(uuid.uuid4())})

    assert not Agency.objects.filter(ref__in=["PS11", "PS23"]).exclude(possible_duplicate_of=None).exists()


SECRETS = ("Hidden Lane", "Plantedgaon", "Palghar", "401404", "CR7C+X8W")


@pytest.mark.parametrize("username", ["admin", "auditor"])
def test_where_a_home_is_stays_hidden_from_those_not_entitled(
    signed_in: SignedIn, home: Agency, username: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(username))

    pages = client.get(url("agency_detail", home)).text + client.get(reverse("directory:agency_list")).text

    assert home.name in pages
    assert "Maharashtra" in pages
    assert not [secret for secret in SECRETS if secret in pages]
    assert client.get(url("agency_edit", home)).status_code == 403


def test_where_a_home_is_is_shown_to_those_entitled(signed_in: SignedIn, asha: User, home: Agency) -> None:
    page = signed_in(asha).get(url("agency_detail", home)).text

    assert all(secret in page for secret in SECRETS)


def test_a_hidden_home_beside_its_double_stays_hidden(signed_in: SignedIn, auditor: User, home: Agency) -> None:
    other = Agency.objects.create(name="Open Skies", kind="ngo", source="letter", possible_duplicate_of=home)

    page = signed_in(auditor).get(url("agency_detail", other)).text

    assert home.name in page
    assert not [secret for secret in SECRETS if secret in page]


@pytest.mark.parametrize("name", ["agency_detail", "agency_edit", "agency_verify", "agency_distinct"])
def test_an_entry_that_does_not_exist_is_not_found(signed_in: SignedIn, kiran: User, name: str) -> None:
    address = reverse(f"directory:{name}", args=[uuid.uuid4()])
    client = signed_in(kiran)

    response = client.post(address) if name in ("agency_verify", "agency_distinct") else client.get(address)

    assert response.status_code == 404


def test_whoever_is_signed_out_is_sent_away(client: Client, station: Agency) -> None:
    for address in (reverse("directory:agency_list"), url("agency_detail", station), url("agency_edit", station)):
        assert client.get(address).status_code == 302
