"""Whether the installation is ready to work: for the health page, `rihai check` and a monitor.

Says ok or not, never anything about content. Cheap enough for a page that is open to everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from rihai.audit.headfile import HeadMissing, check_known_head
from rihai.audit.heads import HeadRefused
from rihai.audit.models import AuditEvent
from rihai.audit.rows import unlinked
from rihai.people.models import SearchEntry
from rihai.tracing.matcher.client import state
from rihai.vault.errors import VaultError
from rihai.vault.master import master_key

# The sealer links within a second; a minute without it means that no worker runs.
SEALER_PATIENCE = timedelta(minutes=1)
MATCHER_PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Finding:
    name: str
    is_ok: bool
    words: str


def examine() -> list[Finding]:
    return [*needed_to_serve(), _trail(), _matcher()]


def needed_to_serve() -> list[Finding]:
    """Without these no page can be shown; an idle trail only needs its worker."""
    return [_database(), _vault(), _files()]


def _finding(name: str, look: Callable[[], tuple[bool, str]], errors: tuple[type[Exception], ...]) -> Finding:
    try:
        is_ok, words = look()
    except errors as error:
        return Finding(name, False, type(error).__name__)
    return Finding(name, is_ok, words)


def _database() -> Finding:
    def look() -> tuple[bool, str]:
        pending = _migrations() - MigrationRecorder(connection).applied_migrations().keys()
        return not pending, "ready" if not pending else f"{len(pending)} migrations to run: rihai manage migrate"

    return _finding("database", look, (Error,))


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """All there are; read from the disk once."""
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations or ())


def _vault() -> Finding:
    def look() -> tuple[bool, str]:
        master_key()
        return True, "unlocked"

    return _finding("vault", look, (VaultError,))


def _files() -> Finding:
    is_missing = isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files
    words = "not collected: rihai manage collectstatic --no-input" if is_missing else "ready"
    return Finding("styles and scripts", not is_missing, words)


def _trail() -> Finding:
    def look() -> tuple[bool, str]:
        try:
            check_known_head()
        except (HeadMissing, HeadRefused):
            return False, "the trail does not contain its known end: rihai audit verify"
        # Of the events that should be linked the newest tells: looking for any other would read them all.
        due = AuditEvent.objects.filter(at__lt=timezone.now() - SEALER_PATIENCE).order_by("-at")
        newest = due.values_list("pk", flat=True).first()
        is_ok = newest is None or not unlinked().filter(pk=newest).exists()
        return is_ok, "linked" if is_ok else "events wait to be linked: is a worker running? (rihai worker)"

    return _finding("audit trail", look, (Error, VaultError, OSError))


def _matcher() -> Finding:
    """Without it nothing is lost: what is saved waits, and nobody is told of a likeness meanwhile.

    Many that are saved at once wait long and are no fault, as long as they go forward.
    """

    def look() -> tuple[bool, str]:
        found = state()
        waits = SearchEntry.objects.waiting().filter(made_at__lt=timezone.now() - MATCHER_PATIENCE).exists()
        if found is None:
            words = "does not run: start it with rihai matcher"
            return not waits, words if waits else f"{words}; nothing waits for it yet"
        if found.failing and waits:
            return False, f"{found.failing} entries cannot be compared: its log names the kind of the error"
        if waits and found.idle_seconds >= MATCHER_PATIENCE.total_seconds():
            return False, "something has waited for longer than a minute, and nothing goes forward"
        if not found.is_ready:
            return True, "reading what was saved"
        return True, "comparing; more was saved than it could take yet" if waits else "comparing"

    return _finding("matcher", look, (Error,))
