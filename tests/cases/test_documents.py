"""Documents of a case: sealed as they came, shown as a safe copy, opened by those who work on it, with a trace."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.files import forms
from rihai.access.models import Reason
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.audit.models import AuditEvent
from rihai.cases import actions
from rihai.cases.models import Case, Document, Participant
from rihai.vault.kinds import MOST_BYTES, Kind
from rihai.vault.models import SealedFile
from tests import factories
from tests.cases import builders
from tests.cases.documents import NAME, REASON, TITLE, a_document, at, send
from tests.conftest import SignedIn
from tests.vault import samples


@pytest.fixture
def client(signed_in: SignedIn, asha: User) -> Client:
    """Asha's, the worker of the case."""
    return signed_in(asha)


def last_reading() -> str:
    return AuditEvent.objects.filter(verb="records.read").latest("at").facts


def body_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_file_is_kept_as_it_came_beside_a_safe_copy(client: Client, case: Case) -> None:
    document = a_document(client, case)

    shown = client.get(at("copy", document))
    saved = client.post(at("original", document), {"reason": REASON})

    assert (document.file_kind, document.copy_kind, document.problem) == ("jpeg", "jpeg", "")
    assert body_of(saved) == samples.photo()
    assert b"PLANTED" not in shown.content
    assert Image.open(BytesIO(shown.content)).size == samples.WIDE
    assert builders.verbs(document.uid) == ["document.added"]


def test_several_files_become_several_documents(client: Client, case: Case) -> None:
    send(client, case, samples.photo(), samples.pdf(), b"plain words")

    assert sorted(case.documents.values_list("copy_kind", flat=True)) == ["jpeg", "pdf", "text"]
    page = client.get(at("list", case))
    for number in (1, 2, 3):
        assertContains(page, f"{TITLE} ({number})")


def test_nothing_told_about_a_document_stands_in_the_clear(client: Client, case: Case) -> None:
    a_document(client, case)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_document")
        rows = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM vault_sealedfile")
        rows += repr(cursor.fetchall())
    assert "PLANTED" not in rows


@pytest.mark.parametrize(
    ("headers", "answer"), [({}, 302), ({"X-Upload": "1"}, 201)], ids=["a form", "the script that shows progress"]
)
def test_both_ways_of_sending_lead_to_the_list(
    client: Client, case: Case, headers: dict[str, str], answer: int
) -> None:
    client.defaults |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}

    response = send(client, case, samples.photo())

    assert (response.status_code, response["Location"]) == (answer, at("list", case))


def test_a_resend_keeps_the_files_once(client: Client, case: Case) -> None:
    token = builders.token()

    for _ in range(2):
        send(client, case, samples.photo(), **token)

    assert case.documents.count() == 1
    assert SealedFile.objects.count() == 2


def test_the_list_shows_no_picture_at_all(client: Client, case: Case) -> None:
    a_document(client, case, kind="photo")

    page = client.get(at("list", case))

    assertContains(page, TITLE)
    assertContains(page, "Photo of a person")
    assertNotContains(page, "<img")
    assertNotContains(page, NAME)


def test_the_list_asks_as_often_for_many_documents_as_for_one(client: Client, case: Case) -> None:
    a_document(client, case, b"one")
    client.get(at("list", case))
    with CaptureQueriesContext(connection) as for_one:
        client.get(at("list", case))
    send(client, case, b"two", b"three", b"four")

    with CaptureQueriesContext(connection) as for_four:
        client.get(at("list", case))

    assert len(for_four) == len(for_one)


def test_the_page_shows_the_copy_without_rights_of_its_own(client: Client, case: Case) -> None:
    document = a_document(client, case)

    page = client.get(at("detail", document))
    shown = client.get(at("copy", document))

    assertContains(page, f'src="{at("copy", document)}"')
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert shown["Content-Type"] == "image/jpeg"
    policy = shown["Content-Security-Policy"]
    assert {"default-src 'none'", "sandbox", "img-src 'self'"} <= {part.strip() for part in policy.split(";")}
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "no-store"
    assert shown["Content-Disposition"] == f'inline; filename="document-{document.uid.hex[:8]}.jpg"'


def test_the_original_is_handed_out_only_with_a_reason_and_never_opened(client: Client, case: Case) -> None:
    document = a_document(client, case, b"<script>alert(1)</script>")

    without = client.post(at("original", document), {"reason": "so"})
    saved = client.post(at("original", document), {"reason": REASON})

    assert without.status_code == 422
    assertContains(without, "at least 10 characters", status_code=422)
    assert client.get(at("original", document)).status_code == 405
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"] == f'attachment; filename="document-{document.uid.hex[:8]}.txt"'
    assert "sandbox" in saved["Content-Security-Policy"]
    assert Reason.objects.get().subject_uid == document.uid


def test_text_that_is_a_page_is_shown_as_text(client: Client, case: Case) -> None:
    document = a_document(client, case, b"<html><script>alert(1)</script>")

    shown = client.get(at("copy", document))

    assert shown["Content-Type"] == "text/plain; charset=utf-8"
    assertContains(client.get(at("detail", document)), "<iframe")


def test_each_opening_leaves_its_trace(client: Client, case: Case) -> None:
    document = a_document(client, case)
    before = builders.readings()

    client.get(at("copy", document))

    assert builders.readings() == before + 1
    assert f"cases.document/{document.uid}/safe_copy" in last_reading()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00", "Files of this kind are kept and not shown."),
        (samples.bomb(), "more points than we open"),
        (samples.photo()[:300], "damaged"),
        (samples.locked_pdf(), "locked with a password"),
    ],
)
def test_what_cannot_be_shown_is_kept_and_says_why(client: Client, case: Case, content: bytes, words: str) -> None:
    document = a_document(client, case, content)

    page = client.get(at("detail", document))

    assertContains(page, words)
    assertContains(client.get(at("list", case)), "No safe view")
    assert client.get(at("copy", document)).status_code == 404
    assert body_of(client.post(at("original", document), {"reason": REASON})) == content


