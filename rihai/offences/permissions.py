"""Who may record premises and suspects."""

from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.refusals import Refused


def can_edit_premises(user: User) -> bool:
    return user.has(Permission.PREMISES_EDIT)


def check_can_edit_premises(user: User) -> None:
    if not can_edit_premises(user):
        raise Refused("premises.edit", words=_("Your role does not record premises."))


def can_edit_suspects(user: User) -> bool:
    return user.has(Permission.SUSPECT_EDIT)


def check_can_edit_suspects(user: User) -> None:
    if not can_edit_suspects(user):
        raise Refused("suspect.edit", words=_("Your role does not record suspects."))
