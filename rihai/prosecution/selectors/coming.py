"""What stands before every paper in a legal case: threat, child kept, default bail, closure report, court, appeal.

In this order, made of what its page has read already. Not here: what comes next with the paper itself (`_next`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from rihai.prosecution.models import ClosureReport, Hearing, LegalCase, LegalQuestion
from rihai.prosecution.owing.court_duties import APPEAL
from rihai.prosecution.owing.reminders import CLOSURE, SECTIONS
from rihai.prosecution.owing.survivor_owed import CHILD_HELD
from rihai.prosecution.selectors.legal_case import LegalCasePage
from rihai.prosecution.selectors.safety import Safety

# Long enough to prepare a survivor, and to file before a hearing.
SOON: Final = timedelta(days=14)


@dataclass(frozen=True)
class Coming:
    """`threats` without an answer; `bail_after`: the last safe day before default bail; `decide_by`: our own day for
    deciding about an appeal, which keeps to the law's.
    """

    threats: int
    is_crisis: bool
    # A child by the record is kept by an order, and has not come free.
    child_held: bool
    bail_after: date | None
    # Reports that nobody has answered; the one of which the court hears next.
    closures: tuple[ClosureReport, ...]
    closure_hearing: ClosureReport | None
    hearing: Hearing | None
    decide_by: date | None
    # The sections wait for a check, and a lawyer was asked for it already.
    wants_check: bool
    check_is_asked: bool

    @property
    def is_anything(self) -> bool:
        urgent = self.threats or self.child_held
        said = (urgent, self.bail_after, self.closures, self.closure_hearing, self.hearing, self.decide_by)
        return any(said)

    @property
    def is_bail_late(self) -> bool:
        return self.bail_after is not None and self.bail_after < timezone.localdate()


def coming_of(page: LegalCasePage, safety: Safety) -> Coming:
    appeal = next((one.duty for one in page.duties if one.duty.rule == APPEAL), None)
    decide_by = timezone.localdate(appeal.due_at) if appeal else None
    reports = list(page.legal_case.closure_reports.all())
    owed = {one.duty.detail for one in page.duties if one.duty.rule == CLOSURE}
    return Coming(
        threats=safety.unanswered,
        is_crisis=safety.is_crisis,
        child_held=any(one.duty.rule == CHILD_HELD for one in page.duties),
        bail_after=_bail_after(page),
        closures=tuple(one for one in reports if one.pk.hex in owed),
        closure_hearing=_next_of(reports),
        hearing=_next_day(page),
        decide_by=decide_by,
        wants_check=any(one.duty.rule == SECTIONS for one in page.duties),
        check_is_asked=_is_asked(page.legal_case),
    )


def _is_asked(legal_case: LegalCase) -> bool:
    """That a question waits is no secret here; its words are."""
    waiting = legal_case.questions.filter(LegalQuestion.WAITS)
    return waiting.filter(topic=LegalQuestion.Topic.SECTIONS).exists()


def _next_of(reports: list[ClosureReport]) -> ClosureReport | None:
    today = timezone.localdate()
    soon = [one for one in reports if one.hearing_on and today <= one.hearing_on <= today + SOON]
    return min(soon, key=lambda one: str(one.hearing_on), default=None)


def _bail_after(page: LegalCasePage) -> date | None:
    """The earliest of those in custody, from the first warning on; past it too, until a charge sheet comes."""
    today = timezone.localdate()
    running = [one.default_bail for one in page.accused if one.default_bail]
    return min((one.safe for one in running if min(one.warn_days) <= today), default=None)


def _next_day(page: LegalCasePage) -> Hearing | None:
    """The next day in court within two weeks that this reader may know of; today's too, whatever the hour."""
    today = timezone.localdate()
    rows = [one.row for one in page.hearings if one.row.is_to_come]
    soon = [one for one in rows if today <= timezone.localdate(one.at) <= today + SOON]
    return min(soon, key=lambda one: one.at, default=None)
