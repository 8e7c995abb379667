"""What a page weighs on a slow network: at the first visit with styles and scripts, and afterwards alone.

Fonts apart: they are loaded when a script needs them. Files are counted as the server sends them over HTTPS,
compressed with Brotli when they are collected; pages as a proxy compresses them.
"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from whitenoise.compress import Compressor

from bench.rows import Writer
from bench.targets import targets
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from tests.conftest import SignedIn

FIRST_VISIT = 60_000
LATER = 15_000
STATIC = re.compile(r'(?:href|src|data-components)="/static/([^"]+\.(?:css|js|svg))"')
FULL_LISTS = range(100)


@pytest.fixture
def network(db: None) -> None:
    Writer(len(FULL_LISTS)).write(FULL_LISTS)


def test_a_page_is_small_on_a_slow_network(network: None, signed_in: SignedIn) -> None:
    pages = {one.name: (one.user, one.paths[0]) for one in targets() if not one.form}
    pages["alert form"] = f"{Role.RESCUE_COORDINATOR}-0-0", reverse("intake:alert_new")

    for name, (username, path) in pages.items():
        response = signed_in(User.objects.get(username=username)).get(path)

        assert response.status_code == 200, name
        alone, first = weigh(response.content)
        assert alone <= LATER, f"{name} weighs {alone} bytes"
        assert first <= FIRST_VISIT, f"{name} weighs {first} bytes at the first visit"


def weigh(page: bytes) -> tuple[int, int]:
    """The page alone, and with every style and script that it names."""
    names = set(STATIC.findall(page.decode()))
    assert names, "a page without styles"
    alone = len(gzip.compress(page))
    return alone, alone + sum(compressed(name) for name in names)


def compressed(name: str) -> int:
    path = finders.find(name)
    assert path is not None, name
    return len(Compressor.compress_brotli(Path(path).read_bytes()))
