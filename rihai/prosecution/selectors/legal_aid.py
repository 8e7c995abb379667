"""Applications for legal aid on one legal case, opened for whoever works on it."""

from dataclasses import dataclass
from typing import Any

from rihai.access.own import open_own
from rihai.accounts.models import User
from rihai.prosecution.models import LegalAid, LegalCase


@dataclass(frozen=True, repr=False)
class AidOnPage:
    """Texts are plain or sealed."""

    row: LegalAid
    lawyer: Any
    note: Any


def aid_on_page(legal_case: LegalCase, user: User) -> tuple[AidOnPage, ...]:
    rows = list(legal_case.aid_applications.select_related("agency", "legal_case", "recorded_by"))
    opened = open_own((rows, ("lawyer", "note")), by=user)
    return tuple(AidOnPage(one, opened.value(one, "lawyer"), opened.value(one, "note")) for one in rows)
