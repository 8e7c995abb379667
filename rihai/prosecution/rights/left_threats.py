"""Threats against a survivor who was taken out of a legal case go with her, to the named worker of her own case.
So does what was asked for to protect her.

Somebody may be harmed whatever a legal case is about, so what is owed is never cancelled with it.
Not here: who may read the words (`threat_words`).
"""

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.actions import pass_on_duties
from rihai.prosecution.models import LegalCaseSurvivor, ProtectionApplication, Threat


def give_to_worker(case: Case, *, by: User) -> None:
    """Where nobody is named it stays where it is: it grows late, and is shown to whoever leads."""
    worker = case.case_owner
    if worker is None or not worker.is_active:
        return
    for one in _left(case):
        grant(one, to=worker, compartments=(Compartment.RECORD,), basis=Grant.Basis.ASSIGNED, by=by, origin=case)
        pass_on_duties(one, to=worker, by=by)


def take_from(case: Case, user: User, *, by: User) -> None:
    """She works on the survivor's case no longer."""
    for one in _left(case):
        revoke(one, of=user, by=by, origin=case)


def _left(case: Case) -> list[Threat | ProtectionApplication]:
    gone = LegalCaseSurvivor._base_manager.filter(case=case, ended_at__isnull=False).values("pk")
    threats = Threat.objects.filter(survivor__in=gone).order_by("recorded_at")
    return [*threats, *ProtectionApplication.objects.filter(survivor__in=gone).order_by("recorded_at")]
