"""Who works on a legal case from outside the house, and what of a day in court such a lawyer is not told.

Not here: what somebody may do (`permissions`, `part_permissions`).
"""

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import Role
from rihai.prosecution.models import LegalCase, LegalPart
from rihai.prosecution.models.legal_case import told_the_way


def knows_way(user: User, legal_case: LegalCase) -> bool:
    """Vehicle, place, hour and number of a day in court: the same rule as the reading call asks."""
    return LegalCase.objects.filter(told_the_way(user, "pk"), pk=legal_case.pk).exists()


def is_guest(user: User, legal_case: LegalCase) -> bool:
    """A lawyer from outside: by her role, or by what she is called here."""
    if not user.has(Permission.LEGAL_WORK):
        return False
    guest = (LegalPart.Part.LEGAL_AID, LegalPart.Part.VOLUNTEER)
    return not is_of_house(user) or legal_case.parts.filter(user=user, left_at=None, part__in=guest).exists()


def is_of_house(user: User) -> bool:
    """By her role: what somebody called her in one legal case does not make a volunteer a lawyer of the house."""
    return Role.LAWYER in user.roles
