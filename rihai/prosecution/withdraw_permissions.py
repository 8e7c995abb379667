"""Who says that a court paper was recorded by mistake: the lawyers of the house. A pair: `check_…`, `can_…`.

It decides who is convicted on our pages and whether default bail runs. So no lawyer from outside does it alone; where
none of the house works, whoever of the house works on it.
"""

from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.prosecution.models import LegalCase
from rihai.prosecution.part_permissions import can_name_lawyers


def can_withdraw(user: User, legal_case: LegalCase) -> bool:
    return can_name_lawyers(user, legal_case)


def check_can_withdraw(user: User, legal_case: LegalCase) -> None:
    if not can_withdraw(user, legal_case):
        words = _("A lawyer of this house who works on it strikes out what was recorded by mistake. Ask one of them.")
        raise Refused("legal.withdraw", legal_case, words=str(words))
