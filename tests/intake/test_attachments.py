"""Files of an alert: sealed as they came, listed without pictures, opened by those who work on it, with a trace."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.models import Reason
from rihai.accounts.models import User
from rihai.intake.actions import accept_alert
from rihai.intake.attachments.permissions import can_attach
from rihai.intake.models import Alert, Attachment
from rihai.people.models import Provenance
from rihai.vault.models import SealedFile
from tests.cases.builders import readings, token, verbs
from tests.conftest import SignedIn
from tests.intake import builders
from tests.vault import samples

pytestmark = pytest.mark.django_db
NAME = "PLANTED-offer-of-sunita.jpg"
TITLE = "PLANTED offer of work in a bar"
REASON = "The police ask for the picture as it came"


@pytest.fixture
def client(signed_in: SignedIn, asha: User) -> Client:
    """Asha's, who recorded the alert."""
    return signed_in(asha)


def at(page: str, record: Alert | Attachment) -> str:
    return reverse(f"intake:attachment_{page}", args=[record.uid])


def send(client: Client, alert: Alert, *contents: bytes, **more: Any) -> Any:
    files = [SimpleUploadedFile(NAME, content, "image/jpeg") for content in contents]
    data = {"kind": "screen", "title": TITLE, "compartment": "record", **token(), **more}
    return client.post(at("new", alert), {**data, "chosen": files})


def attached(client: Client, alert: Alert, content: bytes | None = None, **more: Any) -> Attachment:
    answer = send(client, alert, content or samples.photo(), **more)
    assert answer.status_code == 302, answer.content.decode()
    return Attachment.objects.latest("added_at")


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_is_kept_as_it_came_beside_a_safe_copy(client: Client, alert: Alert) -> None:
    attachment = attached(client, alert)

    shown = client.get(at("copy", attachment))
    saved = client.post(at("original", attachment), {"reason": REASON})

    assert body_of(saved) == samples.photo()
    assert b"PLANTED" not in shown.content
    assert Image.open(BytesIO(shown.content)).size == samples.WIDE
    assert saved["Content-Disposition"] == f'attachment; filename="document-{attachment.uid.hex[:8]}.jpg"'
    assert "sandbox" in shown["Content-Security-Policy"]
    assert verbs(attachment.uid) == ["attachment.added"]
    assert Reason.objects.get().subject_uid == attachment.uid


def test_nothing_told_about_a_file_stands_in_the_clear(client: Client, alert: Alert) -> None:
    attached(client, alert)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_attachment")
        rows = repr(cursor.fetchall())

    assert "PLANTED" not in rows


def test_the_alert_leads_to_its_files_and_the_list_shows_no_picture(client: Client, alert: Alert) -> None:
    assertContains(client.get(alert.get_absolute_url()), at("new", alert))
    send(client, alert, samples.photo(), b"plain words", kind="flyer")

    page = client.get(alert.get_absolute_url())
    files = client.get(at("list", alert))

    assertContains(page, f'href="{at("list", alert)}">2 files</a>')
    for number in (1, 2):
        assertContains(files, f"{TITLE} ({number})")
    assertNotContains(files, "<img")
    assertNotContains(files, NAME)


def test_a_resend_keeps_the_file_once(client: Client, alert: Alert) -> None:
    same = token()

    for _ in range(2):
        send(client, alert, samples.photo(), **same)

    assert alert.attachments.count() == 1
    assert SealedFile.objects.count() == 2


def test_the_list_asks_as_often_for_many_files_as_for_one(client: Client, alert: Alert) -> None:
    attached(client, alert, b"one")
    client.get(at("list", alert))
    with CaptureQueriesContext(connection) as for_one:
        client.get(at("list", alert))
    send(client, alert, b"two", b"three", b"four")

    with CaptureQueriesContext(connection) as for_four:
        client.get(at("list", alert))

    assert len(for_four) == len(for_one)


