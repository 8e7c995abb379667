"""Going through the staff door as a person does: pages, forms, real codes of an authenticator app."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.accounts.sealing import FACTORS, unseal_text
from tests.factories import PASSWORD

PERIOD = 30


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some half-minutes earlier or later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps)))


def secret_of(user: User) -> str:
    sealed = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    return unseal_text(sealed, FACTORS, str(user.uid))


def send_password(client: Client, username: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)


def send_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def enrol(client: Client) -> str:
    """Set up an authenticator app; returns its secret. The client has typed its password."""
    client.get(reverse("mfa_activate_totp"))
    secret = str(client.session[SECRET_SESSION_KEY])
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, steps=-1)})
    assert response.status_code == 302, response.content.decode()
    return secret


def staff_with_app(user: User) -> str:
    """Give somebody an authenticator app through the pages; returns its secret."""
    client = Client()
    send_password(client, user.username)
    return enrol(client)


def sign_in(user: User, secret: str, client: Client | None = None) -> Client:
    client = client or Client()
    send_password(client, user.username)
    response = send_code(client, code_of(secret))
    assert response.status_code == 302, response.content.decode()
    return client
