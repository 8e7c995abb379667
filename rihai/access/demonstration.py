"""The names of a demonstration in plain, for the search that shows that none of them lies open on its disk.

Here: the one opening without a reader, for invented people only. Both the environment and the database must say
that this is a demonstration, and so must the organisation whose record it is; that names were opened is in the trail.
Nothing of it is printed.
"""

from collections.abc import Sequence

from rihai.accounts.models import Installation
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.vault.sealed import Sealed
from rihai.vault.unseal import open_many

OPENED = "demo.names_opened"


def open_invented(sealed: Sequence[Sealed], *, organisation: Agency) -> list[str]:
    """The texts of these values; what was erased is left out."""
    if not Installation.is_demonstration() or not organisation.is_demonstration:
        raise Refused(OPENED, organisation)
    audit.record(OPENED, by=None, subject=organisation, values=len(sealed))
    return [text for text in open_many(sealed, agency=organisation.uid) if isinstance(text, str)]
