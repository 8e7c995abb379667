"""Changes to the directory: loading the reference lists, correcting an entry, saying that it was checked.

Here: every change, with its permission and audit event. Sending one of these forms twice changes nothing the
second time, so no claim on the form is needed. Not here: accounts and desks of member organisations.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.audit import actions as audit
from rihai.audit.actions import Actor
from rihai.directory import reference
from rihai.directory.facts import AgencyFacts
from rihai.directory.models import Agency, Place
from rihai.directory.permissions import Staff, check_can_edit
from rihai.directory.rules import completeness

# A value somebody states here is not inferred from a name any more.
BASES: Final = {"kind": "kind_basis", "state": "state_basis", "pin_code": "pin_basis"}


@transaction.atomic
def load_reference(*, by: Actor | None) -> int:
    """Add the places and agencies that are missing; returns how many. What is there already stays as it is."""
    added = sum(_add_places(rows) for rows in (_countries, reference.states, reference.districts, reference.towns))
    added += _add_agencies([*reference.police(), *reference.organisations()])
    if added:
        audit.record("directory.reference_loaded", by=by, rows=added)
    return added


@transaction.atomic
def edit_agency(agency: Agency, *, facts: AgencyFacts, by: Staff) -> Agency:
    """Correct an entry, naming the source. It counts as checked only when somebody says so (`verify_agency`)."""
    agency = _locked(agency)
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
    agency = _locked(agency)
    check_can_edit(by, agency)
    today = timezone.localdate()
    if agency.last_verified_on != today:
        agency.last_verified_on = today
        agency.save(update_fields=["last_verified_on"])
        audit.record("agency.verified", by=by, subject=agency)
    return agency


@transaction.atomic
def mark_distinct(agency: Agency, *, by: Staff) -> Agency:
    """A person decided that this entry and its possible double are two different bodies."""
    agency = _locked(agency)
    check_can_edit(by, agency)
    other = agency.possible_duplicate_of
    if other is None:
        return agency
    Agency.objects.filter(pk=agency.pk).update(possible_duplicate_of=None)
    Agency.objects.filter(pk=other.pk, possible_duplicate_of=agency).update(possible_duplicate_of=None)
    audit.record("agency.marked_distinct", by=by, subject=agency, other=other.uid)
    agency.possible_duplicate_of = None
    return agency


def _locked(agency: Agency) -> Agency:
    return Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)


def _countries(known: dict[str, Place]) -> Iterable[Place]:
    return reference.countries()


def _add_places(rows: Callable[[dict[str, Place]], Iterable[Place]]) -> int:
    known = {place.code: place for place in Place.objects.all()}
    new = [place for place in rows(known) if place.code not in known]
    Place.objects.bulk_create(new)
    return len(new)


def _add_agencies(rows: list[tuple[Agency, str]]) -> int:
    """Doubles are linked only between entries added now: a decision taken since must not come back."""
    known = {agency.ref: agency for agency in Agency.objects.exclude(ref=None)}
    new = {agency.ref: (agency, double) for agency, double in rows if agency.ref not in known}
    Agency.objects.bulk_create(agency for agency, _double in new.values())
    for agency, double in new.values():
        other = new[double][0] if double in new else known.get(double)
        if other is not None:
            agency.possible_duplicate_of = other
            agency.save(update_fields=["possible_duplicate_of"])
    return len(new)
