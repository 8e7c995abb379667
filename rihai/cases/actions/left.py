"""A case whose named worker works here no longer, outside any handing over: whoever leads is asked to name another.

What is owed about the survivor waits until then, most of it where nobody who leads may look. The case itself they see
by its code, and it says nothing of what waits. Not here: finding such cases (`workers`), or naming (`opening`).
"""

from django.db import transaction

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import ROLES, Role
from rihai.audit import actions as audit
from rihai.cases.models import Case
from rihai.cases.reminders import is_worker_asked_for, note_worker, remind_of_worker
from rihai.cases.workflow import CLOSED

# Supervisors before the director.
NAMING = sorted(
    (role for role in Role if Permission.CASE_ASSIGN in ROLES[role].permissions),
    key=lambda role: role is not Role.SUPERVISOR,
)


@transaction.atomic
def ask_for_worker(case: Case, *, by: None) -> User | None:
    """Once, until somebody is named. None where nobody is left who could: then whoever comes is asked."""
    case = Case.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=case.pk)
    leader = _leader(case)
    if leader is None or case.status in CLOSED or is_worker_asked_for(case):
        return None
    remind_of_worker(case, owner=leader, by=by)
    audit.record("case.worker_asked_for", by=by, subject=case, to=leader.uid)
    return leader


@transaction.atomic
def stop_asking_for_worker(case: Case, *, by: User) -> Case:
    """`by` is here again, and works on it as before."""
    note_worker(case, by=by)
    audit.record("case.worker_back", by=by, subject=case)
    return case


def _leader(case: Case) -> User | None:
    here = User.objects.active().filter(organisation=case.organisation_id)
    for role in NAMING:
        for user in here.holding([role]).order_by("display_name").distinct():
            if Case.objects.visible_to(user).filter(pk=case.pk).exists():
                return user
    return None
