"""How much of the data rests on what: by kind of source and by what a lawyer has confirmed, Act by Act.

The page docs/law-coverage.md is written from here by `rihai law coverage`, and a test compares.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rihai.law.clocks_data import Clock
from rihai.law.compensation_data import Head
from rihai.law.entries import Entry, Form, Provision
from rihai.law.loading import Law
from rihai.law.review_words import KINDS, entries_of
from rihai.law.sourcing import Confirmation, SourceKind

HEAD: Final = """\
# What the law in the data rests on

Written by `rihai law coverage`; a test compares. Every entry says where its rule was read, the best of its sources
counted here: official text, a mirror of it or a copy of the Bill, a report of a judgment, the press and others who
wrote about the law, or nowhere ("not read": general knowledge). Read is not confirmed: an entry counts in no document
and no other language before a lawyer of the installation has confirmed it with her name and the day
(`rihai law review`). The shipped data carry no confirmation.
"""
JUDGE_MADE: Final = ("SC in ", "Case law", "BBA ")
FIRST_LAW: Final = re.compile(r"(?:(?! r\.)[^\d(;,])+")
PLURALS: Final = {
    "provision": "Provisions",
    "clock": "Clocks",
    "remedy": "Remedies",
    "compensation": "Compensation",
    "form": "Forms",
    "protection": "Protections",
    "caution": "Cautions",
    "statement": "Sentences of law cards",
    "rendering": "Renderings in other languages",
}


@dataclass(frozen=True)
class Share:
    """Entries of one group: how many rest on each kind of source, how many are read in part, how many confirmed."""

    name: str
    count: int
    kinds: Mapping[SourceKind, int]
    in_part: int
    confirmed: int


def share_of(law: Law, name: str, entries: Iterable[Entry], confirmations: Mapping[str, Confirmation]) -> Share:
    every = [law.sourcing_of(entry, confirmations) for entry in entries]
    kinds = Counter(sourcing.kind for sourcing in every)
    in_part, confirmed = sum(bool(each.unread) for each in every), sum(each.counts for each in every)
    return Share(name, len(every), kinds, in_part, confirmed)


def coverage_page(law: Law, confirmations: Mapping[str, Confirmation] | None = None) -> str:
    """The page as Markdown."""
    said = confirmations or {}
    entries = list(entries_of(law))
    whole = [share_of(law, PLURALS[kind], _of_kind(entries, kind), said) for kind in KINDS]
    groups: dict[str, dict[str, list[Entry]]] = {}
    for kind, entry in entries:
        groups.setdefault(kind, {}).setdefault(_group(entry), []).append(entry)
    parts = [HEAD, _table("Of all", [share for share in whole if share.count])]
    for kind, acts in groups.items():
        if len(acts) > 1:
            parts.append(_table(PLURALS[kind], [share_of(law, act, found, said) for act, found in acts.items()]))
    return "\n".join([*parts, *_schedule(law), *_waiting(law)])


def _of_kind(entries: Iterable[tuple[str, Entry]], kind: str) -> Iterator[Entry]:
    return (entry for of_kind, entry in entries if of_kind == kind)


def _group(entry: Entry) -> str:
    """The Act of a provision or a form, the scheme of a head, the first law that a clock names."""
    if isinstance(entry, Provision):
        return entry.act
    if isinstance(entry, Head):
        return entry.scheme
    if isinstance(entry, Form):
        return entry.law
    return _first_law(entry.provision) if isinstance(entry, Clock) else ""


def _first_law(provision: str) -> str:
    """The law that a clock names first, without its number: "BNSS 193(2) (CrPC 173(1A))" is of the BNSS."""
    if provision.startswith(JUDGE_MADE):
        return "Case law"
    found = FIRST_LAW.match(provision)
    return found.group().strip(" ,;:") if found else provision


def _table(title: str, shares: list[Share]) -> str:
    heads = [title, "entries", *(str(kind) for kind in SourceKind), "read in part", "confirmed"]
    lines = [f"## {title}", "", _line(heads), _line(["---", *["---:"] * (len(heads) - 1)])]
    return "\n".join([*lines, *(_line(_cells(share)) for share in shares), ""])


def _cells(share: Share) -> list[str]:
    numbers = [share.count, *(share.kinds.get(kind, 0) for kind in SourceKind), share.in_part, share.confirmed]
    return [share.name, *(str(number) if number else "-" for number in numbers)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _schedule(law: Law) -> Iterator[str]:
    offences = [one for one in law.provisions.values() if one.is_charged]
    read = sum(one.classification.was_read for one in offences)
    yield "## Not settled by the counts above\n"
    yield f"- Cognizable, bailable and which court: read for {read} of {len(offences)} offences, not for the others."
    drafts = [one.id for one in law.provisions.values() if _is_draft(law, one)]
    yield f"- Only a draft of the Bill was read for {len(drafts)} provisions: {', '.join(drafts) or 'none'}."


def _is_draft(law: Law, entry: Entry) -> bool:
    return law.sourcing_of(entry).kind is SourceKind.COPY and not entry.was_read


def _waiting(law: Law) -> Iterator[str]:
    in_part = [f"- {entry.id}: {', '.join(entry.unread)}" for _, entry in entries_of(law) if entry.unread]
    if in_part:
        yield f"\n## Read in part: what of it was not ({len(in_part)})\n"
        yield from in_part
    yield ""
