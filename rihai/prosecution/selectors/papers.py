"""What each paper of a legal case still waits for, and which sections its lawyers decided on."""

from collections.abc import Iterable
from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.law.loading import law_of
from rihai.prosecution.law_read import LawRead
from rihai.prosecution.models import LegalCase, SectionDecision
from rihai.prosecution.papers import Paper, missing
from rihai.prosecution.selectors.check import check_page


@dataclass(frozen=True)
class Offered:
    """A paper; `waiting`: entries that no lawyer has confirmed, without which it is not made."""

    paper: Paper
    waiting: tuple[str, ...]


def papers_offered(papers: Iterable[Paper], read: LawRead) -> tuple[Offered, ...]:
    return tuple(Offered(one, missing(one, (), read)) for one in papers)


def sections_decided(legal_case: LegalCase, user: User) -> list[tuple[str, str]]:
    """Sections that a lawyer decided to ask for after the latest check, with their names."""
    check = legal_case.checks.select_related("legal_case").first()
    if check is None:
        return []
    parts = check_page(check, user).parts
    told = [one for part in parts.values() for one in part]
    asked = {one.told["id"] for one in told if one.decided and one.decided.choice == SectionDecision.Choice.ADD}
    return [(key, one.name) for key, one in law_of().provisions.items() if key in asked]
