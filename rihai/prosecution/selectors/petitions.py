"""Closure reports and petitions of one legal case as one reader sees them, with what the law's data have for each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.law.clocks import Due
from rihai.prosecution.closure_words import day_words
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.petition_law import Told, protest_clock, remedies_for, revision_after, told
from rihai.prosecution.models import AccusedLink, ClosureReport, LegalCase, Petition, PetitionStep
from rihai.prosecution.petition_workflow import PETITION_OVER, PetitionStatus
from rihai.prosecution.protests import protests_against


@dataclass(frozen=True, repr=False)
class ClosureOnPage:
    """`number` and `text` are plain or sealed; `clock` has the law's words and no date. `day`: and which of it."""

    row: ClosureReport
    day: str
    number: Any
    text: Any
    clock: Due | None
    is_protested: bool
    against: tuple[AccusedLink, ...]


@dataclass(frozen=True, repr=False)
class PetitionOnPage:
    """`revision`: when a dismissal may be revised at the latest, if it can be at all. `answers`: which report."""

    row: Petition
    answers: str
    number: Any
    steps: tuple[tuple[PetitionStep, Any], ...]
    remedies: tuple[Told, ...]
    revision: Due | None


@dataclass(frozen=True, repr=False)
class PetitionsPage:
    closures: tuple[ClosureOnPage, ...]
    petitions: tuple[PetitionOnPage, ...]
    protest: tuple[Told, ...]
    elsewhere: str


def petitions_page(legal_case: LegalCase, user: User) -> PetitionsPage:
    rows = ClosureReport.all_rows.filter(legal_case=legal_case)
    closures = list(rows.select_related("legal_case", "court"))
    petitions = list(legal_case.petitions.select_related("legal_case", "court", "closure"))
    steps = list(PetitionStep.objects.filter(petition__in=petitions).select_related("petition__legal_case"))
    opened = open_own((closures, ("number", "text")), (petitions, ("number",)), (steps, ("text",)), by=user)
    law, links = law_for(legal_case), list(legal_case.accused_links.select_related("accused"))
    reports = [one for one in closures if one.withdrawn_at is None]
    days = {one.pk: day_words(one, reports) for one in closures}
    protested = {one for one in closures if protests_against(one, among=petitions, reports=reports)}
    return PetitionsPage(
        tuple(_closure(one, days[one.pk], links, opened, law, is_protested=one in protested) for one in closures),
        tuple(_petition(one, days, steps, opened, law) for one in petitions),
        told(("protest",), law) if reports else (),
        elsewhere(legal_case),
    )


def open_petitions(legal_case: LegalCase) -> tuple[int, Petition | None, ClosureReport | None]:
    """How many are not decided, the one with the next date, and the newest closure report that stands."""
    rows = [one for one in legal_case.petitions.all() if one.status not in PETITION_OVER]
    dated = sorted((one for one in rows if one.next_on), key=lambda one: str(one.next_on))
    return len(rows), dated[0] if dated else None, legal_case.closure_reports.first()


def _closure(
    row: ClosureReport, day: str, links: list[AccusedLink], opened: OwnPage, law: LawRead, *, is_protested: bool
) -> ClosureOnPage:
    against = tuple(one for one in links if str(one.pk) in row.against)
    clock = protest_clock(row.notice_on or row.filed_on, law)
    number, text = opened.value(row, "number"), opened.value(row, "text")
    return ClosureOnPage(row, day, number, text, clock, is_protested, against)


def _petition(
    row: Petition, days: dict[UUID, str], steps: list[PetitionStep], opened: OwnPage, law: LawRead
) -> PetitionOnPage:
    own = tuple((one, opened.value(one, "text")) for one in steps if one.petition_id == row.pk)
    last = own[0][0].happened_on if own else None
    revision = revision_after(last, law) if last and row.status == PetitionStatus.DISMISSED else None
    answers = days.get(row.closure_id, "") if row.closure_id else ""
    return PetitionOnPage(row, answers, opened.value(row, "number"), own, remedies_for(row, law), revision)
