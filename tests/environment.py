"""The environment of one test process, set before Django reads its settings (pyproject.toml loads it).

The database is SQLite in a folder of this process unless RIHAI_TEST_DATABASE_URL names a PostgreSQL server
(tests/runner.py starts a throw-away one); each xdist worker then has a database of its own on it.
"""

import atexit
import os
import shutil
from urllib.parse import urlsplit, urlunsplit

from tests import shared

OWNER = os.getpid()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
# The first process makes what all share; workers and the programs that tests start inherit it.
MADE = None if shared.FOLDER in os.environ else shared.start(os.environ)
# Inside what all share: even a killed process leaves nothing once its run is swept.
FOLDER = shared.new_folder(WORKER, inside=os.environ[shared.FOLDER])


def own_database(url: str) -> str:
    """The same server, a database of this process and run."""
    parts = urlsplit(url)
    run = os.environ[shared.FOLDER].rsplit("-", 1)[-1].lower()
    return urlunsplit(parts._replace(path=f"{parts.path or '/rihai'}_tests_{run}_{WORKER}"))


@atexit.register
def sweep() -> None:
    """Leave nothing behind; a forked child must not sweep its parent's folders."""
    if os.getpid() == OWNER:
        shutil.rmtree(FOLDER, ignore_errors=True)
        if MADE:
            shutil.rmtree(MADE, ignore_errors=True)


os.environ["RIHAI_DATA_DIR"] = str(FOLDER)
os.environ["RIHAI_HTTPS"] = "0"
os.environ["RIHAI_HOSTS"] = "localhost"
os.environ.pop("RIHAI_DATABASE_URL", None)
if shared.DATABASE_URL in os.environ:
    os.environ["RIHAI_DATABASE_URL"] = own_database(os.environ[shared.DATABASE_URL])
# Playwright's event loop runs in the thread of the test; the ORM is used beside it, never inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
