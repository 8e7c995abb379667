"""How matters stand with an accused follows from what a court wrote. Rows are only added.

Not here: what somebody states of an accused by hand (`actions.accused`).
"""

from datetime import date
from typing import Final

from rihai.accounts.models import User
from rihai.duties.actions import cancel_duties_of_event
from rihai.lib.precision import Precision
from rihai.prosecution.models import AccusedLink, AccusedState
from rihai.prosecution.reminders import DEFAULT_BAIL

# Custody, bail and absconding say more than that somebody is charged, and go on.
BEFORE_CHARGE: Final = frozenset({"alleged", "arrested", "released", "not_stated"})
FINAL: Final = frozenset({"discharged", "convicted", "acquitted", "deceased"})


def charge(link: AccusedLink, on: date, *, by: User) -> None:
    if _state_of(link) in BEFORE_CHARGE:
        set_state(link, "charged", on, by=by)


def set_state(link: AccusedLink, state: str, on: date, *, by: User) -> None:
    """`state`: a code of the states of suspects. The clock of default bail ends."""
    for earlier in link.states.all():
        cancel_duties_of_event(DEFAULT_BAIL, event_uid=earlier.uid, by=by)
    AccusedState(
        link=link,
        data_key=link.legal_case.data_key,
        state=state,
        since=on,
        precision=str(Precision.DAY),
        note="",
        recorded_by=by,
    ).save()


def is_open(link: AccusedLink) -> bool:
    """Whether the court has still to say something of this accused."""
    return _state_of(link) not in FINAL


def _state_of(link: AccusedLink) -> str:
    latest = link.states.first()
    return latest.state if latest else "alleged"
