"""Two records of one human: linked by two colleagues, and unlinked when it was an error."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.people.models import Person, SamePerson


@transaction.atomic
def link_persons(person: Person, *, other: Person, first: User, by: User) -> SamePerson:
    """Two colleagues found that both records are of one human, perhaps twice. Both records stay as they are."""
    if person.organisation_id != other.organisation_id or by.organisation_id != person.organisation_id:
        raise Refused("person.linked", person, words=_("Only records of your own organisation can be linked."))
    standing = SamePerson.objects.in_force().of(person.uid).of(other.uid).first()
    if standing is not None:
        return standing
    link = SamePerson.objects.create(
        organisation_id=person.organisation_id, one=person, other=other, first_by=first, linked_by=by
    )
    audit.record("person.linked", by=by, subject=person, other=other.uid, link=link.uid)
    return link


@transaction.atomic
def unlink_persons(person: Person, *, other: Person, by: User) -> int:
    """It was an error. That they were linked, and by whom, stays on record."""
    pair = SamePerson.objects.in_force().of(person.uid).of(other.uid).select_for_update()
    links = list(pair.filter(organisation=by.organisation_id))
    for link in links:
        link.ended_at, link.ended_by = timezone.now(), by
        link.save(update_fields=["ended_at", "ended_by"])
        audit.record("person.unlinked", by=by, subject=person, other=other.uid, link=link.uid)
    return len(links)
