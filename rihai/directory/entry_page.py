"""Everything the page of one entry shows, with a constant number of queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rihai.directory.models import Agency, AgencyContact, Jurisdiction, RouteMark
from rihai.directory.permissions import can_confirm_contact, can_confirm_mark, can_edit, can_restrict, can_see_address
from rihai.directory.rules import hidden_kinds
from rihai.directory.rules.hours import Line, Span, is_always_open, is_open, lines_of, zone_of
from rihai.directory.rules.likeness import Likeness, likeness
from rihai.directory.selectors.entry import Entry
from rihai.directory.selectors.history import Happened, history_of
from rihai.directory.staff import Staff


@dataclass(frozen=True)
class ContactRow:
    """A contact in use with the change that waits for it, or a new one that waits."""

    contact: AgencyContact
    change: AgencyContact | None
    may_confirm: bool
    calls: int


@dataclass(frozen=True)
class Double:
    """An entry that may be the same body, with what speaks for it and against."""

    entry: Entry
    found: Likeness


@dataclass(frozen=True)
class Hours:
    """The week in words."""

    lines: list[tuple[str, str]]
    is_known: bool
    is_open_now: bool
    is_always_open: bool


@dataclass(frozen=True)
class Page:
    """One entry, with those merged into it."""

    entry: Entry
    merged: list[Agency]
    user: Staff

    @property
    def agency(self) -> Agency:
        return self.entry.agency

    @property
    def may_edit(self) -> bool:
        return can_edit(self.user, self.agency)

    @property
    def may_restrict(self) -> bool:
        return can_restrict(self.user, self.agency)

    @cached_property
    def family(self) -> list[Agency]:
        return [self.agency, *self.merged]

    @cached_property
    def areas(self) -> list[Jurisdiction]:
        if not self.entry.shows_address:
            return []
        rows = Jurisdiction.objects.filter(agency__in=self.family, ended_at=None)
        return list(rows.select_related("place", "added_by"))

    @cached_property
    def hours(self) -> Hours:
        return hours_of(self.agency)

    @cached_property
    def contacts(self) -> list[ContactRow]:
        return list(_contact_rows(self.family, self.user))

    @cached_property
    def units(self) -> list[Entry]:
        """Units of this office, and other offices at the same door."""
        rows = list(self.agency.units.current()) + list(_at_the_same_door(self.agency))
        if self.agency.parent is not None:
            rows.append(self.agency.parent)
        seen = {row.pk: row for row in rows if row.pk not in {one.pk for one in self.family}}
        return [_entry(row, self.user) for row in seen.values()]

    @cached_property
    def doubles(self) -> list[Double]:
        others = {self.agency.possible_duplicate_of, *self.agency.possible_duplicates.current()} - {None}
        return [
            Double(_entry(other, self.user), likeness(self.agency, other) if other else Likeness((), ()))
            for other in others
            if other is not None and other.merged_into_id is None
        ]

    @cached_property
    def marks(self) -> list[tuple[RouteMark, bool]]:
        """Marks of her organisation that stand, and whether she is the second person."""
        rows = RouteMark.objects.visible_to(self.user).open().filter(agency__in=self.family)
        return [
            (mark, mark.confirmed_at is None and can_confirm_mark(self.user, mark))
            for mark in rows.select_related("agency", "proposed_by", "confirmed_by", "ending_by")
        ]

    @cached_property
    def history(self) -> list[Happened]:
        marks = RouteMark.objects.visible_to(self.user).filter(agency__in=self.family)
        return history_of(self.family, marks=marks, user=self.user)


def page_of(agency: Agency, user: Staff) -> Page:
    return Page(_entry(agency, user), list(agency.merged_entries.all()), user)


def hours_of(agency: Agency) -> Hours:
    spans = [Span(row.weekday, row.opens, row.closes) for row in agency.hours.all()]
    lines = [(_days(line), _times(line)) for line in lines_of(spans)]
    if is_always_open(spans):
        lines = [(_("Every day"), _("Day and night"))]
    return Hours(lines, bool(spans), _is_open_now(agency, spans), is_always_open(spans))


def _is_open_now(agency: Agency, spans: Sequence[Span]) -> bool:
    """By the clock of the office. Where its country has several, or is not ours to know, only day and night counts."""
    zone = zone_of(agency.country, agency.state)
    if zone is None:
        return is_always_open(spans)
    return is_open(spans, timezone.localtime(timezone=ZoneInfo(zone) if zone else None))


def _days(line: Line) -> str:
    first, last = WEEKDAYS[line.first], WEEKDAYS[line.last]
    return str(first) if line.first == line.last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _times(line: Line) -> str:
    if line.is_all_day:
        return _("Day and night")
    return ", ".join(
        _("%(opens)s to %(closes)s") % {"opens": _clock(opens), "closes": _clock(closes)}
        for opens, closes in line.spans
    )


def _clock(at: time) -> str:
    return formats.time_format(at, "TIME_FORMAT")


def _contact_rows(family: Sequence[Agency], user: Staff) -> Iterator[ContactRow]:
    rows = AgencyContact.objects.visible_to(user).known().filter(agency__in=family)
    known = list(rows.select_related("agency", "proposed_by", "confirmed_by").prefetch_related("call_backs"))
    changes = {row.replaces_id: row for row in known if row.is_waiting and row.replaces_id}
    for row in known:
        if row.is_waiting and row.replaces_id:
            continue
        change = changes.get(row.pk) or (row if row.is_waiting else None)
        may_confirm = change is not None and change.status == "proposed" and can_confirm_contact(user, change)
        yield ContactRow(row, change, may_confirm, len(change.call_backs.all()) if change else 0)


def _at_the_same_door(agency: Agency) -> QuerySet[Agency]:
    """Only where the address says more than a place, and never homes: who is beside whom would tell where."""
    if not agency.address or not agency.pin_code or agency.is_hidden:
        return Agency.objects.none()
    same = Agency.objects.current().filter(pin_code=agency.pin_code, address=agency.address).exclude(pk=agency.pk)
    return same.exclude(kind__in=hidden_kinds())[:10]


def _entry(agency: Agency, user: Staff) -> Entry:
    return Entry(agency, shows_address=can_see_address(user, agency))
