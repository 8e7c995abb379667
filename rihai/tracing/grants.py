"""Who may open a missing report or a found record with its person: the officer, the desk, for some days the writer."""

from datetime import datetime
from typing import Final

from django.db import models
from django.utils import timezone

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import Desk, User
from rihai.people.actions import RECORDER_KEEPS
from rihai.people.models import Person, Source
from rihai.tracing.models import FoundRecord, MissingReport

BOTH: Final = (Compartment.RECORD, Compartment.IDENTITY)
OF_REPORT: Final = (*BOTH, Compartment.SOURCE)
OF_SOURCE: Final = (Compartment.RECORD, Compartment.SOURCE)
OF_FOUND: Final = (*BOTH, Compartment.HOME_LOCATION)


def let_into_report(report: MissingReport, *, by: User) -> None:
    """Officer and desk for good; the writer for some days, unless nobody else is there."""
    holders = let_in_searchers(report, by=by)
    if by not in holders:
        _open_report(report, by, by, until=timezone.now() + RECORDER_KEEPS if holders else None)


def let_in_searchers(report: MissingReport, *, by: User) -> list[User | Desk]:
    holders = [one for one in (report.officer, report.desk) if one is not None]
    for holder in holders:
        _open_report(report, holder, by)
    return holders


def let_into_found(found: FoundRecord, desk: Desk | None, *, by: User) -> None:
    """Whoever wrote it down goes on working with it: a home has few colleagues."""
    for holder in (by, desk):
        if holder is not None:
            _open(found, holder, OF_FOUND, by)
            _open(found.person, holder, BOTH, by, origin=found)


def _open_report(report: MissingReport, holder: User | Desk, by: User, until: datetime | None = None) -> None:
    _open(report, holder, OF_REPORT, by, until=until)
    _open(report.person, holder, BOTH, by, until=until, origin=report)
    if report.reporter is not None:
        _open(report.reporter, holder, OF_SOURCE, by, until=until, origin=report)


def _open(
    subject: MissingReport | FoundRecord | Person | Source,
    holder: User | Desk,
    opened: tuple[Compartment, ...],
    by: User,
    *,
    until: datetime | None = None,
    origin: models.Model | None = None,
) -> None:
    basis = Grant.Basis.ASSIGNED if isinstance(holder, User) else Grant.Basis.DESK
    given_by = origin if isinstance(origin, MissingReport | FoundRecord) else None
    grant(subject, to=holder, compartments=opened, basis=basis, by=by, until=until, origin=given_by)


def let_into_source(report: MissingReport, source: Source, *, by: User) -> None:
    for holder in (report.officer, report.desk):
        if holder is not None:
            _open(source, holder, OF_SOURCE, by, origin=report)
