"""What stands before everything a court paper changes: the legal case is locked, there is a paper; whom it names.

Not here: any change.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import AccusedLink, LegalCase
from rihai.prosecution.models.withdrawable import Withdrawable
from rihai.prosecution.permissions import check_can_record
from rihai.prosecution.words import GONE

W = TypeVar("W", bound=Withdrawable)


def lock_registered(legal_case: LegalCase, by: User) -> LegalCase:
    """For whoever works on it, and only once there is a paper."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if not legal_case.is_past_registration:
        raise NotPossible(_("Nothing is registered yet. Write down the FIR first."))
    return legal_case


def lock_standing(paper: W) -> W:
    """The legal case is locked. Two people may see the same mistake, and one goes on with what the other withdrew."""
    rows: Any = type(paper)._base_manager.select_for_update(of=("self",))
    found: W | None = rows.filter(pk=paper.pk, withdrawn_at=None).first()
    if found is None:
        raise NotPossible(GONE)
    return found


def links_among(legal_case: LegalCase, uids: Iterable[UUID]) -> list[AccusedLink]:
    """Only those of this legal case; the others do not exist here."""
    rows = {one.pk: one for one in legal_case.accused_links.select_related("legal_case")}
    if unknown := set(uids) - set(rows):
        raise ValueError(f"{len(unknown)} of the accused do not belong to this legal case")
    return [one for key, one in rows.items() if key in set(uids)]
