"""Who files what before whom: the remedies whose condition the facts meet, and those that wait for a fact."""

from collections.abc import Iterable
from dataclasses import dataclass

from rihai.law.conditions import ALWAYS, Truth, explain
from rihai.law.derived import derive
from rihai.law.entries import Caution, Remedy
from rihai.law.evaluation import Evaluation
from rihai.law.facts import Facts
from rihai.law.fir import REMEDY_FOR_HARM, FirCheck


@dataclass(frozen=True)
class Open:
    """A remedy that would apply if these facts were so."""

    remedy: Remedy
    ask: tuple[str, ...]


@dataclass(frozen=True)
class Remedies:
    """What applies, what the case itself asks for first and what is always open last; and what waits for a fact."""

    apply: tuple[Remedy, ...]
    open: tuple[Open, ...]


def facts_with_derived(evaluation: Evaluation, fir: FirCheck | None = None) -> Facts:
    """The case's facts with those that follow from its sections; the count of omitted ones only after an FIR check."""
    known = evaluation.facts.also(derive(evaluation.findings.values()))
    return known if fir is None else known.also({"check.omitted_count": len(fir.omitted)})


def remedies_for(evaluation: Evaluation, fir: FirCheck | None = None) -> Remedies:
    facts, remedies = facts_with_derived(evaluation, fir), evaluation.law.remedies
    is_harmed = fir is not None and any(each.finding.provision.harm == "harms_victim" for each in fir.flagged)
    apply: list[Remedy] = []
    waiting: list[Open] = []
    for remedy in remedies.values():
        found = explain(remedy.use_when, facts)
        if found.truth is Truth.YES or (is_harmed and remedy.id == REMEDY_FOR_HARM):
            apply.append(remedy)
        elif found.truth is Truth.UNKNOWN:
            waiting.append(Open(remedy, _givable(evaluation, (test.fact for test in found.open))))
    return Remedies(tuple(sorted(apply, key=lambda each: each.use_when == ALWAYS)), tuple(waiting))


def cautions_for(evaluation: Evaluation) -> tuple[Caution, ...]:
    """Traps and gaps of the law that these facts run into."""
    facts = facts_with_derived(evaluation)
    return tuple(each for each in evaluation.law.cautions.values() if explain(each.when, facts).truth is Truth.YES)


def _givable(evaluation: Evaluation, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if not evaluation.law.vocabulary[key].is_derived))
