"""Every answer of whatever kind forbids foreign code, framing and storing; no cookie can be read by a script."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.vault import master
from tests.conftest import SignedIn, sign_in
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.faulty_urls")]
Ask = Callable[[Client], Any]

# How to get each kind of answer, and its status.
ANSWERS: dict[str, tuple[Ask, int]] = {
    "a page": (lambda client: client.get("/"), 200),
    "a page with a form": (lambda client: client.get(reverse("intake:alert_new")), 200),
    "a form with mistakes": (lambda client: client.post(reverse("intake:alert_new"), {}), 422),
    "a redirection": (lambda client: client.post(reverse("account_logout")), 302),
    "a refusal": (lambda client: client.get("/refused/"), 403),
    "no such page": (lambda client: client.get("/nowhere/"), 404),
    "no such file": (lambda client: client.get("/static/nowhere.css"), 404),
    "not allowed": (lambda client: client.post(reverse("web:my_day")), 405),
    "an incomplete request": (lambda client: client.get("/incomplete/"), 400),
    "a foreign host": (lambda client: client.get("/", headers={"host": "elsewhere.example"}), 400),
    "a fault": (lambda client: client.get("/fault/"), 500),
    "a locked vault": (lambda client: client.get("/locked/"), 503),
    "a part of a page": (lambda client: client.get("/", headers={"hx-request": "true"}), 200),
    "a document": (lambda client: client.get(reverse("web:health")), 200),
}
SIGNED_OUT: dict[str, tuple[Ask, int]] = {
    "the sign-in page": (lambda client: client.get(reverse("account_login")), 200),
    "the way to it": (lambda client: client.get("/"), 302),
    "a wrong password": (lambda client: client.post(reverse("account_login"), {"login": "a", "password": "b"}), 200),
    "no such page": (lambda client: client.get("/nowhere/"), 404),
}
NAMED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def flaws_of(answer: HttpResponseBase) -> list[str]:
    """What is missing from the headers of an answer."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wrong = [name for name, value in NAMED.items() if answer.headers.get(name) != value]
    wrong += [
        part for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'") if part not in policy
    ]
    wrong += ["unsafe"] if "unsafe" in policy else []
    wrong += ["Permissions-Policy"] if "camera=()" not in answer.headers.get("Permissions-Policy", "") else []
    wrong += ["Cache-Control"] if "no-store" not in answer.headers.get("Cache-Control", "") else []
    for cookie in answer.cookies.values():
        is_deleted = cookie["max-age"] == 0
        if not is_deleted and not (cookie["httponly"] and cookie["samesite"] == "Strict"):
            wrong.append(f"cookie {cookie.key}")
    return wrong


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_carries_the_headers(signed_in: SignedIn, kiran: User, kind: str) -> None:
    ask, status = ANSWERS[kind]
    client = signed_in(kiran)
    client.raise_request_exception = False

    answer = ask(client)

    assert answer.status_code == status
    assert flaws_of(answer) == []


@pytest.mark.parametrize("kind", SIGNED_OUT)
def test_signed_out_every_answer_carries_them_too(kind: str) -> None:
    ask, status = SIGNED_OUT[kind]

    answer = ask(Client())

    assert answer.status_code == status
    assert flaws_of(answer) == []


def test_while_the_vault_is_locked_the_headers_stay(settings: LazySettings) -> None:
    settings.MASTER_KEY = ""
    master.lock()

    answer = Client().get("/")

    master.lock()
    assert answer.status_code == 503
    assert flaws_of(answer) == []


def test_the_look_can_tell(signed_in: SignedIn, kiran: User) -> None:
    bare = HttpResponse()
    bare.set_cookie("tracker", "x")

    assert set(flaws_of(bare)) >= {*NAMED, "Cache-Control", "Permissions-Policy", "cookie tracker", "script-src 'self'"}


def test_every_cookie_of_a_whole_visit_is_closed_to_scripts_and_other_sites(asha: User) -> None:
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": "asha", "password": PASSWORD})
    client.post(reverse("set_language"), {"language": "hi", "next": "/"})
    sign_in(asha)

    assert {"form", "staff", "django_language"} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Strict", cookie.key


def test_a_static_file_is_kept_by_browsers_and_carries_the_policy(
    settings: LazySettings, tmp_path: Path, client: Client
) -> None:
    (tmp_path / "style.css").write_text("body{}")
    settings.STATIC_ROOT = tmp_path

    answer = client.get("/static/style.css")

    assert answer.status_code == 200
    assert "max-age" in answer.headers["Cache-Control"]
    assert [flaw for flaw in flaws_of(answer) if flaw != "Cache-Control"] == []


def test_on_https_browsers_are_bound_to_it_and_led_to_it(settings: LazySettings, client: Client) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 63072000, True

    over_https, over_http = client.get("/sign-in/", secure=True), client.get("/sign-in/")

    assert over_https.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert over_http.status_code == 301
    assert flaws_of(over_http) == []
