"""How matters stand with an accused follows from what a court wrote. Rows are only added.

Not here: what somebody states of an accused by hand (`actions.accused`).
"""

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from rihai.accounts.models import User
from rihai.lib.precision import Precision
from rihai.prosecution.law.default_bail import in_order
from rihai.prosecution.models import AccusedLink, AccusedState
from rihai.prosecution.owing.bail_duties import reckon_default_bail

# Custody, bail and absconding say more than that somebody is charged, and go on.
BEFORE_CHARGE: Final = frozenset({"alleged", "arrested", "released", "not_stated"})
VERDICTS: Final = frozenset({"discharged", "convicted", "acquitted"})
# A retrial charges anew; custody, bail and absconding change nothing about what a court decided.
SAID_BY_COURT: Final = VERDICTS | {"charged"}


def charge(link: AccusedLink, on: date, *, by: User) -> None:
    if verdict_of(link) not in VERDICTS and _state_of(link) in BEFORE_CHARGE:
        set_state(link, "charged", on, by=by)


def set_state(link: AccusedLink, state: str, on: date, *, by: User) -> None:
    """`state`: a code of the states of suspects."""
    AccusedState(
        link=link,
        data_key=link.legal_case.data_key,
        state=state,
        since=on,
        precision=str(Precision.DAY),
        note="",
        recorded_by=by,
    ).save()
    reckon_default_bail(link.legal_case, by=by)


def take_back_state(link: AccusedLink, state: str, on: date, *, since: datetime, by: User) -> None:
    """What a paper of that moment said of an accused counts no longer."""
    rows = link.states.filter(state=state, since=on, recorded_at__gte=since, withdrawn_at=None)
    said = rows.order_by("recorded_at").first()
    if said is not None:
        said.withdrawn_at, said.withdrawn_by = timezone.now(), by
        said.save(update_fields=["withdrawn_at", "withdrawn_by"])


def is_open(link: AccusedLink) -> bool:
    """Whether the court has still to say something of this accused."""
    states = in_order(link.states.all())
    return _last_said(states) not in VERDICTS and not any(one.state == "deceased" for one in states)


def verdict_of(link: AccusedLink) -> str:
    """What the court said last, of whatever instance; "" before it said anything."""
    return _last_said(in_order(link.states.all()))


def _last_said(states: list[AccusedState]) -> str:
    return next((one.state for one in reversed(states) if one.state in SAID_BY_COURT), "")


def _state_of(link: AccusedLink) -> str:
    states = in_order(link.states.all())
    return states[-1].state if states else "alleged"
