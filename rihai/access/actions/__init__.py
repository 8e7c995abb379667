"""Giving, ending and breaking into access: the only writers of `Grant`.

Not here: reading, and what a grant opens.
"""

from rihai.access.actions.emergency import BREAK_GLASS_MINUTES, break_glass, review_reason
from rihai.access.actions.granting import grant, hand_through, revoke, revoke_through
from rihai.access.actions.leaving import deactivate_user, end_role, reinstate_user, release_user

__all__ = [
    "BREAK_GLASS_MINUTES",
    "break_glass",
    "deactivate_user",
    "end_role",
    "grant",
    "hand_through",
    "reinstate_user",
    "release_user",
    "review_reason",
    "revoke",
    "revoke_through",
]
