"""The tables of accounts: staff, desks, the doors they come through, and what this installation is."""

from rihai.accounts.models.desks import Desk, DeskMembership
from rihai.accounts.models.doors import EntryLink, KnownDevice, NewStart, SignInPace, SpentCode, StaffSession
from rihai.accounts.models.installation import Installation, Submission
from rihai.accounts.models.staff import RoleAssignment, User

__all__ = [
    "Desk",
    "DeskMembership",
    "EntryLink",
    "Installation",
    "KnownDevice",
    "NewStart",
    "RoleAssignment",
    "SignInPace",
    "SpentCode",
    "StaffSession",
    "Submission",
    "User",
]
