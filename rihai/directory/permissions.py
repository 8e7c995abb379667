"""Who may change the directory, and who may know where a shelter home stands.

The packages of accounts and access lie above: whoever acts is known here only by what she is asked. The
names below are those of `accounts.permissions.Permission` and `accounts.compartments.Compartment`.
"""

from typing import Final

from django.utils.translation import gettext as _

from rihai.audit.refusals import Refused
from rihai.directory.models import Agency, AgencyContact, RouteMark
from rihai.directory.rules import hides_address
from rihai.directory.staff import Staff

AGENCY_EDIT: Final = "agency.edit"
HOME_LOCATION: Final = "home_location"
PERSONAL_CONTACT: Final = "agency.personal_contact"
AGENCY_RESTRICT: Final = "agency.restrict"


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


def can_add(user: Staff) -> bool:
    return user.has(AGENCY_EDIT)


def check_can_add(user: Staff) -> None:
    if not can_add(user):
        raise Refused("agency.added", words=_("Your role does not add entries to the directory."))


def can_write_personal(user: Staff) -> bool:
    """Whether she may write down, and be shown, the personal number of an officer."""
    return user.has(PERSONAL_CONTACT)


def check_can_write_personal(user: Staff, agency: Agency) -> None:
    if not can_write_personal(user):
        raise Refused("agency.contact_proposed", agency, words=_("Your role does not keep personal numbers."))


def can_confirm_contact(user: Staff, contact: AgencyContact) -> bool:
    """The second person: anybody else who keeps this entry."""
    return contact.proposed_by_id != user.uid and can_edit(user, contact.agency)


def check_can_confirm_contact(user: Staff, contact: AgencyContact) -> None:
    if not can_confirm_contact(user, contact):
        words = _("Somebody else than who proposed it calls the old number and confirms the change.")
        raise Refused("agency.contact_confirmed", contact.agency, words=words)


def can_restrict(user: Staff, agency: Agency) -> bool:
    return user.has(AGENCY_RESTRICT) and agency.uid != user.organisation_id


def check_can_restrict(user: Staff, agency: Agency) -> None:
    if not can_restrict(user, agency):
        raise Refused("route_mark.proposed", agency, words=_("Your role does not mark agencies."))


def can_confirm_mark(user: Staff, mark: RouteMark) -> bool:
    return can_restrict(user, mark.agency) and mark.proposed_by_id != user.uid


def check_can_confirm_mark(user: Staff, mark: RouteMark) -> None:
    if not can_confirm_mark(user, mark):
        raise Refused("route_mark.confirmed", mark, words=_("A second person confirms the mark."))
