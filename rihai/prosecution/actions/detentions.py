"""Somebody is kept in a home: the order, her wish, the end. Held against her will, it is owed until she is free.

A child by the record is written down too, and owed at once whatever the order says or anybody wishes.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.cases.erasing.gone import check_not_erased
from rihai.lib.text import normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.prosecution.facts.survivor_facts import DetentionFacts
from rihai.prosecution.models import Detention, LegalCaseSurvivor
from rihai.prosecution.owing.survivor_owed import remind_of_detention
from rihai.prosecution.survivor_permissions import lock_with


@transaction.atomic
def record_detention(survivor: LegalCaseSurvivor, *, facts: DetentionFacts, by: User) -> Detention:
    legal_case = lock_with(survivor, by)
    check_not_erased(survivor.case)
    survivor = legal_case.survivors.select_related("case__person", "legal_case__organisation").get(pk=survivor.pk)
    row = Detention(survivor=survivor, data_key=legal_case.data_key, recorded_by=by)
    _set(row, facts)
    row.save()
    remind_of_detention(row, by=by)
    audit.record("legal.detention_recorded", by=by, subject=legal_case, detention=row.uid)
    return row


@transaction.atomic
def update_detention(detention: Detention, *, facts: DetentionFacts, by: User) -> Detention:
    """Another order, the report, her wish."""
    legal_case = lock_with(detention.survivor, by)
    check_not_erased(detention.survivor.case)
    row = _open(detention, by)
    _set(row, facts)
    row.save()
    remind_of_detention(row, by=by)
    audit.record("legal.detention_updated", by=by, subject=legal_case, detention=row.uid)
    return row


@transaction.atomic
def end_detention(detention: Detention, *, end: Detention.End, on: date, by: User) -> Detention:
    """She was released, or stays because she wishes to. Nothing else ends it: time does not."""
    legal_case = lock_with(detention.survivor, by)
    row = _open(detention, by)
    if end == Detention.End.CONSENT and row.wish != Detention.Wish.STAY:
        raise NotPossible(_("Record first that the wish is to stay, and on which day that was said."))
    if end == Detention.End.CONSENT and row.is_of_child:
        raise NotPossible(_("By the record this is a child. Write down on which day the custody ended."))
    if on < row.began_on:
        raise NotPossible(_("The end cannot be before the beginning. Look at both days."))
    row.end, row.ended_on = end, on
    row.save(update_fields=["end", "ended_on"])
    remind_of_detention(row, by=by)
    audit.record("legal.detention_ended", by=by, subject=legal_case, detention=row.uid)
    return row


def _open(detention: Detention, by: User) -> Detention:
    rows = Detention.objects.select_related("survivor__legal_case__organisation", "survivor__case__person")
    row = get_visible(rows, by, detention.uid, "legal.record")
    if row.end:
        raise NotPossible(_("This has ended. If somebody is kept again, record it anew."))
    return row


def _set(row: Detention, facts: DetentionFacts) -> None:
    if facts.until and facts.until < facts.began_on:
        raise NotPossible(_("The end cannot be before the beginning. Look at both days."))
    row.basis, row.began_on, row.court = facts.basis, facts.began_on, facts.court
    row.until, row.report, row.review_on = facts.until, facts.report, facts.review_on
    is_asked = facts.wish != Detention.Wish.NOT_ASKED
    row.wish, row.wish_on = facts.wish, (facts.wish_on or timezone.localdate()) if is_asked else None
    row.note = normalise_lines(facts.note)
