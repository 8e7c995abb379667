"""Pages of access: the emergency form and the review of reasons."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rihai.access import actions
from rihai.access.compartments import Compartment
from rihai.access.models import Grant, Reason
from rihai.access.rights import Way, way_to_read
from rihai.accounts.actions import join_desk
from rihai.accounts.models import Desk, User
from rihai.audit.models import AuditEvent
from rihai.directory.models import Agency
from rihai.people.models import Person
from rihai.vault.keys import new_data_key
from tests import factories
from tests.access.records import Folder
from tests.conftest import SignedIn

WHY = "the hospital asks who she is"


@pytest.fixture
def person(organisation: Agency, asha: User) -> Person:
    person: Person = Person.objects.create(
        organisation=organisation,
        code="RH-7K2M-9QX",
        pseudonym="Kestrel",
        data_key=new_data_key(agencies=[organisation.uid]),
        created_by=asha,
    )
    return person


def emergency(person: Person) -> str:
    return reverse("access:break_glass", args=["people.person", person.uid])


def test_the_form_offers_what_the_role_may_ever_open(signed_in: SignedIn, bina: User, person: Person) -> None:
    page = signed_in(bina).get(emergency(person)).content.decode()

    assert 'value="identity"' in page
    assert 'value="counselling"' not in page
    assert 'value="record"' not in page


def test_sending_it_twice_opens_once_and_asks_no_more(signed_in: SignedIn, bina: User, person: Person) -> None:
    client = signed_in(bina)
    fields = {"form_token": str(uuid.uuid4()), "compartments": ["identity"], "reason": WHY}

    answers = [client.post(emergency(person), fields).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Grant.objects.filter(basis="break_glass", user=bina, compartment="identity").count() == 1
    assert AuditEvent.objects.filter(verb="glass.broken").count() == 1


def test_a_reason_too_short_is_said_on_the_form(signed_in: SignedIn, bina: User, person: Person) -> None:
    fields = {"form_token": str(uuid.uuid4()), "compartments": ["identity"], "reason": "urgent"}

    page = signed_in(bina).post(emergency(person), fields).content.decode()

    assert "at least 10 characters" in page
    assert not Grant.objects.exists()


def test_strangers_and_colleagues_without_the_coded_view_find_no_form(
    signed_in: SignedIn, chand: User, ravi: User, admin: User, person: Person
) -> None:
    for user in (chand, ravi, admin):
        assert signed_in(user).get(emergency(person)).status_code == 404

    refused = AuditEvent.objects.filter(verb="glass.broken.refused", subject_uid=person.uid)
    assert set(refused.values_list("actor_uid", flat=True)) == {chand.uid, ravi.uid, admin.uid}


@pytest.mark.parametrize("label", ["directory.agency", "accounts.user", "nothing.here", "nonsense", "a.b.c"])
def test_other_words_in_the_address_are_not_found(signed_in: SignedIn, bina: User, label: str) -> None:
    assert signed_in(bina).get(f"/access/emergency/{label}/{uuid.uuid4()}/").status_code == 404


@pytest.fixture
def reason(bina: User, folder: Folder, organisation: Agency, data_officer: User, admin: User) -> Reason:
    join_desk(factories.a_desk(organisation, Desk.Purpose.DATA), user=data_officer, by=admin)
    actions.break_glass(folder, compartments=[Compartment.MEDICAL], reason=WHY, by=bina)
    return Reason.objects.get()


def review_page(client: Client) -> str:
    response = client.get(reverse("access:review"))
    assert response.status_code == 200
    return response.content.decode()


def test_the_data_officer_opens_and_reviews_a_reason(signed_in: SignedIn, data_officer: User, reason: Reason) -> None:
    client = signed_in(data_officer)
    page = review_page(client)
    assert "Bina" in page
    assert WHY not in page

    opened = client.post(reverse("access:reason_open", args=[reason.uid])).content.decode()
    client.post(reverse("access:reason_review", args=[reason.uid]))

    assert WHY in opened
    assert "Bina" not in review_page(client).split("<main")[1]


def test_the_auditor_reads_why_and_nothing_else_of_the_record(
    signed_in: SignedIn, auditor: User, reason: Reason, folder: Folder
) -> None:
    client = signed_in(auditor)
    assert "Bina" in review_page(client)

    opened = client.post(reverse("access:reason_open", args=[reason.uid])).content.decode()

    assert WHY in opened
    assert way_to_read(auditor, folder, "illness") is Way.NONE
    assert AuditEvent.objects.filter(verb="records.read", actor_uid=auditor.uid).count() == 1


def test_a_reason_is_reviewed_by_whoever_has_read_it(signed_in: SignedIn, auditor: User, reason: Reason) -> None:
    client = signed_in(auditor)
    review = reverse("access:reason_review", args=[reason.uid])
    unread = client.post(review)

    client.post(reverse("access:reason_open", args=[reason.uid]))
    client.post(review)

    assert unread.status_code == 403
    assert "read it before" in unread.content.decode()
    reason.refresh_from_db()
    assert reason.reviewed_by == auditor


def test_a_reason_of_another_organisation_is_not_found(
    signed_in: SignedIn, other_organisation: Agency, reason: Reason
) -> None:
    from rihai.accounts.roles import Role

    stranger = factories.a_user("stranger", Role.DATA_OFFICER, organisation=other_organisation)
    client = signed_in(stranger)

    assert "Bina" not in review_page(client)
    assert client.post(reverse("access:reason_open", args=[reason.uid])).status_code == 404
    assert client.post(reverse("access:reason_review", args=[reason.uid])).status_code == 404
    refused = AuditEvent.objects.filter(subject_uid=reason.uid, actor_uid=stranger.uid)
    assert set(refused.values_list("verb", "holder_uid")) == {
        ("reason.opened.refused", reason.written_by.organisation_id),
        ("reason.reviewed.refused", reason.written_by.organisation_id),
    }


def test_a_reason_that_does_not_exist_is_not_found_and_no_attempt(signed_in: SignedIn, data_officer: User) -> None:
    assert signed_in(data_officer).post(reverse("access:reason_open", args=[uuid.uuid4()])).status_code == 404

    assert not AuditEvent.objects.filter(verb="reason.opened.refused").exists()


def test_others_have_no_review_page(signed_in: SignedIn, asha: User) -> None:
    assert signed_in(asha).get(reverse("access:review")).status_code == 403
