"""What stands before every change of an entry: the row is locked and read again."""

from rihai.directory.models import Agency, AgencyContact
from rihai.directory.staff import Staff


def locked(agency: Agency) -> Agency:
    return Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)


def locked_contact(contact: AgencyContact, by: Staff) -> AgencyContact:
    """Two people often look at the same change; whoever may not see a personal one gets an error here."""
    rows = AgencyContact.objects.visible_to(by).select_for_update(of=("self",)).select_related("agency")
    return rows.get(pk=contact.pk)
