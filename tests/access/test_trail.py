"""The trail on a page: for auditors, of their own organisation, without anything about people."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from rihai.access.kinds import KINDS, kind_of
from rihai.access.scope import get_visible
from rihai.access.trail import events_of, lines_of, listed_only
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit import actions as audit
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, record_refusal
from rihai.audit.sealer import seal_pending
from rihai.directory.models import Agency
from rihai.rescue.models import Operation
from tests import factories
from tests.access.records import Folder, assign
from tests.accounts.flows import send_password
from tests.conftest import SignedIn
from tests.rescue.builders import an_operation

TOKENS = re.compile(r'"[\w-]{30,}"|CSRFToken\W+\w+')


def page(client: Client, **query: str) -> str:
    response = client.get(reverse("access:trail"), query)
    assert response.status_code == 200
    return response.content.decode().split('id="trail"')[1].split("</ul")[0]


def test_the_auditor_sees_who_did_what_and_not_to_whom(
    signed_in: SignedIn, auditor: User, asha: User, bina: User, folder: Folder
) -> None:
    assign(folder, asha, by=bina)

    shown = page(signed_in(auditor))

    assert "Gave the right to open" in shown
    assert "Bina" in shown
    assert str(folder.uid) in shown
    assert folder.title not in shown


def test_another_organisation_is_not_in_it(signed_in: SignedIn, auditor: User, chand: User) -> None:
    audit.record("folder.opened", by=chand)

    assert "Opened" not in page(signed_in(auditor))


def test_failed_sign_ins_of_colleagues_are_in_it(signed_in: SignedIn, auditor: User, asha: User, chand: User) -> None:
    send_password(Client(), "asha", "wrong")
    send_password(Client(), "chand", "wrong")

    shown = page(signed_in(auditor))

    assert shown.count("Sign-in failed") == 1
    assert str(asha.uid) in shown


def test_one_record_or_colleague_is_picked_out(
    signed_in: SignedIn, auditor: User, asha: User, bina: User, folder: Folder
) -> None:
    assign(folder, asha, by=bina)
    audit.record("alert.recorded", by=asha)
    client = signed_in(auditor)

    assert "Recorded" not in page(client, about=str(folder.uid))
    assert "Gave the right to open" in page(client, about=str(folder.uid))
    assert "Recorded" in page(client, about=str(asha.uid))
    assert "Recorded" in page(client, about="nonsense")


def test_refused_attempts_are_marked(signed_in: SignedIn, auditor: User, asha: User) -> None:
    signed_in(asha).get(reverse("access:trail"))

    shown = page(signed_in(auditor))

    assert "Read it" in shown
    assert "Refused" in shown


@pytest.mark.parametrize("name", ["asha", "bina", "admin"])
def test_others_do_not_read_it(request: pytest.FixtureRequest, signed_in: SignedIn, name: str) -> None:
    assert signed_in(request.getfixturevalue(name)).get(reverse("access:trail")).status_code == 403


def test_the_check_says_that_the_trail_is_sound_or_what_is_wrong(signed_in: SignedIn, auditor: User) -> None:
    client = signed_in(auditor)
    event = audit.record("folder.opened", by=auditor)
    assert "Nothing was changed" in client.post(reverse("access:trail_check")).content.decode()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET verb = 'folder.closed' WHERE verb = 'folder.opened'")

    damaged = client.post(reverse("access:trail_check")).content.decode()
    assert "The trail is damaged" in damaged
    assert str(event.uid) in damaged


def test_the_check_does_not_tell_how_much_happened_in_other_houses(
    signed_in: SignedIn, auditor: User, chand: User
) -> None:
    client = signed_in(auditor)
    checked = reverse("access:trail_check")
    seal_pending()
    before = client.post(checked).content.decode()
    for _ in range(11):
        audit.record("folder.opened", by=chand)
    seal_pending()

    after = client.post(checked).content.decode()

    assert TOKENS.sub("", before) == TOKENS.sub("", after)


def test_a_long_trail_has_pages(signed_in: SignedIn, auditor: User) -> None:
    for _ in range(60):
        audit.record("folder.opened", by=auditor)
    client = signed_in(auditor)

    # The sign-in of the auditor is the latest event.
    assert page(client).count("Opened") == 49
    assert page(client, page="2").count("Opened") == 11
    assert AuditEvent.objects.filter(verb="folder.opened").count() == 60


def test_whose_record_it_is_learns_that_somebody_else_knocked(
    signed_in: SignedIn, auditor: User, asha: User, chand: User, folder: Folder
) -> None:
    with pytest.raises(Hidden) as hidden:
        get_visible(Folder.objects.all(), chand, folder.uid, "folder.opened")
    record_refusal(hidden.value, by=chand)

    shown = page(signed_in(auditor), about=str(folder.uid))

    assert "Open it" in shown
    assert "Refused" in shown
    # Which organisation, and not which of its people.
    assert "River Bend Trust" in shown
    assert "Chand" not in shown


def test_who_knocked_elsewhere_is_in_the_trail_of_both(
    signed_in: SignedIn, admin: User, chand: User, auditor: User, other_organisation: Agency
) -> None:
    assert signed_in(admin).get(reverse("accounts:user_detail", args=[chand.uid])).status_code == 404

    event = AuditEvent.objects.get(verb="account.opened.refused")
    theirs = factories.a_user("their_auditor", Role.AUDITOR, organisation=other_organisation)
    assert (event.organisation_uid, event.holder_uid) == (admin.organisation_id, other_organisation.uid)
    for reader in (auditor, theirs):
        assert "Open it" in page(signed_in(reader))


@pytest.fixture
def operation(kiran: User, ravi: User) -> Operation:
    return an_operation(kiran, ravi)


def test_an_operation_is_in_the_trail_without_its_uid_and_without_who_works_on_it(
    signed_in: SignedIn, auditor: User, operation: Operation
) -> None:
    client = signed_in(auditor)

    shown = page(client)

    assert "operation" in shown
    assert "Not shown" in shown
    assert str(operation.uid) not in shown


def test_an_operation_is_found_neither_by_its_uid_nor_by_who_works_on_it(
    auditor: User, kiran: User, operation: Operation
) -> None:
    audit.record("alert.recorded", by=kiran)

    assert not events_of(auditor, about=operation.uid).exists()
    assert not events_of(auditor, about=kiran.uid).filter(subject_label__startswith="rescue.operation").exists()
    assert events_of(auditor, about=kiran.uid).get().verb == "alert.recorded"


def test_who_is_listed_for_an_operation_finds_its_events(kiran: User, operation: Operation) -> None:
    events = events_of(kiran, about=operation.uid)

    assert events.exists()
    assert {line.uid for line in lines_of(events, by=kiran)} == {operation.uid}


def test_what_only_a_list_knows_is_told_apart_from_what_a_role_sees() -> None:
    secret = listed_only()

    assert {"rescue.operation", "offences.premises"} <= secret
    assert secret.isdisjoint({"cases.case", "people.person", "people.personname", "accounts.user"})


def test_every_kind_of_record_has_plain_words() -> None:
    ours = [model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("rihai.")]

    assert [label for label in ours if label not in KINDS] == [], "Name it in rihai/access/kinds.py"
    assert kind_of("gone.kind") == "gone.kind"


def test_kinds_are_told_in_the_language_of_the_reader(signed_in: SignedIn, auditor: User, bina: User) -> None:
    audit.record_about("case.opened", by=bina, label="cases.case", uid=uuid4())
    auditor.language = "hi"
    auditor.save()

    shown = page(signed_in(auditor))

    assert "मामला" in shown
    assert "Opened" not in shown
    assert "</span>case" not in shown
