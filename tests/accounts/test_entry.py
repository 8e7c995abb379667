"""The one-time way into a demonstration: there only, from this machine only, once only."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from pytest_django import Settings

from rihai.accounts import actions
from rihai.accounts.models import EntryLink, Installation, User
from rihai.accounts.urls import demonstration
from rihai.audit.models import AuditEvent
from tests.together import AtOnce

HOME = "/"


@pytest.fixture
def demo(settings: Settings, db: None) -> Iterator[None]:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.accounts.demo_urls"
    Installation.objects.create(kind=Installation.Kind.DEMO)
    yield
    Installation.objects.all().delete()


def enter(token: str, client: Client | None = None, **meta: str) -> tuple[Client, int]:
    client = client or Client()
    response = client.get(reverse("accounts:enter", args=[token]), **meta)  # type: ignore[arg-type]  # headers of the server
    return client, response.status_code


def without_password(user: User) -> None:
    """As the people of a demonstration are."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def test_a_link_opens_the_door_with_both_factors(demo: None, asha: User) -> None:
    token = actions.create_entry_link(asha, by=None)

    client, status = enter(token)

    assert status == 302
    assert client.get(HOME).status_code == 200
    assert client.get(reverse("accounts:me")).context["user"] == asha
    assert AuditEvent.objects.filter(verb="entry.used", subject_uid=asha.uid).count() == 1


def test_sensitive_pages_stay_open_to_whoever_has_no_factor_to_show_again(demo: None, asha: User) -> None:
    without_password(asha)
    client, _status = enter(actions.create_entry_link(asha, by=None))

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        page = client.get(reverse("accounts:change_password"))

    assert page.status_code == 200


def test_outside_a_demonstration_the_same_pages_ask_for_a_factor(demo: None, asha: User, settings: Settings) -> None:
    without_password(asha)
    client, _status = enter(actions.create_entry_link(asha, by=None))
    Installation.objects.update(kind=Installation.Kind.PRODUCTION)

    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        page = client.get(reverse("accounts:change_password"))

    assert page.status_code == 403


def test_a_link_opens_once(demo: None, asha: User) -> None:
    token = actions.create_entry_link(asha, by=None)
    enter(token)

    client, status = enter(token)

    assert status == 410
    assert client.get(HOME).status_code == 302


def test_a_link_opens_once_even_at_the_same_moment(at_once: AtOnce, asha: User, settings: Settings) -> None:
    settings.DEMO = True
    Installation.objects.create(kind=Installation.Kind.DEMO)
    token = actions.create_entry_link(asha, by=None)

    entered = at_once([partial(actions.use_entry_link, token, by=None)] * 6)

    assert entered.count(None) == 5


def test_a_link_is_good_for_half_a_day(demo: None, asha: User) -> None:
    token = actions.create_entry_link(asha, by=None)
    EntryLink.objects.update(created_at=timezone.now() - timedelta(hours=12, seconds=1))

    assert enter(token)[1] == 410


def test_the_token_is_not_in_the_database(demo: None, asha: User) -> None:
    token = actions.create_entry_link(asha, by=None)

    assert token.encode() not in bytes(EntryLink.objects.get().token_hash)


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_from_elsewhere_or_through_a_proxy_there_is_no_such_page(demo: None, asha: User, meta: dict[str, str]) -> None:
    token = actions.create_entry_link(asha, by=None)

    assert enter(token, None, **meta)[1] == 404
    assert enter(token)[1] == 302


def test_this_machine_has_an_address_of_the_newer_kind_too(demo: None, asha: User) -> None:
    assert enter(actions.create_entry_link(asha, by=None), REMOTE_ADDR="::1")[1] == 302


def test_a_closed_account_does_not_enter(demo: None, asha: User) -> None:
    token = actions.create_entry_link(asha, by=None)
    User.objects.filter(pk=asha.pk).update(is_active=False)

    assert enter(token)[1] == 410


def test_entering_as_somebody_else_leaves_the_first(demo: None, asha: User, ravi: User) -> None:
    client, _ = enter(actions.create_entry_link(asha, by=None))

    enter(actions.create_entry_link(ravi, by=None), client)

    assert client.get(reverse("accounts:me")).context["user"] == ravi


@pytest.mark.parametrize("kind", [Installation.Kind.PRODUCTION, Installation.Kind.TEST, None])
def test_the_database_must_be_a_demonstration_too(demo: None, asha: User, kind: str | None) -> None:
    token = actions.create_entry_link(asha, by=None)
    Installation.objects.all().delete()
    if kind:
        Installation.objects.create(kind=kind)

    assert enter(token)[1] == 410
    with pytest.raises(PermissionDenied):
        actions.create_entry_link(asha, by=None)


def test_the_environment_must_say_so_too(demo: None, asha: User, settings: Settings) -> None:
    token = actions.create_entry_link(asha, by=None)
    settings.DEMO = False

    assert enter(token)[1] == 410


def test_outside_a_demonstration_the_address_does_not_exist() -> None:
    assert demonstration(is_demo=False) == []
    with pytest.raises(NoReverseMatch):
        reverse("accounts:enter", args=["x"])


def test_there_is_one_installation(db: None) -> None:
    from django.db import IntegrityError, transaction

    Installation.objects.create(kind=Installation.Kind.TEST)

    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(kind=Installation.Kind.PRODUCTION)
