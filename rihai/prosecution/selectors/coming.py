"""What comes next in a legal case: all that is owed in one list, the most urgent first, with the act that answers it.

Whoever is in danger stands before every date, a date of court or law before paper, and what is far away last. Made of
what its page has read already. Not here: by which act each is answered (`next_acts`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rihai.duties.rules import rule_or_gone
from rihai.duties.selectors import DutyRow
from rihai.prosecution.law.running import end_of
from rihai.prosecution.models import ClosureReport, Hearing, LegalCase, LegalQuestion, RefusalStep
from rihai.prosecution.owing.closure_duties import CLOSURE_HEARING
from rihai.prosecution.owing.court_duties import APPEAL, APPEAL_LOST
from rihai.prosecution.owing.owed import AFTER_COURT, PROTECTION_REVIEW, THREAT
from rihai.prosecution.owing.petition_duties import PETITION_FILE, PETITION_NEXT
from rihai.prosecution.owing.reminders import (
    CLOSURE,
    COPY,
    DEFAULT_BAIL,
    FIRST_REMAND,
    HEARING,
    LADDER,
    LADDER_END,
    NAME_LAWYER,
    NEXT_DATE,
    PREPARE,
    SECTIONS,
    TRANSFER,
)
from rihai.prosecution.owing.survivor_owed import CHILD_HELD, CUSTODY_ENDS, HELD, NO_ORDER, STEP_DAY
from rihai.prosecution.selectors.legal_case import LegalCasePage
from rihai.prosecution.selectors.next_acts import PETITIONS, WAYS, Act, acts_for, to
from rihai.prosecution.selectors.safety import Safety

# Long enough to prepare a survivor, and to file before a hearing.
SOON: Final = timedelta(days=14)
DANGER: Final = frozenset({THREAT, CHILD_HELD, HELD})
DATES: Final = frozenset(
    {
        *(DEFAULT_BAIL, FIRST_REMAND, CLOSURE, CLOSURE_HEARING, HEARING, PREPARE, NEXT_DATE, AFTER_COURT),
        *(APPEAL, APPEAL_LOST, PETITION_FILE, PETITION_NEXT, STEP_DAY, NO_ORDER, CUSTODY_ENDS, PROTECTION_REVIEW),
    }
)


# What to do, where the page knows it better than the rule that all legal cases share.
WHAT: Final[Mapping[str, str | Promise]] = MappingProxyType(
    {
        NAME_LAWYER: gettext_lazy(
            "Nobody represents the survivor yet. A lawyer of this house, a volunteer or the legal services authority"
            " can be asked."
        ),
        LADDER: gettext_lazy("Police refused. Take the next step below: a refusal that nobody answers stays."),
        CLOSURE: gettext_lazy(
            "The police want to close the case. Speak with the lawyer now about what can be filed: do not wait."
        ),
        COPY: gettext_lazy("Ask for the copy of the FIR. With it the lawyer can see which sections are named."),
        LADDER_END: gettext_lazy("Ask the lawyer how far it is, and write down what came of it."),
        TRANSFER: gettext_lazy("Ask both stations where the zero FIR is now, and under which number."),
        SECTIONS: gettext_lazy("The copy is there, and nobody has compared the facts with the sections yet."),
    }
)


class Rank(IntEnum):
    DANGER = 0
    DATE = 1
    PAPER = 2
    LATER = 3


@dataclass(frozen=True)
class Item:
    """`rows`: what is owed that it stands for; `rule`: by which rule, where it is a single one."""

    rank: Rank
    due: datetime | None
    title: str | Promise
    what: str | Promise = ""
    acts: tuple[Act, ...] = ()
    rows: tuple[DutyRow, ...] = ()
    rule: str = ""

    @property
    def order(self) -> tuple[Rank, datetime]:
        return self.rank, self.due or timezone.now()

    @property
    def who(self) -> str:
        names = (str(one.duty.owner.display_name if one.duty.owner else one.duty.desk) for one in self.rows)
        return ", ".join(dict.fromkeys(names))

    @property
    def wants_check(self) -> bool:
        """Only a lawyer does it; the others ask for it."""
        return self.rule == SECTIONS

    @property
    def is_far(self) -> bool:
        return self.rank is Rank.LATER

    @property
    def is_late(self) -> bool:
        """The day itself: a warning before it that nobody has ticked off is not yet a day that was missed."""
        return any(one.is_overdue for one in self.rows) and self.order[1] <= timezone.now()

    @property
    def ticked(self) -> DutyRow | None:
        """What whoever looks may tick off here: only beside the words of the rule, which say when a tick is right."""
        says_when = self.rule and self.rule not in WHAT and not self.is_far
        return next((one for one in self.rows if one.may_complete), None) if says_when else None


@dataclass(frozen=True)
class Coming:
    items: tuple[Item, ...]
    # A lawyer was asked for the check of the sections already.
    check_is_asked: bool

    @property
    def is_danger(self) -> bool:
        return any(one.rank is Rank.DANGER for one in self.items)


def coming_of(page: LegalCasePage, safety: Safety, *, may_name: bool) -> Coming:
    """`may_name`: whether whoever looks may name a lawyer."""
    said = [*_of_people(page, safety), *_of_bail(page), *_of_closures(page), *_of_hearings(page), *_of_appeals(page)]
    told = {row.duty.pk for one in said for row in one.rows}
    rest = [row for row in page.duties if row.duty.pk not in told]
    items = [*said, *(_of_duty(row, page) for row in rest), *_owed_by_nobody(page)]
    if not may_name:
        items = [replace(one, acts=()) if one.rule == NAME_LAWYER else one for one in items]
    return Coming(tuple(sorted(items, key=lambda one: one.order)), _is_asked(page.legal_case))


def _of_people(page: LegalCasePage, safety: Safety) -> Iterator[Item]:
    rows = _rows(page, THREAT)
    if safety.unanswered:
        words = _("Somebody may be harmed today.") if safety.is_crisis else _("A threat has no answer yet.")
        url = reverse("prosecution:protection", args=[page.legal_case.pk])
        acts = (Act(_("Look at the threat and say what was done"), url),)
        yield Item(Rank.DANGER, _earliest(rows), words, acts=acts, rows=rows)
    if held := _rows(page, CHILD_HELD):
        words = _("By the record a child is kept in a home: call a lawyer now.")
        yield Item(Rank.DANGER, _earliest(held), words, acts=acts_for(held[0], page.legal_case), rows=held)


def _of_bail(page: LegalCasePage) -> Iterator[Item]:
    """The earliest of those in custody, from the first warning on; past it too, until a charge sheet comes."""
    today = timezone.localdate()
    running = [one.default_bail for one in page.accused if one.default_bail]
    safe = min((one.safe for one in running if min(one.warn_days) <= today), default=None)
    if safe is None:
        return
    said = {"day": _day(safe)}
    title = (
        _("Default bail may have accrued after %(day)s.")
        if safe < today
        else _("Default bail may accrue after %(day)s.")
    )
    what = _("Ask the investigating officer today whether the charge sheet is filed.")
    acts = tuple(to(page.legal_case, way) for way in WAYS[DEFAULT_BAIL])
    yield Item(Rank.DATE, end_of(safe), title % said, what, acts, _rows(page, DEFAULT_BAIL))


def _of_closures(page: LegalCasePage) -> Iterator[Item]:
    today = timezone.localdate()
    for one in page.legal_case.closure_reports.all():
        if rows := tuple(row for row in _rows(page, CLOSURE) if row.duty.detail == one.pk.hex):
            title = _("The closure report of %(day)s has no answer yet.") % {"day": _day(one.filed_on)}
            what = _("Speak with the lawyer today about what can be filed.")
            yield Item(Rank.DATE, _earliest(rows), title, what, _protest(page.legal_case, one), rows)
        if one.hearing_on and today <= one.hearing_on <= today + SOON:
            title = _("The court hears of the closure report: %(day)s.") % {"day": _day(one.hearing_on)}
            what = _("A protest petition should be there before that day.")
            heard = tuple(row for row in _rows(page, CLOSURE_HEARING) if row.duty.detail.startswith(one.pk.hex))
            yield Item(Rank.DATE, end_of(one.hearing_on), title, what, (to(page.legal_case, PETITIONS),), heard)


def _protest(legal_case: LegalCase, report: ClosureReport) -> tuple[Act, ...]:
    url = reverse("prosecution:petition_new", args=[legal_case.pk])
    begin = Act(_("Begin a protest petition"), f"{url}?kind=protest&closure={report.pk}")
    return begin, to(legal_case, PETITIONS)


def _of_hearings(page: LegalCasePage) -> Iterator[Item]:
    """The days in court within two weeks that this reader may know of; today's too, whatever the hour."""
    today = timezone.localdate()
    for hearing in (one.row for one in page.hearings if one.row.is_to_come):
        if not today <= timezone.localdate(hearing.at) <= today + SOON:
            continue
        at = date_format(timezone.localtime(hearing.at), "DATETIME_FORMAT")
        title = _("In court: %(at)s, %(purpose)s.") % {"at": at, "purpose": hearing.get_purpose_display()}
        rows = tuple(row for row in _rows(page, HEARING) if row.duty.subject_uid == hearing.pk)
        yield Item(Rank.DATE, hearing.at, title, acts=_before(hearing), rows=rows)


