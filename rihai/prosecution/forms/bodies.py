"""Bodies of a legal case to choose from: stations and courts, not every clinic and network of the directory."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.directory.agency_field import AgencyField
from rihai.directory.models import Agency
from rihai.directory.rules import agency_kinds
from rihai.directory.selectors.routing import words_on_left_out

POLICE: Final = ("police",)
# Neither legal aid nor lawyers: they stand before a court and are none.
COURTS: Final = ("court", "magistrate", "special_court", "juvenile_justice_board", "anti_trafficking_tribunal")
# Custody of a child is decided there too.
COURT_OR_COMMITTEE: Final = (*COURTS, "child_welfare_committee")
LEGAL_AID: Final = ("justice", "child_protection")
STATION_OR_COURT: Final = (*POLICE, *COURTS)
AUTHORITIES: Final = (*POLICE, *LEGAL_AID, "government", "commission")


def offer_bodies(form: forms.Form, name: str, user: User, sorts: tuple[str, ...], *, keep: UUID | None = None) -> None:
    """Those of these groups or kinds, and the one that stands there already."""
    kinds = [code for code, entry in agency_kinds().items() if code in sorts or entry.fields["group"] in sorts]
    offer_kinds(form, name, user, kinds, keep=keep)


def offer_kinds(form: forms.Form, name: str, user: User, kinds: Iterable[str], *, keep: UUID | None = None) -> None:
    field = form.fields[name]
    if not isinstance(field, AgencyField):
        return
    rows = Agency.objects.routable(user.organisation_id).exclude(pk=user.organisation_id)
    field.offer(rows.filter(Q(kind__in=list(kinds)) | Q(pk=keep)))
    missing = _("Not in the list? Ask your supervisor or the rescue desk to add it to the directory.")
    later = "" if field.required else _("Save without it until then.")
    field.help_text = " ".join(one for one in (str(field.help_text), missing, later, words_on_left_out(user)) if one)
