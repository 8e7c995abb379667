"""What holds for every claim: without the wish nothing is filed, by when the law wants an answer, how far a claim came.

Pure decisions over rows; nothing is written here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.law.clocks import Due, clocks_of
from rihai.law.clocks_events import Event
from rihai.law.counting import day_of
from rihai.law.facts import read_facts
from rihai.lib.precision import Majority
from rihai.people.models import Person, YesNoUnknown
from rihai.prosecution.law.law_read import LawRead
from rihai.prosecution.models import ClaimStep, ClaimWish
from rihai.prosecution.workflow import ClaimStatus as S

# How far a claim came; what was refused or is on appeal keeps the rank that it had.
STAGES: Final = (S.TOLD, S.ASKED, S.FILED, S.HEARD, S.ORDERED, S.CREDITED)
RANKS: Final = {**{stage: rank for rank, stage in enumerate(STAGES)}, S.PARTLY: STAGES.index(S.CREDITED)}
# Which clock of the law runs while a claim waits, from the day of which state.
WAITING: Final = {
    S.FILED: (S.FILED, frozenset({"vcs.application", "mano.application"})),
    S.HEARD: (S.FILED, frozenset({"vcs.application", "mano.application"})),
    # Counted from the day of the order: the State may have received it later.
    S.ORDERED: (S.ORDERED, frozenset({"compensation.order_received"})),
    S.PARTLY: (S.ORDERED, frozenset({"compensation.order_received"})),
}
# A court's decision against the survivor is appealed against; that clock belongs to no scheme.
COURT: Final = "court_order"
APPEAL: Final = "appeal-victim"
SEXES: Final = frozenset({"female", "male", "transgender"})
W, G = ClaimWish.Wish, ClaimWish.Guardian
SPOKEN_FOR: Final = frozenset({G.AGREES, G.APPOINTED})
MORE_THAN_ORDERED: Final = _("With this, more has come than was ordered. Count the zeros; if it is right, say so.")


@dataclass(frozen=True)
class Hindrance:
    """Why nothing may be filed yet, and what to do."""

    words: str | Promise


def hindrance(wish: ClaimWish | None, majority: Majority) -> Hindrance | None:
    """None where the survivor has understood and wishes it and, for somebody who may be a child, somebody agrees."""
    if wish is None or wish.wish != W.WANTS:
        return Hindrance(_("Nothing is filed without the survivor's wish. Talk first, and write down the wish."))
    if wish.has_understood != YesNoUnknown.YES:
        return Hindrance(
            _("Nobody knows whether the survivor has understood it. Tell it again, in other words, and write it down.")
        )
    if majority is not Majority.ADULT and wish.guardian not in SPOKEN_FOR:
        return Hindrance(
            _(
                "The survivor may be a child: a guardian agrees, or a person appointed by the committee or the court. "
                "Write down who did."
            )
        )
    return None


def law_dues(scheme: str, person: Person, steps: Iterable[ClaimStep], status: str, read: LawRead) -> tuple[Due, ...]:
    """The clocks of the law's data by which an answer or the money is due now, the earliest first."""
    facts = facts_of(person)
    known = read.law.schemes.get(scheme)
    if scheme == COURT and status == S.REFUSED and APPEAL in read.law.clocks:
        since, triggers, clocks = S.REFUSED, frozenset({read.law.clocks[APPEAL].trigger}), frozenset({APPEAL})
        facts = facts | {"judgment.adverse": True}
    elif known is not None and S(status) in WAITING:
        since, triggers = WAITING[S(status)]
        clocks = frozenset(known.clocks)
    else:
        return ()
    days = [step.on for step in steps if step.status == since and step.struck_at is None]
    wanted = {read.law.clocks[key].trigger for key in clocks} & triggers
    events = [Event(trigger, days[-1]) for trigger in sorted(wanted) if days]
    if not events:
        return ()
    told = read_facts(read.law.vocabulary, facts)
    found = clocks_of(read.law, told, events, confirmations=read.confirmations)
    return tuple(due for due in found if due.clock.id in clocks and not due.is_set_aside)


def law_day(dues: Iterable[Due]) -> date | None:
    """The earliest date to act by; None where the law has only words, such as "at once"."""
    days = [day_of(when) for due in dues if (when := due.safe or due.due) is not None]
    return min(days, default=None)


def facts_of(person: Person) -> dict[str, Any]:
    """What a record of a person says of the law's facts; the age at the offence is another question."""
    return {"victim.sex": person.sex} if person.sex in SEXES else {}


def rank_of(statuses: Iterable[str]) -> int:
    """How far a claim came at its farthest."""
    return max((RANKS[S(one)] for one in statuses if S(one) in RANKS), default=0)
