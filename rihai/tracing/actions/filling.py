"""Telling the matcher of records that were saved before it knew of their kind.

Here: writing their entries, few in one transaction. Not here: which they are (`selectors.unknown`), and how many in
one call (`workers`).
"""

from collections.abc import Sequence

from django.db import transaction

from rihai.access.machine import open_for_matching
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import label_of
from rihai.people.models import Person, SearchEntry
from rihai.people.search_entries import write_person_entry
from rihai.tracing.entries import Told, enter_found, enter_report
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.selectors.unknown import Record
from rihai.vault.sealed import Sealed

TOLD = ("guardian", "village", "marks")


@transaction.atomic
def tell_of_records(records: Sequence[Record], *, by: User | None) -> int:
    """Of each as saving it would tell today. One that somebody saved meanwhile is left as it is."""
    known = SearchEntry.objects.filter(subject_uid__in=[one.uid for one in records])
    told = set(known.values_list("subject_label", "subject_uid"))
    for one in records:
        if (label_of(one), one.uid) not in told:
            _tell(one)
    if records:
        audit.record("entries.filled_in", by=by, records=len(records))
    return len(records)


def _tell(record: Record) -> None:
    if isinstance(record, Person):
        write_person_entry(record)
    elif isinstance(record, MissingReport):
        enter_report(record, _opened(record))
    else:
        enter_found(record, _opened(record))


def _opened(record: MissingReport | FoundRecord) -> Told:
    sealed = {name: getattr(record, name) for name in TOLD if isinstance(getattr(record, name), Sealed)}
    texts = open_for_matching(list(sealed.values()), organisation=record.organisation_id)
    return Told(**{name: text for name, text in zip(sealed, texts, strict=True) if isinstance(text, str)})
