"""From charge sheet to appeal as one reader sees it; for lawyers what their check asked for and nobody charged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from rihai.access.own import OwnPage, open_own
from rihai.accounts.models import User
from rihai.law.clocks import Due
from rihai.law.entries import Provision
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_country import elsewhere, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.petition_law import Told, told
from rihai.prosecution.law.sections import provisions_of
from rihai.prosecution.law.sentencing import Compared, compared
from rihai.prosecution.models import (
    AccusedLink,
    Appeal,
    ChargeSheet,
    Judgment,
    LegalCase,
    SectionCheck,
    SectionDecision,
    Sentence,
    Verdict,
)
from rihai.prosecution.owing.court_duties import appeal_clock
from rihai.prosecution.workflow import LegalStatus


@dataclass(frozen=True)
class Charged:
    provision: Provision
    sourcing: Sourcing


@dataclass(frozen=True, repr=False)
class SheetOnPage:
    row: ChargeSheet
    sections: tuple[Charged, ...]
    other_sections: Any
    against: tuple[AccusedLink, ...]


@dataclass(frozen=True, repr=False)
class Missing:
    """What the last section check asked for and no charge sheet names; the way to ask the court for it."""

    check: SectionCheck
    sections: tuple[Charged, ...]
    remedies: tuple[Told, ...]


@dataclass(frozen=True, repr=False)
class SentenceOnPage:
    row: Sentence
    other_section: Any
    compared: Compared


@dataclass(frozen=True, repr=False)
class VerdictOnPage:
    row: Verdict
    sentences: tuple[SentenceOnPage, ...]


@dataclass(frozen=True, repr=False)
class AppealOnPage:
    row: Appeal
    number: Any


@dataclass(frozen=True, repr=False)
class JudgmentOnPage:
    row: Judgment
    note: Any
    verdicts: tuple[VerdictOnPage, ...]
    appeals: tuple[AppealOnPage, ...]
    clock: Due | None


@dataclass(frozen=True, repr=False)
class CourtPage:
    sheets: tuple[SheetOnPage, ...]
    missing: Missing | None
    judgments: tuple[JudgmentOnPage, ...]
    has_accused: bool
    remedies: tuple[Told, ...]
    elsewhere: str


def court_page(legal_case: LegalCase, user: User, *, is_lawyer: bool) -> CourtPage:
    sheets = list(ChargeSheet.all_rows.filter(legal_case=legal_case).select_related("legal_case", "court"))
    standing = [one for one in sheets if one.withdrawn_at is None]
    said = Prefetch("verdicts", Verdict.all_rows.select_related("link__accused"))
    rows = Judgment.all_rows.filter(legal_case=legal_case).select_related("legal_case", "court")
    judgments = list(rows.prefetch_related(said))
    sentences = list(sentences_of(judgments))
    appeals = list(
        Appeal.all_rows.filter(judgment__in=judgments).select_related("judgment__legal_case", "court", "link__accused")
    )
    # After a judgment no charge is altered any more.
    asks = is_lawyer and standing and legal_case.status not in (LegalStatus.DECIDED, LegalStatus.APPEALED)
    check = legal_case.checks.select_related("legal_case").first() if asks else None
    decisions = list(check.decisions.select_related("section_check__legal_case")) if check else []
    links = list(legal_case.accused_links.select_related("accused"))
    opened = open_own(
        (sheets, ("other_sections",)),
        (judgments, ("note",)),
        (sentences, ("other_section",)),
        (appeals, ("number",)),
        (check, ("findings",)),
        (decisions, ("content",)),
        by=user,
    )
    law = law_for(legal_case)
    return CourtPage(
        sheets=tuple(_sheet(one, links, opened, law) for one in sheets),
        missing=_missing(check, decisions, standing, opened, law) if check else None,
        judgments=tuple(_judgment(one, sentences, appeals, opened, law) for one in judgments),
        has_accused=bool(links),
        remedies=told(("appeal",), law) if any(one.withdrawn_at is None for one in judgments) else (),
        elsewhere=elsewhere(legal_case),
    )


def sentences_of(judgments: Iterable[Judgment]) -> Any:
    rows = Sentence.all_rows.filter(verdict__judgment__in=list(judgments))
    return rows.select_related("verdict__judgment__legal_case")


def lacking(findings: dict[str, Any], contents: Iterable[dict[str, Any]], charged: Iterable[str]) -> list[str]:
    """Ids that the check found missing or a lawyer wished to add, but for those that she then left as they stand."""
    latest = {one["section"]: one["choice"] for one in contents}
    wanted = dict.fromkeys([one["id"] for one in findings["omitted"] if latest.get(one["id"], "add") == "add"])
    wanted |= dict.fromkeys(section for section, choice in latest.items() if choice == SectionDecision.Choice.ADD)
    return [one for one in wanted if one not in set(charged)]


def _sheet(row: ChargeSheet, links: list[AccusedLink], opened: OwnPage, law: LawRead) -> SheetOnPage:
    against = tuple(one for one in links if str(one.pk) in row.against)
    return SheetOnPage(row, _charged(row.sections, law), opened.value(row, "other_sections"), against)


def _charged(ids: Iterable[str], law: LawRead) -> tuple[Charged, ...]:
    return tuple(Charged(one, law.sourcing_of(one)) for one in provisions_of(ids, law.law))


def _missing(
    check: SectionCheck, decisions: list[SectionDecision], sheets: list[ChargeSheet], opened: OwnPage, law: LawRead
) -> Missing | None:
    plain = opened(check)
    if plain is None:
        return None
    contents = [found.content for one in decisions if (found := opened(one)) is not None]
    charged = [section for sheet in sheets for section in sheet.sections]
    ids = lacking(plain.findings, contents, charged)
    return Missing(check, _charged(ids, law), told(("add-charge",), law))


def _judgment(
    row: Judgment, sentences: list[Sentence], appeals: list[Appeal], opened: OwnPage, law: LawRead
) -> JudgmentOnPage:
    verdicts = tuple(_verdict(one, row, sentences, opened, law) for one in row.verdicts.all())
    own = tuple(AppealOnPage(one, opened.value(one, "number")) for one in appeals if one.judgment_id == row.pk)
    clock = appeal_clock(row, law) if row.withdrawn_at is None else None
    return JudgmentOnPage(row, opened.value(row, "note"), verdicts, own, clock)


def _verdict(
    row: Verdict, judgment: Judgment, sentences: list[Sentence], opened: OwnPage, law: LawRead
) -> VerdictOnPage:
    found = tuple(
        SentenceOnPage(one, opened.value(one, "other_section"), compared(one, judgment.offence_until, law))
        for one in sentences
        if one.verdict_id == row.pk
    )
    return VerdictOnPage(row, found)
