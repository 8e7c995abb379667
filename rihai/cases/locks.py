"""What stands before every change of a case: the row is locked if it may be seen, and a colleague fits her part.

Not here: permissions, or any change.
"""

from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.cases.models import Case
from rihai.cases.permissions import can_load
from rihai.lib.workflow import NotPossible


def lock_case(case: Case, by: User, verb: str) -> Case:
    """Lock and re-read: two people often open the same case."""
    rows = Case.objects.select_for_update(of=("self",))
    return rows.get(pk=case.pk) if can_load(by, case) else get_visible(rows, by, case.uid, verb)


def check_colleague(user: User, case: Case, permission: Permission) -> None:
    is_here = user.is_active and user.organisation_id == case.organisation_id
    if not is_here or not user.has(permission):
        raise NotPossible(_("This colleague cannot take this part. Choose somebody whose role allows it."))
