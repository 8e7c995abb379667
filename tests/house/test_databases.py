"""What the migrations made is kept, and read in again without a loss."""

import re
from pathlib import Path

import pytest
from django.db import connection

from rihai.accounts.models import User
from tests import databases, postgres

COMMENT = ("--", "\\restrict", "\\unrestrict")
CAST = re.compile(r"[()]|::(text|character varying)(\[\])?")


def statements(file: Path) -> list[str]:
    """Without the casts of an expression: the server writes one that it has read again in another way."""
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith(COMMENT)]
    return [CAST.sub("", line) for line in lines]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file is copied byte by byte")
def test_what_was_kept_of_a_server_comes_back_whole(db: None, tmp_path: Path) -> None:
    tools = postgres.find_binaries()
    assert tools
    before, after, name = tmp_path / "before.sql", tmp_path / "after.sql", f"{databases.template_name()}_again"
    assert databases.dump(tools, databases.template_name(), before)
    databases.create(name, "template0")

    databases.read_in(tools, before, name)

    assert databases.dump(tools, name, after)
    databases.drop(name)
    assert "CREATE TABLE public.accounts_user " in before.read_text()
    assert statements(after) == statements(before)


@pytest.mark.django_db(transaction=True)
def test_after_a_test_that_commits_no_table_holds_anything(cast: dict[str, User]) -> None:
    tables = connection.introspection.django_table_names(only_existing=True)
    assert cast

    databases.empty()

    with connection.cursor() as cursor:
        held = [table for table in tables if cursor.execute(f'SELECT 1 FROM "{table}"') and cursor.fetchone()]  # noqa: S608
    assert len(tables) > 100
    assert not held


def test_continuous_integration_uses_nothing_that_was_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sql"
    kept.touch()
    monkeypatch.delenv("CI", raising=False)
    assert databases.may_use(kept)

    monkeypatch.setenv("CI", "true")

    assert not databases.may_use(kept)


def test_what_was_used_last_is_thrown_away_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CI", raising=False)
    folder, made = tmp_path / "kept", tmp_path / "made"
    monkeypatch.setattr(databases, "KEPT", folder)
    made.touch()

    for number in range(2 * databases.KEPT_AT_ONCE):
        databases.keep(made, folder / f"{number}.sql")
        assert databases.may_use(folder / "0.sql")

    assert len(list(folder.iterdir())) == databases.KEPT_AT_ONCE
