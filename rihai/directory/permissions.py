"""Who may change the directory, and who may know where a shelter home stands.

The packages of accounts and access lie above: whoever acts is known here only by what she is asked. The
names below are those of `accounts.permissions.Permission` and `accounts.compartments.Compartment`.
"""

from collections.abc import Collection
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from rihai.audit.actions import Actor
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.directory.rules import hides_address

AGENCY_EDIT: Final = "agency.edit"
HOME_LOCATION: Final = "home_location"


class Staff(Actor, Protocol):
    """Somebody who works here."""

    @property
    def compartments(self) -> Collection[Any]: ...

    def has(self, permission: Any, /) -> bool: ...


def can_edit(user: Staff, agency: Agency) -> bool:
    """Whoever may not know an address may not write one either; an organisation here keeps its own entry itself."""
    is_ours_to_keep = not agency.is_member or agency.uid == user.organisation_id
    return user.has(AGENCY_EDIT) and is_ours_to_keep and can_see_address(user, agency)


def check_can_edit(user: Staff, agency: Agency) -> None:
    if not can_edit(user, agency):
        raise Refused("agency.edited", agency, words=_("Your role does not change this entry of the directory."))


def can_see_address(user: Staff, agency: Agency) -> bool:
    """Where girls are sheltered is told only to those whose role opens it."""
    return not hides_address(agency.kind) or HOME_LOCATION in user.compartments
