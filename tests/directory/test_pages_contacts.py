"""Contacts, marks and what is sealed, on the screen: who sees what, and what a second person does."""

import uuid

from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.directory import actions
from rihai.directory.forms import ImportForm
from rihai.directory.forms.files import MOST_CHARACTERS
from rihai.directory.models import Agency, AgencyContact, RouteMark
from rihai.directory.workflow import ContactStatus
from rihai.lib.phone import spaced
from tests.conftest import SignedIn
from tests.directory.conftest import NEW, OLD, in_force, phone
from tests.directory.test_marks import BASIS, facts

PERSONAL = "+919876543210"


def url(name: str, record: Agency | AgencyContact | RouteMark) -> str:
    return reverse(f"directory:{name}", args=[record.uid])


def send(client: Client, address: str, **data: object) -> str:
    response = client.post(address, {"form_token": str(uuid.uuid4()), **data}, follow=True)
    return response.text


def test_two_people_change_a_number_on_the_screen(signed_in: SignedIn, kiran: User, dolly: User, unit: Agency) -> None:
    old = in_force(unit, by=kiran)
    first, second = signed_in(kiran), signed_in(dolly)

    proposed = send(first, url("contact_change", old), value="022 2555 4646")
    change = old.changes.get()
    own = first.get(url("contact_call", change)).text
    called = send(second, url("contact_call", change), result="confirms")

    assert "Somebody else calls the old number" in proposed
    assert "You proposed this change" in own
    assert "The call is recorded" in called
    assert "Takes effect" in called
    assert "Reached: the old number confirms the change" in called
    change.refresh_from_db()
    assert (change.value, change.status) == (NEW, ContactStatus.CONFIRMED)


def test_both_numbers_are_shown_while_a_change_is_pending(
    signed_in: SignedIn, kiran: User, asha: User, unit: Agency
) -> None:
    old = in_force(unit, by=kiran)
    actions.propose_contact(unit, facts=phone(NEW), replaces=old, by=kiran)

    page = signed_in(asha).get(url("agency_detail", unit)).text

    assert spaced(OLD) in page
    assert spaced(NEW) in page
    assert "Change pending" in page
    assert "Stop the change" not in page


def test_a_wrong_number_is_explained_and_stays(signed_in: SignedIn, kiran: User, unit: Agency) -> None:
    answer = signed_in(kiran).post(
        url("contact_new", unit),
        {"form_token": str(uuid.uuid4()), "role": "office", "channel": "phone", "value": "12 twelve"},
    )

    assert answer.status_code == 422
    assert "no telephone number" in answer.text
    assert "12 twelve" in answer.text


def test_the_same_number_sent_twice_is_proposed_once(signed_in: SignedIn, kiran: User, unit: Agency) -> None:
    client = signed_in(kiran)
    for _time in range(2):
        send(client, url("contact_new", unit), role="office", channel="email", value="desk@example.org")

    assert unit.contacts.count() == 1


def test_stopping_and_removing_have_a_button(signed_in: SignedIn, kiran: User, dolly: User, unit: Agency) -> None:
    old = in_force(unit, by=kiran)
    send(signed_in(kiran), url("contact_remove", old))
    removal = old.changes.get()

    waiting = signed_in(dolly).get(reverse("directory:waiting")).text
    stopped = send(signed_in(dolly), url("contact_stop", removal))

    assert unit.name in waiting
    assert "The old number stays" in stopped
    assert not old.changes.waiting().exists()


def test_a_personal_number_opens_for_few_and_leaves_a_trace(
    signed_in: SignedIn, kiran: User, ravi: User, asha: User, chand: User, unit: Agency
) -> None:
    contact = actions.propose_contact(unit, facts=phone(PERSONAL, is_personal=True), by=kiran)
    address = reverse("access:agency_number", args=[contact.uid])

    opened = signed_in(ravi).post(address)

    assert PERSONAL in opened.text
    assert AuditEvent.objects.filter(verb="records.read", actor_uid=ravi.uid).count() == 1
    for stranger in (asha, chand):
        client = signed_in(stranger)
        assert client.post(address).status_code == 404
        assert client.get(url("contact_call", contact)).status_code == 404
        assert "Personal" not in client.get(url("agency_detail", unit)).text


