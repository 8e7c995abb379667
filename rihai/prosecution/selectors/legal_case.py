"""One legal case as one reader sees it, and lists of legal cases: coded facts only, so that no list opens a seal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.duties.models import Duty
from rihai.duties.selectors import DutyRow, rows_for
from rihai.law.codes import provision_on
from rihai.law.entries import Entry, Provision, Remedy
from rihai.law.loading import Law
from rihai.law.sourcing import Sourcing
from rihai.offences.ladder import Rung
from rihai.prosecution.event_words import said
from rihai.prosecution.law.ladder import is_missing, next_due, next_rung, rung
from rihai.prosecution.law.law_country import elsewhere, has_law, law_for
from rihai.prosecution.law.law_read import law_read
from rihai.prosecution.law.procedure import code_told
from rihai.prosecution.law.sections import asked_back, meant, provisions_of
from rihai.prosecution.models import (
    AccusedState,
    Hearing,
    LegalCase,
    LegalCaseSurvivor,
    LegalEvent,
    LegalPart,
    Refusal,
    RefusalStep,
)
from rihai.prosecution.owing.belonging import records_of
from rihai.prosecution.protests import is_protested
from rihai.prosecution.rights.working import at_work
from rihai.prosecution.selectors.accused import AccusedOnPage, links_of, on_page
from rihai.prosecution.workflow import OVER, LegalStatus


@dataclass(frozen=True, repr=False)
class Happened:
    """One row of the timeline; `text` is plain or sealed. `now`: the day of the paper where it was put right since."""

    row: LegalEvent
    text: Any
    now: date | None


@dataclass(frozen=True)
class Section:
    """A section on the paper, with what its entry rests on."""

    provision: Provision
    sourcing: Sourcing

    @property
    def may_harm(self) -> bool:
        """A section that is, or may be, turned against whoever was trafficked."""
        return self.provision.harm in ("harms_victim", "possible")


@dataclass(frozen=True, repr=False)
class Climbed:
    """A step against a refusal; texts are plain or sealed."""

    row: RefusalStep
    rung: Rung
    text: Any
    answer_text: Any


@dataclass(frozen=True, repr=False)
class Refused:
    """A refusal with what was done about it, and what comes next."""

    row: Refusal
    text: Any
    steps: tuple[Climbed, ...]
    following: Rung | None

    @property
    def is_missing(self) -> bool:
        """A higher step was taken without the next one."""
        return self.following is not None and is_missing(self.following, {one.row.rung for one in self.steps})

    @property
    def wait_until(self) -> date | None:
        """While a step has no answer the next one waits for its day; one that is missing waits for nothing."""
        if self.is_missing or not any(one.row.answer == RefusalStep.Answer.WAITING for one in self.steps):
            return None
        return next_due({one.row.rung: one.row.taken_on for one in self.steps}, self.row.refused_on)

    @property
    def provision(self) -> str:
        """By the procedure code of the day on which they refused."""
        return provision_on(self.following.provision, self.row.refused_on) if self.following else ""

    @property
    def sourcing(self) -> Sourcing | None:
        """What the legal basis of the next step rests on; None where the law's data have none."""
        entry = self.following.entry if self.following else None
        return sourcing_of(entry) if entry else None


@dataclass(frozen=True, repr=False)
class HearingOnPage:
    row: Hearing
    note: Any


@dataclass(frozen=True)
class NotKnown:
    """Something on the paper that the law's data do not know, and what it may mean.

    `lacks_clause`: they know the section, and the paper does not say which clause of it.
    """

    written: str
    meant: str
    lacks_clause: bool


@dataclass(frozen=True)
class Survivor:
    """By code; `may_open`: whether whoever looks may see the case too."""

    row: LegalCaseSurvivor
    may_open: bool


@dataclass(frozen=True)
class PartOnPage:
    """`is_at_work`: whether this colleague can still open it."""

    row: LegalPart
    is_at_work: bool


