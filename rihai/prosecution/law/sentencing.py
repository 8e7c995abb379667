"""A sentence beside the least that the law's data name for the section, as it was in force when the offence ended.

In words, with what the data rest on, and never more certain than they are: where facts that are not on the paper decide
which least sentence holds, that is said. Not here: how it is shown.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.conditions import Condition, Truth, truth_of
from rihai.law.entries import LIFE, Penalty, Provision
from rihai.law.facts import Facts
from rihai.law.sourcing import Sourcing
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import Sentence

MONTHS: Final = 12


class Stands(StrEnum):
    BELOW = "below"
    AT = "at"
    ABOVE = "above"
    DEPENDS = "depends"
    NONE = "none"
    UNKNOWN = "unknown"


WORDS: Final[dict[Stands, str | Promise]] = {
    Stands.BELOW: _("Below the minimum"),
    Stands.AT: _("At the minimum"),
    Stands.ABOVE: _("Above the minimum"),
    Stands.DEPENDS: _("It depends on facts which minimum holds"),
    Stands.NONE: _("The law names no minimum"),
    Stands.UNKNOWN: _("Minimum not known"),
}


@dataclass(frozen=True)
class Compared:
    """`least`: the least sentences in years that may hold, one where nothing is open."""

    stands: Stands
    least: tuple[float, ...] = ()
    provision: Provision | None = None
    sourcing: Sourcing | None = None

    @property
    def words(self) -> str:
        return str(WORDS[self.stands])


def compared(sentence: Sentence, offence_until: date | None, law: LawRead) -> Compared:
    """By the section as it was in force on the last day of the offence."""
    provision = law.law.provisions.get(sentence.section)
    if provision is None or provision.penalty is None:
        return Compared(Stands.UNKNOWN, provision=provision, sourcing=law.sourcing_of(provision) if provision else None)
    sourcing, least = law.sourcing_of(provision), _least(provision.penalty, offence_until)
    if not _was_in_force(provision, offence_until):
        return Compared(Stands.UNKNOWN, provision=provision, sourcing=sourcing)
    return Compared(_stands(years_of(sentence), least), least, provision, sourcing)


def years_of(sentence: Sentence) -> float:
    """Years of prison; life and death count as the law's data count them."""
    if sentence.kind in (Sentence.Kind.LIFE, Sentence.Kind.DEATH):
        return LIFE
    if sentence.kind == Sentence.Kind.TERM:
        return sentence.years + sentence.months / MONTHS
    return 0


def _stands(years: float, least: tuple[float, ...]) -> Stands:
    if max(least) == 0:
        return Stands.NONE
    if years < min(least):
        return Stands.BELOW
    if years > max(least):
        return Stands.ABOVE
    return Stands.AT if len(least) == 1 else Stands.DEPENDS


def _least(penalty: Penalty, day: date | None) -> tuple[float, ...]:
    """Every least sentence that may hold: of the version of that day, or of all while the day is not known."""
    earlier = [one.min_years for one in penalty.earlier if day is None or day <= one.until]
    if earlier and day is not None:
        return (earlier[0],)
    # Facts of the case are between lawyer and client: what would decide on a band is not asked here.
    bands = [one.min_years for one in penalty.bands if _may_hold(one.when)]
    return tuple(sorted({*earlier, *(bands or [penalty.min_years])}))


def _may_hold(when: Condition | None) -> bool:
    return when is None or truth_of(when, Facts()) is not Truth.NO


def _was_in_force(provision: Provision, day: date | None) -> bool:
    span = provision.in_force
    if not span.is_known:
        return False
    return day is None or ((span.first is None or span.first <= day) and (span.last is None or day <= span.last))
