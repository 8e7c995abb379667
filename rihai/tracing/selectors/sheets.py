"""What was asked of whom, how long ago, and what came of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from rihai.access.own import OwnPage
from rihai.tracing.models import MissingReport, RequestAnswer, RequestAsked, RequestSheet

# What says that nobody has to ask again for now.
SETTLED = (RequestAnswer.Answer.NOT_HERE, RequestAnswer.Answer.MAYBE)


@dataclass(frozen=True, repr=False)
class AskedOnPage:
    """One body with its latest answer; `text` is plain where this reader may open it."""

    asked: RequestAsked
    answer: RequestAnswer | None
    text: Any

    @property
    def days(self) -> int:
        """Since it was asked, or since it answered."""
        day = self.answer.answered_on if self.answer else timezone.localdate(self.asked.asked_at)
        return (timezone.localdate() - day).days

    @property
    def waits(self) -> bool:
        return self.answer is None or self.answer.answer not in SETTLED


@dataclass(frozen=True, repr=False)
class SheetOnPage:
    sheet: RequestSheet
    asked: tuple[AskedOnPage, ...]


def unanswered(report: MissingReport) -> QuerySet[RequestAsked]:
    """Bodies whose last asking nobody settled."""
    answers = RequestAnswer.objects.filter(
        asked__agency=OuterRef("agency"), asked__sheet__report=report, answer__in=SETTLED,
        recorded_at__gte=OuterRef("asked_at"),
    )  # fmt: skip
    return RequestAsked.objects.filter(~Exists(answers), sheet__report=report)


def answers_of(sheets: Iterable[RequestSheet]) -> list[RequestAnswer]:
    rows = RequestAnswer.objects.filter(asked__sheet__in=[one.pk for one in sheets])
    return list(rows.select_related("recorded_by", "asked__sheet").order_by("-recorded_at"))


def sheets_on_page(
    sheets: Iterable[RequestSheet], answers: Iterable[RequestAnswer], opened: OwnPage
) -> tuple[SheetOnPage, ...]:
    rows = list(sheets)
    latest: dict[UUID, RequestAnswer] = {}
    for one in answers:
        latest.setdefault(one.asked_id, one)
    by_sheet: dict[UUID, list[AskedOnPage]] = defaultdict(list)
    asked = RequestAsked.objects.filter(sheet__in=[one.pk for one in rows]).select_related("agency", "asked_by")
    for each in asked:
        answer = latest.get(each.pk)
        text = opened.value(answer, "text") if answer else None
        by_sheet[each.sheet_id].append(AskedOnPage(each, answer, text))
    return tuple(SheetOnPage(one, tuple(by_sheet[one.pk])) for one in rows)