@dataclass(frozen=True, repr=False)
class LegalCasePage:
    legal_case: LegalCase
    number: Any
    zero_number: Any
    cnr: Any
    sections: tuple[Section, ...]
    other_sections: Any
    not_known: tuple[NotKnown, ...]
    survivors: tuple[Survivor, ...]
    others: int
    parts: tuple[PartOnPage, ...]
    events: tuple[Happened, ...]
    refusals: tuple[Refused, ...]
    accused: tuple[AccusedOnPage, ...]
    hearings: tuple[HearingOnPage, ...]
    # Those of other survivors: this reader learns that they are, and neither day nor court.
    other_hearings: int
    duties: list[DutyRow]
    # A closure report that no petition answers yet.
    awaits_protest: bool

    @property
    def protest(self) -> tuple[Remedy, Sourcing] | None:
        """What the law's data say can be filed against a closure report, and what that rests on."""
        if not self.awaits_protest or not self.has_law:
            return None
        law = law_for(self.legal_case)
        remedy = law.law.remedies["protest"]
        return remedy, law.sourcing_of(remedy)

    @property
    def has_law(self) -> bool:
        return has_law(self.legal_case)

    @property
    def elsewhere(self) -> str:
        return elsewhere(self.legal_case)

    @property
    def code(self) -> str:
        return code_told(self.legal_case)

    @property
    def has_lawyer(self) -> bool:
        return any(one.row.is_lawyer and one.is_at_work for one in self.parts)


def legal_case_page(legal_case: LegalCase, user: User, *, is_lawyer: bool) -> LegalCasePage:
    events = list(legal_case.events.select_related("recorded_by"))
    refusals = list(legal_case.refusals.select_related("station", "recorded_by"))
    steps = list(RefusalStep.objects.filter(refusal__in=refusals).select_related("refusal", "agency"))
    rows = Hearing.objects.visible_to(user, among_few=True).filter(legal_case=legal_case)
    hearings = list(rows.select_related("court", "legal_case", "survivor__case__person"))
    links = list(links_of(legal_case, user))
    states = list(AccusedState.objects.filter(link__in=links).select_related("link", "recorded_by"))
    opened = open_own(
        (legal_case, ("number", "zero_number", "cnr", "other_sections")),
        (events, ("told", "text")),
        (refusals, ("text",)),
        (steps, ("text", "answer_text")),
        ([link.accused for link in links], ("name",)),
        (states, ("note",)),
        (hearings, ("note",)),
        by=user,
    )
    survivors, others = _survivors(legal_case, user, is_lawyer=is_lawyer)
    unread = opened.value(legal_case, "other_sections")
    return LegalCasePage(
        legal_case=legal_case,
        number=opened.value(legal_case, "number"),
        zero_number=opened.value(legal_case, "zero_number"),
        cnr=opened.value(legal_case, "cnr"),
        sections=sections_on_paper(legal_case),
        other_sections=unread,
        not_known=_not_known(unread.split("\n"), law_for(legal_case).law) if _is_plain(unread) else (),
        survivors=survivors,
        others=others,
        parts=_parts(legal_case),
        events=tuple(_happened(one, events[-1], legal_case, opened) for one in events),
        refusals=tuple(_refused(one, steps, opened) for one in refusals),
        accused=on_page(legal_case, links, states, opened),
        hearings=tuple(HearingOnPage(one, opened.value(one, "note")) for one in hearings),
        other_hearings=legal_case.hearings.count() - len(hearings),
        duties=_duties(legal_case, user),
        awaits_protest=_awaits_protest(legal_case),
    )


def _awaits_protest(legal_case: LegalCase) -> bool:
    """Whoever has protested, or was refused by the court, is not told to protest again."""
    if legal_case.status != LegalStatus.CLOSURE:
        return False
    reports, petitions = list(legal_case.closure_reports.all()), list(legal_case.petitions.all())
    return not reports or any(not is_protested(one, among=petitions, reports=reports) for one in reports)


def _happened(event: LegalEvent, first: LegalEvent, legal_case: LegalCase, opened: OwnPage) -> Happened:
    """The first of them bears the day of the paper."""
    is_other = event is first and event.happened_on not in (None, legal_case.filed_on)
    words = said(opened.value(event, "told"), opened.value(event, "text"))
    return Happened(event, words, legal_case.filed_on if is_other else None)


