"""Adding an entry, correcting it, saying that it was checked.

Not here: what hangs on an entry (area, hours, contacts, marks), or which entries are one body.
"""

from dataclasses import asdict
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rihai.audit import actions as audit
from rihai.directory.facts import AgencyFacts
from rihai.directory.locks import locked
from rihai.directory.models import Agency
from rihai.directory.permissions import check_can_add, check_can_edit
from rihai.directory.rules import completeness
from rihai.directory.staff import Staff

# A value somebody states here is not inferred from a name any more.
BASES: Final = {"kind": "kind_basis", "state": "state_basis", "pin_code": "pin_basis"}


@transaction.atomic
def add_agency(facts: AgencyFacts, *, by: Staff, parent: Agency | None = None, ref: str | None = None) -> Agency:
    """Add an entry, or a unit of an office that is here. The same entry is added once only."""
    check_can_add(by)
    stated = asdict(facts)
    found = Agency.objects.current().filter(**stated, parent=parent).first() if ref is None else None
    if found is not None:
        return found
    # What somebody adds to a demonstration is invented.
    agency = Agency(**stated, parent=parent, ref=ref, is_demonstration=settings.DEMO)
    for name, basis in BASES.items():
        setattr(agency, basis, "stated" if stated[name] else "")
    agency.completeness = completeness(agency)
    check_can_edit(by, agency)
    agency.save(force_insert=True)
    audit.record("agency.added", by=by, subject=agency)
    return agency


@transaction.atomic
def edit_agency(agency: Agency, *, facts: AgencyFacts, by: Staff) -> Agency:
    """Correct an entry, naming the source. It counts as checked only when somebody says so (`verify_agency`)."""
    agency = locked(agency)
    check_can_edit(by, agency)
    changed = {name: value for name, value in asdict(facts).items() if getattr(agency, name) != value}
    if not changed:
        return agency
    for name, value in changed.items():
        setattr(agency, name, value)
        if name in BASES:
            setattr(agency, BASES[name], "stated" if value else "")
    agency.completeness = completeness(agency)
    agency.save()
    audit.record("agency.edited", by=by, subject=agency, fields=sorted(changed))
    return agency


@transaction.atomic
def verify_agency(agency: Agency, *, by: Staff) -> Agency:
    """Somebody called or went there today, and the entry is right."""
    agency = locked(agency)
    check_can_edit(by, agency)
    today = timezone.localdate()
    if agency.last_verified_on != today:
        agency.last_verified_on = today
        agency.save(update_fields=["last_verified_on"])
        audit.record("agency.verified", by=by, subject=agency)
    return agency
