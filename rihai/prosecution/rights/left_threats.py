"""Threats against a survivor who was taken out of a legal case: they go with her, to the named worker of her own case.

Somebody may be harmed whatever a legal case is about, so what is owed is never cancelled with it.
Not here: who may read the words (`threat_words`).
"""

from django.db.models import QuerySet

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.actions import pass_on_duties
from rihai.prosecution.models import Threat


def give_to_worker(case: Case, *, by: User) -> None:
    """Where nobody is named it stays where it is: it grows late, and is shown to whoever leads."""
    worker = case.case_owner
    if worker is None or not worker.is_active:
        return
    for threat in left_threats(case):
        grant(threat, to=worker, compartments=(Compartment.RECORD,), basis=Grant.Basis.ASSIGNED, by=by, origin=case)
        pass_on_duties(threat, to=worker, by=by)


def take_from(case: Case, user: User, *, by: User) -> None:
    """She works on the survivor's case no longer."""
    for threat in left_threats(case):
        revoke(threat, of=user, by=by, origin=case)


def left_threats(case: Case) -> QuerySet[Threat]:
    return Threat.objects.filter(survivor__case=case).exclude(Threat.IS_OF_NOW).order_by("recorded_at")
