"""Where the framework keeps sessions: under a keyed hash of the cookie, and sealed for that place.

Here: the engine that `SESSION_ENGINE` names. Whoever copies the database finds neither a cookie that opens
the door nor a half-finished secret, and a row's contents do not open in another's place. Not here: whether
a session still counts (`sessions.py`).
"""

import json
from typing import Any, Final

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone

from rihai.accounts.kept import Given, Kept
from rihai.accounts.sealing import SESSIONS, keyed_hash, seal_text, unseal_text
from rihai.vault.errors import MasterKeyRefused, SealBroken, VaultLocked

# The framework's column takes forty characters: 160 bits of the hash.
ROW_BYTES: Final = 20
LIVE: Final = Kept(
    lambda: Session.objects.filter(
        pk=Given("row", models.CharField()), expire_date__gt=Given("now", models.DateTimeField())
    )
)


def row_of(session_key: str) -> str:
    """The key of the row, from which nobody gets back to the cookie."""
    return keyed_hash("session", session_key)[:ROW_BYTES].hex()


class SessionStore(SessionBase):
    """Only these methods touch the table; the framework's asynchronous ones call them."""

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=row_of(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        row = row_of(self.session_key)
        contents = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # the stubs leave it out
        text = json.dumps(contents, separators=(",", ":"))
        sealed = seal_text(text, SESSIONS, row)
        kept = Session(session_key=row, session_data=sealed, expire_date=self.get_expiry_date())
        try:
            with transaction.atomic():
                kept.save(force_insert=must_create, force_update=not must_create)
        except IntegrityError:
            if must_create:
                raise CreateError from None
            raise
        except DatabaseError:
            if not must_create:
                raise UpdateError from None
            raise

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(pk=row_of(key)).delete()

    def load(self) -> dict[str, Any]:
        try:
            row = row_of(str(self.session_key))
            kept = LIVE.first(row=row, now=timezone.now())
            if kept is not None:
                return dict(json.loads(unseal_text(kept.session_data, SESSIONS, row)))
        except (VaultLocked, MasterKeyRefused):
            # The page of the machine's health answers in this state too; everything else is refused before.
            return {}
        except SealBroken:
            pass
        self._session_key = None
        return {}

    @classmethod
    def clear_expired(cls) -> None:
        forget_expired()


def forget_expired() -> int:
    """Delete the sessions that opened nothing any more; visitors who never sign in leave some too."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
