"""What keeps cases in somebody's hands without anybody's click; `rihai worker` calls it.

Here: finding cases whose named worker cannot open them any more. Not here: the change itself, which is an action.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.cases.actions.left import ask_for_worker, stop_asking_for_worker
from rihai.cases.models import Case
from rihai.cases.reminders import NO_WORKER
from rihai.cases.workflow import CLOSED
from rihai.duties.each import each
from rihai.duties.models import Duty
from rihai.people.models import Provenance


def ask_for_workers() -> int:
    """Her account was closed or her role ended, and nobody handed her work over."""
    asked = Exists(Duty.objects.open().filter(rule=NO_WORKER, subject_uid=OuterRef("pk")))
    left = list(_named().filter(~_works()).exclude(asked))
    back = list(_named().filter(_works(), asked).select_related("case_owner"))
    done = each(left, lambda one: int(ask_for_worker(one, by=None) is not None), name="A case without a worker")
    return done + each(back, lambda one: int(bool(_stop(one))), name="A worker who is back")


def _named() -> "QuerySet[Case]":
    return Case.objects.filter(provenance=Provenance.OWN).exclude(status__in=CLOSED).exclude(case_owner=None)


def _works() -> Q:
    """Whoever is named can open it."""
    grants = Grant.objects.live().filter(user=OuterRef("case_owner"), subject_uid=OuterRef("pk"))
    return Q(Exists(grants.filter(compartment=Compartment.RECORD)), case_owner__is_active=True)


def _stop(case: Case) -> Case | None:
    return stop_asking_for_worker(case, by=case.case_owner) if case.case_owner else None
