"""Answers of passkeys that no passkey gave: refused with words, traced, and never a fault.

A real passkey signs in under tests/browser.
"""

import json
import uuid
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from rihai.accounts.models import User
from rihai.accounts.receivers import FAILURES_A_MINUTE
from rihai.audit.models import AuditEvent
from tests.accounts.flows import send_password
from tests.accounts.soft_passkey import SoftPasskey
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
AJAX = {"x-requested-with": "XMLHttpRequest"}
ASKED = b'{"type":"webauthn.get","challenge":"AAAA","origin":"http://localhost"}'


def answer(handle: bytes, **changes: Any) -> dict[str, Any]:
    """Well-formed, and signed by nobody."""
    response = {
        "clientDataJSON": websafe_encode(ASKED),
        "authenticatorData": websafe_encode(b"\0" * 37),
        "signature": "AAAA",
        "userHandle": websafe_encode(handle),
    }
    credential = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {}}
    return {**credential, "response": {**response, **changes}}


def handle_of(user: User) -> bytes:
    return str(user_pk_to_url_str(user)).encode()


def send(client: Client, credential: object, name: str = "mfa_login_webauthn") -> Any:
    client.get(reverse("mfa_login_webauthn"), headers=AJAX)
    return client.post(reverse(name), {"credential": json.dumps(credential)})


def failures() -> list[tuple[str, uuid.UUID | None]]:
    rows = AuditEvent.objects.filter(verb__endswith="_failed").order_by("at")
    return list(rows.values_list("verb", "subject_uid"))


@pytest.mark.parametrize(
    "credential",
    [
        5,
        [],
        ["a"],
        "text",
        {},
        {"id": 1},
        {"response": {"userHandle": 5}},
        {"response": 5},
        answer(b"not-a-uuid"),
        answer(b"\xff\xfe"),
        answer(str(uuid.UUID(int=5)).encode()),
        answer(b"x", authenticatorData=websafe_encode(b"\0" * 5)),
        answer(b"x", authenticatorData=websafe_encode(b"\0" * 32 + b"\xff" * 9)),
        answer(b"x", clientDataJSON=websafe_encode(b"[]")),
        answer(b"x", clientDataJSON=websafe_encode(b"\xff")),
        answer(b"x", clientDataJSON=websafe_encode(b"{}")),
        answer(b"x", userHandle="é"),
        answer(b"x", userHandle={"a": 1}),
    ],
)
def test_a_malformed_answer_is_a_wrong_one(credential: object) -> None:
    response = send(Client(), credential)

    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))


def test_an_answer_in_somebodys_name_is_in_her_trail(asha: User) -> None:
    client = Client()

    response = send(client, answer(handle_of(asha)))

    assert response["Location"] == reverse("account_login")
    assert failures() == [("account.factor_failed", asha.uid)]
    assert "_auth_user_id" not in client.session


def test_an_answer_in_nobodys_name_is_a_failed_sign_in() -> None:
    send(Client(), answer(b"not-a-uuid"))

    assert failures() == [("account.sign_in_failed", None)]


@pytest.mark.parametrize("credential", [{"id": 1}, answer(b"x")])
def test_asked_again_a_wrong_answer_is_in_her_trail(signed_in: SignedIn, asha: User, credential: object) -> None:
    Authenticator.objects.create(user=asha, type="webauthn", data={"name": "telephone", "credential": {}})

    send(signed_in(asha), credential, "mfa_reauthenticate_webauthn")

    assert failures() == [("account.factor_failed", asha.uid)]


@pytest.mark.parametrize("credential", [5, {"id": 1}, answer(b"x"), {"response": {"attestationObject": "AAAA"}}])
def test_a_malformed_new_passkey_is_refused_on_the_page(asha: User, credential: object) -> None:
    client = Client()
    send_password(client, "asha")
    client.get(reverse("mfa_add_webauthn"))

    response = client.post(reverse("mfa_add_webauthn"), {"credential": json.dumps(credential)})

    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_knocking_in_nobodys_name_does_not_fill_the_trail() -> None:
    for number in range(2 * FAILURES_A_MINUTE):
        Client().post(reverse("account_login"), {"login": f"nobody{number}", "password": "x"})

    kept = AuditEvent.objects.filter(verb="account.sign_in_failed").order_by("at")
    assert kept.count() == FAILURES_A_MINUTE
    assert [json.loads(row.facts)["more_left_out"] for row in kept] == [False] * (FAILURES_A_MINUTE - 1) + [True]


def with_passkey(user: User) -> SoftPasskey:
    """Somebody whose only factor is a passkey, added through the page."""
    passkey, client = SoftPasskey(), Client(SERVER_NAME="localhost")
    send_password(client, user.username)
    page = client.get(reverse("mfa_add_webauthn"))
    made = passkey.register(page.context["js_data"]["creation_options"])
    client.post(reverse("mfa_add_webauthn"), {"credential": json.dumps(made), "passwordless": "on"})
    assert Authenticator.objects.filter(user=user, type="webauthn").exists()
    return passkey


def answered(client: Client, passkey: SoftPasskey) -> Any:
    options = client.get(reverse("mfa_login_webauthn"), headers=AJAX).json()["request_options"]
    return client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(passkey.sign_in(options))})


def test_a_passkey_alone_opens_the_door(asha: User) -> None:
    passkey, client = with_passkey(asha), Client(SERVER_NAME="localhost")

    answered(client, passkey)

    assert client.get("/").status_code == 200
    assert not failures()


def test_another_passkey_in_her_name_does_not(asha: User) -> None:
    passkey, client = with_passkey(asha), Client(SERVER_NAME="localhost")

    answered(client, SoftPasskey(handle=passkey.handle))

    assert client.get("/").status_code == 302
    assert failures() == [("account.factor_failed", asha.uid)]


def test_an_answer_to_an_earlier_question_does_not(asha: User) -> None:
    passkey, client = with_passkey(asha), Client(SERVER_NAME="localhost")
    options = client.get(reverse("mfa_login_webauthn"), headers=AJAX).json()["request_options"]
    earlier = passkey.sign_in(options)

    send(client, earlier)

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_activate_totp"])
def test_every_page_where_a_factor_is_added_leads_back(asha: User, name: str) -> None:
    client = Client()
    send_password(client, "asha")

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "govuk-back-link" in page.text


def test_the_page_of_the_password_leads_back(signed_in: SignedIn, asha: User) -> None:
    assert "govuk-back-link" in signed_in(asha).get(reverse("accounts:change_password")).text
