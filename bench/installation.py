"""An installation to measure: a folder with its key and database, and people who are signed in there.

Here: the folder, the environment of programs started for it, durable PostgreSQL, sessions. Not here: what stands
in the database (`seed`), and what is measured (`pages`).
"""

import base64
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEYS = "keys.json"


def environment(folder: Path, url: str = "") -> dict[str, str]:
    """For programs of this installation; its keys are made at the first call."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / KEYS
    if not kept.exists():
        master_key = base64.b64encode(secrets.token_bytes(32)).decode()
        made = {"RIHAI_SECRET_KEY": secrets.token_urlsafe(50), "RIHAI_MASTER_KEY": master_key}
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(made))
    foreign = ("RIHAI_", "DATABASE_URL")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    place = {"RIHAI_DATA_DIR": str(folder), "RIHAI_HTTPS": "0", "RIHAI_HOSTS": "localhost"}
    keys: dict[str, str] = json.loads(kept.read_text())
    return own | keys | place | ({"RIHAI_DATABASE_URL": url} if url else {})


def run(module: str, arguments: Sequence[str], env: Mapping[str, str]) -> None:
    """A program of its own, since Django reads its settings once."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=dict(env), cwd=ROOT, check=True)


@contextmanager
def durable_server() -> Iterator[str]:
    """A throw-away PostgreSQL server as the tests start it, but with durability as it is in earnest."""
    from tests import postgres

    binaries = postgres.find_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed: only SQLite was measured. Give --database for a server elsewhere.")
    postgres.FAST = ("listen_addresses=", "shared_buffers=512MB")  # type: ignore[assignment]  # a shorter tuple
    with postgres.throwaway_server(binaries) as url:
        yield url.replace("/rihai?", "/postgres?")


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rihai.settings")
    import django

    django.setup()


def circumstances() -> str:
    """When and on what: processors, and how busy the machine was."""
    return f"{date.today()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"  # noqa: DTZ011 - of this machine
