"""One migrated template database for a run, and a copy of it for each test process.

The settings already name the database of this process (`tests/environment.py`), so that a program
started by a test finds the same one. What the migrations make is kept beside the environment until one of them
changes: a single test begins at once. Not here: starting a server (`tests/postgres.py`).
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from tests import postgres, shared

MADE = "template-is-made"
TEMPLATE = "template.sqlite3"
KEPT = Path(sys.prefix) / "migrated"
# Each checkout of the environment needs one for each kind of database.
KEPT_AT_ONCE = 8


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


def empty(_test: object = None) -> None:
    """Instead of Django's, after a test that commits for itself. No test asks for what `flush` writes afterwards.

    On a server only what holds something is emptied: to truncate 150 tables takes longer than most tests.
    """
    if connection.vendor == "sqlite":
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
        return
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    ask = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)  # noqa: S608
    # In one transaction, as references are looked at when it ends.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ask)
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608


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
    template, kept = folder / TEMPLATE, KEPT / f"{migrations_digest()}.sqlite3"
    template.unlink(missing_ok=True)
    if may_use(kept):
        shutil.copyfile(kept, template)
        return
    migrate(str(template))
    # A copy of the file alone is whole only once the write-ahead log is folded into it.
    with sqlite3.connect(template) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    keep(template, kept)


def may_use(kept: Path) -> bool:
    """A run in continuous integration migrates from nothing, whatever is kept. What is used stays longest."""
    if "CI" in os.environ or not kept.exists():
        return False
    with suppress(OSError):
        kept.touch()
    return True


def keep(template: Path, kept: Path) -> None:
    """Whole or not at all; of older ones a few stay, for other checkouts of the same environment."""
    try:
        KEPT.mkdir(exist_ok=True)
        for older in sorted(KEPT.iterdir(), key=lambda file: file.stat().st_mtime)[: 1 - KEPT_AT_ONCE]:
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
    """Where the tools of this server are at hand, what was kept is read in; else it is migrated each time."""
    create(template_name(), "template0")
    kept, tools = KEPT / f"{migrations_digest()}-{server_version()}.sql", postgres.find_binaries()
    if tools and may_use(kept):
        read_in(tools, kept, template_name())
        return
    migrate(template_name())
    whole = tools and dump(tools, template_name(), folder / "template.sql")
    if whole:
        keep(folder / "template.sql", kept)


def dump(tools: Path, name: str, file: Path) -> bool:
    """As statements; an older tool refuses a newer server, and says so by its status."""
    command = [str(tools / "pg_dump"), "--no-owner", "--file", str(file), address_of(name)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def read_in(tools: Path, kept: Path, name: str) -> None:
    whole = ["-1", "-v", "ON_ERROR_STOP=1", "-f", str(kept)]
    subprocess.run([str(tools / "psql"), "-X", "-q", "-o", os.devnull, *whole, address_of(name)], check=True)


def server_version() -> int:
    with psycopg.connect(address_of("postgres")) as beside:
        return beside.info.server_version


def copy_server(folder: Path) -> None:
    create(str(connection.settings_dict["NAME"]), template_name())


def create(name: str, template: str) -> None:
    drop(name)
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name: str) -> None:
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement: str) -> None:
    """Databases are made and dropped from beside: from the one every server has."""
    with psycopg.connect(address_of("postgres"), autocommit=True) as beside:
        beside.execute(statement.encode())


def address_of(name: str) -> str:
    """Of another database on the same server."""
    return urlunsplit(urlsplit(os.environ[shared.DATABASE_URL])._replace(path=f"/{name}"))
