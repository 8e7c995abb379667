"""What a section check found, frozen as plain values with the version of the law's data: it reads the same later.

Everything has its reason, what its entry rests on, and who confirmed it. Not here: how it is shown.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from rihai.law.answers import Answer, checked
from rihai.law.asking import in_order, worth
from rihai.law.entries import Entry, Provision
from rihai.law.evaluation import Finding, Verdict
from rihai.law.facts import read_facts
from rihai.law.fir import Remark
from rihai.law.loading import Law, law_of
from rihai.law.sentences import as_plain, sentence
from rihai.law.words import question, why_met_said
from rihai.prosecution.law.law_read import LawRead, law_read

Content = dict[str, Any]
MOST_QUESTIONS: Final = 7
# Where a lawyer decides section by section, the gravest for the survivor first.
DECIDED: Final = ("flagged", "omitted", "unsupported", "open", "fitting", "possible")


@cache
def data_version(country: str = "india") -> str:
    """Stands for the wording of every provision: another version may find something else."""
    digests = sorted(one.digest for one in law_of(country).provisions.values())
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:12]


def find(
    facts: Mapping[str, Any],
    named: Iterable[str] | None,
    read: LawRead | None = None,
    clauses: Mapping[str, str] | None = None,
) -> Content:
    """Check coded facts, against the sections that a paper names if there is one. Raises InputProblem.

    `clauses`: entries of which the paper names one without saying which, with what stands there.
    None of them is missing.
    """
    read = read or law_read()
    law, on_paper = read.law, None if named is None else tuple(named)
    answer = checked(law, read_facts(law.vocabulary, dict(facts)), on_paper, read.confirmations)
    fir, shares = answer.fir, worth(answer.evaluation.possible)
    named_ids, clauses = set(answer.named or ()), clauses or {}
    return {
        "has_paper": named is not None,
        "flagged": [{**_remark(answer, each), "only_might": _only_might(each, named_ids)} for each in fir.flagged],
        "omitted": [_remark(answer, each) for each in fir.omitted if each.id not in clauses],
        "unsupported": [_remark(answer, each) for each in fir.unsupported],
        "open": [
            *(_clause(answer, each.finding, clauses[each.id]) for each in fir.omitted if each.id in clauses),
            *(_asked(answer, each, in_order(each, shares)) for each in fir.open if each.ask),
        ],
        "fitting": [_met(answer, each) for each in fir.fitting],
        "met": [_met(answer, each) for each in answer.evaluation.met if _is_apart(each, named, named_ids)],
        "possible": [
            _asked(answer, each, in_order(each, shares))
            for each in answer.evaluation.possible
            if each.provision.is_charged and each.provision.id not in named_ids
        ],
        "questions": [_question(law, one.fact, one.words, one.decides) for one in answer.questions[:MOST_QUESTIONS]],
        "remedies": [_remedy(answer, each) for each in answer.remedies.apply],
        "cautions": [{"words": each.words, "source": _source(answer, each)} for each in answer.cautions],
    }


def stands_on_paper(section: str, findings: Content, named: Iterable[str]) -> bool:
    """Whether there is anything to take out. `named`: what the paper names today."""
    compared = (one["id"] for part in ("unsupported", "open", "fitting") for one in findings[part])
    return section in {*named, *compared}


def _is_apart(finding: Finding, named: Iterable[str] | None, named_ids: set[str]) -> bool:
    """Without a paper everything that fits; with one, what is neither omitted nor named: protections and procedure."""
    return named is None or not (finding.provision.is_charged or finding.provision.id in named_ids)


def _only_might(remark: Remark, named_ids: set[str]) -> bool:
    """Nobody names it, and the facts are still open."""
    return remark.id not in named_ids and remark.finding.verdict is Verdict.POSSIBLE


def _entry(answer: Answer, provision: Provision) -> Content:
    return {
        "id": provision.id,
        "name": provision.name,
        "title": provision.title,
        "is_charged": provision.is_charged,
        "source": _source(answer, provision),
    }


def _remark(answer: Answer, remark: Remark) -> Content:
    """Sentence by sentence; the title stands above it on the page already."""
    return {**_entry(answer, remark.finding.provision), "reason": [as_plain(one) for one in remark.said]}


def _met(answer: Answer, finding: Finding) -> Content:
    because = why_met_said(answer.evaluation.law.vocabulary, finding)
    return {
        **_entry(answer, finding.provision),
        "because": as_plain(because) if because else "",
        "punishment": finding.provision.punishment if finding.provision.is_charged else "",
    }


def _asked(answer: Answer, finding: Finding, ask: tuple[str, ...]) -> Content:
    vocabulary = answer.evaluation.law.vocabulary
    return {**_met(answer, finding), "ask": [question(vocabulary, key) for key in ask]}


def _clause(answer: Answer, finding: Finding, written: str) -> Content:
    return {**_met(answer, finding), "ask": [as_plain(sentence("which_clause", written=written))]}


def _question(law: Law, fact: str, words: str, decides: tuple[str, ...]) -> Content:
    return {"fact": fact, "words": words, "decides": [law.provisions[key].name for key in decides]}


def _remedy(answer: Answer, remedy: Any) -> Content:
    return {
        "id": remedy.id,
        "name": remedy.name,
        "forum": remedy.forum,
        "provision": remedy.provision,
        "steps": list(remedy.steps),
        "source": _source(answer, remedy),
    }


def _source(answer: Answer, entry: Entry) -> Content:
    """Never the kind of source without who confirmed it."""
    sourcing = answer.sourcing_of(entry)
    one = sourcing.confirmed
    return {
        "kind": str(sourcing.kind),
        "unread": list(sourcing.unread),
        "lawyer": one.lawyer if one else "",
        "on": one.on.isoformat() if one else "",
        "is_demonstration": one.is_demonstration if one else False,
    }
