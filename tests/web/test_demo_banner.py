"""In a demonstration every page says so: before signing in, within, and when something goes wrong."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rihai.accounts.models import User
from rihai.vault import master
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.faulty_urls")]
BANNER = "Demonstration. Never enter a real person."


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("path", ["/sign-in/", "/offline/"])
def test_before_anybody_signs_in(path: str) -> None:
    assert BANNER in Client().get(path).text


@pytest.mark.parametrize("path", ["/", "/alerts/new/", "/directory/", "/impact/", "/account/"])
def test_on_the_pages_within(signed_in: SignedIn, kiran: User, path: str) -> None:
    assert BANNER in signed_in(kiran).get(path).text


@pytest.mark.parametrize("path", ["/fault/", "/refused/", "/incomplete/", "/suspicious/", "/locked/", "/nowhere/"])
def test_when_something_goes_wrong(signed_in: SignedIn, asha: User, path: str) -> None:
    client = signed_in(asha)
    client.raise_request_exception = False

    assert BANNER in client.get(path).text


def test_when_a_form_is_sent_where_none_is_taken(signed_in: SignedIn, asha: User) -> None:
    assert BANNER in signed_in(asha).post(reverse("web:my_day")).text


def test_when_the_vault_is_locked(settings: Settings) -> None:
    settings.MASTER_KEY = ""
    master.lock()
    try:
        assert BANNER in Client().get("/").text
    finally:
        master.lock()
