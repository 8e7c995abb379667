"""Who files what before whom: the remedies whose condition the facts meet, and those that wait for a fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rihai.law.conditions import ALWAYS, Truth, explain, truth_of
from rihai.law.derived import derive
from rihai.law.entries import Caution, Remedy
from rihai.law.evaluation import Evaluation, Verdict
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


def cautions_for(evaluation: Evaluation, named: Sequence[str] | None = None) -> tuple[Caution, ...]:
    """Traps and gaps of the law that these facts run into, or that the FIR does by what it names."""
    seen = [facts_with_derived(evaluation).also({"check.has_fir": named is not None})]
    if named:
        # What is named is filed, whatever the facts carry yet.
        filed = [replace(evaluation.findings[key], verdict=Verdict.MET) for key in named]
        seen.append(seen[0].also(derive(filed)))
    return tuple(
        each
        for each in evaluation.law.cautions.values()
        if any(truth_of(each.when, facts) is Truth.YES for facts in seen)
    )


def _givable(evaluation: Evaluation, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if not evaluation.law.vocabulary[key].is_derived))
