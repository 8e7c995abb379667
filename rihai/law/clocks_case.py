"""A case as the clocks ask for it: its facts, what follows from its events, and what its sections come to together.

Where several sections apply the graver governs. While something is unknown both ends are kept, so that no date goes
away that a further fact could bring back. Not here: dates (`clocks_dates`).
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from rihai.law.clocks_data import Clock
from rihai.law.clocks_events import Event
from rihai.law.codes import code_of_investigation
from rihai.law.conditions import Explained, Listing, Range, Truth, explain, tests_in, truth_of
from rihai.law.counting import day_of
from rihai.law.derived import derive, offence_facts
from rihai.law.entries import Band, Penalty
from rihai.law.evaluation import Finding, Verdict, evaluate
from rihai.law.facts import Facts
from rihai.law.loading import Law

SECTIONS: Final = "applicable_sections"
BUCKET: Final = "offence.bucket"
YEARS: Final = "offence.max_years"
PROCEDURE: Final = "procedure_code"


class Case:
    """The facts of a case with what follows from them and from its events; asked clock by clock.

    `named`: the sections that the FIR or the charge sheet names. They govern as long as nothing is added to them, so
    a clock runs if it does by the facts or by what is named.
    """

    def __init__(self, law: Law, facts: Facts, events: Iterable[Event], named: Collection[str] = ()) -> None:
        self.law, self.events = law, tuple(events)
        evaluation = evaluate(law, self._with_events(facts))
        # What would be turned against the person herself counts for nothing.
        counted = [each for each in evaluation.findings.values() if each.provision.harm != "harms_victim"]
        self.met = {each.provision.id: each for each in counted if each.verdict is Verdict.MET}
        self.possible = {each.provision.id: each for each in counted if each.verdict is Verdict.POSSIBLE}
        derived = derive(evaluation.findings.values()) | {YEARS: self._longest()}
        self.facts = evaluation.facts.also(derived).also(self._implied(derived=True))
        # What is named counts as met, whatever the facts carry yet.
        self.named = {key: replace(evaluation.findings[key], verdict=Verdict.MET) for key in named}
        self.facts_as_named = self.facts.also(derive(self.named.values())) if self.named else None

    @property
    def code(self) -> str | None:
        """The procedure code under which it goes on, where somebody said it or the FIR's day does."""
        code = self.facts.get(PROCEDURE)
        return code if isinstance(code, str) else None

    def explained(self, clock: Clock) -> Explained:
        """Whether a clock applies. Ninety days are not ruled out while a section that brings them is possible."""
        found = self._explained(clock)
        if self.facts_as_named is None or found.truth is Truth.YES:
            return found
        as_named = explain(clock.applies_when, self.facts_as_named)
        return as_named if as_named.truth.value > found.truth.value else found

    def as_named(self, clock: Clock) -> Facts | None:
        """The facts with what is named for what applies, if a clock runs by these and not by what the facts carry."""
        runs = self._explained(clock).truth is Truth.NO and self.explained(clock).truth is not Truth.NO
        return self.facts_as_named if runs else None

    def _explained(self, clock: Clock) -> Explained:
        facts = self.facts_for(clock)
        found = explain(clock.applies_when, facts)
        if found.truth is Truth.NO and self._may_be_ninety():
            return explain(clock.applies_when, facts.also({BUCKET: None}))
        return found

    def facts_for(self, clock: Clock) -> Facts:
        """The sections that a clock asks for are open only as far as one of them is."""
        wanted = {id_ for test in tests_in(clock.applies_when) if test.fact == SECTIONS for id_ in test.value}
        known = frozenset({*self.met, *self.named})
        return self.facts.also({SECTIONS: Listing(known, is_open=bool(wanted & self.possible.keys() - known))})

    def alone(self, clock: Clock) -> tuple[str, ...]:
        """The sections for which the clock would run if each were charged by itself."""
        if not clock.is_per_section:
            return ()
        return tuple(
            key
            for key, each in self.met.items()
            if each.provision.penalty is not None
            and truth_of(clock.applies_when, self.facts.also(offence_facts(each))) is Truth.YES
        )

    def _longest(self) -> Range:
        """The longest sentence lies between what is certain and what is possible."""
        certain = [least_of(each) for each in self.met.values()]
        return Range(max(certain, default=0), max([0.0, *(most_of(each) for each in self._open())]))

    def _may_be_ninety(self) -> bool:
        return self.facts.get(BUCKET) != "90" and any("90" in _bails(each) for each in self._open())

    def _open(self) -> list[Finding]:
        return [*self.met.values(), *self.possible.values()]

    def _with_events(self, facts: Facts) -> Facts:
        implied = {key: value for key, value in self._implied(derived=False).items() if facts.get(key) is None}
        registered = [day_of(each.at) for each in self.events if each.trigger == "fir.registered"]
        if registered and facts.get(PROCEDURE) is None:
            implied[PROCEDURE] = code_of_investigation(min(registered))
        return facts.also(implied)

    def _implied(self, *, derived: bool) -> dict[str, bool | str]:
        return {
            key: value
            for event in self.events
            for key, value in self.law.triggers[event.trigger].implies.items()
            if self.law.vocabulary[key].is_derived is derived
        }


def least_of(finding: Finding) -> float:
    """The longest sentence of one section that is certain, in years; the lowest band as long as the band is open."""
    penalty = finding.provision.penalty
    if penalty is None:
        return 0
    sure = [band.max_years for band, truth in _bands(penalty, finding) if truth is Truth.YES]
    open_ = [band.max_years for band, truth in _bands(penalty, finding) if truth is not Truth.NO]
    today = max(sure) if sure else min(open_, default=penalty.max_years)
    return min([today, *_earlier(penalty, finding)])


def most_of(finding: Finding) -> float:
    penalty = finding.provision.penalty
    if penalty is None:
        return 0
    return max(
        [band.max_years for band, truth in _bands(penalty, finding) if truth is not Truth.NO] or [penalty.max_years]
    )


def _bands(penalty: Penalty, finding: Finding) -> list[tuple[Band, Truth]]:
    return [
        (band, Truth.UNKNOWN if band.when is None else truth_of(band.when, finding.facts)) for band in penalty.bands
    ]


def _earlier(penalty: Penalty, finding: Finding) -> list[float]:
    """Older punishments that are not ruled out by the day of the offence."""
    last = finding.facts.day("offence.date_to")
    return [each.max_years for each in penalty.earlier if last is None or last <= each.until]


def _bails(finding: Finding) -> set[str]:
    penalty = finding.provision.penalty
    if penalty is None:
        return set()
    return {band.bail for band, truth in _bands(penalty, finding) if truth is not Truth.NO} or {penalty.bail}