def _before(hearing: Hearing) -> tuple[Act, ...]:
    if hearing.at <= timezone.now():
        return (Act(_("How did it go?"), reverse("prosecution:hearing_outcome", args=[hearing.pk])),)
    prepare = Act(_("Prepare"), reverse("prosecution:hearing_prepare", args=[hearing.pk]))
    return prepare, Act(_("Plan the day"), reverse("prosecution:court_day_list", args=[hearing.pk]))


def _of_appeals(page: LegalCasePage) -> Iterator[Item]:
    """By our own day for deciding about it, which keeps to the law's."""
    for row in _rows(page, APPEAL):
        day = timezone.localdate(row.duty.due_at)
        title = _("Decide by %(day)s whether to appeal.") % {"day": _day(day)}
        yield Item(_rank(row), row.duty.due_at, title, row.rule.help, acts_for(row, page.legal_case), (row,), APPEAL)


def _of_duty(row: DutyRow, page: LegalCasePage) -> Item:
    due, rule = row.duty.put_off_until if row.is_resting else row.duty.due_at, row.duty.rule
    acts = _of_ladder(row, page) if rule == LADDER_END else acts_for(row, page.legal_case)
    return Item(_rank(row), due, row.title, WHAT.get(rule, row.rule.help), acts, (row,), rule)


