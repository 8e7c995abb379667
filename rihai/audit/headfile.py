"""The newest signed head, kept in a file beside the database: what an attacker on the database cannot reach.

Here: keeping that file, and the question whether the database still holds what it says. Without it
somebody could cut the chain and let the sealer itself link the rest anew. Not here: linking
(`sealer`), naming damages (`verify`), accepting a database that was put back (`accept`).

    DATA_DIR/audit.head         one line, as `rihai audit head` prints it; only its owner reads it
    DATA_DIR/audit.head.lock    held while the line is replaced: several processes share it
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from rihai.audit.heads import HeadRefused, SignedHead, sign_end
from rihai.audit.macs import FIRST_LINK, is_same
from rihai.audit.models import AuditLink
from rihai.audit.rows import as_bytes
from rihai.vault.disk import sync

NAME: Final = "audit.head"


class HeadMissing(Exception):
    """The database does not contain the head that is kept outside it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The database does not contain the last known end of the trail: events were cut off, or an old copy"
                " was put back. Look at 'rihai audit verify'. If you put a backup back yourself, say so with"
                " 'rihai audit accept-head'."
            )
        )


def known_head() -> SignedHead | None:
    """The head in the file, None if there is no file yet; HeadRefused if it is none of ours."""
    try:
        line = _path().read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except ValueError:
        raise HeadRefused(_refusal()) from None
    head = SignedHead.parse(line)
    if not head.is_genuine:
        raise HeadRefused(_refusal())
    return head


def check_known_head() -> None:
    """Raise HeadMissing unless the database holds the known head: then nothing may be linked after it."""
    # Read before the database is asked: what the file says was committed before.
    head = known_head()
    if head is None:
        return
    if not is_same(_link_at(head.position), head.link):
        raise HeadMissing


def keep_head(position: int, link: bytes) -> None:
    """Keep this end of the chain, which is committed, unless another process has kept a newer one."""
    with _alone():
        known = known_head()
        if known is None or known.position < position:
            _write(sign_end(position, link))


def replace_head(position: int, link: bytes) -> None:
    """Keep this end of the chain whatever was kept before."""
    with _alone():
        _write(sign_end(position, link))


def _link_at(position: int) -> bytes:
    if position == 0:
        return FIRST_LINK
    return as_bytes(AuditLink.objects.filter(position=position).values_list("link", flat=True).first())


def _path() -> Path:
    return Path(settings.DATA_DIR) / NAME


def _refusal() -> str:
    return _("The file audit.head was altered, or belongs to another installation. See 'rihai audit accept-head'.")


@contextmanager
def _alone() -> Iterator[None]:
    # A file of its own: the head itself is replaced, and a lock would stay with the old one.
    lock = os.open(f"{_path()}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write(head: SignedHead) -> None:
    """Whole or not at all, also after a power cut."""
    path = _path()
    fresh = path.with_name(f"{NAME}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as file:
        file.write(f"{head}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync(path.parent)
