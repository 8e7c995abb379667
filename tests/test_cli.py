"""The one entry: quick help, and every error in words instead of a traceback."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from pytest_django import Settings

from rihai.cli import COMMANDS, NEED_MASTER_KEY, Commands
from rihai.cli import rihai as rihai_commands
from rihai.vault.master import lock, master_key
from tests import databases, shared
from tests.web.programs import OWN_DATABASE, Done, bare_environment, rihai

pytestmark = OWN_DATABASE
SECRET = "x" * 60
NOT_THERE = "postgresql://rihai@127.0.0.1:1/rihai"


def installation(folder: Path, **more: str) -> dict[str, str]:
    """The smallest complete environment."""
    key = base64.b64encode(b"k" * 32).decode()
    return {"RIHAI_DATA_DIR": str(folder), "RIHAI_SECRET_KEY": SECRET, "RIHAI_MASTER_KEY": key, **more}


def told(done: Done, status: int) -> str:
    """What was said about an error; a traceback is never said."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_overview_names_every_command_and_loads_nothing_of_django(tmp_path: Path) -> None:
    ask = (
        "import sys; sys.argv = ['rihai', '--help']\n"
        "from rihai.cli import main\n"
        "try: main()\n"
        "except SystemExit: print('django' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", ask], env=bare_environment(), cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert all(name in done.stdout for name in COMMANDS)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_line_of_the_overview_is_how_the_command_describes_itself(name: str) -> None:
    module, attribute = COMMANDS[name].where.split(":")
    command = getattr(import_module(module), attribute)

    assert isinstance(command, click.Command)
    described = command.get_short_help_str(limit=200).rstrip(".")
    assert set(COMMANDS[name].help.rstrip(".").lower().split()) & set(described.lower().split())


