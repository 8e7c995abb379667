"""Who asks to erase a person, who agrees, and who takes the asking back."""

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused
from rihai.cases.erasing.models import Erasure
from rihai.cases.models import Case
from rihai.cases.permissions import can_ask_to_erase, can_work


def can_ask(user: User, case: Case) -> bool:
    return can_ask_to_erase(user, case)


def check_can_ask(user: User, case: Case) -> None:
    if not can_ask(user, case):
        raise Refused(
            "erasure.ask",
            case,
            words=_("Only the named worker asks to erase the person, or a supervisor who works on this case."),
        )


def can_see_all(user: User) -> bool:
    return user.has(Permission.ERASURE_DECIDE)


def can_decide(user: User, erasure: Erasure) -> bool:
    """Never whoever asked."""
    return erasure.is_open and can_see_all(user) and erasure.asked_by_id != user.uid


def check_can_decide(user: User, erasure: Erasure) -> None:
    if not can_decide(user, erasure):
        raise Refused(
            "erasure.decide",
            erasure,
            words=_("A second person decides: the director or a data officer, not the one who asked, and only once."),
        )


def can_take_back(user: User, erasure: Erasure) -> bool:
    return erasure.is_open and (erasure.asked_by_id == user.uid or can_work(user, erasure.case))


def check_can_take_back(user: User, erasure: Erasure) -> None:
    if not can_take_back(user, erasure):
        raise Refused("erasure.take_back", erasure, words=_("Only those who work on the case take it back."))
