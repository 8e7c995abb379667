"""Asking all organisations whether somebody is held.

Here: the search record, its budget, its end. Saving one does the same work whether or not anybody is held: it writes
a row and an entry for the matcher, which compares later, somewhere else. Not here: what a holder makes of it.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.reasons import check_reason, keep_reason
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.lib.codes import Reference, new_reference
from rihai.lib.workflow import NotPossible
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields, remove_entry, write_entry
from rihai.tracing.budgets import delay_after, left_today
from rihai.tracing.match_permissions import check_can_ask, check_can_end_search
from rihai.tracing.models.asking import SearchRecord
from rihai.vault.keys import new_data_key

RUNS: timedelta = timedelta(days=60)
OWN = (Compartment.RECORD, Compartment.IDENTITY)


@dataclass(frozen=True, repr=False)
class SearchFacts:
    """Who is sought, for which purpose, and why in her own words."""

    fields: EntryFields
    purpose: SearchRecord.Purpose
    why: str


@transaction.atomic
def ask_all(*, facts: SearchFacts, by: User) -> SearchRecord:
    """One question to everybody. More than a day allows is refused before anything is compared."""
    check_can_ask(by)
    # Two questions sent at once are counted one after the other.
    organisation = Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    asked_before = _check_budget(by, organisation.uid)
    now, why = timezone.now(), check_reason(facts.why)
    search = SearchRecord(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.SEARCH),
        purpose=facts.purpose,
        why=why,
        asked=facts.fields.as_json(),
        asked_at=now,
        asked_by=by,
        may_be_child=facts.fields.may_be_child(timezone.localdate()),
        ends_at=now + RUNS,
    )
    search.save()
    # Whoever reviews openings reads it on the same page as those.
    keep_reason(why, about=search, by=by)
    grant(search, to=by, compartments=OWN, basis=Grant.Basis.ASSIGNED, by=by)
    kind, wait = SearchEntry.Kind.MISSING, delay_after(asked_before)
    write_entry(search, fields=facts.fields, kind=kind, not_before=now + wait)
    audit.record("search.asked", by=by, subject=search, purpose=str(facts.purpose))
    return search


@transaction.atomic
def end_search(search: SearchRecord, *, by: User) -> SearchRecord:
    """Nobody is compared with it any more."""
    search = get_visible(SearchRecord.objects.select_for_update(of=("self",)), by, search.uid, "search.end")
    check_can_end_search(by, search)
    if search.ended_at is not None:
        raise NotPossible(_("This search has ended already."))
    search.ended_at, search.ended_by = timezone.now(), by
    search.save(update_fields=["ended_at", "ended_by"])
    remove_entry(search)
    audit.record("search.ended", by=by, subject=search)
    return search


@transaction.atomic
def let_old_searches_go(*, by: User | None) -> int:
    """Those whose time is over are compared with nobody any more; the question itself stays on record."""
    running = SearchEntry.objects.in_force().filter(subject_label="tracing.searchrecord").values("subject_uid")
    over = list(SearchRecord.objects.filter(ended_at=None, ends_at__lte=timezone.now(), pk__in=running))
    for search in over:
        remove_entry(search)
        audit.record("search.ran_out", by=by, subject=search)
    return len(over)


def _check_budget(by: User, organisation: UUID) -> int:
    """How many the organisation has asked today; raises when she or it may ask no more."""
    left = left_today(by, organisation)
    if left.is_used_up:
        words = _("The searches of today are used up. Ask the data officer if this one cannot wait until tomorrow.")
        raise Refused("search.ask", words=str(words))
    return left.asked_by_organisation
