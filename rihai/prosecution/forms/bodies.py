"""Bodies of a legal case to choose from: stations and courts, not every clinic and network of the directory.

First those that fit the case: its station, the office above it, what lies in the district or answers for the State.
Any other of these kinds is found by its name.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.directory.agency_field import AgencyField
from rihai.directory.models import Agency, AgencyQuerySet, Jurisdiction
from rihai.directory.rules import agency_kinds
from rihai.directory.selectors.routing import words_on_left_out

POLICE: Final = ("police",)
# Neither legal aid nor lawyers: they stand before a court and are none.
COURTS: Final = ("court", "magistrate", "special_court", "juvenile_justice_board", "anti_trafficking_tribunal")
# Custody of a child is decided there too.
COURT_OR_COMMITTEE: Final = (*COURTS, "child_welfare_committee")
LEGAL_AID: Final = ("justice", "child_protection")
STATION_OR_COURT: Final = (*POLICE, *COURTS)
# Police decide on no money.
PAYERS: Final = (*LEGAL_AID, "government", "commission")
AUTHORITIES: Final = (*POLICE, *PAYERS)
# Whoever decides on her protection or reports on the threat: no help desk, and nobody at a border.
PROTECTORS: Final = (*COURTS, "legal_services_authority", "prosecutor", "commissioner_office", "police_station", "ahtu")
COMMISSIONS: Final = ("scpcr", "ncpcr", "womens_commission", "human_rights_commission")


def stations() -> tuple[str, ...]:
    """Kinds of police that register an FIR."""
    return tuple(code for code, entry in agency_kinds().items() if entry.fields["registers_fir"])


def offer_bodies(
    form: forms.Form,
    name: str,
    user: User,
    sorts: tuple[str, ...],
    *,
    keep: UUID | None = None,
    station: Agency | None = None,
    likely: tuple[str, ...] = (),
) -> None:
    """Those of these groups or kinds, and the one that stands there already; first those of the kinds `likely`."""
    kinds = [code for code, entry in agency_kinds().items() if code in sorts or entry.fields["group"] in sorts]
    offer_kinds(form, name, user, kinds, keep=keep, station=station, likely=likely)


def offer_kinds(
    form: forms.Form,
    name: str,
    user: User,
    kinds: Iterable[str],
    *,
    keep: UUID | None = None,
    station: Agency | None = None,
    likely: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
) -> None:
    """`station`: of the legal case. What fits it comes first, and what else there is only where it is not long.
    `first`: kinds that stand before all others of what fits.
    """
    field = form.fields[name]
    if not isinstance(field, AgencyField):
        return
    rows = Agency.objects.routable(user.organisation_id).exclude(pk=user.organisation_id)
    rows = rows.filter(Q(kind__in=list(kinds)) | Q(pk=keep))
    around = _around(station, rows.filter(kind__in=likely) if likely else rows)
    field.offer(rows, likely=sorted(around, key=lambda one: one.kind not in first))
    missing = _("Not in the list? Ask your supervisor or the rescue desk to add it to the directory.")
    later = "" if field.required else _("Save without it until then.")
    field.help_text = " ".join(one for one in (str(field.help_text), missing, later, words_on_left_out(user)) if one)


def _around(station: Agency | None, rows: AgencyQuerySet) -> list[Agency]:
    """The office above it, then itself and those of its district, by address or stated area, then commissions."""
    if station is None:
        return []
    here = Q(pk__in=[station.pk, station.parent_id]) | Q(kind__in=COMMISSIONS, state="")
    if station.state:
        here |= Q(kind__in=COMMISSIONS, state__iexact=station.state)
    if station.district:
        named = Jurisdiction.objects.filter(ended_at=None, place__name__iexact=station.district)
        here |= Q(district__iexact=station.district, state__iexact=station.state)
        here |= Q(pk__in=named.filter(place__state_name__iexact=station.state).values("agency"))
    found = rows.taking_part().filter(here)
    return sorted(found, key=lambda one: (one.pk != station.parent_id, one.kind in COMMISSIONS, one.name))
