"""Who decides who works on a legal case. Each rule is a pair: `check_…` raises, `can_…` answers.

What passes between lawyer and client goes with a lawyer's part. So her lawyers name the next one; where none works,
whoever works on it; and nobody herself. Not here: what a part opens (`grants`).
"""

from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.permissions import can_advise, can_record
from rihai.prosecution.working import lawyers_of


def can_decide_lawyers(user: User, legal_case: LegalCase) -> bool:
    """Her lawyers, the legal desk while it can open it, and where no lawyer works whoever works on it."""
    return can_advise(user, legal_case) or (can_record(user, legal_case) and not lawyers_of(legal_case))


def can_name(by: User, legal_case: LegalCase, user: User, part: LegalPart.Part) -> bool:
    """A lawyer's part, hers or to be: see above. A companion works on the case of a survivor, or a lawyer names her."""
    if can_advise(by, legal_case):
        return True
    known = legal_case.parts.filter(user=user, left_at=None).first()
    if part != LegalPart.Part.ACCOMPANIES or (known is not None and known.is_lawyer):
        return user.pk != by.pk and can_decide_lawyers(by, legal_case)
    return can_record(by, legal_case) and accompanies(user, legal_case)


def check_can_name(by: User, legal_case: LegalCase, user: User, part: LegalPart.Part) -> None:
    if not can_name(by, legal_case, user, part):
        words = _("The lawyers of this legal case decide that. Companions name who works on a survivor's case.")
        raise Refused("legal.part", legal_case, words=str(words))


def can_end(by: User, part: LegalPart) -> bool:
    """Her own part, always; that of others as lawyers are named."""
    is_own = part.user_id == by.pk and can_record(by, part.legal_case)
    return is_own or can_decide_lawyers(by, part.legal_case)


def check_can_end(by: User, part: LegalPart) -> None:
    if not can_end(by, part):
        words = _("The lawyers of this legal case decide who works on it. Ask one of them.")
        raise Refused("legal.part", part.legal_case, words=str(words))


def accompanies(user: User, legal_case: LegalCase) -> bool:
    """Whether she works on the case of a survivor whom it is about."""
    cases = [one.case for one in legal_case.survivors.select_related("case")]
    return Way.OWN in ways_to_read(user, cases, "wish").values()
