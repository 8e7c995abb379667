"""Recording premises and suspects and what part they played. A report is not a verdict.

Whoever records one may open it; those who may see the matter it is linked to as their own work may open it
too, from that moment. Published accounts pass through the same actions and leave no grants.
"""

from typing import TypeVar

from django.db import transaction

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.rights import OWN
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import HasUid, label_of
from rihai.directory.models import Agency
from rihai.lib.codes import new_code
from rihai.lib.precision import ImpreciseDate, Precision
from rihai.offences.facts import PremisesFacts, SuspectFacts, check_code
from rihai.offences.models import Premises, PremisesLink, Suspect, SuspectLink
from rihai.offences.permissions import check_can_edit_premises, check_can_edit_suspects
from rihai.people.models import Provenance
from rihai.vault.keys import new_data_key

Said = TypeVar("Said", Premises, Suspect)
OPENED = (Compartment.RECORD, Compartment.OPERATION_PLAN)


@transaction.atomic
def record_premises(
    *, organisation: Agency, by: User, facts: PremisesFacts, provenance: Provenance = Provenance.OWN
) -> Premises:
    check_can_edit_premises(by, organisation.uid)
    premises = Premises(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        code=new_code("PR"),
        kind=facts.kind,
        place=facts.place,
        name=facts.name,
        address=facts.address,
        note=facts.note,
        provenance=provenance,
        recorded_by=by,
    )
    premises.save()
    if provenance == Provenance.OWN:
        grant(premises, to=by, compartments=OPENED, basis=Grant.Basis.ASSIGNED, by=by)
    audit.record("premises.recorded", by=by, subject=premises, kind=facts.kind)
    return premises


@transaction.atomic
def link_premises(premises: Premises, *, to: HasUid, part: str, by: User) -> PremisesLink:
    """Idempotent: the same premises plays the same part in the same matter once."""
    check_code(part, "premises_kinds.yaml", "place_roles")
    premises = _locked(premises, by, "premises.edit")
    check_can_edit_premises(by, premises.organisation_id)
    link, is_new = PremisesLink.objects.get_or_create(
        premises=premises,
        subject_uid=to.uid,
        part=part,
        defaults={"subject_label": label_of(to), "recorded_by": by},
    )
    if is_new:
        _open_to_those_at_work(premises, to, by)
        audit.record("premises.linked", by=by, subject=premises, to=to.uid, part=part)
    return link


@transaction.atomic
def set_premises_standing(premises: Premises, *, standing: Premises.Standing, by: User) -> Premises:
    """Confirmed, or cleared: a wrong house carries no mark that would follow it."""
    premises = _locked(premises, by, "premises.edit")
    check_can_edit_premises(by, premises.organisation_id)
    premises.standing = standing
    premises.save(update_fields=["standing"])
    audit.record("premises.standing_set", by=by, subject=premises, standing=str(standing))
    return premises


@transaction.atomic
def record_suspect(
    *, organisation: Agency, by: User, facts: SuspectFacts, provenance: Provenance = Provenance.OWN
) -> Suspect:
    check_can_edit_suspects(by, organisation.uid)
    suspect = Suspect(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        code=new_code("SU"),
        name=facts.name,
        description=facts.description,
        head_count=facts.head_count,
        provenance=provenance,
        recorded_by=by,
    )
    suspect.save()
    if provenance == Provenance.OWN:
        grant(suspect, to=by, compartments=OPENED, basis=Grant.Basis.ASSIGNED, by=by)
    audit.record("suspect.recorded", by=by, subject=suspect)
    return suspect


@transaction.atomic
def link_suspect(suspect: Suspect, *, to: HasUid, role: str, by: User, note: str = "") -> SuspectLink:
    """The alleged role in one matter; idempotent."""
    check_code(role, "suspect_roles.yaml", "roles")
    suspect = _locked(suspect, by, "suspect.edit")
    check_can_edit_suspects(by, suspect.organisation_id)
    found = SuspectLink.objects.filter(suspect=suspect, subject_uid=to.uid, role_in_process=role).first()
    if found is not None:
        return found
    link = SuspectLink(
        suspect=suspect,
        data_key=suspect.data_key,
        subject_label=label_of(to),
        subject_uid=to.uid,
        role_in_process=role,
        note=note,
        recorded_by=by,
    )
    link.save()
    _open_to_those_at_work(suspect, to, by)
    audit.record("suspect.linked", by=by, subject=suspect, to=to.uid, role=role)
    return link


@transaction.atomic
def state_suspect(link: SuspectLink, *, state: str, on: ImpreciseDate | None, by: User) -> SuspectLink:
    """What became of him as somebody stated it, with the day as far as stated."""
    check_code(state, "suspect_roles.yaml", "states")
    suspect = _locked(link.suspect, by, "suspect.edit")
    check_can_edit_suspects(by, suspect.organisation_id)
    link = suspect.links.get(pk=link.pk)
    link.state = state
    link.state_on = on.value if on else None
    link.state_precision = on.precision if on else Precision.UNKNOWN
    link.save(update_fields=["state", "state_on", "state_precision"])
    audit.record("suspect.state_recorded", by=by, subject=suspect, link=link.uid, state=state)
    return link


def _locked(record: Said, by: User, verb: str) -> Said:
    rows = type(record).objects.select_for_update(of=("self",))
    return rows.get(pk=record.pk) if _is_publication(record, by) else get_visible(rows, by, record.uid, verb)


def _is_publication(record: Premises | Suspect, by: User) -> bool:
    """Retold by the account of its publisher: nobody's safety depends on it, and nobody holds a grant."""
    return record.provenance == Provenance.PUBLISHED and record.organisation_id == by.organisation_id


def _open_to_those_at_work(record: Premises | Suspect, matter: HasUid, by: User) -> None:
    """Whoever works on the matter needs to know where it happened and who is said to have done it."""
    if record.provenance != Provenance.OWN:
        return
    at_work = Grant.objects.live().filter(
        subject_label=label_of(matter),
        subject_uid=matter.uid,
        compartment=Compartment.OPERATION_PLAN,
        basis__in=OWN,
    )
    for one in at_work.select_related("user", "desk"):
        if holder := one.user or one.desk:
            grant(record, to=holder, compartments=OPENED, basis=Grant.Basis(one.basis), by=by, origin=matter)
