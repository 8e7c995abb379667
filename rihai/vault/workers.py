"""What `rihai worker` does for the vault: tidying up after requests that broke off."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from rihai.vault.files import incoming_folder, put_in_place
from rihai.vault.models import SealedFile

LEFT_OVER_AFTER: Final = timedelta(days=1)


def sweep_incoming(*, older_than: timedelta = LEFT_OVER_AFTER) -> tuple[int, int]:
    """Finish interrupted moves and delete what no record keeps; gives the two counts."""
    old = {UUID(hex=path.name): path for path in incoming_folder().glob("[0-9a-f]" * 32) if _is_old(path, older_than)}
    kept = set(SealedFile.objects.filter(uid__in=old).values_list("uid", flat=True))
    for uid, path in old.items():
        if uid in kept:
            put_in_place(uid)
        else:
            path.unlink(missing_ok=True)
    return len(kept), len(old) - len(kept)


def _is_old(path: Path, older_than: timedelta) -> bool:
    try:
        return path.stat().st_mtime < time.time() - older_than.total_seconds()
    except FileNotFoundError:  # moved or discarded while we look
        return False
