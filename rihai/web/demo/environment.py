"""The environment of the demonstration: its folder, its keys, loopback only.

Read before Django starts, so nothing here may import settings or models.
"""

import os
import secrets
from pathlib import Path
from typing import Final

from rihai.vault.master import generate_master_key_file

FOLDER: Final = Path("var/demo")
MARK: Final = "demo"
DATABASE: Final = "rihai.sqlite3"
# What would be a second source of the master key beside the file.
OTHER_KEYS: Final = ("RIHAI_MASTER_KEY", "RIHAI_MASTER_KEY_PROMPT")


def is_made(folder: Path) -> bool:
    """Whether a demonstration lies there with its keys; nothing without its mark is ever touched."""
    return (folder / MARK).exists() and master_key_file(folder).exists() and signing_key_file(folder).exists()


def master_key_file(folder: Path) -> Path:
    return folder / "keys" / "master.key"


def signing_key_file(folder: Path) -> Path:
    return folder / "keys" / "signing.key"


def make_folder(folder: Path) -> None:
    """The folder with its mark, the master key and the signing key; what is there already stays.

    The mark comes first, and each key appears whole or not at all: a start that was broken off can go on.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARK).touch()
    keys = folder / "keys"
    keys.mkdir(exist_ok=True, mode=0o700)
    keys.chmod(0o700)
    if not master_key_file(folder).exists():
        begun = keys / "master.new"
        begun.unlink(missing_ok=True)
        generate_master_key_file(begun)
        begun.rename(master_key_file(folder))
    if not signing_key_file(folder).exists():
        begun = keys / "signing.new"
        begun.unlink(missing_ok=True)
        descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        begun.rename(signing_key_file(folder))


def enter_environment(folder: Path) -> None:
    """Let this process and those it starts work on the demonstration."""
    for name in OTHER_KEYS:
        os.environ.pop(name, None)
    os.environ.update(demo_environment(folder))


def demo_environment(folder: Path) -> dict[str, str]:
    """What the settings need; a database named in the environment is kept (and must be a demonstration's)."""
    return {
        "RIHAI_DATA_DIR": str(folder.resolve()),
        "RIHAI_SECRET_KEY": signing_key_file(folder).read_text(),
        "RIHAI_MASTER_KEY_FILE": str(master_key_file(folder).resolve()),
        "RIHAI_DEMO": "1",
        "RIHAI_HTTPS": "0",
        "RIHAI_HOSTS": "localhost",
    }
