"""Who may open what of a case: its named worker, those listed with a part, and whoever is asked to close it.

Here: what each of them is entitled to, and bringing their grants in line with it. Not here: changing who
works on a case (`actions`). An agency outside is named on a case and is shown nothing.
"""

from typing import Final

from rihai.access.actions import grant, revoke
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.cases.followers import tell_of_rights
from rihai.cases.models import Case, Participant
from rihai.people.models import Provenance

WORKER: Final = frozenset({Compartment.RECORD, Compartment.IDENTITY, Compartment.HOME_LOCATION, Compartment.MEDICAL})
# What each part may open; the role must allow it too.
BY_PART: Final = {
    Participant.Part.FINDER: frozenset({Compartment.RECORD, Compartment.IDENTITY}),
    Participant.Part.CASEWORKER: WORKER,
    Participant.Part.SUPERVISOR: WORKER,
    Participant.Part.COUNSELLOR: frozenset({Compartment.RECORD, Compartment.IDENTITY, Compartment.COUNSELLING}),
    Participant.Part.LAWYER: frozenset({Compartment.RECORD, Compartment.IDENTITY, Compartment.LEGAL_PRIVILEGE}),
}
ANY_OTHER_PART: Final = frozenset({Compartment.RECORD})


def entitled(case: Case, user: User) -> frozenset[Compartment]:
    """All that her parts in this case open together."""
    due: set[Compartment] = set()
    if case.case_owner_id == user.uid:
        due |= WORKER
    for part in case.participants.filter(user=user, left_at=None).values_list("part", flat=True):
        due |= BY_PART.get(Participant.Part(part), ANY_OTHER_PART)
    if case.closing_proposed_at and not case.is_closed and case.closing_asked_of_id == user.uid:
        due.add(Compartment.RECORD)
    return frozenset(due)


def set_right(case: Case, user: User | None, *, by: User) -> None:
    """Give what she is entitled to and end the rest, on the case and, through it, on its person."""
    if user is None or case.provenance != Provenance.OWN:
        return
    due, ended = entitled(case, user), 0
    for subject in (case, case.person):
        if due != frozenset(Compartment):
            ended += revoke(subject, of=user, by=by, compartments=frozenset(Compartment) - due, origin=case)
        if due:
            grant(subject, to=user, compartments=due, basis=Grant.Basis.ASSIGNED, by=by, origin=case)
    if ended:
        tell_of_rights(case, user, by=by)
