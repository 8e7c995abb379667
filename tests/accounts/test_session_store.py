"""Sessions as they lie in the database: no cookie, no contents, and each row for itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import LazySettings, settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.session_store import SessionStore, forget_expired, row_of
from rihai.vault.master import lock, unlocked
from tests.accounts.flows import send_password
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def cookie_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_this_is_the_engine_of_the_house() -> None:
    assert SessionStore.__module__ == settings.SESSION_ENGINE


def test_whoever_copies_the_table_finds_no_cookie(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    assert client.get(reverse("accounts:me")).status_code == 200
    keys = list(Session.objects.values_list("pk", flat=True))

    for key in keys:
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = key

        assert thief.get(reverse("accounts:me")).status_code == 302

    assert keys == [row_of(cookie_of(client))]


def test_the_contents_lie_sealed(asha: User) -> None:
    client = Client()
    send_password(client, "asha")
    client.get(reverse("mfa_activate_totp"))

    kept = Session.objects.get(pk=row_of(cookie_of(client))).session_data

    assert client.session["mfa.totp.secret"] not in kept
    assert str(asha.uid) not in kept


def test_contents_put_into_another_row_open_nothing(signed_in: SignedIn, asha: User, dolly: User) -> None:
    mine, hers = signed_in(asha), signed_in(dolly)
    data = Session.objects.get(pk=row_of(cookie_of(hers))).session_data

    Session.objects.filter(pk=row_of(cookie_of(mine))).update(session_data=data)

    assert mine.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize("text", ["", "not base64 ⚿", "AAAA"])
def test_a_spoilt_row_is_no_session(text: str) -> None:
    kept = SessionStore()
    kept["a"] = 1
    kept.save()
    Session.objects.update(session_data=text)

    again = SessionStore(kept.session_key)

    assert again.get("a") is None
    assert again.session_key is None


def test_another_master_key_opens_no_session() -> None:
    kept = SessionStore()
    kept["a"] = 1
    kept.save()

    with unlocked(bytes(range(32))):
        assert SessionStore(kept.session_key).get("a") is None
    assert SessionStore(kept.session_key)["a"] == 1


def test_a_session_is_kept_renewed_and_deleted() -> None:
    kept = SessionStore()
    kept["a"] = 1
    kept.save()
    before = str(kept.session_key)

    kept.cycle_key()
    after = str(kept.session_key)

    assert not SessionStore().exists(before)
    assert SessionStore(after)["a"] == 1
    kept.flush()
    assert not SessionStore().exists(after)


def test_a_session_deleted_meanwhile_is_not_written_again() -> None:
    kept = SessionStore()
    kept.save()
    Session.objects.all().delete()
    kept["a"] = 1

    with pytest.raises(UpdateError):
        kept.save()


def test_expired_sessions_open_nothing_and_are_forgotten() -> None:
    for days in (-1, 1):
        kept = SessionStore()
        kept.set_expiry(timezone.now() + timedelta(days=days))
        kept["a"] = 1
        kept.save()
        assert SessionStore(kept.session_key).get("a") == (1 if days > 0 else None)

    assert forget_expired() == 1
    assert Session.objects.count() == 1


def test_while_the_vault_is_locked_a_visitors_cookie_is_no_fault(
    signed_in: SignedIn, asha: User, settings: LazySettings
) -> None:
    client = signed_in(asha)
    with locked_vault(settings):
        answer = client.get(reverse("web:health"))

    assert answer.status_code == 503
    assert client.get(reverse("accounts:me")).status_code == 200


@contextmanager
def locked_vault(settings: LazySettings) -> Iterator[None]:
    """No master key is known to this process meanwhile, nor can one be had."""
    before, settings.MASTER_KEY = settings.MASTER_KEY, ""
    lock()
    try:
        yield
    finally:
        settings.MASTER_KEY = before
        lock()
