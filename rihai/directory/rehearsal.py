"""What rows of a file would do to the directory, found by comparing: nothing is written, nobody waits.

It says what `actions/importing.py` does; a test compares the two. Not here: reading the file (`importing.py`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from rihai.directory.actions.importing import ADDED, CHANGED, UNCHANGED
from rihai.directory.facts import AgencyFacts, ImportResult, ImportRow, Reject
from rihai.directory.models import Agency, AgencyContact
from rihai.directory.rows import merged, problem_of
from rihai.directory.staff import Staff
from rihai.directory.workflow import ContactStatus

PROPOSED: Final = "proposed"
Known = dict[UUID, list[AgencyContact]]


def rehearse(rows: Sequence[ImportRow], *, by: Staff) -> ImportResult:
    """The counts and refusals of taking these rows in."""
    agencies = {agency.ref: agency for agency in Agency.objects.filter(ref__in=[row.ref for row in rows])}
    known = _contacts_of(agencies.values())
    counts: Counter[str] = Counter()
    rejects = []
    for row in rows:
        agency = agencies.get(row.ref)
        problem = problem_of(row, agency, by)
        if problem:
            rejects.append(Reject(row.line, row.ref, problem))
            continue
        counts[_what(row, agency)] += 1
        refused = list(_refused(row, known.get(agency.pk, []) if agency else []))
        rejects += [Reject(row.line, row.ref, words) for words in refused if words]
        counts[PROPOSED] += sum(not words for words in refused)
    return ImportResult(counts[ADDED], counts[CHANGED], counts[UNCHANGED], counts[PROPOSED], tuple(rejects))


def _what(row: ImportRow, agency: Agency | None) -> str:
    if agency is None:
        return ADDED
    facts = merged(agency, row.facts)
    is_same = all(getattr(facts, name) == getattr(agency, name) for name in AgencyFacts.__dataclass_fields__)
    return UNCHANGED if is_same else CHANGED


def _contacts_of(agencies: Iterable[Agency]) -> Known:
    known: Known = {}
    rows = AgencyContact.objects.known().filter(agency__in=list(agencies), is_personal=False)
    for contact in rows:
        known.setdefault(contact.agency_id, []).append(contact)
    return known


def _refused(row: ImportRow, known: Sequence[AgencyContact]) -> Iterator[str]:
    """For each contact that is not known yet: empty if it would be proposed, else why it would not."""
    for facts in row.contacts:
        same_role = [one for one in known if (one.role, one.channel) == (facts.role, facts.channel)]
        if all(one.value != facts.value for one in same_role):
            yield _waiting(same_role)


def _waiting(same_role: Sequence[AgencyContact]) -> str:
    """Which one a change replaces is decided as in the action: the first in use."""
    old = next((one for one in same_role if one.status == ContactStatus.IN_FORCE), None)
    is_changing = old is not None and any(one.replaces_id == old.pk and one.is_waiting for one in same_role)
    return _("Another change of this contact is waiting. Confirm or stop it first.") if is_changing else ""