def _not_known(lines: Iterable[str], law: Law) -> tuple[NotKnown, ...]:
    clauses = asked_back((lines := [one for one in lines if one]), law)
    return tuple(NotKnown(one, ", ".join(clauses.get(one, ())) or meant(one, law), one in clauses) for one in lines)


def sections_on_paper(legal_case: LegalCase) -> tuple[Section, ...]:
    law = law_read()
    return tuple(Section(one, law.sourcing_of(one)) for one in provisions_of(legal_case.sections, law.law))


def sourcing_of(entry: Entry) -> Sourcing:
    return law_read().sourcing_of(entry)


def legal_cases_listed(user: User, tab: str) -> QuerySet[LegalCase]:
    rows = LegalCase.objects.visible_to(user).select_related("station").prefetch_related("parts__user")
    return rows.filter(status__in=OVER) if tab == "over" else rows.exclude(status__in=OVER)


@dataclass(frozen=True)
class Other:
    """One that she may not open; without anybody who works on it she may take it up."""

    survivor: LegalCaseSurvivor
    workers: tuple[str, ...]


@dataclass(frozen=True)
class OfCase:
    """The legal cases of one survivor: those she who looks works on, and that there are others."""

    hers: tuple[LegalCase, ...]
    others: tuple[Other, ...]


def legal_cases_of(case: Case, user: User, *, works_on_it: bool) -> OfCase:
    """Whoever works on the survivor's case must know that police and court are busy with it; not with what."""
    known = LegalCase.objects.visible_to(user).filter(survivors__case=case, survivors__ended_at=None)
    hers = tuple(known.select_related("station").prefetch_related("parts__user"))
    rows = case.legal_cases.select_related("legal_case").prefetch_related("legal_case__parts__user")
    hidden = [one for one in rows if one.legal_case not in hers and not one.legal_case.is_over] if works_on_it else []
    working = at_work(part for one in hidden for part in one.legal_case.parts.all())
    names = {
        one.pk: [part.user.display_name for part in working if part.legal_case_id == one.legal_case_id]
        for one in hidden
    }
    return OfCase(hers, tuple(Other(one, tuple(names[one.pk])) for one in hidden))


def _parts(legal_case: LegalCase) -> tuple[PartOnPage, ...]:
    rows = list(legal_case.parts.filter(left_at=None).select_related("user"))
    working = {one.pk for one in at_work(rows)}
    return tuple(PartOnPage(one, one.pk in working) for one in rows)


def _survivors(legal_case: LegalCase, user: User, *, is_lawyer: bool) -> tuple[tuple[Survivor, ...], int]:
    """Her lawyers know all whom it is about, by code; whoever accompanies one learns only how many others there are."""
    rows = list(legal_case.survivors.select_related("case__person"))
    known = {one.pk for one in Case.objects.visible_to(user).filter(pk__in=[one.case_id for one in rows])}
    shown = tuple(Survivor(one, one.case_id in known) for one in rows if is_lawyer or one.case_id in known)
    return shown, len(rows) - len(shown)


def _refused(refusal: Refusal, steps: list[RefusalStep], opened: OwnPage) -> Refused:
    taken = [one for one in steps if one.refusal_id == refusal.pk]
    climbed = (
        Climbed(one, rung(one.rung), opened.value(one, "text"), opened.value(one, "answer_text")) for one in taken
    )
    following = next_rung({one.rung for one in taken}) if has_law(refusal.legal_case) else None
    return Refused(refusal, opened.value(refusal, "text"), tuple(climbed), following)


def _duties(legal_case: LegalCase, user: User) -> list[DutyRow]:
    """Also about its parts and claims, and about the evidence that it uses: as far as this reader may know of each."""
    now = timezone.now()
    subjects = [legal_case.pk, *(one.uid for one in records_of(legal_case))]
    subjects += [*legal_case.parts.values_list("pk", flat=True), *legal_case.claims.values_list("pk", flat=True)]
    subjects += legal_case.evidence_links.filter(ended_at=None).values_list("item", flat=True)
    due = Duty.objects.open().filter(subject_uid__in=subjects, organisation=legal_case.organisation_id)
    return rows_for(user, due.order_by("due_at"), now)


def _is_plain(value: object) -> bool:
    return isinstance(value, str)
