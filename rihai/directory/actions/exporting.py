"""The directory as rows of a file, for those who keep it; who took it out is on record.

Of homes no more than anybody may know, whoever asks: a file is carried around. Never a personal number.
"""

from collections.abc import Iterator
from typing import Final

from django.db import transaction

from rihai.audit import actions as audit
from rihai.directory.models import Agency, AgencyContact
from rihai.directory.permissions import check_can_add
from rihai.directory.staff import Staff
from rihai.lib.cells import harmless

COLUMNS: Final = (
    "ref", "name", "kind", "role", "address", "locality", "district", "state", "country", "pin_code", "plus_code",
    "website", "completeness", "last_verified_on", "source",
)  # fmt: skip
WHERE: Final = frozenset({"address", "locality", "district", "pin_code", "plus_code"})
CONTACTS: Final = ("phone", "night_phone", "email")

Rows = list[list[str]]


@transaction.atomic
def export_agencies(*, by: Staff) -> tuple[list[str], Rows]:
    """The header and a row for every entry that stands in the lists, with the contacts of its office in force."""
    check_can_add(by)
    contacts: dict[tuple[object, str], str] = {}
    for contact in AgencyContact.objects.in_force().filter(is_personal=False):
        contacts.setdefault((contact.agency_id, _column(contact)), contact.value)
    rows = [
        [*_cells(agency), *(contacts.get((agency.pk, column), "") for column in CONTACTS)]
        for agency in Agency.objects.current().order_by("name", "pk")
    ]
    audit.record("directory.exported", by=by, rows=len(rows))
    return [*COLUMNS, *CONTACTS], rows


def _cells(agency: Agency) -> Iterator[str]:
    for column in COLUMNS:
        value = getattr(agency, column)
        is_secret = agency.is_hidden and column in WHERE
        yield "" if is_secret or value is None else str(harmless(str(value)))


def _column(contact: AgencyContact) -> str:
    if contact.channel == AgencyContact.Channel.EMAIL:
        return "email"
    return "night_phone" if contact.role == "night" else "phone"