@pytest.mark.parametrize(
    "arguments", [["report", "--help"], ["report", "impact", "--help"], ["serve", "-h"], ["audit", "--help"]]
)
def test_help_needs_no_installation(tmp_path: Path, arguments: list[str]) -> None:
    done = rihai(*arguments, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "Usage: rihai" in done.stdout


def test_a_master_key_can_be_made_before_there_is_an_installation(tmp_path: Path) -> None:
    done = rihai("keys", "init", "master.key", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600


def test_an_unknown_command_is_named_and_its_neighbour_offered(tmp_path: Path) -> None:
    assert "No such command 'frobnicate'." in told(rihai("frobnicate", cwd=tmp_path), 2)
    assert "Did you mean 'report'?" in told(rihai("repport", cwd=tmp_path), 2)


def test_without_any_settings_the_demonstration_is_offered(tmp_path: Path) -> None:
    words = told(rihai("report", "impact", cwd=tmp_path), 2)

    assert "RIHAI_DATA_DIR is missing" in words
    assert "RIHAI_SECRET_KEY is missing" in words
    assert "./run demo" in words


def test_all_mistakes_in_the_settings_are_told_at_once(tmp_path: Path) -> None:
    wrong = {"RIHAI_DATA_DIR": str(tmp_path), "RIHAI_HTTPS": "perhaps", "RIHAI_LANGUAGE": "xx", "RIHAI_HOST": "a"}

    words = told(rihai("check", cwd=tmp_path, **wrong), 2)

    for name in ("RIHAI_SECRET_KEY is missing", "RIHAI_HTTPS is", "RIHAI_LANGUAGE is", "RIHAI_HOST is not a setting"):
        assert name in words
    assert "./run demo" not in words


@pytest.mark.parametrize("arguments", [["report", "impact"], ["audit", "verify"], ["load-stories", "stories.yaml"]])
def test_a_database_that_is_not_made_is_told_with_its_remedy(tmp_path: Path, arguments: list[str]) -> None:
    stories = import_module("tests.research.conftest").STORIES
    (tmp_path / "stories.yaml").write_text(stories.read_text())

    words = told(rihai(*arguments, cwd=tmp_path, **installation(tmp_path)), 2)

    assert "rihai manage migrate" in words


@pytest.mark.parametrize("arguments", [["report", "impact", "--json"], ["manage", "migrate"]])
def test_a_database_that_is_down_is_told_without_a_traceback(tmp_path: Path, arguments: list[str]) -> None:
    done = rihai(*arguments, cwd=tmp_path, **installation(tmp_path, RIHAI_DATABASE_URL=NOT_THERE))

    words = told(done, 2)
    assert "The database cannot be used" in words
    assert "RIHAI_DATABASE_URL" in words


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    words = told(rihai("report", "impact", cwd=tmp_path, **installation(tmp_path / "nowhere")), 2)

    assert "unable to open database file" in words
    assert "RIHAI_DATA_DIR" in words


@pytest.mark.parametrize("url", ["mysql-ish://x", "not a database", "postgresql://[::1"])
def test_an_address_of_a_database_that_cannot_be_read_is_a_mistake_in_the_settings(tmp_path: Path, url: str) -> None:
    words = told(rihai("check", cwd=tmp_path, **installation(tmp_path, RIHAI_DATABASE_URL=url)), 2)

    assert "RIHAI_DATABASE_URL" in words
    assert url not in words


@pytest.fixture
def typed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A master key that is to be typed; the questions asked for it."""
    asked: list[str] = []
    key = base64.b64encode(b"t" * 32).decode()
    settings.MASTER_KEY, settings.MASTER_KEY_FILE, settings.MASTER_KEY_PROMPT = "", "", True

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return key

    monkeypatch.setattr("getpass.getpass", ask)
    lock()
    yield asked
    lock()


def begun(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """What stands before a command runs."""
    monkeypatch.setattr(sys, "argv", ["rihai", *arguments])
    assert isinstance(rihai_commands, Commands)
    rihai_commands.get_command(click.Context(rihai_commands), arguments[0])


@pytest.mark.parametrize("arguments", [*((name, "x") for name in NEED_MASTER_KEY), ("manage", "migrate")])
def test_a_master_key_that_is_typed_is_asked_for_before_anything_sealed_is_touched(
    typed: list[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    begun(monkeypatch, *arguments)

    assert typed == ["Master key: "]
    assert master_key().root


def test_what_touches_no_record_asks_for_no_key(typed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    begun(monkeypatch, "manage", "collectstatic", "--no-input")

    assert not typed


def test_a_key_that_is_not_typed_is_not_needed_to_migrate(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MASTER_KEY, settings.MASTER_KEY_FILE, settings.MASTER_KEY_PROMPT = "", "", False

    begun(monkeypatch, "manage", "migrate")


@pytest.mark.parametrize("command", ["worker", "serve"])
def test_without_a_master_key_nothing_starts_and_it_is_said_why(tmp_path: Path, command: str) -> None:
    words = told(rihai(command, cwd=tmp_path, **installation(tmp_path, RIHAI_MASTER_KEY="")), 2)

    assert "The vault is locked" in words
    assert "RIHAI_MASTER_KEY_FILE" in words


def test_a_master_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    rihai("keys", "init", "master.key", cwd=tmp_path)
    (tmp_path / "master.key").chmod(0o644)
    environ = installation(tmp_path, RIHAI_MASTER_KEY="", RIHAI_MASTER_KEY_FILE=str(tmp_path / "master.key"))

    assert "chmod 600" in told(rihai("worker", cwd=tmp_path, **environ), 2)


def test_serve_refuses_to_answer_from_a_database_that_is_not_ready(tmp_path: Path) -> None:
    words = told(rihai("serve", cwd=tmp_path, **installation(tmp_path)), 1)

    assert "Not ready to serve: database" in words
    assert "rihai manage migrate" in words


def test_check_says_of_each_part_whether_it_is_ready(tmp_path: Path) -> None:
    done = rihai("check", cwd=tmp_path, **installation(tmp_path, RIHAI_MASTER_KEY=""))

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["FAILED"] * len(lines)
    assert {line.split(":")[0].removeprefix("FAILED").strip() for line in lines} == {
        "database", "vault", "styles and scripts", "audit trail", "matcher",
    }  # fmt: skip


def test_commands_of_django_stand_behind_manage(tmp_path: Path) -> None:
    done = rihai("manage", "migrate", "--help", cwd=tmp_path, **installation(tmp_path))

    assert done.returncode == 0, done.stderr
    assert "rihai manage migrate" in done.stdout


def test_a_fresh_database_reports_nothing_as_one_json_document(tmp_path: Path, django_db_setup: None) -> None:
    # As the migrations leave it: to run them once more takes longer than all other tests of this file.
    shutil.copy(Path(os.environ[shared.FOLDER]) / databases.TEMPLATE, tmp_path / "rihai.sqlite3")

    done = rihai("report", "impact", "--json", cwd=tmp_path, **installation(tmp_path))

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    # None and a few look alike to whoever has no right to exact counts.
    assert (report["is_exact"], report["own"]["people"]) == (False, None)


def test_no_command_leaves_a_socket_or_file_in_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()

    rihai("serve", "--port", "1", cwd=tmp_path, **{**installation(tmp_path), "HOME": str(home)})

    assert list(home.iterdir()) == []
    assert os.environ["HOME"] != str(home)
