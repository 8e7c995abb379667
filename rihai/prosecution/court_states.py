"""How matters stand with an accused follows from what a court wrote. Rows are only added.

Not here: what somebody states of an accused by hand (`actions.accused`).
"""

from datetime import date
from typing import Final

from rihai.accounts.models import User
from rihai.lib.precision import Precision
from rihai.prosecution.bail_duties import reckon_default_bail
from rihai.prosecution.default_bail import in_order
from rihai.prosecution.models import AccusedLink, AccusedState

# Custody, bail and absconding say more than that somebody is charged, and go on.
BEFORE_CHARGE: Final = frozenset({"alleged", "arrested", "released", "not_stated"})
FINAL: Final = frozenset({"discharged", "convicted", "acquitted", "deceased"})


def charge(link: AccusedLink, on: date, *, by: User) -> None:
    if _state_of(link) in BEFORE_CHARGE:
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


def is_open(link: AccusedLink) -> bool:
    """Whether the court has still to say something of this accused."""
    return _state_of(link) not in FINAL


def _state_of(link: AccusedLink) -> str:
    states = in_order(link.states.all())
    return states[-1].state if states else "alleged"
