"""Every change of state of a case, with its permission, its audit event and its duties.

Not here: what was found by whom (`rescue`), or which page shows it. Published accounts pass through the same
actions and leave no grants and no duties.
"""

from rihai.cases.actions.closing import agree_closing, change_status, decline_closing, propose_closing
from rihai.cases.actions.opening import add_participant, assign_case_owner, end_participation, open_case
from rihai.cases.actions.timeline import change_screening, record_event, write_note
from rihai.cases.actions.wishes import hear_again, record_wish

__all__ = [
    "add_participant",
    "agree_closing",
    "assign_case_owner",
    "change_screening",
    "change_status",
    "decline_closing",
    "end_participation",
    "hear_again",
    "open_case",
    "propose_closing",
    "record_event",
    "record_wish",
    "write_note",
]
