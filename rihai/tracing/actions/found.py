"""Recording somebody who was found and is not known here yet; withdrawing a record made by mistake.

Not here: who it may be (`matcher`), or the case of somebody who was found in an operation (`rescue`).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.duties.actions import cancel_duties
from rihai.lib.codes import Reference, new_reference
from rihai.lib.text import normalise, normalise_lines
from rihai.lib.workflow import NotPossible
from rihai.people.actions import register_person
from rihai.people.search_entries import remove_entry
from rihai.tracing.entries import write_found_entry
from rihai.tracing.facts import FoundFacts
from rihai.tracing.grants import let_into_found
from rihai.tracing.locks import lock_found, needed
from rihai.tracing.models import FoundRecord
from rihai.tracing.permissions import check_can_record_found, check_can_work_found
from rihai.tracing.reminders import remind_of_committee
from rihai.tracing.selectors.desks import desk_for_found
from rihai.tracing.workflow import FoundStatus
from rihai.vault.keys import new_data_key


@transaction.atomic
def record_found_person(*, organisation: Agency, by: User, facts: FoundFacts) -> FoundRecord:
    """Keep who was found where. Whoever searches for this person is never told by this, only the holder is."""
    check_can_record_found(by, organisation.uid)
    if facts.found_at > timezone.now():
        raise NotPossible(_("This time lies in the future. Enter when the person really was found."))
    person = register_person(organisation=organisation, by=by, facts=facts.person)
    found = FoundRecord(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.FOUND),
        person=person,
        kind=facts.kind,
        found_at=facts.found_at,
        place=facts.place,
        estimated_by=facts.estimated_by,
        cannot_say_name=facts.cannot_say_name,
        where=normalise(facts.where),
        guardian=normalise(facts.guardian),
        village=normalise(facts.village),
        description=normalise_lines(facts.description),
        marks=normalise_lines(facts.marks),
        clothing=normalise_lines(facts.clothing),
        recorded_by=by,
    )
    found.save()
    let_into_found(found, desk_for_found(organisation), by=by)
    write_found_entry(found, facts)
    audit.record("found.recorded_here", by=by, subject=found, kind=str(facts.kind), person=person.uid)
    if found.may_be_child:
        remind_of_committee(found, since=facts.found_at, by=by)
    return found


@transaction.atomic
def withdraw_found(found: FoundRecord, *, reason: str, by: User) -> FoundRecord:
    """It was a mistake: nobody is found by it any more. The record stays, with the reason."""
    found = lock_found(found, by, "found.work")
    check_can_work_found(by, found)
    reason = needed(reason, _("Say why the record is withdrawn."))
    found.move_to(FoundStatus.WITHDRAWN)
    found.withdrawn_at, found.withdrawn_by, found.withdrawal_reason = timezone.now(), by, reason
    found.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    remove_entry(found)
    if not _is_on_file_otherwise(found):
        remove_entry(found.person)
    cancel_duties(None, subject=found, by=by)
    audit.record("found.withdrawn", by=by, subject=found)
    return found


def _is_on_file_otherwise(found: FoundRecord) -> bool:
    """Whether the person is known by more than this record, which made her file."""
    others = FoundRecord.objects.filter(person=found.person, status=FoundStatus.STANDS).exclude(uid=found.uid)
    return found.person.cases.exists() or others.exists() or found.person.missing_reports.exists()
