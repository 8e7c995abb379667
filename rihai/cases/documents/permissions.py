"""Who may add, open and withdraw documents. Each rule is a pair: `check_…` raises, `can_…` answers."""

from django.utils.translation import gettext as _

from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.cases.documents.models import Document
from rihai.cases.models import Case
from rihai.cases.permissions import can_work, can_write_notes, check_can_write_notes, works_on


def can_add(user: User, case: Case) -> bool:
    """Whoever works on a case and may write on it."""
    return can_write_notes(user, case) and works_on(user, case)


def check_can_add(user: User, case: Case, compartment: Compartment = Compartment.RECORD) -> None:
    check_can_write_notes(user, case)
    if not works_on(user, case):
        raise Refused(
            "document.add", case, words=_("You are not working on this case. Ask the named worker to add you.")
        )
    if compartment not in user.compartments:
        raise Refused("document.add", case, words=_("Your role does not keep documents of this kind."))


def can_withdraw(user: User, document: Document) -> bool:
    """Whoever works on the case, or added it by mistake; only for what her role may read at all."""
    is_hers = can_work(user, document.case) or document.added_by_id == user.uid
    return is_hers and works_on(user, document.case) and document.compartment in user.compartments


def check_can_withdraw(user: User, document: Document) -> None:
    if not can_withdraw(user, document):
        raise Refused(
            "document.withdraw", document, words=_("Only those who work on this case withdraw its documents.")
        )
