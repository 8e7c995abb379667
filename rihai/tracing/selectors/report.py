"""One missing report as one reader sees it. One reading opens what is her own work; everything else stays sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rihai.access.own import OWN_WORK, OwnPage, open_own
from rihai.access.reading import Because, Opened, OwnWork
from rihai.accounts.models import User
from rihai.duties.models import Duty
from rihai.duties.selectors import DutyRow, rows_for
from rihai.people.models import Person
from rihai.tracing.models import (
    MissingReport,
    ReporterCheck,
    ReportOutcome,
    ReportPhoto,
    RequestAnswer,
    Sighting,
    Telling,
    TellingConsent,
)
from rihai.tracing.rules import days_missing
from rihai.tracing.selectors.sheets import SheetOnPage, answers_of, sheets_on_page

ON_RECORD: Final = ("where", "circumstances", "clothing")
ON_IDENTITY: Final = ("marks", "companions", "phone", "guardian", "village")


@dataclass(frozen=True, repr=False)
class Row:
    """A row with its sealed words, plain where this reader may open them."""

    row: Any
    text: Any
    where: Any = None


@dataclass(frozen=True, repr=False)
class Happened:
    """One line of what was done; `text` is plain or sealed."""

    at: datetime
    title: str | Promise
    by: str
    text: Any = None


@dataclass(frozen=True, repr=False)
class ReportPage:
    report: MissingReport
    values: dict[str, Any]
    names: tuple[str, ...]
    reporter: Opened | None
    checks: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    sightings: tuple[Row, ...]
    sheets: tuple[SheetOnPage, ...]
    answers: tuple[Row, ...]
    consents: tuple[Row, ...]
    tellings: tuple[Row, ...]
    photo: ReportPhoto | None
    duties: list[DutyRow]
    is_open: bool
    needs_reason: bool

    @property
    def days(self) -> int:
        return days_missing(self.report.missing_since, timezone.localdate())

    @property
    def check(self) -> Row | None:
        return self.checks[0] if self.checks else None

    @property
    def is_verified(self) -> bool:
        return self.check is not None and self.check.row.result == ReporterCheck.Result.VERIFIED

    @property
    def outcome(self) -> Row | None:
        """How it ended, as it is known now."""
        return self.outcomes[0] if self.outcomes and not self.report.is_open else None

    @property
    def waiting(self) -> int:
        """Bodies that were asked and have not settled it."""
        return sum(one.waits for sheet in self.sheets for one in sheet.asked)

    @property
    def timeline(self) -> list[Happened]:
        """What was done, the latest first."""
        return sorted(_happened(self), key=lambda one: one.at, reverse=True)


def report_page(report: MissingReport, user: User, why: OwnWork | Because = OWN_WORK) -> ReportPage:
    names = list(report.person.names.all())
    checks = list(report.checks.select_related("checked_by"))
    outcomes = list(report.outcomes.select_related("recorded_by"))
    sightings = list(report.sightings.select_related("recorded_by", "place", "source"))
    sheets = list(report.sheets.select_related("made_by"))
    answers = answers_of(sheets)
    consents = list(report.consents.select_related("recorded_by"))
    tellings = list(report.tellings.select_related("told_by"))
    opened = open_own(
        (report, (*ON_RECORD, *ON_IDENTITY)),
        (names, ("text",)),
        (report.reporter, ("name", "contact")),
        (checks, ("how",)),
        (outcomes, ("how",)),
        (sightings, ("text", "where")),
        (answers, ("text",)),
        (consents, ("sentence",)),
        (tellings, ("words",)),
        by=user,
        why=why,
    )
    return ReportPage(
        report=report,
        values={name: opened.value(report, name) for name in (*ON_RECORD, *ON_IDENTITY)},
        names=tuple(plain.text for one in names if (plain := opened(one))),
        reporter=opened(report.reporter),
        checks=_rows(checks, "how", opened),
        outcomes=_rows(outcomes, "how", opened),
        sightings=tuple(Row(one, opened.value(one, "text"), opened.value(one, "where")) for one in sightings),
        sheets=sheets_on_page(sheets, answers, opened),
        answers=_rows(answers, "text", opened),
        consents=_rows(consents, "sentence", opened),
        tellings=_rows(tellings, "words", opened),
        photo=report.photos.filter(withdrawn_at=None).first(),
        duties=duties_about(report, user),
        is_open=opened(report) is not None,
        needs_reason=opened.needs_reason,
    )


def duties_about(subject: MissingReport | Person, user: User) -> list[DutyRow]:
    now = timezone.now()
    due = Duty.objects.open().filter(subject_uid=subject.pk, subject_label=subject._meta.label_lower)
    return rows_for(user, due.select_related("owner", "desk").order_by("due_at"), now)


def _rows(
    records: list[ReporterCheck]
    | list[ReportOutcome]
    | list[RequestAnswer]
    | list[TellingConsent]
    | list[Telling]
    | list[Sighting],
    field: str,
    opened: OwnPage,
) -> tuple[Row, ...]:
    return tuple(Row(one, opened.value(one, field)) for one in records)


def _happened(page: ReportPage) -> Iterator[Happened]:
    report = page.report
    yield Happened(report.reported_at, _("Reported missing"), report.reported_by.display_name)
    for one in page.checks:
        yield Happened(one.row.checked_at, one.row.get_result_display(), one.row.checked_by.display_name, one.text)
    for one in page.sightings:
        title = _("Sighting: %(certainty)s") % {"certainty": one.row.get_certainty_display()}
        yield Happened(one.row.recorded_at, title, one.row.recorded_by.display_name, one.text)
    for sheet in page.sheets:
        made = _("Request sheet %(code)s") % {"code": sheet.sheet.reference}
        yield Happened(sheet.sheet.made_at, made, sheet.sheet.made_by.display_name)
        for asked in sheet.asked:
            title = _("Asked: %(agency)s") % {"agency": asked.asked.agency.name}
            yield Happened(asked.asked.asked_at, title, asked.asked.asked_by.display_name)
    for one in page.answers:
        yield Happened(one.row.recorded_at, one.row.get_answer_display(), one.row.recorded_by.display_name, one.text)
    for one in page.tellings:
        yield Happened(one.row.told_at, _("The reporter was told"), one.row.told_by.display_name, one.text)
    for one in page.outcomes:
        title = one.row.get_kind_display() or _("The search was opened again")
        yield Happened(one.row.recorded_at, title, one.row.recorded_by.display_name, one.text)
