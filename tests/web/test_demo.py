"""The demonstration: made by one command, again and again, and never out of anything that is not one."""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from rihai.audit.models import AuditEvent
from rihai.vault.master import read_master_key_file
from rihai.web.demo.content import MIGRATIONS_TABLE, refuse_foreign_database
from rihai.web.demo.environment import DATABASE, MARK, make_folder, master_key_file, signing_key_file
from rihai.web.demo.facts import matters
from tests import databases, shared
from tests.web.conftest import DEMO
from tests.web.programs import OWN_DATABASE, Done, rihai


def digest(folder: Path) -> str:
    """Of every file in a folder, to see that nothing was touched."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
    return found.hexdigest()


def refused(done: Done) -> str:
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def database(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(place / DEMO / DATABASE)


@OWN_DATABASE
def test_what_was_made_is_sound_and_ready(made: Path) -> None:
    trail, check = rihai("audit", "verify", cwd=made), rihai("check", "--before-start", cwd=made)

    assert trail.returncode == 0, trail.stdout
    assert "The audit trail is sound." in trail.stdout
    assert check.returncode == 0, check.stdout


@OWN_DATABASE
def test_published_stories_stand_apart_from_the_invented_people(made: Path) -> None:
    done = rihai("report", "impact", "--json", "--exact-for", "dolly", cwd=made)

    document = json.loads(done.stdout)
    told = [matter for matter in matters() if matter.organisation == "rescue"]
    assert (document["stories"], document["people"]) == (11, 16)
    assert document["own"]["people"] == sum(
        len(matter.found) for matter in matters() if matter.organisation == "rescue"
    )
    assert document["own"]["operations"] == sum(len(matter.operations) for matter in told)
    assert "using the demonstration" in done.stderr


@OWN_DATABASE
def test_its_keys_and_its_database_are_closed_to_others(made: Path) -> None:
    keys = made / DEMO / "keys"

    assert keys.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o177 == 0 for path in keys.iterdir())
    assert (made / DEMO).stat().st_mode & 0o077 == 0


@OWN_DATABASE
def test_its_database_writes_ahead(made: Path) -> None:
    with closing(database(made)) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@OWN_DATABASE
def test_reset_asks_what_it_throws_away(place: Path) -> None:
    assert rihai("demo", "--no-serve", cwd=place).returncode == 0
    with closing(database(place)) as opened:
        opened.execute("UPDATE accounts_installation SET kind = 'production'")
        opened.commit()

    words = refused(rihai("demo", "--reset", "--no-serve", cwd=place))

    assert "not a demonstration" in words
    assert (place / DEMO / DATABASE).exists()


@OWN_DATABASE
def test_making_it_again_adds_nobody_and_is_quick(place: Path) -> None:
    def counts() -> list[int]:
        tables = ("accounts_user", "people_person", "directory_agency", "cases_case", "accounts_desk")
        with closing(database(place)) as opened:
            return [opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608

    before, began = counts(), time.monotonic()

    done = rihai("demo", "--no-serve", cwd=place)

    assert done.returncode == 0, done.stderr
    assert counts() == before
    assert time.monotonic() - began < 10


@OWN_DATABASE
def test_a_start_that_was_broken_off_goes_on(db: None, tmp_path: Path, made: Path) -> None:
    keys = tmp_path / DEMO / "keys"
    keys.mkdir(parents=True)
    (tmp_path / DEMO / MARK).touch()
    (keys / "master.new").write_text("half a k")
    for name in ("master.key", "signing.key"):
        shutil.copy(made / DEMO / "keys" / name, keys / name)
    # All tables but those of the package that comes last: `made` has gone through every migration already.
    shutil.copy(Path(os.environ[shared.FOLDER]) / databases.TEMPLATE, tmp_path / DEMO / DATABASE)
    half = rihai("manage", "migrate", "research", "zero", "--verbosity", "0", cwd=tmp_path)
    (tmp_path / DEMO / "static").mkdir()
    (tmp_path / DEMO / "static" / "half.css").write_text("")

    done = rihai("demo", "--no-serve", cwd=tmp_path)

    assert half.returncode == 0, half.stderr
    assert done.returncode == 0, done.stderr
    assert "11 stories" in done.stdout


@OWN_DATABASE
def test_a_start_that_was_broken_off_before_there_was_a_table_of_people_is_no_strangers(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as opened:
        for table in (MIGRATIONS_TABLE, AuditEvent._meta.db_table):
            opened.execute(f"CREATE TABLE {table} (id integer)")

    with django_db_blocker.unblock(), databases.connected_to(str(tmp_path / DATABASE)):
        refuse_foreign_database()

        assert len(connection.introspection.table_names()) == 2


@OWN_DATABASE
def test_a_start_that_was_broken_off_while_a_key_was_written_makes_a_whole_one(tmp_path: Path) -> None:
    make_folder(tmp_path)
    master, signing = master_key_file(tmp_path), signing_key_file(tmp_path)
    kept = signing.read_bytes()
    master.rename(master.with_name("master.new")).write_text("half a k")

    make_folder(tmp_path)

    assert len(read_master_key_file(master).secret) == 32
    assert signing.read_bytes() == kept
    assert {path.name for path in master.parent.iterdir()} == {"master.key", "signing.key"}


@OWN_DATABASE
def test_starting_afresh_removes_what_was_there(made: Path) -> None:
    assert not (made / DEMO / "old.txt").exists()


@OWN_DATABASE
def test_a_folder_without_its_mark_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / DEMO).mkdir(parents=True)
    (tmp_path / DEMO / "letters.txt").write_text("mine")
    before = digest(tmp_path)

    words = [refused(rihai("demo", *more, cwd=tmp_path)) for more in (["--no-serve"], ["--reset", "--no-serve"], [])]

    assert all("is not a demonstration" in one for one in words)
    assert digest(tmp_path) == before


@OWN_DATABASE
def test_an_installation_in_use_is_refused_whatever_its_folder_says(place: Path) -> None:
    with closing(database(place)) as opened:
        opened.execute("UPDATE accounts_installation SET kind = 'production'")
        opened.commit()

    words = refused(rihai("demo", "--no-serve", cwd=place))

    assert "This database is not a demonstration. Nothing was changed." in words
    with closing(database(place)) as opened:
        assert opened.execute("SELECT kind FROM accounts_installation").fetchone() == ("production",)


@OWN_DATABASE
@pytest.mark.parametrize("table", ["letters", "django_session_of_another"])
def test_a_database_with_foreign_tables_is_refused(tmp_path: Path, made: Path, table: str) -> None:
    shutil.copytree(made / DEMO / "keys", tmp_path / DEMO / "keys")
    (tmp_path / DEMO / MARK).touch()
    with closing(database(tmp_path)) as opened:
        opened.execute(f"CREATE TABLE {table} (id integer)")
        opened.commit()

    words = refused(rihai("demo", "--no-serve", cwd=tmp_path))

    assert "is not a demonstration" in words
    with closing(database(tmp_path)) as opened:
        assert opened.execute("SELECT name FROM sqlite_master").fetchall() == [(table,)]


@OWN_DATABASE
def test_an_installation_that_is_begun_by_others_is_refused(place: Path) -> None:
    with closing(database(place)) as opened:
        opened.execute("DELETE FROM accounts_installation")
        opened.commit()

    assert "is not a demonstration" in refused(rihai("demo", "--no-serve", cwd=place))


@pytest.fixture
def foreign_server(tmp_path: Path) -> Iterator[str]:
    """A database on the server of this run that belongs to another program."""
    own = urlsplit(os.environ["RIHAI_DATABASE_URL"])
    name = f"{own.path.strip('/')}_foreign"
    url, server = (urlunsplit(own._replace(path=f"/{database}")) for database in (name, "postgres"))
    with psycopg.connect(server, autocommit=True) as beside:
        beside.execute(f'CREATE DATABASE "{name}"'.encode())
    with psycopg.connect(url, autocommit=True) as opened:
        opened.execute("CREATE TABLE letters (id integer)")
    yield url
    with psycopg.connect(server, autocommit=True) as beside:
        beside.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="runs where the suite has a server")
def test_a_server_with_foreign_tables_is_refused(tmp_path: Path, foreign_server: str) -> None:
    words = refused(rihai("demo", "--no-serve", cwd=tmp_path, RIHAI_DATABASE_URL=foreign_server))

    assert "is not a demonstration" in words
    with psycopg.connect(foreign_server) as opened:
        found = opened.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    assert found == (1,)


@OWN_DATABASE
def test_a_demonstration_without_its_keys_says_so(place: Path) -> None:
    shutil.rmtree(place / DEMO / "keys")

    assert "has lost its keys" in refused(rihai("demo", "--no-serve", cwd=place))


@OWN_DATABASE
def test_a_database_elsewhere_is_never_thrown_away(place: Path) -> None:
    before = digest(place)

    words = refused(rihai("demo", "--reset", "--no-serve", cwd=place, DATABASE_URL="postgresql://127.0.0.1:1/x"))

    assert "Drop the PostgreSQL database yourself" in words
    assert digest(place) == before


@OWN_DATABASE
def test_while_it_runs_it_is_not_thrown_away(place: Path) -> None:
    with (place / DEMO / MARK).open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_SH)
        words = refused(rihai("demo", "--reset", "--no-serve", cwd=place))

    assert "The demonstration is running" in words
    assert (place / DEMO / DATABASE).exists()


@OWN_DATABASE
def test_settings_of_another_installation_do_not_leak_into_it(tmp_path: Path, made: Path) -> None:
    shutil.copytree(made / "var", tmp_path / "var")
    other = {"RIHAI_MASTER_KEY": "bm90IGEga2V5", "RIHAI_HTTPS": "1", "RIHAI_DATA_DIR": str(tmp_path / "elsewhere")}

    done = rihai("demo", "--no-serve", cwd=tmp_path, **other)

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "elsewhere").exists()
