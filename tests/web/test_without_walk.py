"""Where there is no walk: before the night is told, and outside a demonstration."""

import pytest
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from rihai.accounts.models import User
from rihai.web.urls import urlpatterns
from rihai.web.walk.urls import demonstration
from tests.conftest import SignedIn
from tests.web.walking import in_demonstration

pytestmark = pytest.mark.django_db


def test_before_the_night_is_told_there_is_no_walk(settings: Settings, signed_in: SignedIn, ravi: User) -> None:
    in_demonstration(settings)

    page = signed_in(ravi).get(reverse("web:my_day"))

    assert page.status_code == 200
    assert "A walk through one night" not in page.text


def test_elsewhere_there_is_no_walk_and_no_address(signed_in: SignedIn, ravi: User) -> None:
    page = signed_in(ravi).get(reverse("web:my_day")).text

    assert demonstration(is_demo=False) == []
    assert "demonstration" not in str(urlpatterns)
    with pytest.raises(NoReverseMatch):
        reverse("web:walk")
    assert signed_in(ravi).get("/demonstration/").status_code == 404
    assert "Demonstration" not in page
    assert "A walk through one night" not in page
