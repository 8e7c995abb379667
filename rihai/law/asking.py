"""What to ask next: the fact that decides most, of the gravest provisions, first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rihai.law.conditions import Listing
from rihai.law.evaluation import Evaluation, Finding, Verdict, evaluate, weight
from rihai.law.words import question

# So many other elements are met where one more thing on a list is worth a look.
NEAR: Final = 2


@dataclass(frozen=True)
class Question:
    """A fact to ask for, in plain words, and the provisions that wait for it, gravest first."""

    fact: str
    words: str
    decides: tuple[str, ...]


def worth(possible: Iterable[Finding]) -> Mapping[str, float]:
    """How much each open fact decides. A provision that waits for many facts lends little to each of them."""
    found: defaultdict[str, float] = defaultdict(float)
    for each in possible:
        for fact in each.ask:
            found[fact] += weight(each.provision) / len(each.ask)
    return found


def questions(evaluation: Evaluation) -> tuple[Question, ...]:
    """Every open fact once, the most decisive first."""
    found = worth(evaluation.possible)
    return tuple(
        Question(fact, question(evaluation.law.vocabulary, fact), _waiting(evaluation, fact))
        for fact in sorted(found, key=lambda fact: (-found[fact], fact))
    )


def in_order(finding: Finding, found: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(finding.ask, key=lambda fact: (-found[fact], fact)))


def one_answer_away(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Offences that only one more thing on a list would meet, gravest first: was the girl also sold?

    A list is taken as complete; whoever filled it in may not have known what mattered. Only what is near: two other
    elements are met. These are no findings.
    """
    vocabulary, known = evaluation.law.vocabulary, evaluation.facts.known.items()
    # Another State would not be one thing more that happened.
    lists = {key: each for key, each in known if isinstance(each, Listing) and vocabulary[key].type == "many"}
    opened = evaluation.facts.also({key: Listing(each.items, is_open=True) for key, each in lists.items()})
    findings = evaluate(evaluation.law, opened).possible
    return tuple(
        each
        for each in findings
        if each.provision.is_charged
        and len(each.ask) == 1
        and each.ask[0] in lists
        and len({test.fact for test in each.because}) >= NEAR
        and evaluation.findings[each.provision.id].verdict is Verdict.NOT_MET
    )


def _waiting(evaluation: Evaluation, fact: str) -> tuple[str, ...]:
    return tuple(each.provision.id for each in evaluation.possible if fact in each.ask)
