"""The mark "do not route": proposed by one, confirmed by another, never without an end; taken back by two as well.

The mark is one organisation's own judgement about an agency. It is told to nobody outside, the agency included.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.audit import actions as audit
from rihai.directory.facts import MarkFacts
from rihai.directory.locks import locked
from rihai.directory.models import Agency, RouteMark
from rihai.directory.permissions import check_can_confirm_mark, check_can_restrict
from rihai.directory.staff import Staff, organisation_of
from rihai.lib.workflow import NotPossible
from rihai.vault.keys import new_data_key

LONGEST: Final = timedelta(days=366)


@transaction.atomic
def propose_mark(agency: Agency, *, facts: MarkFacts, by: Staff) -> RouteMark:
    """Propose that nobody here is sent to this agency for a time. It counts once a second person agrees."""
    agency = locked(agency)
    check_can_restrict(by, agency)
    today = timezone.localdate()
    if not today < facts.expires_on <= today + LONGEST:
        raise NotPossible(_("A mark ends within a year. Choose a day after today."))
    marks = RouteMark.objects.select_for_update(of=("self",)).filter(agency=agency, organisation_id=by.organisation_id)
    standing = marks.filter(ended_at=None).first()
    if standing is not None and standing.expires_on >= today:
        return standing
    if standing is not None:
        # It ran out by itself; whoever proposes the next one only closes the row.
        _end(standing, by)
    organisation = organisation_of(by)
    mark = RouteMark(
        agency=agency,
        organisation_id=organisation,
        data_key=new_data_key(agencies=[organisation]),
        ground=facts.ground,
        basis=facts.basis,
        expires_on=facts.expires_on,
        proposed_by_id=by.uid,
    )
    mark.save(force_insert=True)
    audit.record("route_mark.proposed", by=by, subject=mark, agency=agency.uid)
    return mark


@transaction.atomic
def confirm_mark(mark: RouteMark, *, by: Staff) -> RouteMark:
    """The second person agrees: from now on the agency is offered to nobody here."""
    mark = _locked_mark(mark, by)
    check_can_confirm_mark(by, mark)
    if mark.confirmed_at is None and mark.ended_at is None:
        mark.confirmed_at, mark.confirmed_by_id = timezone.now(), by.uid
        mark.save(update_fields=["confirmed_at", "confirmed_by"])
        audit.record("route_mark.confirmed", by=by, subject=mark, agency=mark.agency_id)
    return mark


@transaction.atomic
def end_mark(mark: RouteMark, *, by: Staff) -> RouteMark:
    """Decline what is proposed; what two people set in force is taken back by two, one after the other."""
    mark = _locked_mark(mark, by)
    check_can_restrict(by, mark.agency)
    if mark.is_in_force and mark.ending_by_id is None:
        mark.ending_at, mark.ending_by_id = timezone.now(), by.uid
        mark.save(update_fields=["ending_at", "ending_by"])
        audit.record("route_mark.ending_proposed", by=by, subject=mark, agency=mark.agency_id)
    elif mark.ended_at is None and not (mark.is_in_force and mark.ending_by_id == by.uid):
        _end(mark, by)
    return mark


def _locked_mark(mark: RouteMark, by: Staff) -> RouteMark:
    rows = RouteMark.objects.visible_to(by).select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=mark.pk)


def _end(mark: RouteMark, by: Staff) -> None:
    mark.ended_at, mark.ended_by_id = timezone.now(), by.uid
    mark.save(update_fields=["ended_at", "ended_by"])
    audit.record("route_mark.ended", by=by, subject=mark, agency=mark.agency_id)
