"""What to ask next: the fact that decides most, of the gravest provisions, first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rihai.law.evaluation import Evaluation, Finding, weight
from rihai.law.words import question


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


def ask_in_order(evaluation: Evaluation, finding: Finding) -> tuple[str, ...]:
    """The open facts of one provision, the one first that decides most among all of them."""
    return in_order(finding, worth(evaluation.possible))


def in_order(finding: Finding, found: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(finding.ask, key=lambda fact: (-found[fact], fact)))


def _waiting(evaluation: Evaluation, fact: str) -> tuple[str, ...]:
    return tuple(each.provision.id for each in evaluation.possible if fact in each.ask)
