"""What stands before every change of a legal case: the row is locked if it may be seen.

Not here: permissions, or any change.
"""

from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution.models import Claim, LegalCase
from rihai.prosecution.workflow import LegalStatus


def lock_legal_case(legal_case: LegalCase, by: User, verb: str) -> LegalCase:
    """Lock and re-read: lawyer and companion often write at the same time."""
    return get_visible(LegalCase.objects.select_for_update(of=("self",)), by, legal_case.uid, verb)


def lock_claim(claim: Claim, by: User, verb: str) -> Claim:
    rows = Claim.objects.select_related("case__person", "case__organisation", "case__case_owner", "legal_case")
    return get_visible(rows.select_for_update(of=("self",)), by, claim.uid, verb)


def needed(text: str, words: object) -> str:
    """The text without spaces around it, or `NotPossible` with the words."""
    tidy = text.strip()
    if not tidy:
        raise NotPossible(words)
    return tidy


def check_open(legal_case: LegalCase) -> None:
    if legal_case.is_over:
        raise NotPossible(_("This legal case is over. Record the appeal or what follows first."))


def check_is_no_mistake(legal_case: LegalCase) -> None:
    """After a judgment the court still hears sentence, compensation and bail."""
    if legal_case.status == LegalStatus.MISTAKE:
        raise NotPossible(_("This legal case was recorded by mistake. Take that back first."))
