"""Who may record premises and suspects. Which of them somebody sees is decided by `visible_to()`."""

from uuid import UUID

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused


def can_edit_premises(user: User) -> bool:
    return user.has(Permission.PREMISES_EDIT)


def check_can_edit_premises(user: User, organisation_uid: UUID) -> None:
    if not can_edit_premises(user):
        raise Refused("premises.edit", words=_("Your role does not record premises."))
    if user.organisation_id != organisation_uid:
        raise Refused("premises.edit", words=_("You record for your own organisation only."))


def can_edit_suspects(user: User) -> bool:
    return user.has(Permission.SUSPECT_EDIT)


def check_can_edit_suspects(user: User, organisation_uid: UUID) -> None:
    if not can_edit_suspects(user):
        raise Refused("suspect.edit", words=_("Your role does not record suspects."))
    if user.organisation_id != organisation_uid:
        raise Refused("suspect.edit", words=_("You record for your own organisation only."))
