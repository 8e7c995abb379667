"""What it costs that a section is missing: in punishment, in bail, and in what the law gives her.

Compared with what the FIR names and the facts carry. Not here: which sections are missing (`fir`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rihai.law.derived import CONTESTED, bail_bucket, years_of
from rihai.law.entries import Protection
from rihai.law.evaluation import Finding
from rihai.law.loading import Law
from rihai.law.sentences import ENGLISH, Quote, Said, joined, sentence
from rihai.law.words import years_said

BAIL_CODES = {"60": "bail_60", "90": "bail_90", CONTESTED: "bail_contested"}
BAIL_WORDS = {bucket: ENGLISH[code] for bucket, code in BAIL_CODES.items()}
BAIL_ORDER = ("60", CONTESTED, "90")


@dataclass(frozen=True)
class Consequence:
    """Sentences for a reader; none where nothing changes."""

    punishment: tuple[Said, ...]
    bail: tuple[Said, ...]
    protections: tuple[Protection, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        lost = joined((Quote(each.name) for each in self.protections), "semicolon") if self.protections else None
        return (*self.punishment, *self.bail, *([sentence("goes_without", lost=lost)] if lost else []))


def consequence_of(law: Law, missing: Finding, named: Sequence[Finding]) -> Consequence:
    """What changes with the missing section; `named`: what the FIR names and the facts do not speak against."""
    return Consequence(tuple(_punishment(missing, named)), _bail(missing, named), _lost(law, missing, named))


def _punishment(missing: Finding, named: Sequence[Finding]) -> Iterator[Said]:
    yield sentence("punishment", punishment=Quote(missing.provision.punishment.rstrip(".")))
    longest, least = _years([missing]), _least([missing])
    if longest is None:
        return
    theirs = _years(named)
    if theirs is None:
        yield sentence("no_other_term")
    elif longest > theirs:
        code = "longest_rises_to_death" if _may_be_death(missing) else "longest_rises"
        yield sentence(code, theirs=years_said(theirs), longest=years_said(longest))
    elif least is not None and least > (_least(named) or 0):
        yield sentence("least_rises", least=years_said(least))


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


def _bail(missing: Finding, named: Sequence[Finding]) -> tuple[Said, ...]:
    with_it, without = bail_bucket([missing, *named]), bail_bucket(named)
    if with_it is None or (without is not None and BAIL_ORDER.index(with_it) <= BAIL_ORDER.index(without)):
        return ()
    days = sentence(BAIL_CODES[with_it])
    if without is None:
        return (sentence("bail_with", days=days),)
    return (sentence("bail_with_and_without", days=days, other=sentence(BAIL_CODES[without])),)


def _lost(law: Law, missing: Finding, named: Sequence[Finding]) -> tuple[Protection, ...]:
    theirs = {each.provision.id for each in named}
    return tuple(
        each
        for each in law.protections.values()
        if missing.provision.id in each.sections and theirs.isdisjoint(each.sections)
    )
