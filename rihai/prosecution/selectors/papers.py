"""Which papers can be made from one legal case, and what each still waits for."""

from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.law.loading import law_of
from rihai.prosecution.law_read import LawRead
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, SectionDecision
from rihai.prosecution.papers import Paper, load_papers, missing
from rihai.prosecution.permissions import can_advise, can_make
from rihai.prosecution.selectors.check import check_page


@dataclass(frozen=True)
class Offered:
    """A paper; `waiting`: entries that no lawyer has confirmed, without which it is not made."""

    paper: Paper
    waiting: tuple[str, ...]


def papers_offered(legal_case: LegalCase, user: User, read: LawRead) -> tuple[Offered, ...]:
    may = [one for one in load_papers().values() if can_make(user, legal_case, one)]
    return tuple(Offered(one, missing(one, (), read)) for one in may)


def survivors_named(legal_case: LegalCase, user: User) -> list[LegalCaseSurvivor]:
    """Those whom the reader may know of."""
    rows = list(legal_case.survivors.select_related("case__person"))
    if can_advise(user, legal_case):
        return rows
    known = set(Case.objects.visible_to(user).filter(pk__in=[one.case_id for one in rows]).values_list("pk", flat=True))
    return [one for one in rows if one.case_id in known]


def sections_decided(legal_case: LegalCase, user: User) -> list[tuple[str, str]]:
    """Sections that a lawyer decided to ask for after the latest check, with their names."""
    check = legal_case.checks.select_related("legal_case").first()
    if check is None:
        return []
    parts = check_page(check, user).parts
    told = [one for part in parts.values() for one in part]
    asked = {one.told["id"] for one in told if one.decided and one.decided.choice == SectionDecision.Choice.ADD}
    return [(key, one.name) for key, one in law_of().provisions.items() if key in asked]