@pytest.mark.parametrize("kind", ["photo", "identity"])
def test_a_face_and_an_identity_card_are_kept_with_the_name(client: Client, case: Case, kind: str) -> None:
    assert a_document(client, case, kind=kind).compartment == "identity"


def test_a_medical_paper_stays_closed_to_a_colleague_without_that_part(
    client: Client, signed_in: SignedIn, asha: User, case: Case, ravi: User
) -> None:
    document = a_document(client, case, compartment="medical")
    actions.add_participant(case, part=Participant.Part.FINDER, user=ravi, by=asha)

    ravis = signed_in(ravi)

    assertNotContains(ravis.get(at("list", case)), TITLE)
    assertContains(ravis.get(at("detail", document)), "by kind and day only")
    assert ravis.get(at("copy", document)).status_code == 403
    assert ravis.post(at("original", document), {"reason": REASON}).status_code == 403


def test_whoever_sees_the_case_by_code_sees_the_document_by_code(
    client: Client, signed_in: SignedIn, case: Case, bina: User
) -> None:
    document = a_document(client, case)

    page = signed_in(bina).get(at("detail", document))

    assertContains(page, "by kind and day only")
    assertNotContains(page, TITLE)
    assert signed_in(bina).get(at("copy", document)).status_code == 403


@pytest.mark.parametrize("page", ["detail", "copy", "original", "withdraw"])
def test_a_stranger_finds_no_document(
    client: Client, signed_in: SignedIn, case: Case, chand: User, meera: User, page: str
) -> None:
    document = a_document(client, case)
    method = "post" if page == "original" else "get"

    for user in (chand, meera):
        assert getattr(signed_in(user), method)(at(page, document), {"reason": REASON}).status_code == 404


@pytest.mark.parametrize("page", ["list", "new"])
def test_a_stranger_finds_no_documents_of_a_case(signed_in: SignedIn, case: Case, chand: User, page: str) -> None:
    assert signed_in(chand).get(at(page, case)).status_code == 404


def test_somebody_who_only_sees_the_case_adds_nothing(signed_in: SignedIn, case: Case, bina: User) -> None:
    answer = send(signed_in(bina), case, samples.photo())

    assert answer.status_code == 403
    assert not SealedFile.objects.exists()


def test_an_opening_after_an_emergency_asks_why(
    client: Client, signed_in: SignedIn, case: Case, meera: User, asha: User
) -> None:
    document = a_document(client, case)
    grant(case, to=meera, compartments=[Compartment.RECORD], basis="supervises", by=asha)
    meeras = signed_in(meera)

    page = meeras.get(at("detail", document))
    at_once = meeras.get(at("copy", document))
    too_short = meeras.post(at("copy", document), {"reason": "so"})
    shown = meeras.post(at("copy", document), {"reason": REASON})

    assertContains(page, "Open with a reason")
    assertNotContains(page, "<img")
    assert (at_once.status_code, at_once["Location"]) == (302, at("detail", document))
    assert too_short.status_code == 422
    assert shown["Content-Type"] == "image/jpeg"


def test_a_withdrawn_document_is_kept_and_opens_no_more(client: Client, case: Case) -> None:
    document = a_document(client, case)
    asked = client.get(at("withdraw", document))

    client.post(at("withdraw", document), {"reason": "It is of another person", **builders.token()})

    assertContains(asked, "Why is it withdrawn?")
    document.refresh_from_db()
    assert document.withdrawn_at is not None
    assert client.get(at("copy", document)).status_code == 404
    assert client.post(at("original", document), {"reason": REASON}).status_code == 404
    assertContains(client.get(at("detail", document)), "It is kept and opens no more")
    assertContains(client.get(at("list", case)), "Withdrawn")
    assert SealedFile.objects.filter(pk=document.original_id).exists()
    again = client.post(at("withdraw", document), {"reason": "Once more", **builders.token()})
    assertContains(again, "withdrawn already", status_code=422)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": ""}, "This is needed"),
        ({"title": ""}, "This is needed"),
        ({"dated_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "has not come yet"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(
    client: Client, case: Case, more: dict[str, str], words: str
) -> None:
    answer = send(client, case, samples.photo(), **more)

    assertContains(answer, words, status_code=422)
    assert not Document.objects.exists()


def test_a_file_too_large_for_its_kind_is_refused_by_number_not_by_name(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_BYTES, Kind.JPEG, 100)

    answer = send(client, case, b"short text", samples.photo())

    assertContains(answer, "File 2 is too large", status_code=422)
    assertNotContains(answer, NAME, status_code=422)


def test_too_many_files_at_once_are_refused(client: Client, case: Case) -> None:
    answer = send(client, case, *[b"x"] * (forms.MOST_FILES + 1))

    assertContains(answer, "at most 10 files", status_code=422)


def test_without_a_file_the_form_says_so(client: Client, case: Case) -> None:
    answer = client.post(at("new", case), {"kind": "letter", "title": TITLE, **builders.token()})

    assertContains(answer, "This is needed", status_code=422)


def test_a_role_without_names_keeps_no_faces(signed_in: SignedIn, asha: User, case: Case) -> None:
    officer = factories.a_user("pavan", Role.PREVENTION_OFFICER, organisation=asha.organisation)
    actions.add_participant(case, part=Participant.Part.PARTNER, user=officer, by=asha)

    answer = send(signed_in(officer), case, samples.photo(), kind="photo")

    assertContains(answer, "does not keep photos of people", status_code=422)
