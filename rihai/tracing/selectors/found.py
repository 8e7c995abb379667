"""One found record, and the lists of reports and found records: coded facts only, so that no list opens a seal."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from rihai.access.own import OWN_WORK, open_own
from rihai.access.reading import Because, OwnWork
from rihai.accounts.models import User
from rihai.tracing.models import FoundPhoto, FoundRecord, MissingReport, RequestAsked
from rihai.tracing.workflow import FoundStatus, ReportStatus

ON_RECORD: Final = ("description", "clothing", "withdrawal_reason")
ON_IDENTITY: Final = ("guardian", "village", "marks")


@dataclass(frozen=True, repr=False)
class FoundPage:
    found: FoundRecord
    values: dict[str, Any]
    names: tuple[str, ...]
    photo: FoundPhoto | None
    is_open: bool
    needs_reason: bool


def found_page(found: FoundRecord, user: User, why: OwnWork | Because = OWN_WORK) -> FoundPage:
    names = list(found.person.names.all())
    fields = (*ON_RECORD, *ON_IDENTITY, "where")
    opened = open_own((found, fields), (names, ("text",)), by=user, why=why)
    return FoundPage(
        found=found,
        values={name: opened.value(found, name) for name in fields},
        names=tuple(plain.text for one in names if (plain := opened(one))),
        photo=found.photos.filter(withdrawn_at=None).first(),
        is_open=opened(found) is not None,
        needs_reason=opened.needs_reason,
    )


def reports_listed(user: User, tab: str) -> QuerySet[MissingReport]:
    """Those she may know of; the longest missing first, since they are forgotten first."""
    rows = MissingReport.objects.visible_to(user).select_related("officer", "desk", "place", "person__home_district")
    if tab == ReportStatus.ENDED:
        return rows.filter(status=ReportStatus.ENDED)
    rows = rows.filter(status=ReportStatus.OPEN).order_by("reported_at")
    if tab == "mine":
        return rows.filter(Q(officer=user) | Q(officer=None, desk__in=user.desk_uids) | Q(reported_by=user))
    if tab == "unasked":
        return rows.filter(~Exists(RequestAsked.objects.filter(sheet__report=OuterRef("pk"))))
    return rows


def found_listed(user: User, tab: str) -> QuerySet[FoundRecord]:
    rows = FoundRecord.objects.visible_to(user).select_related("place", "person__home_district", "recorded_by")
    return rows.filter(status=FoundStatus.WITHDRAWN if tab == FoundStatus.WITHDRAWN else FoundStatus.STANDS)
