"""Which survivors of a legal case somebody may know of: its lawyers all, whoever accompanies one only that one.

Not here: what may be done for them (`survivor_permissions`).
"""

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor
from rihai.prosecution.rights.working import holds_privilege


def known_survivors(legal_case: LegalCase, user: User) -> list[LegalCaseSurvivor]:
    rows = list(legal_case.survivors.select_related("case__person"))
    if holds_privilege(user, legal_case):
        return rows
    known = set(Case.objects.visible_to(user).filter(pk__in=[one.case_id for one in rows]).values_list("pk", flat=True))
    return [one for one in rows if one.case_id in known]
