"""Which schemes she could ask for money or help from, for which heads, how much, from whom and by when.

Amounts are those of the schemes, never a promise: whoever decides may award less or more, and awards are reported that
went beyond a table. Three-valued like everything here: what nobody has said makes a head possible, with its question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rihai.law.clocks import Due
from rihai.law.clocks_data import Clock
from rihai.law.compensation_data import Head, Scheme
from rihai.law.conditions import Truth, explain, truth_of
from rihai.law.evaluation import evaluate
from rihai.law.facts import Facts
from rihai.law.loading import Law
from rihai.law.sourcing import Confirmation, Sourcing

CERTAIN_FIRST: Final = {Truth.YES: 0, Truth.UNKNOWN: 1}
LAST_DAY: Final = "offence.date_to"
STATE: Final = "state"


@dataclass(frozen=True)
class Amount:
    """Rupees from least to most; None: none was read in the scheme, or it depends."""

    least: int | None
    most: int | None

    @property
    def text(self) -> str:
        """ "Rs 400,000 to 700,000", "Rs 100,000 or more", "no amount can be said"."""
        if self.least is None and self.most is None:
            return "no amount can be said"
        if self.most is None:
            return f"Rs {self.least:,} or more"
        if not self.least:
            return f"up to Rs {self.most:,}"
        return f"Rs {self.most:,}" if self.least == self.most else f"Rs {self.least:,} to {self.most:,}"


@dataclass(frozen=True)
class HeadOpen:
    """One head she could ask for. `ask`: facts to be known first; `look_at`: what no fact says."""

    head: Head
    truth: Truth
    amount: Amount
    ask: tuple[str, ...]
    look_at: str
    sourcing: Sourcing


@dataclass(frozen=True)
class Claim:
    """What she could ask for under one scheme. `interim`: what is paid first; `clocks`: by when each step is due.

    `states`: in which of those that the facts name; none where it is the same in all of India.
    """

    scheme: Scheme
    truth: Truth
    heads: tuple[HeadOpen, ...]
    interim: tuple[HeadOpen, ...]
    steps: tuple[str, ...]
    clocks: tuple[Clock, ...]
    states: tuple[str, ...] = ()

    def dues(self, running: Iterable[Due]) -> tuple[Due, ...]:
        """Of the clocks that run in the case, those of this scheme, in the order of its path."""
        order = [clock.id for clock in self.clocks]
        found = [due for due in running if due.clock.id in order]
        return tuple(sorted(found, key=lambda due: order.index(due.clock.id)))


def claims_of(law: Law, facts: Facts, *, confirmations: Mapping[str, Confirmation] | None = None) -> tuple[Claim, ...]:
    """The schemes that the facts point to or leave open; what is certain first."""
    facts = evaluate(law, facts).facts
    claims = [claim for scheme in law.schemes.values() if (claim := _claim(law, scheme, facts, confirmations or {}))]
    return tuple(sorted(claims, key=lambda claim: CERTAIN_FIRST[claim.truth]))


def _claim(law: Law, scheme: Scheme, facts: Facts, confirmations: Mapping[str, Confirmation]) -> Claim | None:
    every = [head for head in law.heads.values() if head.scheme == scheme.name]
    truths = {head.id: truth_of_head(head, facts) for head in every}
    hidden = {head.id for head in every if any(truths.get(graver) is Truth.YES for graver in head.lesser_of)}
    open_ = [head for head in every if truths[head.id] is not Truth.NO and head.id not in hidden]
    uplifts = [(head.percent, truths[head.id]) for head in every if head.kind == "uplift"]
    if scheme.uplift is not None:
        uplifts.append((scheme.uplift.percent, truth_of(scheme.uplift.when, facts)))
    heads = [
        _open(law, head, facts, uplifts, confirmations) for head in open_ if head.kind not in ("uplift", "interim")
    ]
    interim = [_open(law, head, facts, [], confirmations) for head in open_ if head.kind == "interim"]
    if not heads and not interim:
        return None
    steps = law.remedies[scheme.remedy].steps if scheme.remedy else ()
    truth = max((each.truth for each in [*heads, *interim]), key=lambda each: each.value)
    clocks = tuple(law.clocks[key] for key in scheme.clocks)
    where = _states(scheme, open_, facts)
    return Claim(scheme, truth, tuple(heads), tuple(_shares(interim, heads)), steps, clocks, where)


def _states(scheme: Scheme, heads: Iterable[Head], facts: Facts) -> tuple[str, ...]:
    """An offence may lie in several: the scheme of one is for that one, and each has its own beside those of India."""
    named = facts.items_of(STATE)
    here = named if scheme.is_of_each_state else named & {head.jurisdiction for head in heads}
    return tuple(sorted(here))


def truth_of_head(head: Head, facts: Facts) -> Truth:
    """Yes only where every part is a known fact; a head of an older scheme only for what ended under it."""
    truth = truth_of(head.applies_when, facts)
    if head.in_force_to is not None:
        ended = facts.day(LAST_DAY)
        if ended is not None and ended > head.in_force_to:
            return Truth.NO
        truth = min(truth, Truth.UNKNOWN, key=lambda each: each.value)
    return min(truth, Truth.UNKNOWN, key=lambda each: each.value) if head.ask else truth


def _open(
    law: Law,
    head: Head,
    facts: Facts,
    uplifts: list[tuple[int, Truth]],
    confirmations: Mapping[str, Confirmation],
) -> HeadOpen:
    explained = explain(head.applies_when, facts)
    ask = [test.fact for test in explained.open]
    if head.in_force_to is not None and facts.day(LAST_DAY) is None:
        ask.append(LAST_DAY)
    amount = Amount(
        _raised(head.min_inr, uplifts, {Truth.YES}), _raised(head.max_inr, uplifts, {Truth.YES, Truth.UNKNOWN})
    )
    return HeadOpen(
        head,
        truth_of_head(head, facts),
        amount,
        tuple(dict.fromkeys(ask)),
        head.ask,
        law.sourcing_of(head, confirmations),
    )


def _raised(amount: int | None, uplifts: list[tuple[int, Truth]], counted: set[Truth]) -> int | None:
    """The least amount rises only by what is certain, the most also by what is possible."""
    if amount is None:
        return None
    return amount + sum(amount * percent // 100 for percent, truth in uplifts if truth in counted)


def _shares(interim: list[HeadOpen], heads: list[HeadOpen]) -> Iterable[HeadOpen]:
    """An interim share of "so many per cent of the most" becomes rupees where a head is certain."""
    certain = [each for each in heads if each.truth is Truth.YES]
    most = max((each.amount.most for each in certain if each.amount.most is not None), default=None)
    for each in interim:
        if each.head.percent and most is not None:
            share = most * each.head.percent // 100
            yield HeadOpen(each.head, each.truth, Amount(share, None), each.ask, each.look_at, each.sourcing)
        else:
            yield each
