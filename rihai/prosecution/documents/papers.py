"""Papers to be filed: what each needs of the law, and the words of one filled in. All of it, or nothing.

Every entry of the law that a paper rests on must have been confirmed by a lawyer; if one is not, there is no paper.
Not here: who may make one, what is read for it (`actions.papers`), and how the file is written (`paper_file`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from string import Template
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.clocks_data import Clock
from rihai.law.codes import provision_under
from rihai.law.entries import Entry, Provision, Remedy
from rihai.law.loading import law_of
from rihai.law.review_words import name_of
from rihai.lib.codelists import load_list
from rihai.lib.yamlfile import DataFileError
from rihai.prosecution.documents.law_cards import reference_of
from rihai.prosecution.documents.paper_grounds import GROUNDS
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import Claim, ClosureReport, LegalCase, LegalCaseSurvivor

PACKAGE: Final = "rihai.prosecution"
FILE: Final = "documents.yaml"
BLANK: Final = "________________"


@dataclass(frozen=True)
class Paper:
    """One kind of paper. `needs`: entries of the law as "remedy protest". `when`: what the record must say, or "".

    `by_ground`: what it needs besides, by the reason of a refusal.
    """

    code: str
    label: str | Promise
    hint: str | Promise
    needs: tuple[str, ...]
    is_for_lawyers: bool
    may_name: bool
    addressee: str
    subject: str
    opening: tuple[str, ...]
    asks: tuple[str, ...]
    when: str
    by_ground: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def for_case(self, legal_case: LegalCase) -> "Paper":
        """With what it needs besides where registration was last refused for such a reason."""
        refusal = legal_case.refusals.first() if self.by_ground else None
        return replace(self, needs=(*self.needs, *self.by_ground.get(refusal.ground, ()))) if refusal else self

    @property
    def takes_claim(self) -> bool:
        return self.when == "wished"

    @property
    def takes_report(self) -> bool:
        return self.when == "closed"

    @property
    def takes_sections(self) -> bool:
        return "remedy add-sections" in self.needs


@dataclass(frozen=True, repr=False)
class DraftFacts:
    """What the one who makes a paper chose and typed. `sections`: ids of the law's data.

    `looked_at`: words that seemed to name a survivor and do not.
    """

    survivor: LegalCaseSurvivor
    addressee: str = ""
    text: str = ""
    sections: tuple[str, ...] = ()
    leaves_name_blank: bool = False
    claim: Claim | None = None
    closure: ClosureReport | None = None
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Filled:
    """The words of one paper, ready to be written. `basis`: what the law says, each with who confirmed it."""

    addressee: str
    subject: str
    opening: tuple[str, ...]
    text: str
    basis: tuple[tuple[str, str], ...]
    asks: tuple[str, ...]
    is_demonstration: bool


@cache
def load_papers() -> dict[str, Paper]:
    """Every paper by its code. Raises DataFileError where one needs an entry that is not there."""
    papers = {}
    for row in load_list(PACKAGE, FILE, "documents"):
        paper = Paper(
            row.code,
            _(row.label),
            _(row.hint),
            tuple(row.fields["needs"]),
            bool(row.fields["is_for_lawyers"]),
            bool(row.fields["may_name"]),
            row.fields["addressee"],
            row.fields["subject"],
            tuple(row.fields["opening"]),
            tuple(row.fields["asks"]),
            row.fields.get("when", ""),
            {ground: tuple(needs) for ground, needs in row.fields.get("by_ground", {}).items()},
        )
        if paper.when and paper.when not in GROUNDS:
            raise DataFileError(f"{PACKAGE}/data/{FILE}", f"{paper.when!r} is none of {sorted(GROUNDS)}", row.code)
        needed = [*paper.needs, *chain.from_iterable(paper.by_ground.values())]
        if missing := [one for one in needed if law_of().entry(one) is None]:
            raise DataFileError(f"{PACKAGE}/data/{FILE}", f"names no entry of the law: {missing[0]!r}", row.code)
        papers[row.code] = paper
    return papers


def missing(paper: Paper, sections: tuple[str, ...], read: LawRead) -> tuple[str, ...]:
    """What no lawyer has confirmed of all that the paper would say, as "remedy protest"."""
    told = (*paper.needs, *(f"provision {one}" for one in sections))
    return tuple(one for one in told if (entry := read.law.entry(one)) is None or not read.may_quote(entry))


def filled(
    paper: Paper,
    values: Mapping[str, str],
    *,
    addressee: str,
    text: str,
    sections: tuple[str, ...],
    read: LawRead,
    code: str | None,
) -> Filled:
    """The words with the values in them; a value that looks like a place to fill in stays as it was typed."""
    told = (*paper.needs, *(f"provision {one}" for one in sections))
    entries = [entry for one in told if (entry := read.law.entry(one)) is not None and read.may_quote(entry)]
    if len(entries) < len(told):
        raise ValueError("a paper is made whole or not at all")
    given = {key: value or BLANK for key, value in values.items()}
    confirmed = [read.sourcing_of(entry).confirmed for entry in entries]
    return Filled(
        addressee=addressee or paper.addressee,
        subject=Template(paper.subject).substitute(given),
        opening=tuple(Template(one).substitute(given) for one in paper.opening),
        text=text,
        basis=tuple((says(entry, code), read.sourcing_of(entry).confirmed_words) for entry in entries),
        asks=tuple(Template(one).substitute(given) for one in paper.asks),
        is_demonstration=any(one is not None and one.is_demonstration for one in confirmed),
    )


def says(entry: Entry, code: str | None) -> str:
    """The law of one entry in the words that the lawyer confirmed: provision, by the code of the case, and punishment.

    The steps and the forums of a remedy are how a lawyer goes about it, and no business of who receives the paper.
    """
    if isinstance(entry, Provision):
        return f"{name_of(entry)}. Punishment: {entry.punishment}"
    if isinstance(entry, Remedy):
        return f"{name_of(entry)} ({provision_under(entry.provision, code)})"
    if isinstance(entry, Clock):
        period = "no period named" if entry.limit.is_words else entry.limit.text
        return f"{name_of(entry)} ({provision_under(entry.provision, code)}): {period}"
    return f"{name_of(entry)} ({reference_of(entry)})"
