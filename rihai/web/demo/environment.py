"""The environment of the demonstration: its folder, its keys, loopback only.

Read before Django starts, so nothing here may import settings or models.
"""

import os
import secrets
from pathlib import Path

from rihai.vault.master import generate_master_key_file

MARK = "demo"


def make_folder(folder: Path) -> None:
    """The folder with its mark, the master key and the signing key; what is there already stays."""
    keys = folder / "keys"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys.chmod(0o700)
    (folder / MARK).touch()
    if not (keys / "master.key").exists():
        generate_master_key_file(keys / "master.key")
    if not (keys / "signing.key").exists():
        descriptor = os.open(keys / "signing.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))


def demo_environment(folder: Path) -> dict[str, str]:
    """What the settings need; a database named in the environment is kept (and must be a demonstration's)."""
    return {
        "RIHAI_DATA_DIR": str(folder.resolve()),
        "RIHAI_SECRET_KEY": (folder / "keys" / "signing.key").read_text(),
        "RIHAI_MASTER_KEY_FILE": str((folder / "keys" / "master.key").resolve()),
        "RIHAI_DEMO": "1",
        "RIHAI_HTTPS": "0",
        "RIHAI_HOSTS": "localhost",
    }
