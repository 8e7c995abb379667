"""Loading the reference lists that come with the program: places, and agencies named in public documents.

Here: adding what is missing. Not here: anything that would undo what somebody corrected since.
"""

from collections.abc import Callable, Iterable

from django.db import transaction

from rihai.audit import actions as audit
from rihai.audit.actions import Actor
from rihai.directory import reference
from rihai.directory.models import Agency, Place


@transaction.atomic
def load_reference(*, by: Actor | None) -> int:
    """Add the places and agencies that are missing; returns how many. What is there already stays as it is.

    Only the other names of a place are brought up to date: nobody edits them here, and a name learned later
    must be understood in installations that are older.
    """
    added = sum(_add_places(rows) for rows in (_countries, reference.states, reference.districts, reference.towns))
    added += _add_agencies([*reference.police(), *reference.organisations()])
    renamed = _refresh_names(reference.districts) + _refresh_names(reference.towns)
    if added or renamed:
        audit.record("directory.reference_loaded", by=by, rows=added, renamed=renamed)
    return added


def _countries(known: dict[str, Place]) -> Iterable[Place]:
    return reference.countries()


def _add_places(rows: Callable[[dict[str, Place]], Iterable[Place]]) -> int:
    known = {place.code: place for place in Place.objects.all()}
    new = [place for place in rows(known) if place.code not in known]
    Place.objects.bulk_create(new)
    return len(new)


def _refresh_names(rows: Callable[[dict[str, Place]], Iterable[Place]]) -> int:
    known = {place.code: place for place in Place.objects.all()}
    changed = []
    for row in rows(known):
        place = known.get(row.code)
        if place is not None and place.other_names != row.other_names:
            place.other_names = row.other_names
            changed.append(place)
    Place.objects.bulk_update(changed, ["other_names"])
    return len(changed)


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
