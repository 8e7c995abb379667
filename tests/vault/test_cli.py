"""`rihai keys`: words, exit status, and that no key is ever printed."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from rihai.vault.cache import KEYS
from rihai.vault.cli import vault_commands
from rihai.vault.keys import destroy_data_key, new_data_key
from rihai.vault.master import generate_master_key_file, lock, master_key, read_master_key_file
from rihai.vault.models import AgencyKey, DataKey
from rihai.vault.unseal import open_sealed
from tests.vault.notes import Note, write_note

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(vault_commands, [str(argument) for argument in arguments])


def test_init_makes_a_key_and_does_not_print_it(tmp_path: Path) -> None:
    file = tmp_path / "master.key"

    result = run("init", file)

    assert result.exit_code == 0, result.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert f"Master key {read_master_key_file(file).key_id.hex()} is in {file}" in result.output
    assert file.read_text().strip() not in result.output


def test_init_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    file.write_text("precious")

    result = run("init", file)

    assert result.exit_code == 1
    assert "exists already" in result.output
    assert file.read_text() == "precious"


def test_init_says_what_is_wrong_with_the_place(tmp_path: Path) -> None:
    result = run("init", tmp_path / "absent" / "master.key")

    assert result.exit_code == 1
    assert "cannot be written: No such file or directory" in result.output


def test_status_counts_and_is_content(key: DataKey, ours: UUID) -> None:
    destroy_data_key(new_data_key(agencies=[ours]))

    result, as_json = run("status"), run("status", "--json")

    assert result.exit_code == as_json.exit_code == 0, result.output
    assert "Data keys: 2, of which erased: 1" in result.output
    assert json.loads(as_json.output) | {"master_key": "", "files": 0} == {
        "master_key": "",
        "agency_keys": 1,
        "under_other_master": 0,
        "damaged": 0,
        "data_keys": 2,
        "destroyed": 1,
        "files": 0,
        "is_sound": True,
    }


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("wrapped", bytes(120), "damaged: 1"), ("master_key_id", b"abcd", "under another master key: 1")],
)
def test_status_fails_on_keys_that_do_not_open(key: DataKey, column: str, value: bytes, words: str) -> None:
    AgencyKey.objects.update(**{column: value})
    KEYS.clear()

    result = run("status")

    assert result.exit_code == 1
    assert words in result.output


def test_status_says_that_the_vault_is_locked(vault: None, settings: Settings) -> None:
    settings.MASTER_KEY = ""
    lock()
    try:
        result = run("status")
    finally:
        lock()

    assert result.exit_code == 1
    assert "The vault is locked" in result.output


@pytest.fixture
def master_file(settings: Settings, tmp_path: Path) -> Path:
    """The tests' own master key, but from a file."""
    file = tmp_path / "old.key"
    file.write_text(settings.MASTER_KEY)
    file.chmod(0o600)
    return file


def test_rotate_master_moves_everything_to_a_new_file(
    vault: None, settings: Settings, master_file: Path, tmp_path: Path, ours: UUID
) -> None:
    note, new = write_note(new_data_key(agencies=[ours]), "Asha"), tmp_path / "new.key"

    result = run("rotate-master", new)

    assert result.exit_code == 0, result.output
    assert "keys of organisations wrapped anew: 1." in result.output
    for file in (new, master_file):
        assert file.read_text().strip() not in result.output
    settings.MASTER_KEY, settings.MASTER_KEY_FILE = "", str(new)
    lock()
    try:
        sealed = Note.objects.get(uid=note.uid).text
        assert sealed is not None
        assert open_sealed(sealed, agency=ours) == "Asha"
        assert run("status").exit_code == 0
    finally:
        lock()


def test_rotate_master_can_be_repeated_with_the_same_file(vault: None, tmp_path: Path, ours: UUID) -> None:
    new_data_key(agencies=[ours])
    first = run("rotate-master", tmp_path / "new.key")

    second = run("rotate-master", tmp_path / "new.key")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "wrapped anew: 0." in second.output


def test_rotate_master_refuses_the_key_in_use_and_a_foreign_one(
    key: DataKey, master_file: Path, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.key"
    foreign.write_text(base64.b64encode(bytes(32)).decode())
    foreign.chmod(0o600)

    same, other = run("rotate-master", master_file), run("rotate-master", foreign)

    assert (same.exit_code, other.exit_code) == (1, 1)
    assert "in use already" in same.output
    assert "does not carry the root" in other.output
    assert run("status").exit_code == 0


def test_rotate_master_touches_nothing_if_the_new_file_is_open_to_others(key: DataKey, tmp_path: Path) -> None:
    new = tmp_path / "new.key"
    generate_master_key_file(new, carry=master_key())
    new.chmod(0o644)

    result = run("rotate-master", new)

    assert result.exit_code == 1
    assert "has mode 0644" in result.output
    assert run("status").exit_code == 0


def test_a_first_key_is_made_before_anything_is_configured(tmp_path: Path) -> None:
    """As somebody does who installs the program: no setting exists yet."""
    command = [sys.executable, "-m", "rihai.cli", "keys", "init", str(tmp_path / "master.key")]
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("RIHAI_", "DJANGO_"))}

    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert read_master_key_file(tmp_path / "master.key")