def test_the_desk_and_the_officer_of_the_inquiry_look_at_it(
    client: Client, signed_in: SignedIn, alert: Alert, kiran: User, meera: User
) -> None:
    attachment = attached(client, alert)
    accept_alert(alert, priority="normal", reason="It fits", officer=meera, by=kiran)
    before = readings()

    for user in (kiran, meera):
        assertContains(signed_in(user).get(at("detail", attachment)), f'src="{at("copy", attachment)}"')
        assert signed_in(user).get(at("copy", attachment))["Content-Type"] == "image/jpeg"

    assert readings() == before + 4


def test_what_shows_who_told_us_opens_only_to_those_who_may_know_it(
    client: Client, signed_in: SignedIn, alert: Alert, kiran: User
) -> None:
    secret = attached(signed_in(kiran), alert, compartment="source")

    assert secret.compartment == "source"
    assertContains(client.get(at("detail", secret)), "by kind and day only")
    assertNotContains(client.get(at("list", alert)), TITLE)
    assert client.get(at("copy", secret)).status_code == 403
    assertNotContains(client.get(at("new", alert)), "who told us")


def test_a_face_is_kept_with_the_name_and_not_by_a_role_without_names(
    client: Client, signed_in: SignedIn, alert: Alert, uma: User
) -> None:
    refused = send(signed_in(uma), builders.an_alert(uma), samples.photo(), kind="photo")

    assert attached(client, alert, kind="photo").compartment == "identity"
    assertContains(refused, "does not keep photos of people", status_code=422)


def test_whoever_sees_the_alert_by_code_sees_the_file_by_code_and_adds_none(
    client: Client, signed_in: SignedIn, alert: Alert, dolly: User
) -> None:
    attachment = attached(client, alert)
    dollys = signed_in(dolly)

    page = dollys.get(at("detail", attachment))

    assertContains(page, "by kind and day only")
    assertNotContains(page, TITLE)
    assert dollys.get(at("copy", attachment)).status_code == 403
    assert dollys.get(at("withdraw", attachment)).status_code == 403
    assert send(dollys, alert, b"words").status_code == 403
    assert alert.attachments.count() == 1


@pytest.mark.parametrize("page", ["detail", "copy", "original", "withdraw"])
def test_a_stranger_finds_no_file(
    client: Client, signed_in: SignedIn, alert: Alert, chand: User, meera: User, page: str
) -> None:
    attachment = attached(client, alert)
    method = "post" if page == "original" else "get"

    for user in (chand, meera):
        assert getattr(signed_in(user), method)(at(page, attachment), {"reason": REASON}).status_code == 404


@pytest.mark.parametrize("page", ["list", "new"])
def test_a_stranger_finds_no_files_of_an_alert_and_a_signed_out_browser_the_door(
    signed_in: SignedIn, alert: Alert, chand: User, page: str
) -> None:
    assert signed_in(chand).get(at(page, alert)).status_code == 404
    assert Client().get(at(page, alert)).status_code == 302


def test_a_withdrawn_file_is_kept_and_opens_no_more(client: Client, alert: Alert) -> None:
    attachment = attached(client, alert)
    without = client.post(at("withdraw", attachment), {"reason": "", **token()})

    client.post(at("withdraw", attachment), {"reason": "It is of another person", **token()})

    attachment.refresh_from_db()
    assert (without.status_code, attachment.opens) == (422, False)
    assert client.get(at("copy", attachment)).status_code == 404
    assert client.post(at("original", attachment), {"reason": REASON}).status_code == 404
    assertContains(client.get(at("detail", attachment)), "It is kept and opens no more")
    assert SealedFile.objects.filter(pk=attachment.original_id).exists()
    assert verbs(attachment.uid)[-1] == "attachment.withdrawn"
    again = client.post(at("withdraw", attachment), {"reason": "Once more", **token()})
    assertContains(again, "withdrawn already", status_code=422)


def test_the_reason_for_the_original_is_typed_and_the_error_is_said_in_the_page(client: Client, alert: Alert) -> None:
    attachment = attached(client, alert)

    answer = client.post(at("original", attachment), {"reason": "so"})

    assertContains(answer, "at least 10 characters", status_code=422)
    assert client.get(at("original", attachment)).status_code == 405


def test_nothing_is_added_to_what_was_published(alert: Alert, asha: User) -> None:
    assert can_attach(asha, alert)
    alert.provenance = Provenance.PUBLISHED

    assert not can_attach(asha, alert)
