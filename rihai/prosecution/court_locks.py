"""What stands before everything that a court paper changes: the legal case is locked, and there is a paper.

Not here: any change.
"""

from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.lib.workflow import NotPossible
from rihai.prosecution.locks import lock_legal_case
from rihai.prosecution.models import LegalCase
from rihai.prosecution.permissions import check_can_record


def lock_registered(legal_case: LegalCase, by: User) -> LegalCase:
    """For whoever works on it, and only once there is a paper."""
    legal_case = lock_legal_case(legal_case, by, "legal.record")
    check_can_record(by, legal_case)
    if not legal_case.is_past_registration:
        raise NotPossible(_("Nothing is registered yet. Write down the FIR first."))
    return legal_case
