"""What a survivor could ask for, from coded facts: schemes, heads, amounts, questions, steps, by when. Never a promise.

Every entry carries what it rests on. The facts are asked for this page and kept nowhere; whoever keeps them makes a
section check. Not here: the claims that were begun (`models`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.compensation import Amount, Claim, HeadOpen, claims_of
from rihai.law.compensation_data import Head
from rihai.law.conditions import Truth, tests_in
from rihai.law.entries import Remedy
from rihai.law.facts import Facts, read_facts
from rihai.law.loading import Law
from rihai.law.sourcing import Sourcing
from rihai.law.words import question
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.law.schemes import Scheme, papers_of, schemes

# Asked although they come in only by way of a shared condition, or of a clock.
ALSO: Final = frozenset({"offence.date_from", "offence.date_to"})
LAST_DAY: Final = "offence.date_to"
# By when to apply is counted from the last day; where a trial follows, from its end, which is later.
APPLY_BY: Final = ("offence.date_to", "offence.date_or_trial_end")


@dataclass(frozen=True)
class HeadShown:
    head: Head
    is_certain: bool
    amount: Amount
    ask: tuple[str, ...]
    sourcing: Sourcing


@dataclass(frozen=True)
class Option:
    """One scheme. `remedy`: whose steps are taken, with what that rests on; `dues`: by when to apply."""

    scheme: Scheme
    is_certain: bool
    heads: tuple[HeadShown, ...]
    interim: tuple[HeadShown, ...]
    remedy: tuple[Remedy, Sourcing] | None
    dues: tuple[Due, ...]
    # Of those that the facts name; none where it is the same in all of India.
    states: tuple[str, ...] = ()

    @property
    def certain(self) -> list[HeadShown]:
        """What is paid in the meantime first."""
        return [one for one in (*self.interim, *self.heads) if one.is_certain]

    @property
    def open(self) -> list[HeadShown]:
        return [one for one in (*self.interim, *self.heads) if not one.is_certain]

    @property
    def papers(self) -> list[str | Promise]:
        return papers_of(self.scheme)


@cache
def asked_keys(law: Law) -> frozenset[str]:
    """The facts that decide on any head; the page asks no others."""
    heads = {test.fact for head in law.heads.values() for test in tests_in(head.applies_when)}
    return frozenset(key for key in heads | ALSO if key in law.vocabulary and not law.vocabulary[key].is_derived)


def options_of(given: Mapping[str, Any], read: LawRead) -> tuple[Option, ...]:
    """Schemes that the facts point to or leave open, what is certain first. Raises InputProblem."""
    facts = read_facts(read.law.vocabulary, dict(given))
    running = _running(read, facts)
    known = schemes()
    return tuple(
        _option(read, claim, running, known[claim.scheme.id])
        for claim in claims_of(read.law, facts, confirmations=read.confirmations)
        if claim.scheme.id in known
    )


def remedy_of(code: str, read: LawRead) -> tuple[Remedy, Sourcing] | None:
    """The steps of a scheme of the law, with what they rest on."""
    scheme = read.law.schemes.get(code)
    if scheme is None or not scheme.remedy:
        return None
    remedy = read.law.remedies[scheme.remedy]
    return remedy, read.sourcing_of(remedy)


def _running(read: LawRead, facts: Facts) -> tuple[Due, ...]:
    last = facts.day(LAST_DAY)
    if last is None:
        return ()
    return clocks_of(read.law, facts, [Event(one, last) for one in APPLY_BY], confirmations=read.confirmations)


def _option(read: LawRead, claim: Claim, running: Iterable[Due], scheme: Scheme) -> Option:
    return Option(
        scheme,
        claim.truth is Truth.YES,
        tuple(_head(read, one) for one in claim.heads),
        tuple(_head(read, one) for one in claim.interim),
        remedy_of(claim.scheme.id, read),
        claim.dues(running),
        claim.states,
    )


def _head(read: LawRead, one: HeadOpen) -> HeadShown:
    ask = [question(read.law.vocabulary, key) for key in one.ask]
    if one.look_at:
        ask.append(one.look_at)
    return HeadShown(one.head, one.truth is Truth.YES, one.amount, tuple(ask), one.sourcing)
