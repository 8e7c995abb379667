"""Sentences over all legal cases that somebody works on, each beside the minimum; counts as they may be shown.

Not here: anything sealed. A section that the law's data do not know is not named.
"""

from collections import Counter
from dataclasses import dataclass

from rihai.accounts.models import User
from rihai.disclosure.suppression import suppress
from rihai.disclosure.tables import TOTAL, one_way
from rihai.prosecution.law.law_read import law_read
from rihai.prosecution.law.sentencing import WORDS, Compared, Stands, compared
from rihai.prosecution.models import LegalCase, Sentence


@dataclass(frozen=True, repr=False)
class Line:
    row: Sentence
    compared: Compared

    @property
    def legal_case(self) -> LegalCase:
        return self.row.verdict.judgment.legal_case


@dataclass(frozen=True)
class Counted:
    """`count` is None where it is hidden: small numbers say something of single people."""

    words: str
    count: int | None


@dataclass(frozen=True, repr=False)
class SentenceReport:
    lines: tuple[Line, ...]
    counts: tuple[Counted, ...]
    total: int | None


def sentence_report(user: User) -> SentenceReport:
    law = law_read()
    rows = Sentence.objects.filter(
        withdrawn_at=None, verdict__judgment__legal_case__in=LegalCase.objects.visible_to(user)
    ).select_related("verdict__judgment__legal_case", "verdict__judgment__court")
    lines = tuple(
        Line(one, compared(one, one.verdict.judgment.offence_until, law))
        for one in rows.order_by("-verdict__judgment__given_on", "recorded_at")
    )
    found = Counter(one.compared.stands for one in lines)
    shown = suppress(one_way({str(each): found[each] for each in Stands})).shown
    counts = tuple(Counted(str(WORDS[each]), shown[str(each)]) for each in Stands)
    return SentenceReport(lines, counts, shown[TOTAL])
