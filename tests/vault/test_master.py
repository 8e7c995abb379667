"""The master key: where it may come from, and that it does not show."""

import base64
import os
import pickle
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from rihai.vault.errors import MasterKeyRefused, VaultLocked
from rihai.vault.master import (
    MasterKey,
    derive,
    generate_master_key_file,
    lock,
    master_key,
    read_master_key_file,
    unlock_at_start,
    unlocked,
)

MATERIAL = bytes(range(32))
TEXT = base64.b64encode(MATERIAL).decode()


@pytest.fixture
def locked(settings: Settings) -> Any:
    """No source is set and nothing is remembered; afterwards the tests' own key is read anew."""
    settings.MASTER_KEY_FILE, settings.MASTER_KEY, settings.MASTER_KEY_PROMPT = "", "", False
    lock()
    yield settings
    lock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "master.key"
    path.write_text(TEXT + "\n")
    path.chmod(0o600)
    return path


def test_without_any_source_the_vault_is_locked(locked: Settings) -> None:
    with pytest.raises(VaultLocked, match="Set RIHAI_MASTER_KEY_FILE"):
        master_key()
    with pytest.raises(VaultLocked):
        derive("audit-mac")
    with pytest.raises(VaultLocked):
        unlock_at_start()


def test_the_key_comes_from_a_file(locked: Settings, file: Path) -> None:
    locked.MASTER_KEY_FILE = str(file)

    assert master_key().secret == MATERIAL


def test_the_key_comes_from_the_environment(locked: Settings) -> None:
    locked.MASTER_KEY = f" {TEXT}\n"

    assert master_key().secret == MATERIAL


def test_the_key_is_typed_once_at_start(locked: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def type_it(prompt: str) -> str:
        asked.append(prompt)
        return TEXT

    monkeypatch.setattr("getpass.getpass", type_it)
    locked.MASTER_KEY_PROMPT = True

    with pytest.raises(VaultLocked, match="not typed in when the program started"):
        master_key()
    assert asked == []
    unlock_at_start()
    unlock_at_start()

    assert master_key().secret == MATERIAL
    assert asked == ["Master key: "]


def test_a_wrong_text_typed_is_refused_without_repeating_it(locked: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "correct horse battery")
    locked.MASTER_KEY_PROMPT = True

    with pytest.raises(MasterKeyRefused) as refused:
        unlock_at_start()

    assert "horse" not in str(refused.value)
    with pytest.raises(VaultLocked):
        master_key()


def test_only_one_source_may_be_set(locked: Settings, file: Path) -> None:
    locked.MASTER_KEY_FILE, locked.MASTER_KEY = str(file), TEXT

    with pytest.raises(MasterKeyRefused, match="only one of"):
        master_key()


def test_a_missing_file_means_locked(locked: Settings, tmp_path: Path) -> None:
    locked.MASTER_KEY_FILE = str(tmp_path / "absent.key")

    with pytest.raises(VaultLocked, match="does not exist"):
        master_key()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604, 0o602, 0o700, 0o777])
def test_a_file_others_could_read_is_refused_with_the_remedy(file: Path, mode: int) -> None:
    file.chmod(mode)

    with pytest.raises(MasterKeyRefused, match=rf"has mode {mode:04o}.*chmod 600 {file}"):
        read_master_key_file(file)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_closed_file_is_taken(file: Path, mode: int) -> None:
    file.chmod(mode)

    assert read_master_key_file(file).secret == MATERIAL


def test_a_link_a_folder_and_a_pipe_are_refused(file: Path, tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.key", tmp_path / "pipe.key"
    link.symlink_to(file)
    os.mkfifo(pipe, 0o600)

    for path, words in ((link, "cannot be opened"), (tmp_path, "not a regular file"), (pipe, "not a regular file")):
        with pytest.raises(MasterKeyRefused, match=words):
            read_master_key_file(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(file: Path) -> None:
    os.chown(file, 12345, -1)

    with pytest.raises(MasterKeyRefused, match="belongs to another user"):
        read_master_key_file(file)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "secret",
        TEXT[:-4],
        TEXT + "!",
        base64.b64encode(bytes(33)).decode(),
        base64.b64encode(bytes(65)).decode(),
        "मास्टर",
        MATERIAL.hex(),
    ],
)
def test_something_else_than_a_key_is_refused_without_repeating_it(file: Path, locked: Settings, text: str) -> None:
    file.write_text(text)
    locked.MASTER_KEY = text or "x"

    with pytest.raises(MasterKeyRefused, match="is not a master key") as from_file:
        read_master_key_file(file)
    with pytest.raises(MasterKeyRefused, match="is not a master key") as from_environment:
        master_key()
    assert not text or text not in f"{from_file.value} {from_environment.value}"


@pytest.mark.parametrize("umask", [0, 0o777])
def test_a_new_file_is_closed_to_others_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made = generate_master_key_file(tmp_path / "new.key")
    finally:
        os.umask(before)

    assert (tmp_path / "new.key").stat().st_mode & 0o777 == 0o600
    assert read_master_key_file(tmp_path / "new.key") == made


def test_an_existing_file_is_never_overwritten(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nothing-yet")

    for path in (file, link):
        with pytest.raises(FileExistsError):
            generate_master_key_file(path)

    assert file.read_text() == TEXT + "\n"


def test_two_new_keys_differ(tmp_path: Path) -> None:
    first, second = (generate_master_key_file(tmp_path / name) for name in ("1", "2"))

    assert first.secret != second.secret
    assert first.root != second.root
    assert first.key_id != second.key_id


def test_a_carried_root_survives_the_file(tmp_path: Path) -> None:
    old = MasterKey.of(MATERIAL)

    new = generate_master_key_file(tmp_path / "new.key", carry=old)

    assert new.root == old.root
    assert new.secret != old.secret
    assert read_master_key_file(tmp_path / "new.key") == new
    assert generate_master_key_file(tmp_path / "third.key", carry=new).root == old.root


def test_derived_keys_differ_by_purpose_and_stay_the_same() -> None:
    with unlocked(MATERIAL):
        first, again, other = derive("audit-mac"), derive("audit-mac"), derive("audit-chain")
    with unlocked(bytes(32)):
        elsewhere = derive("audit-mac")

    assert first == again
    assert len(first) == 32
    assert len({bytes(first), bytes(other), bytes(elsewhere), MATERIAL}) == 4


def test_derivation_never_changes() -> None:
    """The audit trail of every installation stands on these bytes. The value was computed apart, with bare HMACs."""
    with unlocked(MATERIAL):
        derived = derive("audit-mac")

    assert bytes(derived) == bytes.fromhex("7943e33785109824253c263f279fb97e63b4ea67ac51c7f1617e91741de9a579")


@pytest.mark.parametrize("purpose", ["", "Audit", "audit mac", "audit/mac", "x" * 65, "audit\n"])
def test_a_purpose_is_a_plain_code(purpose: str) -> None:
    with pytest.raises(ValueError, match="A purpose is"):
        derive(purpose)


def test_nothing_about_a_master_key_shows_it() -> None:
    key = MasterKey.of(MATERIAL)

    assert repr(key) == f"<MasterKey {key.key_id.hex()}>"
    assert MATERIAL.hex()[:16] not in f"{key!r} {key} {vars(key)}"
    assert key.key_id not in MATERIAL
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_another_key_holds_only_for_the_block() -> None:
    before = master_key()

    with unlocked(MATERIAL) as key:
        assert master_key() is key

    assert master_key() is before
