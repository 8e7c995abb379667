"""The staff door: closed unless named otherwise, idle and ended sessions, where it sends whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from rihai.accounts.middleware import ENROLMENT, PUBLIC, StaffDoor
from rihai.accounts.models import StaffSession, User
from rihai.accounts.sessions import LONGEST, browser_name, end_sessions
from tests.accounts.flows import send_password
from tests.conftest import SignedIn
from tests.house.addresses import addresses


def test_every_page_that_is_not_named_open_sends_a_visitor_to_sign_in(db: None) -> None:
    client = Client()

    for address in addresses():
        if address.name in PUBLIC:
            continue
        response = client.get(address.path)

        assert response.status_code == 302, address.name
        assert response["Location"].startswith(reverse("account_login")), address.name


def test_with_a_password_alone_only_enrolment_is_open(asha: User) -> None:
    client = Client()
    send_password(client, "asha")

    for address in addresses():
        if address.name in PUBLIC | ENROLMENT:
            continue
        response = client.get(address.path)

        assert (response.status_code, response["Location"]) == (302, reverse("accounts:second_factor")), address.name


def test_with_a_starting_password_only_choosing_another_is_open(asha: User) -> None:
    User.objects.filter(pk=asha.pk).update(needs_new_password=True)
    client = Client()
    send_password(client, "asha")

    for address in addresses():
        if address.name in PUBLIC | {"accounts:change_password"}:
            continue

        assert client.get(address.path)["Location"] == reverse("accounts:change_password"), address.name


def test_a_page_without_a_name_is_closed(rf: RequestFactory) -> None:
    from django.contrib.auth.models import AnonymousUser

    request: Any = rf.get("/somewhere/")
    request.user, request.resolver_match = AnonymousUser(), None

    response = StaffDoor(lambda request: None).process_view(request, lambda request: None, (), {})  # type: ignore[arg-type, return-value]

    assert response is not None
    assert response.status_code == 302


def test_every_name_in_the_lists_of_open_pages_exists() -> None:
    named = {address.name for address in addresses()} | {"accounts:enter"}

    assert named >= PUBLIC | ENROLMENT


def test_the_door_stands_before_every_view_and_before_the_recording_of_refusals() -> None:
    door = settings.MIDDLEWARE.index("rihai.accounts.middleware.StaffDoor")

    assert door > settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    assert all(view_name(entry) for entry in all_patterns(get_resolver()))


def all_patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += all_patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


def view_name(entry: URLPattern) -> str:
    return entry.name or ""


def test_the_address_asked_for_is_kept_and_that_of_a_form_is_not(db: None) -> None:
    client = Client()

    asked = client.get(reverse("accounts:me") + "?a=1")
    sent = client.post(reverse("accounts:me"))

    assert asked["Location"].endswith("?next=%2Faccount%2F%3Fa%3D1")
    assert sent["Location"] == reverse("account_login")


def test_after_signing_in_she_comes_where_she_wanted(asha: User) -> None:
    from tests.accounts.flows import code_of, send_code, staff_with_app

    secret = staff_with_app(asha)
    client = Client()
    wanted = reverse("accounts:me")

    client.post(reverse("account_login"), {"login": "asha", "password": "seven lanterns by the river", "next": wanted})

    assert send_code(client, code_of(secret))["Location"] == wanted


def test_another_site_is_not_where_she_comes(asha: User) -> None:
    from tests.accounts.flows import code_of, send_code, staff_with_app

    secret = staff_with_app(asha)
    client = Client()

    client.post(
        reverse("account_login"),
        {"login": "asha", "password": "seven lanterns by the river", "next": "https://elsewhere.example/"},
    )

    assert send_code(client, code_of(secret))["Location"] == "/"


def test_part_of_a_page_is_answered_with_a_whole_sign_in_page(db: None) -> None:
    response = Client().get(reverse("accounts:me"), headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"] == reverse("account_login")


def test_an_idle_session_is_closed_with_words(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    client.get(reverse("accounts:me"))
    long_ago = timezone.now() - timedelta(minutes=settings.IDLE_MINUTES, seconds=1)
    StaffSession.objects.filter(user=asha).update(seen_at=long_ago)

    response = client.get(reverse("accounts:me"), follow=True)

    assert response.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "You were away for a while" in response.content.decode()
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_session_in_use_stays_open_for_a_day_and_no_longer(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    client.get(reverse("accounts:me"))
    StaffSession.objects.filter(user=asha).update(began_at=timezone.now() - LONGEST + timedelta(minutes=1))
    assert client.get(reverse("accounts:me")).status_code == 200

    StaffSession.objects.filter(user=asha).update(began_at=timezone.now() - LONGEST - timedelta(minutes=1))

    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_visit_is_noted_once_a_minute(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    client.get(reverse("accounts:me"))
    earlier = timezone.now() - timedelta(minutes=5)
    StaffSession.objects.filter(user=asha).update(seen_at=earlier)

    client.get(reverse("accounts:me"))
    noted = StaffSession.objects.get(user=asha).seen_at
    client.get(reverse("accounts:me"))

    assert noted > earlier
    assert StaffSession.objects.get(user=asha).seen_at == noted


def test_an_ended_session_is_closed_at_the_next_page(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    client.get(reverse("accounts:me"))

    end_sessions(asha)

    assert client.get(reverse("accounts:me"))["Location"].startswith(reverse("account_login"))


def test_a_session_of_somebody_else_does_not_count(signed_in: SignedIn, asha: User, ravi: User) -> None:
    client = signed_in(asha)

    StaffSession.objects.filter(user=asha).update(user=ravi)

    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_closed_account_is_out_at_once(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)

    User.objects.filter(pk=asha.pk).update(is_active=False)

    assert client.get(reverse("accounts:me")).status_code == 302


def test_her_own_language_is_spoken_until_she_chooses_another(signed_in: SignedIn, asha: User) -> None:
    User.objects.filter(pk=asha.pk).update(language="hi")
    client = signed_in(asha)

    assert b'lang="hi"' in client.get(reverse("accounts:me")).content

    client.post(reverse("set_language"), {"language": "en", "next": "/account/"})

    assert b'<html lang="en"' in client.get(reverse("accounts:me")).content
    asha.refresh_from_db()
    assert asha.language == "en"


def test_an_ended_session_chooses_no_language_for_the_account(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)
    end_sessions(asha)

    response = client.post(reverse("set_language"), {"language": "hi"})

    asha.refresh_from_db()
    assert asha.language == "en"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "hi"


def test_roles_are_looked_up_once_per_request(signed_in: SignedIn, asha: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(asha)
    client.get(reverse("accounts:me"))

    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(reverse("accounts:me"))

    assert sum('FROM "accounts_roleassignment"' in one["sql"] for one in seen) == 1


def test_grants_are_kept_only_for_a_request_that_shows_a_page(signed_in: SignedIn, asha: User) -> None:
    client = signed_in(asha)

    shown = client.get(reverse("web:my_day")).wsgi_request
    sent = client.post(reverse("people:person_search")).wsgi_request

    assert isinstance(shown.user, User)
    assert shown.user.known_grants is not None
    assert isinstance(sent.user, User)
    assert sent.user.known_grants is None


def test_an_ended_role_ends_at_once_outside_a_request(asha: User, admin: User) -> None:
    from rihai.accounts.actions import end_role

    assert asha.roles

    end_role(asha.assignments.get(), by=admin)

    assert not asha.roles


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox – Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0", "Edge – Windows"),
        ("", ""),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_named_so_that_one_knows_ones_own(agent: str, name: str) -> None:
    assert browser_name({"HTTP_USER_AGENT": agent}) == name
