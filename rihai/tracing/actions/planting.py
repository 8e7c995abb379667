"""Planting invented people to see who asks without reason: a reason, a budget, and two who say that she is invented.

Here: the record, its second look, its end. Before the second look the matcher knows nothing of her. Not here: who
asked for her (`noting`).
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.reading import OwnWork, read
from rihai.access.reasons import check_reason, keep_reason
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.lib.codes import Reference, new_reference
from rihai.lib.workflow import NotPossible
from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields, remove_entry, write_entry
from rihai.tracing.budgets import check_may_plant_more
from rihai.tracing.match_permissions import check_can_confirm_planted, check_can_plant
from rihai.tracing.match_reminders import ask_to_confirm, forget_planted, settle_planted
from rihai.tracing.models.asking import PlantedRecord
from rihai.tracing.selectors.planted import planters_of
from rihai.vault.keys import new_data_key

OWN: Final = (Compartment.RECORD, Compartment.IDENTITY)


@transaction.atomic
def plant_record(
    *, fields: EntryFields, why: str, side: PlantedRecord.Side = PlantedRecord.Side.FOUND, by: User
) -> PlantedRecord:
    """Somebody who does not exist. She waits until a colleague has looked that her name is nobody's."""
    check_can_plant(by)
    why = check_reason(why)
    if not fields.names:
        raise NotPossible(_("Give the invented person a name that somebody may ask for."))
    # Two planted at once are counted one after the other.
    organisation = Agency.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    check_may_plant_more(organisation.uid)
    planted = PlantedRecord(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        reference=new_reference(Reference.PLANTED),
        side=side,
        fields=fields.as_json(),
        why=why,
        planted_by=by,
    )
    planted.save()
    keep_reason(why, about=planted, by=by)
    for colleague in planters_of(organisation):
        grant(planted, to=colleague, compartments=OWN, basis=Grant.Basis.ASSIGNED, by=by)
    audit.record("planted.planted", by=by, subject=planted, side=str(side))
    ask_to_confirm(planted, by=by)
    return planted


@transaction.atomic
def confirm_planted(planted: PlantedRecord, *, by: User) -> PlantedRecord:
    """The second pair of eyes: from now on the matcher knows her."""
    planted = get_visible(PlantedRecord.objects.select_for_update(of=("self",)), by, planted.uid, "planted.confirm")
    check_can_confirm_planted(by, planted)
    if planted.ended_at is not None or planted.confirmed_at is not None:
        raise NotPossible(_("Somebody confirmed this record or took it out already."))
    opened = read((planted, ["fields"]), by=by, why=OwnWork(), within_action=True)(planted)
    planted.confirmed_at, planted.confirmed_by = timezone.now(), by
    planted.save(update_fields=["confirmed_at", "confirmed_by"])
    write_entry(planted, fields=EntryFields.from_json(opened.fields), kind=SearchEntry.Kind(planted.side))
    settle_planted(planted, by=by)
    audit.record("planted.confirmed", by=by, subject=planted)
    return planted


@transaction.atomic
def end_planted(planted: PlantedRecord, *, by: User) -> PlantedRecord:
    planted = get_visible(PlantedRecord.objects.select_for_update(of=("self",)), by, planted.uid, "planted.plant")
    check_can_plant(by)
    if planted.ended_at is not None:
        raise NotPossible(_("This record was taken out already."))
    planted.ended_at, planted.ended_by = timezone.now(), by
    planted.save(update_fields=["ended_at", "ended_by"])
    remove_entry(planted)
    forget_planted(planted, by=by)
    audit.record("planted.ended", by=by, subject=planted)
    return planted
