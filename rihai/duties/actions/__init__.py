"""Every change of a duty: the only way in which anybody here is reminded."""

from rihai.duties.actions.escalating import escalate_duty
from rihai.duties.actions.handing_over import hand_over_duty, leave_duties_to_desks
from rihai.duties.actions.holding import (
    complete_duty,
    hasten_duties,
    note_talk,
    pass_on_duties,
    reassign_duty,
    return_orphaned_duties,
    undo_completion,
)
from rihai.duties.actions.opening import (
    cancel_duties,
    cancel_duties_of_event,
    complete_duties,
    open_duty,
    reopen_duties,
)
from rihai.duties.actions.putting_off import put_off_duty, undo_putting_off
from rihai.duties.actions.repeating import end_repetition, open_next_duty, repeat_duty
from rihai.duties.actions.rules import change_rule, restore_rule

__all__ = [
    "cancel_duties",
    "cancel_duties_of_event",
    "change_rule",
    "complete_duties",
    "complete_duty",
    "end_repetition",
    "escalate_duty",
    "hand_over_duty",
    "hasten_duties",
    "leave_duties_to_desks",
    "note_talk",
    "open_duty",
    "open_next_duty",
    "pass_on_duties",
    "put_off_duty",
    "reassign_duty",
    "reopen_duties",
    "repeat_duty",
    "restore_rule",
    "return_orphaned_duties",
    "undo_completion",
    "undo_putting_off",
]
