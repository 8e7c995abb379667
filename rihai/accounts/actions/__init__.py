"""Changes of accounts, roles, desks and ways in: each with who does it, each in the audit trail."""

from rihai.accounts.actions.desks import DeskNameTaken, close_desk, join_desk, leave_desk, open_desk
from rihai.accounts.actions.entry import create_entry_link, use_entry_link
from rihai.accounts.actions.loading import loading_account
from rihai.accounts.actions.roles import confirm_role, end_role, give_role
from rihai.accounts.actions.staff import (
    NameTaken,
    change_language,
    close_account,
    create_user,
    found_staff,
    reinstate_account,
    release_account,
)
from rihai.accounts.actions.starts import (
    ask_new_start,
    change_password,
    decline_new_start,
    end_other_sessions,
    give_new_start,
    reset_factors,
)

__all__ = [
    "DeskNameTaken",
    "NameTaken",
    "ask_new_start",
    "change_language",
    "change_password",
    "close_account",
    "close_desk",
    "confirm_role",
    "create_entry_link",
    "create_user",
    "decline_new_start",
    "end_other_sessions",
    "end_role",
    "found_staff",
    "give_new_start",
    "give_role",
    "join_desk",
    "leave_desk",
    "loading_account",
    "open_desk",
    "reinstate_account",
    "release_account",
    "reset_factors",
    "use_entry_link",
]
