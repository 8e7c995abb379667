"""Agencies, places, and what belongs to an agency: its area, hours, contacts, merges and marks."""

from rihai.directory.models.agency import Agency, AgencyMerge, AgencyQuerySet, Completeness
from rihai.directory.models.area import Jurisdiction, OpeningHours
from rihai.directory.models.contact import AgencyContact, AgencyContactQuerySet, CallBack
from rihai.directory.models.mark import RouteMark
from rihai.directory.models.place import Place

__all__ = [
    "Agency",
    "AgencyContact",
    "AgencyContactQuerySet",
    "AgencyMerge",
    "AgencyQuerySet",
    "CallBack",
    "Completeness",
    "Jurisdiction",
    "OpeningHours",
    "Place",
    "RouteMark",
]
