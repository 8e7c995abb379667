"""A demonstration inside a test: its settings, its mark in the database, its addresses."""

from pytest_django import Settings

from rihai.accounts.models import Installation


def in_demonstration(settings: Settings) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.web.walk_urls"
    Installation.objects.update_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