def _of_ladder(row: DutyRow, page: LegalCasePage) -> tuple[Act, ...]:
    """All steps are taken: the latest that has no answer yet."""
    steps = [step.row for one in page.refusals if one.row.pk.hex == row.duty.detail for step in one.steps]
    waiting = [step for step in steps if step.answer == RefusalStep.Answer.WAITING]
    return tuple(
        Act(_("What came of it?"), reverse("prosecution:refusal_step_answer", args=[step.pk])) for step in waiting[-1:]
    )


def _rank(row: DutyRow) -> Rank:
    rule = row.duty.rule
    if rule in DANGER:
        return Rank.DANGER
    if row.is_resting or row.duty.due_at > timezone.now() + SOON:
        return Rank.LATER
    return Rank.DATE if rule in DATES else Rank.PAPER


def _owed_by_nobody(page: LegalCasePage) -> Iterator[Item]:
    """What the page itself says is missing, where no duty says it."""
    legal_case = page.legal_case
    missing = {NAME_LAWYER: not page.has_lawyer, COPY: legal_case.awaits_copy, TRANSFER: legal_case.awaits_transfer}
    for code in (code for code, is_missing in missing.items() if is_missing and not _rows(page, code)):
        acts = tuple(to(legal_case, way) for way in WAYS[code])
        yield Item(Rank.PAPER, None, rule_or_gone(code).title, WHAT[code], acts, rule=code)


def _rows(page: LegalCasePage, rule: str) -> tuple[DutyRow, ...]:
    return tuple(row for row in page.duties if row.duty.rule == rule)


def _earliest(rows: tuple[DutyRow, ...]) -> datetime | None:
    return min((row.duty.due_at for row in rows), default=None)


def _is_asked(legal_case: LegalCase) -> bool:
    """That a question waits is no secret here; its words are."""
    waiting = legal_case.questions.filter(LegalQuestion.WAITS)
    return waiting.filter(topic=LegalQuestion.Topic.SECTIONS).exists()


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
