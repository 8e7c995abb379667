"""What all processes of one test run share: a folder for the migrated template database, and the keys.

Here: starting such a run (the runner does, or the first pytest process). Not here: what each
process has for itself (`tests/environment.py`). Imports nothing of ours, so that anything may import it.
"""

import base64
import os
import secrets
import shutil
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

FOLDER = "TESTS_SHARED"
DATABASE_URL = "TESTS_DATABASE_URL"
SCREENSHOTS = "TESTS_SCREENSHOTS"
# What a developer sets; moved to the names above because the settings refuse an unknown RIHAI_ variable.
ASKED = {"RIHAI_TEST_DATABASE_URL": DATABASE_URL, "RIHAI_TEST_SCREENSHOTS": SCREENSHOTS}
ROOM = 512 * 1024 * 1024


def memory_folder() -> str | None:
    """A folder in memory if there is room: a commit there waits for no disk."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes an unguessable folder inside
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        return str(memory)
    return None


def new_folder(name: str, *, inside: str | None = None) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"rihai-{name}-", dir=inside or memory_folder()))


def start(environ: MutableMapping[str, str]) -> Path:
    """Begin a run in this environment: drop whatever the shell had set for Rihai, make folder and keys."""
    for asked, name in ASKED.items():
        if asked in environ:
            environ[name] = environ.pop(asked)
    for name in [name for name in environ if name.startswith("RIHAI_") or name == "DATABASE_URL"]:
        del environ[name]
    folder = new_folder("shared")
    environ[FOLDER] = str(folder)
    environ["RIHAI_SECRET_KEY"] = secrets.token_urlsafe(50)
    environ["RIHAI_MASTER_KEY"] = base64.b64encode(secrets.token_bytes(32)).decode()
    return folder
