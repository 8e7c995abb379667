"""Whether the installation is ready to work: for the health page, `rihai check` and a monitor.

Says ok or not, never anything about content.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rihai.audit.rows import unlinked
from rihai.vault.errors import VaultError
from rihai.vault.master import master_key

# The sealer links within a second; a minute without it means that no worker runs.
SEALER_PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Finding:
    name: str
    is_ok: bool
    words: str


def examine() -> list[Finding]:
    return [_database(), _vault(), _trail()]


def _finding(name: str, look: Callable[[], tuple[bool, str]], errors: tuple[type[Exception], ...]) -> Finding:
    try:
        is_ok, words = look()
    except errors as error:
        return Finding(name, False, type(error).__name__)
    return Finding(name, is_ok, words)


def _database() -> Finding:
    def look() -> tuple[bool, str]:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        return not pending, "ready" if not pending else f"{len(pending)} migrations to run: rihai manage migrate"

    return _finding("database", look, (Error,))


def _vault() -> Finding:
    def look() -> tuple[bool, str]:
        master_key()
        return True, "unlocked"

    return _finding("vault", look, (VaultError,))


def _trail() -> Finding:
    def look() -> tuple[bool, str]:
        is_ok = not unlinked().filter(at__lt=timezone.now() - SEALER_PATIENCE).exists()
        return is_ok, "linked" if is_ok else "events wait to be linked: is a worker running? (rihai worker)"

    return _finding("audit trail", look, (Error,))
