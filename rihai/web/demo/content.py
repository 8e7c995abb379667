"""What the demonstration holds. Every step may be repeated: a broken-off start goes on where it stopped.

Real bodies stand only in the directory; invented organisations are marked so and everybody in them is invented.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from rihai.accounts import actions as accounts
from rihai.accounts.models import Installation, User
from rihai.audit.sealer import seal_pending
from rihai.directory.actions import load_reference as load_directory
from rihai.directory.models import Agency
from rihai.research.stories.load import load_stories
from rihai.research.stories.schema import read_story_file
from rihai.web.demo.cast import colleague, make_cast
from rihai.web.demo.facts import network
from rihai.web.demo.figures import tell_figures
from rihai.web.demo.legal import tell_legal
from rihai.web.demo.matters import tell_matters
from rihai.web.demo.night import tell_night

MIGRATIONS_TABLE: Final = "django_migrations"
STORIES: Final = Path(__file__).resolve().parents[2] / "research" / "data" / "case_stories.yaml"


def refuse_foreign_database() -> None:
    """A database that holds anything and does not say it is a demonstration is somebody's real one."""
    tables = set(connection.introspection.table_names())
    if not tables or _is_demonstration(tables) or _is_begun(tables):
        return
    raise click.ClickException("This database is not a demonstration. Nothing was changed. Unset RIHAI_DATABASE_URL.")


def _is_demonstration(tables: set[str]) -> bool:
    return Installation._meta.db_table in tables and Installation.current_kind() == Installation.Kind.DEMO


def _is_begun(tables: set[str]) -> bool:
    """A start that was broken off: nothing but tables of ours, and nobody in them yet."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {MIGRATIONS_TABLE}
    if not tables <= ours or MIGRATIONS_TABLE not in tables:
        return False
    has_kind = Installation._meta.db_table in tables and Installation.current_kind() is not None
    has_people = User._meta.db_table in tables and User.objects.exists()
    return not (has_kind or has_people)


def migrate() -> str:
    call_command("migrate", verbosity=0, interactive=False)
    Installation.objects.get_or_create(only=True, defaults={"kind": Installation.Kind.DEMO})
    return "ready"


def collect_static() -> str:
    """Only when a file is newer than the last collection: hashing them all takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    if stamp.exists() and stamp.stat().st_mtime > _newest_static():
        return "unchanged"
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.touch()
    return "collected"


def _newest_static() -> float:
    """Our own files, and the lock as the mark of those that libraries bring."""
    ours = (path for folder in settings.BASE_DIR.glob("rihai/*/static") for path in folder.rglob("*"))
    return max(path.stat().st_mtime for path in (settings.BASE_DIR / "requirements.txt", *ours))


def load_reference() -> str:
    load_directory(by=None)
    return f"{Agency.objects.exclude(ref=None).count()} agencies"


def load_published_stories() -> str:
    result = load_stories(read_story_file(STORIES), by=None)
    return f"{result.stories} stories"


def link_trail() -> str:
    """What was written before any worker ran is linked now, so that the trail is whole from the first minute."""
    return f"{seal_pending()} events linked"


STEPS: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("Database", migrate),
    ("Styles and scripts", collect_static),
    ("Places and agencies", load_reference),
    ("Organisations and staff", make_cast),
    ("Invented matters", tell_matters),
    ("Police, courts and lawyers", tell_legal),
    ("Published figures", tell_figures),
    ("Tonight", tell_night),
    ("Published stories", load_published_stories),
    ("Audit trail", link_trail),
)


def ways_in(port: int) -> Iterator[str]:
    """The last words of a start: where it runs, and the ways in."""
    yield ""
    yield f"Rihai runs at http://localhost:{port}/ (this machine only). Everybody in it is invented."
    yield "Stop with Ctrl+C. New links: ./run rihai demo links in another terminal. ./run demo --reset starts afresh."
    yield from links(port)


def links(port: int) -> Iterator[str]:
    """Six one-time links, one per part; each works once, on this machine, for twelve hours."""
    yield "Enter with a link; each works once:"
    width = max(len(entrance.part) for entrance in network().entrances)
    for entrance in network().entrances:
        token = accounts.create_entry_link(colleague(entrance.username), by=None)
        address = f"http://localhost:{port}{reverse('accounts:enter', args=[token])}"
        yield f"  {entrance.part:<{width}}  {address}"
