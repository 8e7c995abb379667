"""Which provisions of law a set of facts points to: met, possible, or not met.

The rules are data; this only evaluates them, so that a lawyer can review a rule without reading Python. It suggests;
it never decides. The offence's dates choose the code, article by article: one that spans 1 July 2024 meets both.
Not here: what an FIR names (`fir`), what to ask first (`asking`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

from rihai.law.ages import instead_of_age, with_ages
from rihai.law.conditions import Ages, Explained, Listing, Test, Truth, explain, tests_in, truth_of
from rihai.law.derived import bears_on, derive, with_what_follows
from rihai.law.entries import STEPS, Provision, Span
from rihai.law.facts import Facts
from rihai.law.loading import Law

# What to ask where it is not known whether a law has begun at all; no fact of the case answers it.
IN_FORCE: Final = "in_force"
ANY_TIME: Final = Span(None, None)


@dataclass(frozen=True)
class Offence:
    """First and last day as somebody said them, and every day that surely lies within: a phase proves no end."""

    first: date | None
    last: date | None
    within: tuple[date, ...]


class Verdict(StrEnum):
    """Possible: nothing speaks against it, and something must be asked."""

    MET = "met"
    POSSIBLE = "possible"
    NOT_MET = "not met"


VERDICTS: Final = {Truth.YES: Verdict.MET, Truth.UNKNOWN: Verdict.POSSIBLE, Truth.NO: Verdict.NOT_MET}


@dataclass(frozen=True)
class Finding:
    """What the facts say of one provision. `ask`: keys of facts; `hidden_by`: a graver provision that is met too."""

    provision: Provision
    verdict: Verdict
    in_force: Truth
    facts: Facts
    ask: tuple[str, ...] = ()
    hidden_by: str | None = None

    @property
    def is_suggested(self) -> bool:
        """Never what would be turned against the person, nor background, nor what is still to be written down."""
        one = self.provision
        return one.harm != "harms_victim" and not one.is_background and not one.is_to_do and self.hidden_by is None

    @cached_property
    def explained(self) -> Explained:
        return explain(self.provision.elements, self.facts)

    @property
    def because(self) -> tuple[Test, ...]:
        """The elements that are met."""
        return self.explained.holds

    @property
    def fails(self) -> tuple[Test, ...]:
        """The elements that are not met; none where only the dates speak against it."""
        return self.explained.fails


@dataclass(frozen=True)
class Evaluation:
    """Every provision of a country with what the facts say of it, in the order of the data."""

    law: Law
    facts: Facts
    findings: Mapping[str, Finding]

    def suggested(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The gravest first."""
        found = [each for each in self.findings.values() if each.verdict is verdict and each.is_suggested]
        return tuple(sorted(found, key=lambda each: -weight(each.provision)))

    @cached_property
    def met(self) -> tuple[Finding, ...]:
        return self.suggested(Verdict.MET)

    @cached_property
    def possible(self) -> tuple[Finding, ...]:
        return self.suggested(Verdict.POSSIBLE)


def weight(provision: Provision) -> float:
    """How much depends on a provision: years of prison, life as twenty, and little for what is no offence."""
    if not provision.is_charged:
        return 0.5
    return 1.0 if provision.penalty is None else max(1.0, min(provision.penalty.max_years, 20.0))


def evaluate(law: Law, facts: Facts) -> Evaluation:
    """What facts say of every provision. Some ask for the longest sentence of the others: they come last."""
    facts = with_what_follows(facts)
    offence = offence_of(facts)
    first, later = _in_turn(law)
    findings = {one.id: check_provision(one, facts, offence) for one in first}
    if later:
        known = facts.also(derive(findings.values()))
        for one in later:
            findings[one.id] = _asking_givable(check_provision(one, known, offence), findings, law)
    ordered = {key: _hidden(findings[key], findings) for key in law.provisions}
    return Evaluation(law, _facts_then(ANY_TIME, facts), ordered)


def check_provision(provision: Provision, facts: Facts, offence: Offence) -> Finding:
    """Say whether the facts meet every element of the provision, on the dates when it was in force."""
    in_force = force_of(provision, offence)
    # A step is taken later, about all that was done.
    span = ANY_TIME if provision.kind in STEPS else provision.in_force
    facts = with_ages(_facts_then(span, facts), offence.first, offence.last, span)
    # What was no law then needs no reading.
    elements = Truth.NO if in_force is Truth.NO else truth_of(provision.elements, facts)
    truth = in_force if in_force.value < elements.value else elements
    if provision.is_to_do and truth is Truth.YES:
        truth = Truth.UNKNOWN
    finding = Finding(provision, VERDICTS[truth], in_force, facts)
    if finding.verdict is not Verdict.POSSIBLE:
        return finding
    asked = [_asked(test, facts) for test in finding.explained.open]
    return replace(finding, ask=tuple(dict.fromkeys([*asked, *_ask_for_dates(provision, offence, in_force)])))


