"""What an agency is responsible for, and its opening hours."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from rihai.audit import actions as audit
from rihai.directory.locks import locked
from rihai.directory.models import Agency, Jurisdiction, OpeningHours, Place
from rihai.directory.permissions import check_can_edit
from rihai.directory.rules.hours import Span
from rihai.directory.staff import Staff


@transaction.atomic
def add_area(agency: Agency, *, place: Place | None, area: str, source: str, by: Staff) -> Jurisdiction:
    """Say that an agency is responsible for a place, an area by its own name, or an area within a place."""
    agency = locked(agency)
    check_can_edit(by, agency)
    known, is_new = Jurisdiction.objects.get_or_create(
        agency=agency, place=place, area=area, ended_at=None, defaults={"source": source, "added_by_id": by.uid}
    )
    if is_new:
        audit.record("agency.area_added", by=by, subject=agency, area=known.uid)
    return known


@transaction.atomic
def end_area(area: Jurisdiction, *, by: Staff) -> Jurisdiction:
    """The agency is not responsible there any more. The row stays, with who ended it."""
    agency = locked(area.agency)
    check_can_edit(by, agency)
    area = Jurisdiction.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if area.ended_at is None:
        area.ended_at, area.ended_by_id = timezone.now(), by.uid
        area.save(update_fields=["ended_at", "ended_by"])
        audit.record("agency.area_ended", by=by, subject=agency, area=area.uid)
    return area


@transaction.atomic
def set_hours(agency: Agency, *, spans: Collection[Span], by: Staff) -> Agency:
    """State the whole week anew; no spans: not known."""
    agency = locked(agency)
    check_can_edit(by, agency)
    rows = agency.hours.all()
    if {Span(row.weekday, row.opens, row.closes) for row in rows} == set(spans):
        return agency
    rows.delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(agency=agency, weekday=span.weekday, opens=span.opens, closes=span.closes)
        for span in sorted(set(spans))
    )
    audit.record("agency.hours_set", by=by, subject=agency, spans=len(set(spans)))
    return agency
