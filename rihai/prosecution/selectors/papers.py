"""What each paper of a legal case still waits for, and which sections its lawyers decided on."""

from collections.abc import Iterable
from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.prosecution.documents.paper_grounds import lacking
from rihai.prosecution.documents.papers import Paper, missing
from rihai.prosecution.documents.waiting import in_words
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, SectionDecision
from rihai.prosecution.selectors.check import CheckPage, check_page


@dataclass(frozen=True)
class Offered:
    """A paper; `waiting`: names of entries that no lawyer has confirmed; `lacks`: what the record must say first."""

    paper: Paper
    waiting: tuple[str, ...]
    lacks: str


@dataclass(frozen=True)
class Decided:
    """A section to ask for; only one that a lawyer has confirmed can stand in a paper."""

    id: str
    name: str
    is_confirmed: bool


def papers_offered(papers: Iterable[Paper], read: LawRead, survivors: list[LegalCaseSurvivor]) -> tuple[Offered, ...]:
    return tuple(
        Offered(one, in_words(missing(one, (), read), read.law), lacking(one.when, survivors)) for one in papers
    )


def sections_decided(legal_case: LegalCase, user: User, read: LawRead) -> list[Decided]:
    """Sections that a lawyer decided to ask for after the latest check."""
    check = legal_case.checks.select_related("legal_case").first()
    asked = to_add(check_page(check, user)) if check else set()
    return [Decided(key, one.name, read.may_quote(one)) for key, one in read.law.provisions.items() if key in asked]


def to_add(page: CheckPage) -> set[str]:
    """Ids of the sections that a lawyer decided to ask for."""
    told = [one for part in page.parts.values() for one in part]
    return {one.told["id"] for one in told if one.decided and one.decided.choice == SectionDecision.Choice.ADD}
