"""Telling the matcher of records that were saved before it knew of their kind.

Here: writing their entries, few in one transaction. Not here: which they are (`selectors.unknown`), and how many in
one call (`workers`).
"""

import logging
from collections.abc import Sequence

from django.db import transaction

from rihai.access.machine import open_for_matching
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.actions import label_of
from rihai.people.locks import lock_people
from rihai.people.models import Person, SearchEntry
from rihai.people.search_entries import write_person_entry
from rihai.tracing.entries import Told, enter_found, enter_report
from rihai.tracing.models import FoundRecord, MissingReport
from rihai.tracing.selectors.unknown import KINDS, Record, unknown
from rihai.vault.errors import VaultError
from rihai.vault.sealed import Sealed

logger = logging.getLogger(__name__)

TOLD = ("guardian", "village", "marks")


@transaction.atomic
def tell_of_records(records: Sequence[Record], *, by: User | None) -> int:
    """Of each as saving it would tell today: how many. What was saved, ended or withdrawn meanwhile stays as it is."""
    told = sum(_is_told(one) for kind in KINDS for one in _still_unknown(kind, records))
    if records:
        audit.record("entries.filled_in", by=by, records=told, passed_over=len(records) - told)
    return told


def _still_unknown(kind: str, records: Sequence[Record]) -> list[Record]:
    """Locked, the person first as everywhere, and only then read: nobody changes them until they are told."""
    uids = [one.uid for one in records if label_of(one) == kind]
    if not uids:
        return []
    people = {one.uid if isinstance(one, Person) else one.person_id for one in records}
    lock_people(people)
    rows = unknown(kind).filter(pk__in=uids).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    return list(rows)


def _is_told(record: Record) -> bool:
    """One whose seal is broken is passed over: it must not keep everybody after it from being found."""
    try:
        with transaction.atomic():
            _tell(record)
    except (VaultError, ValueError, TypeError) as failure:
        logger.error("A %s could not be told to the matcher: %s", label_of(record), type(failure).__name__)
        return False
    return True


def _tell(record: Record) -> None:
    if isinstance(record, Person):
        write_person_entry(record)
    elif isinstance(record, MissingReport):
        enter_report(record, _opened(record))
    else:
        enter_found(record, _opened(record))
    # Nothing was said anew: whatever was planted meanwhile is not asked for by it.
    SearchEntry.objects.filter(subject_label=label_of(record), subject_uid=record.uid).update(changed_at=None)


def _opened(record: MissingReport | FoundRecord) -> Told:
    sealed = {name: getattr(record, name) for name in TOLD if isinstance(getattr(record, name), Sealed)}
    texts = open_for_matching(list(sealed.values()), organisation=record.organisation_id)
    return Told(**{name: text for name, text in zip(sealed, texts, strict=True) if isinstance(text, str)})
