"""Whether a file is still as it came: read again from end to end, and compared with the SHA-256 of its arrival.

Reading takes seconds for a large file and stands before the transaction that records what was found.
"""

import hashlib

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.offences.evidence.models import EvidenceItem
from rihai.offences.evidence.words import NO_FILE
from rihai.vault.errors import FileMissing, SealBroken

Condition = EvidenceItem.Condition


def condition_now(item: EvidenceItem, by: User) -> EvidenceItem.Condition:
    """Changed, cut short, replaced or gone: all of it is broken."""
    file = item.file
    if file is None:
        raise NotPossible(NO_FILE)
    try:
        plain = read((file, ("original", "about")), by=by, why=OwnWork())(file)
        digest = hashlib.sha256()
        for piece in plain.original.pieces():
            digest.update(piece)
    except (SealBroken, FileMissing):
        return Condition.BROKEN
    return Condition.WHOLE if digest.hexdigest() == plain.about["sha256"] else Condition.BROKEN
