"""What it costs that a section is missing: in punishment, in bail, and in what the law gives her.

Compared with what the FIR names and the facts carry. Not here: which sections are missing (`fir`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rihai.law.derived import CONTESTED, bail_bucket, years_of
from rihai.law.entries import Protection
from rihai.law.evaluation import Finding
from rihai.law.loading import Law
from rihai.law.words import years_in_words

BAIL_WORDS = {"60": "60 days", "90": "90 days", CONTESTED: "60 or 90 days (courts differ)"}
BAIL_ORDER = ("60", CONTESTED, "90")


@dataclass(frozen=True)
class Consequence:
    """Sentences for a reader; empty where nothing changes."""

    punishment: str
    bail: str
    protections: tuple[Protection, ...]

    @property
    def words(self) -> str:
        lost = "; ".join(each.name for each in self.protections)
        said = [self.punishment, self.bail, f"Without it the person goes without: {lost}." if lost else ""]
        return " ".join(part for part in said if part)


def consequence_of(law: Law, missing: Finding, named: Sequence[Finding]) -> Consequence:
    """What changes with the missing section; `named`: what the FIR names and the facts do not speak against."""
    return Consequence(_punishment(missing, named), _bail(missing, named), _lost(law, missing, named))


def _punishment(missing: Finding, named: Sequence[Finding]) -> str:
    said = f"Punishment: {missing.provision.punishment.rstrip('.')}."
    longest, least = _years([missing]), _least([missing])
    if longest is None:
        return said
    theirs = _years(named)
    if theirs is None:
        return f"{said} Nothing that the FIR names and the facts carry has a sentence of its own."
    if longest > theirs:
        death = ", or death" if _may_be_death(missing) else ""
        return f"{said} The longest sentence rises from {years_in_words(theirs)} to {years_in_words(longest)}{death}."
    if least is not None and least > (_least(named) or 0):
        return f"{said} The least sentence rises to {years_in_words(least)}."
    return said


def _years(findings: Iterable[Finding]) -> float | None:
    return max(
        (years_of(each.provision.penalty, each.facts)[1] for each in findings if each.provision.penalty), default=None
    )


def _may_be_death(finding: Finding) -> bool:
    """Not for what was done before the law of today: which punishment then held, the data do not say of death."""
    penalty = finding.provision.penalty
    last = finding.facts.day("offence.date_to") or finding.facts.day("offence.date_from")
    return penalty is not None and penalty.death and not any(last and last <= each.until for each in penalty.earlier)


def _least(findings: Iterable[Finding]) -> float | None:
    return max(
        (years_of(each.provision.penalty, each.facts)[0] for each in findings if each.provision.penalty), default=None
    )


def _bail(missing: Finding, named: Sequence[Finding]) -> str:
    with_it, without = bail_bucket([missing, *named]), bail_bucket(named)
    if with_it is None or (without is not None and BAIL_ORDER.index(with_it) <= BAIL_ORDER.index(without)):
        return ""
    if without is None:
        return f"Default bail accrues after {BAIL_WORDS[with_it]} with it."
    return f"Default bail accrues after {BAIL_WORDS[with_it]} with it, and after {BAIL_WORDS[without]} without."


def _lost(law: Law, missing: Finding, named: Sequence[Finding]) -> tuple[Protection, ...]:
    theirs = {each.provision.id for each in named}
    return tuple(
        each
        for each in law.protections.values()
        if missing.provision.id in each.sections and theirs.isdisjoint(each.sections)
    )