def _asked(test: Test, facts: Facts) -> str:
    return instead_of_age(facts) if isinstance(facts.get(test.fact), Ages) else test.fact


def offence_of(facts: Facts) -> Offence:
    first, last = facts.day("offence.date_from"), facts.day("offence.date_to")
    within = [day for day in (first, last, *(phase.on for phase in facts.phases)) if day]
    return Offence(first, last, tuple(within))


def force_of(provision: Provision, offence: Offence) -> Truth:
    """Whether the provision was in force on a day of the offence; for steps of procedure, on a day after it."""
    span = provision.in_force
    if not span.is_known:
        return Truth.UNKNOWN
    if provision.kind in STEPS:
        ended = span.last is not None and offence.first is not None and span.last < offence.first
        return Truth.NO if ended else Truth.YES if span.last is None else Truth.UNKNOWN
    return _overlap(span, offence)


def _overlap(span: Span, offence: Offence) -> Truth:
    first, last = span.first or date.min, span.last or date.max
    if (offence.first and offence.first > last) or (offence.last and offence.last < first):
        return Truth.NO
    # It went on from the earliest known day to the latest, and perhaps beyond both.
    known = offence.within
    return Truth.YES if known and min(known) <= last and max(known) >= first else Truth.UNKNOWN


def _ask_for_dates(provision: Provision, offence: Offence, in_force: Truth) -> list[str]:
    if in_force is not Truth.UNKNOWN:
        return []
    span, known = provision.in_force, offence.within
    if not span.is_known:
        return [IN_FORCE]
    # The last day matters where all that is known lies before this law, or where the first is known; else the first.
    lies_before = bool(known) and max(known) < (span.first or date.min)
    key, day = ("offence.date_to", offence.last) if lies_before or offence.first else ("offence.date_from", None)
    return [key] if day is None else []


def _facts_then(span: Span, facts: Facts) -> Facts:
    """Facts with the acts of those phases that lie in the span; acts without a date count as before.

    Whoever gave phases alone has not said that nothing else was done, and a phase may be open itself.
    """
    if not facts.phases:
        return facts
    first, last = span.first or date.min, span.last or date.max
    dated = frozenset().union(*(phase.acts.items for phase in facts.phases))
    then = [phase.acts for phase in facts.phases if first <= phase.on <= last]
    given = facts.get("acts")
    is_open = not isinstance(given, Listing) or given.is_open or any(acts.is_open for acts in then)
    happened = frozenset().union(*(acts.items for acts in then))
    return facts.also({"acts": Listing((facts.items_of("acts") - dated) | happened, is_open)})


@cache
def _in_turn(law: Law) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    """Those that ask only for what can be given, and those that ask for what follows from the others."""
    later = [
        one
        for one in law.provisions.values()
        if any(law.vocabulary[test.fact].is_derived for test in tests_in(one.elements))
    ]
    return tuple(one for one in law.provisions.values() if one not in later), tuple(later)


def _asking_givable(finding: Finding, findings: Mapping[str, Finding], law: Law) -> Finding:
    """Nobody can be asked for a derived fact: what decides the gravest open offence behind it is asked instead."""
    wanted = [key for key in finding.ask if key != IN_FORCE and law.vocabulary[key].is_derived]
    if not wanted:
        return finding
    behind = [
        each
        for each in findings.values()
        if each.verdict is Verdict.POSSIBLE and any(bears_on(key, each.provision) for key in wanted)
    ]
    gravest = max(behind, key=lambda each: weight(each.provision), default=None)
    instead = gravest.ask if gravest else ()
    return replace(finding, ask=tuple(dict.fromkeys([*(key for key in finding.ask if key not in wanted), *instead])))


def _hidden(finding: Finding, findings: Mapping[str, Finding]) -> Finding:
    """A lesser provision is not suggested beside a graver one that is met; it stays met."""
    graver = [findings[key].provision for key in finding.provision.lesser_of if findings[key].verdict is Verdict.MET]
    return replace(finding, hidden_by=max(graver, key=weight).id) if graver else finding
