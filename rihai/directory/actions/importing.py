"""Taking agencies from a file: added by reference, corrected when the file says something else.

A contact of the file that differs from the one in use becomes a proposal like any other: somebody else calls the
old number first. Reading the same file again changes nothing. Not here: reading and checking the file, or saying
beforehand what it would do (`rehearsal.py`).
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from rihai.audit import actions as audit
from rihai.directory.actions.area import add_area, set_hours
from rihai.directory.actions.contacts import propose_contact
from rihai.directory.actions.entries import add_agency, edit_agency
from rihai.directory.actions.merging import propose_duplicate
from rihai.directory.facts import AgencyFacts, ContactFacts, ImportResult, ImportRow, Reject
from rihai.directory.models import Agency
from rihai.directory.permissions import can_edit, check_can_add
from rihai.directory.rows import merged, problem_of
from rihai.directory.rules.likeness import likeness
from rihai.directory.staff import Staff
from rihai.lib.workflow import NotPossible

ADDED: Final = "added"
CHANGED: Final = "changed"
UNCHANGED: Final = "unchanged"


@transaction.atomic
def import_agencies(rows: Sequence[ImportRow], *, by: Staff) -> ImportResult:
    """Take the rows in; those that may not be taken are given back with the reason.

    Nobody else writes meanwhile, so whoever has many rows calls this for a few at a time.
    """
    check_can_add(by)
    known = {agency.ref: agency for agency in Agency.objects.filter(ref__in=[row.ref for row in rows])}
    counts: Counter[str] = Counter()
    rejects = []
    for row in rows:
        agency = known.get(row.ref)
        if problem := problem_of(row, agency, by):
            rejects.append(Reject(row.line, row.ref, problem))
            continue
        what, agency = _take(row, agency, by)
        counts[what] += 1
        counts["proposed"] += _take_contacts(agency, row, rejects, by)
    audit.record("directory.imported", by=by, added=counts[ADDED], changed=counts[CHANGED], rejected=len(rejects))
    return ImportResult(
        counts[ADDED], counts[CHANGED], counts[UNCHANGED], counts["proposed"], tuple(rejects)
    )  # fmt: skip


def _take(row: ImportRow, agency: Agency | None, by: Staff) -> tuple[str, Agency]:
    if agency is None:
        agency = add_agency(row.facts, by=by, ref=row.ref)
        _look_for_double(agency, by)
        what = ADDED
    else:
        before = _state(agency)
        agency = edit_agency(agency, facts=merged(agency, row.facts), by=by)
        what = UNCHANGED if _state(agency) == before else CHANGED
    for place in row.areas:
        add_area(agency, place=place, area="", source=row.facts.source, by=by)
    if row.spans:
        set_hours(agency, spans=row.spans, by=by)
    return what, agency


def _state(agency: Agency) -> list[object]:
    return [getattr(agency, name) for name in AgencyFacts.__dataclass_fields__]


def _take_contacts(agency: Agency, row: ImportRow, rejects: list[Reject], by: Staff) -> int:
    proposed = 0
    for facts in row.contacts:
        try:
            proposed += _take_contact(agency, facts, by)
        except NotPossible as error:
            rejects.append(Reject(row.line, row.ref, str(error)))
    return proposed


def _take_contact(agency: Agency, facts: ContactFacts, by: Staff) -> bool:
    """Whether there is a new proposal now."""
    rows = agency.contacts.filter(role=facts.role, channel=facts.channel, is_personal=False)
    if rows.known().filter(value=facts.value).exists():
        return False
    propose_contact(agency, facts=facts, replaces=rows.in_force().first(), by=by)
    return True


def _look_for_double(agency: Agency, by: Staff) -> None:
    """A proposal only, among entries of the same kind with the same PIN code or town."""
    near = Agency.objects.current().filter(kind=agency.kind, state__iexact=agency.state).exclude(pk=agency.pk)
    near = near.filter(pin_code=agency.pin_code) if agency.pin_code else near.filter(locality__iexact=agency.locality)
    for other in near[:20]:
        if can_edit(by, other) and likeness(agency, other).is_likely:
            propose_duplicate(agency, other=other, by=by)
            return
