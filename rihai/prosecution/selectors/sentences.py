"""Sentences over all legal cases that somebody works on, each beside the minimum. Her own list: it is counted as it is.

Not here: anything sealed. A section that the law's data do not know is not named.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from rihai.accounts.models import User
from rihai.prosecution.law.law_country import country_of, law_for
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.sentencing import WORDS, Compared, Stands, compared
from rihai.prosecution.models import LegalCase, Sentence

# What says of which country the law is that counts.
WHERE: Final = ("transferred_to", "station", "organisation")


@dataclass(frozen=True, repr=False)
class Line:
    row: Sentence
    compared: Compared

    @property
    def legal_case(self) -> LegalCase:
        return self.row.verdict.judgment.legal_case


@dataclass(frozen=True, repr=False)
class SentenceReport:
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int], ...]


def sentence_report(user: User) -> SentenceReport:
    rows = Sentence.objects.filter(
        withdrawn_at=None, verdict__judgment__legal_case__in=LegalCase.objects.visible_to(user)
    ).select_related("verdict__judgment__court", *(f"verdict__judgment__legal_case__{one}" for one in WHERE))
    read: dict[str, LawRead] = {}
    lines = tuple(_line(one, read) for one in rows.order_by("-verdict__judgment__given_on", "recorded_at"))
    found = Counter(one.compared.stands for one in lines)
    return SentenceReport(lines, tuple((str(WORDS[each]), found[each]) for each in Stands if found[each]))


def _line(row: Sentence, read: dict[str, LawRead]) -> Line:
    """By the law of its country, each read once."""
    judgment = row.verdict.judgment
    country = country_of(judgment.legal_case)
    if country not in read:
        read[country] = law_for(judgment.legal_case)
    return Line(row, compared(row, judgment.offence_until, read[country]))
