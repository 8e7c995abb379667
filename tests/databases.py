"""One migrated template database for a run, and a copy of it for each test process.

The settings already name the database of this process (`tests/environment.py`), so that a program
started by a test finds the same one. On SQLite what the migrations make is kept beside the environment until one of
them changes: a single test begins at once. Not here: starting a server (`tests/postgres.py`).
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from tests import shared

MADE = "template-is-made"
TEMPLATE = "template.sqlite3"
KEPT = Path(sys.prefix) / "migrated"


def make_ready() -> None:
    """Give this process its own migrated database; only the first of a run migrates."""
    folder = Path(os.environ[shared.FOLDER])
    make, copy = (make_sqlite, copy_sqlite) if connection.vendor == "sqlite" else (make_server, copy_server)
    with only_one(folder / f"{connection.vendor}.lock"):
        made = folder / f"{connection.vendor}-{MADE}"
        if not made.exists():
            make(folder)
            made.touch()
        copy(folder)


def remove() -> None:
    """Drop the database of this process, as the server may outlive the run; a file goes with its folder."""
    if connection.vendor != "sqlite":
        connection.close()
        drop(str(connection.settings_dict["NAME"]))


def remove_template() -> None:
    """At the very end, by the process that began the run."""
    made = Path(os.environ[shared.FOLDER]) / f"{connection.vendor}-{MADE}"
    if connection.vendor != "sqlite" and made.exists():
        made.unlink()
        drop(template_name())


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def migrate(name: str) -> None:
    with connected_to(name):
        call_command("migrate", verbosity=0, interactive=False)


def make_sqlite(folder: Path) -> None:
    """A run in continuous integration migrates from nothing, whatever is kept."""
    template, kept = folder / TEMPLATE, KEPT / f"{migrations_digest()}.sqlite3"
    template.unlink(missing_ok=True)
    if kept.exists() and "CI" not in os.environ:
        shutil.copyfile(kept, template)
        return
    migrate(str(template))
    # A copy of the file alone is whole only once the write-ahead log is folded into it.
    with sqlite3.connect(template) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    keep(template, kept)


def keep(template: Path, kept: Path) -> None:
    """Whole or not at all; of older ones a few stay, for other checkouts of the same environment."""
    try:
        KEPT.mkdir(exist_ok=True)
        for older in sorted(KEPT.iterdir(), key=lambda file: file.stat().st_mtime)[:-4]:
            older.unlink(missing_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        shutil.copyfile(template, made)
        made.replace(kept)
    except OSError:
        return  # an environment that others own: the next run migrates again


def migrations_digest() -> str:
    """Of every migration there is, and of what carries them out."""
    files = [file for app in apps.get_app_configs() for file in Path(app.path).glob("migrations/*.py")]
    digest = hashlib.sha256(django.__version__.encode())
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:24]


def copy_sqlite(folder: Path) -> None:
    shutil.copyfile(folder / TEMPLATE, str(connection.settings_dict["NAME"]))


def template_name() -> str:
    """Postgres cuts names at 63 bytes; the worker's part is the last."""
    return str(connection.settings_dict["NAME"]).rsplit("_", 1)[0] + "_template"


def make_server(folder: Path) -> None:
    create(template_name(), "template0")
    migrate(template_name())


def copy_server(folder: Path) -> None:
    create(str(connection.settings_dict["NAME"]), template_name())


def create(name: str, template: str) -> None:
    drop(name)
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement: str) -> None:
    """Databases are made and dropped from beside: from the one every server has."""
    server = urlsplit(os.environ[shared.DATABASE_URL])._replace(path="/postgres")
    with psycopg.connect(urlunsplit(server), autocommit=True) as beside:
        beside.execute(statement.encode())
