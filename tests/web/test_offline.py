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


def test_staff_pages_start_it_in_the_language_of_the_page(signed_in: SignedIn, asha: User) -> None:
    page = signed_in(asha).get("/").content.decode()

    assert f'data-offline-worker="{reverse("web:offline_worker")}?language=en"' in page
