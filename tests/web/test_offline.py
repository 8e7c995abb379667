"""The page for the time without network shows nothing about anybody, and its worker keeps nothing else."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def test_the_page_names_nobody_even_if_somebody_is_signed_in(signed_in: SignedIn, asha: User) -> None:
    page = signed_in(asha).get(reverse("web:offline")).content.decode()

    assert "No connection" in page
    assert asha.display_name not in page
    assert asha.organisation.name not in page
    assert "csrfmiddlewaretoken" not in page


def test_the_worker_keeps_this_page_and_style_only() -> None:
    response = Client().get(reverse("web:offline_worker"))

    script = response.content.decode()
    kept = json.loads(script.splitlines()[0].removeprefix("const KEPT = ").removesuffix(";"))
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert kept[0] == reverse("web:offline")
    assert all(address.startswith("/static/") for address in kept[1:])
    assert ".put(" not in script, "an answer of another address must never be kept"


def test_the_page_speaks_every_language_and_that_of_the_reader_first(signed_in: SignedIn, asha: User) -> None:
    asha.language = "hi"
    asha.save()

    client = signed_in(asha)
    client.get("/")

    page = client.get(reverse("web:offline")).content.decode()

    assert '<span lang="hi">कनेक्शन नहीं है</span> · <span lang="en">No connection</span>' in page
    assert page.index("फिर कोशिश") < page.index("Try again")


def test_one_worker_serves_every_language(signed_in: SignedIn, asha: User) -> None:
    asha.language = "hi"
    asha.save()

    page = signed_in(asha).get("/").content.decode()

    assert f'data-offline-worker="{reverse("web:offline_worker")}"' in page


def test_a_newer_worker_takes_no_page_over_that_is_on_its_way() -> None:
    script = Client().get(reverse("web:offline_worker")).content.decode()

    assert "self.skipWaiting" not in script, "pages on their way at that moment never came"
    assert "clients.claim" not in script
