"""Two entries that are one body: proposed with reasons, decided by a person, undone if that was wrong.

Nothing is moved or deleted. The merged entry keeps its history, reference and links; whoever follows one is led
to the entry that was kept, which shows both histories.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.audit import actions as audit
from rihai.directory.locks import locked
from rihai.directory.models import Agency, AgencyMerge
from rihai.directory.permissions import check_can_edit
from rihai.directory.rules.likeness import likeness
from rihai.directory.staff import Staff
from rihai.lib.workflow import NotPossible


@transaction.atomic
def propose_duplicate(agency: Agency, *, other: Agency, by: Staff) -> Agency:
    """Say that two entries may be one body, so that somebody compares them."""
    agency = locked(agency)
    check_can_edit(by, agency)
    if agency == other:
        raise NotPossible(_("An entry is no double of itself. Choose the other entry."))
    if agency.merged_into_id or other.merged_into_id:
        raise NotPossible(_("One of them was merged into another entry already. Choose that one."))
    if agency.possible_duplicate_of_id != other.pk:
        agency.possible_duplicate_of = other
        agency.save(update_fields=["possible_duplicate_of"])
        audit.record("agency.duplicate_proposed", by=by, subject=agency, other=other.uid)
    return agency


@transaction.atomic
def mark_distinct(agency: Agency, *, by: Staff) -> Agency:
    """A person decided that this entry and its possible double are two different bodies."""
    agency = locked(agency)
    check_can_edit(by, agency)
    other = agency.possible_duplicate_of
    if other is None:
        return agency
    _forget_proposals(agency, other)
    audit.record("agency.marked_distinct", by=by, subject=agency, other=other.uid)
    agency.possible_duplicate_of = None
    return agency


@transaction.atomic
def merge_agency(agency: Agency, *, into: Agency, by: Staff) -> Agency:
    """Decide that two entries are one body; `into` is the one that stays in the lists."""
    # Always in the same order, so that two people who merge the two at once wait for each other.
    rows = Agency.objects.select_for_update(of=("self",)).filter(pk__in=[agency.pk, into.pk]).order_by("pk")
    by_uid = {row.pk: row for row in rows}
    agency, into = by_uid[agency.pk], by_uid[into.pk]
    check_can_edit(by, agency)
    check_can_edit(by, into)
    if agency.merged_into_id == into.pk:
        return into
    _check_can_become_one(agency, into)
    agency.merged_into = into
    agency.save(update_fields=["merged_into"])
    _forget_proposals(agency, into)
    found = likeness(agency, into)
    merge = AgencyMerge.objects.create(
        kept=into, merged=agency, reasons=" ".join(found.reasons), merged_by_id=by.uid
    )  # fmt: skip
    audit.record("agency.merged", by=by, subject=agency, kept=into.uid, merge=merge.uid)
    return into


@transaction.atomic
def undo_merge(agency: Agency, *, by: Staff) -> Agency:
    """Both entries stand in the lists again, each with what it had. The decision and its end stay on record."""
    agency = locked(agency)
    check_can_edit(by, agency)
    kept = agency.merged_into
    if kept is None:
        return agency
    agency.merged_into = None
    agency.save(update_fields=["merged_into"])
    AgencyMerge.objects.filter(merged=agency, undone_at=None).update(undone_at=timezone.now(), undone_by=by.uid)
    audit.record("agency.merge_undone", by=by, subject=agency, kept=kept.uid)
    return agency


def _check_can_become_one(agency: Agency, into: Agency) -> None:
    if agency == into:
        raise NotPossible(_("An entry is no double of itself. Choose the other entry."))
    if agency.is_member or into.is_member:
        raise NotPossible(_("An organisation that works here is merged with nothing."))
    if into.merged_into_id or agency.merged_into_id:
        raise NotPossible(_("One of them was merged into another entry already. Undo that first."))
    if agency.merged_entries.exists():
        raise NotPossible(_("Other entries were merged into this one. Keep this one instead."))
    if agency.is_hidden != into.is_hidden:
        raise NotPossible(_("Of one of them nobody may know where it is. Correct the kind first."))


def _forget_proposals(one: Agency, other: Agency) -> None:
    Agency.objects.filter(pk=one.pk, possible_duplicate_of=other).update(possible_duplicate_of=None)
    Agency.objects.filter(pk=other.pk, possible_duplicate_of=one).update(possible_duplicate_of=None)
