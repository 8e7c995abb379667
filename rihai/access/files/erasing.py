"""Files that belong to records are erased with them: each has a key of its own. Not here: who decides so."""

from collections.abc import Iterable

from rihai.access.files.models import KeptFile
from rihai.vault.files import erase_file


def erase_kept(files: Iterable[KeptFile]) -> int:
    """How many; the rows stay as tombstones."""
    done = 0
    for one in files:
        for sealed in (one.original, one.safe_copy):
            if sealed is not None:
                erase_file(sealed)
        done += 1
    return done
