"""Those who are accused in a legal case: name where it opens, role, how matters stand, when default bail accrues."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from rihai.access.own import OwnPage
from rihai.accounts.models import User
from rihai.prosecution.law.default_bail import Custody, DefaultBail, custody_of, default_bail, in_order, waits_for_sheet
from rihai.prosecution.law.procedure import code_of
from rihai.prosecution.models import AccusedLink, AccusedState, LegalCase
from rihai.prosecution.models.meaning import RESTRAINED
from rihai.prosecution.selectors.meanings import Meant, meant_at


@dataclass(frozen=True, repr=False)
class AccusedOnPage:
    link: AccusedLink
    name: Any
    states: tuple[tuple[AccusedState, Any], ...]
    # None where nobody is held, or police owe no charge sheet.
    custody: Custody | None
    default_bail: DefaultBail | None
    # What the organisation meant by "restrained" whenever it was written down; nothing where that is no state here.
    meanings: tuple[Meant, ...]

    @property
    def state(self) -> AccusedState | None:
        """How matters stand today, whenever that was written down."""
        return next(reversed(in_order(state for state, _note in self.states)), None)


def links_of(legal_case: LegalCase, user: User) -> QuerySet[AccusedLink]:
    """`elsewhere`: in how many other legal cases that she may know of the same person is accused."""
    known = LegalCase.objects.visible_to(user).exclude(pk=legal_case.pk)
    hers = Q(accused__links__legal_case__in=known, accused__links__ended_at=None)
    rows = legal_case.accused_links.select_related("accused", "legal_case")
    return rows.annotate(elsewhere=Count("accused__links", filter=hers))


def on_page(
    legal_case: LegalCase, links: list[AccusedLink], states: list[AccusedState], opened: OwnPage
) -> tuple[AccusedOnPage, ...]:
    waits, own = waits_for_sheet(legal_case), {link.pk for link in links}
    is_asked = any(_is_restrained(one) and one.link_id in own for one in states)
    meant = meant_at(legal_case.organisation_id) if is_asked else None
    return tuple(_one(legal_case, link, states, opened, waits(link), meant) for link in links)


def _is_restrained(state: AccusedState) -> bool:
    return state.state == RESTRAINED and state.withdrawn_at is None


def _one(
    legal_case: LegalCase,
    link: AccusedLink,
    states: list[AccusedState],
    opened: OwnPage,
    is_waiting: bool,
    meant: Callable[[datetime], Meant] | None,
) -> AccusedOnPage:
    own = [state for state in states if state.link_id == link.pk]
    told = tuple((state, opened.value(state, "note")) for state in own)
    custody = custody_of(own) if is_waiting else None
    bail = default_bail(custody.since, legal_case.sections, code_of(legal_case)) if custody and custody.since else None
    meanings = dict.fromkeys(meant(one.recorded_at) for one in own if _is_restrained(one)) if meant else ()
    return AccusedOnPage(link, opened.value(link.accused, "name"), told, custody, bail, tuple(meanings))
