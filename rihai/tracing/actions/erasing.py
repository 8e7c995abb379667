"""What was written while somebody was sought or found goes with her. Not here: who asks and who agrees (`web.erasing`).

What possible matches said of her ends with the keys, by the matcher (`proposing`).
"""

from django.db import transaction

from rihai.access.drafts.erasing import erase_drafts
from rihai.access.files.erasing import erase_kept
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.duties.actions import cancel_duties
from rihai.duties.erasing import erase_reasons
from rihai.people.models import Person
from rihai.people.search_entries import remove_entry
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.vault.keys import destroy_data_key


@transaction.atomic
def erase_searches(person: Person, *, by: User) -> int:
    """Reports and found records under keys of their own, with their photos."""
    reports: list[MissingReport | FoundRecord] = list(person.missing_reports.select_related("data_key"))
    records = [*reports, *person.found_records.select_related("data_key")]
    for record in records:
        _erase(record, by)
    asked = (*person.potential_matches.all(), *person.again_proposals.all())
    erase_reasons([one.uid for one in (*records, *asked)])
    return len(records)


def _erase(record: MissingReport | FoundRecord, by: User) -> None:
    erase_kept(record.photos.all())
    remove_entry(record)
    erase_drafts([record.uid])
    if record.data_key is not None:
        destroy_data_key(record.data_key)
    cancel_duties(None, subject=record, by=by)
    audit.record("report.erased" if isinstance(record, MissingReport) else "found.erased", by=by, subject=record)
