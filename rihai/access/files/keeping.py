"""What the actions of a package do alike with a file: fill its row as it came, and mark it as withdrawn.

Here: two steps inside somebody else's action, after its permission check. Not here: making the safe copy, which takes
seconds and stands before the transaction (`pages.keep_arrived`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from rihai.access.files.models import KeptFile
from rihai.accounts.models import User
from rihai.vault.safe_copies import SafeCopy
from rihai.vault.uploads import SealedUpload, keep_upload

F = TypeVar("F", bound=KeptFile)


@dataclass(frozen=True, repr=False)
class ArrivedFile:
    """A file as it came, and what became of its safe copy."""

    upload: SealedUpload
    copy: SafeCopy


def fill(row: F, file: ArrivedFile, *, title: str, agencies: Iterable[UUID], by: User) -> F:
    upload, copy, holders = file.upload, file.copy, list(agencies)
    row.title, row.added_by = title, by
    row.about = {"name": upload.name or "", "size": upload.incoming.size, "sha256": upload.incoming.sha256}
    row.original = keep_upload(upload, agencies=holders)
    row.safe_copy = keep_upload(copy.upload, agencies=holders) if copy.upload is not None else None
    row.file_kind, row.copy_kind, row.problem = copy.original_kind, copy.kind or "", copy.problem or ""
    row.save()
    return row


def withdraw(row: KeptFile, *, reason: str, by: User) -> None:
    """It is kept, sealed, and opened no more."""
    row.withdrawn_at, row.withdrawn_by, row.withdrawal_reason = timezone.now(), by, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])


def numbered(title: str, files: Iterable[ArrivedFile]) -> list[tuple[str, ArrivedFile]]:
    """Several files of one title are told apart by their number."""
    kept = list(files)
    if len(kept) == 1:
        return [(title, kept[0])]
    return [(f"{title} ({number})", file) for number, file in enumerate(kept, start=1)]