def test_no_list_print_or_file_holds_a_personal_number(signed_in: SignedIn, kiran: User, unit: Agency) -> None:
    in_force(unit, by=kiran)
    contact = actions.propose_contact(unit, facts=phone(PERSONAL, is_personal=True), by=kiran)
    AgencyContact.objects.filter(pk=contact.pk).update(status="in_force")
    client = signed_in(kiran)

    pages = [
        client.get(reverse("directory:agency_print")).text,
        client.get(url("agency_detail", unit)).text,
        client.post(reverse("directory:agency_export")).text,
    ]

    assert OLD in pages[2]
    assert "+91 22 2555 3535" in pages[0]
    assert not [page for page in pages if "98765" in page]


def test_a_file_of_the_directory_hides_homes_even_from_those_entitled(
    signed_in: SignedIn, kiran: User, asha: User
) -> None:
    Agency.objects.create(name="Open Sky", kind="home", address="Hidden Lane 5", locality="Plantedgaon", source="x")

    taken = signed_in(kiran).post(reverse("directory:agency_export"))
    printed = signed_in(kiran).get(reverse("directory:agency_print")).text

    assert "Open Sky" in taken.text
    assert "Hidden Lane" not in taken.text + printed
    assert "Plantedgaon" not in taken.text + printed
    assert AuditEvent.objects.filter(verb="directory.exported").count() == 1
    assert signed_in(asha).post(reverse("directory:agency_export")).status_code == 403


def test_a_cell_that_looks_like_a_formula_is_harmless_in_the_file(signed_in: SignedIn, kiran: User) -> None:
    Agency.objects.create(name='=HYPERLINK("x")', kind="ngo", source="x")

    taken = signed_in(kiran).post(reverse("directory:agency_export")).text

    assert "'=HYPERLINK" in taken


def test_a_mark_is_set_by_two_on_the_screen_and_known_to_few(
    signed_in: SignedIn, kiran: User, dolly: User, asha: User, unit: Agency
) -> None:
    until = facts().expires_on.isoformat()
    send(signed_in(kiran), url("mark_new", unit), ground="leak", basis=BASIS, expires_on=until)
    mark = RouteMark.objects.get()
    confirmed = send(signed_in(dolly), url("mark_confirm", mark))
    opened = signed_in(dolly).post(reverse("access:mark_basis", args=[mark.uid])).text
    competent = signed_in(dolly).get(reverse("directory:competent"), {"place": "", "kind": ""}).text

    outside = signed_in(asha)

    assert "Do not route" in confirmed
    assert BASIS not in confirmed
    assert BASIS in opened
    assert "Place" in competent
    assert "route" not in outside.get(url("agency_detail", unit)).text
    assert outside.post(url("mark_end", mark)).status_code == 404
    assert outside.post(reverse("access:mark_basis", args=[mark.uid])).status_code == 404
    assert outside.get(url("mark_new", unit)).status_code == 403


def test_the_page_asks_as_many_questions_with_many_contacts_as_with_few(
    signed_in: SignedIn, kiran: User, dolly: User, unit: Agency
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(dolly)
    in_force(unit, by=kiran)
    client.get(url("agency_detail", unit))
    with CaptureQueriesContext(connection) as few:
        client.get(url("agency_detail", unit))
    for number in range(4):
        actions.propose_contact(unit, facts=phone(f"+91222555000{number}"), by=kiran)
    actions.set_hours(unit, spans=[], by=kiran)
    with CaptureQueriesContext(connection) as many:
        client.get(url("agency_detail", unit))

    assert len(many) <= len(few) + 1  # the calls so far are asked for once there are changes


def test_a_file_that_would_keep_the_page_waiting_is_left_to_the_command(kiran: User) -> None:
    form = ImportForm({"text": "x" * (MOST_CHARACTERS + 1)})

    assert MOST_CHARACTERS <= 100_000
    assert "text" in form.errors


def test_a_number_is_no_link_before_it_takes_effect(
    signed_in: SignedIn, kiran: User, dolly: User, asha: User, unit: Agency
) -> None:
    old = in_force(unit, by=kiran)
    change = actions.propose_contact(unit, facts=phone(NEW), replaces=old, by=kiran)

    entry = signed_in(asha).get(url("agency_detail", unit)).text
    call = signed_in(dolly).get(url("contact_call", change)).text

    assert f'href="tel:{OLD}"' in entry
    assert f'href="tel:{OLD}"' in call
    assert f"tel:{NEW}" not in entry + call
