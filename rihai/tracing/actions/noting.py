"""Noting that somebody asked for an invented person, or wrote a record that is like her; the matcher's side.

Those are told who protect the data where it was asked or written: what is alike may be a real girl, and whoever
planted her name must not hear who holds, seeks or asks for her. Of a question they may pass on that it came from
their house (`passing_on`); a house without them is named to those who planted, and never the colleague. Whoever asked
or wrote is shown what everybody is shown. Not here: planting (`planting`).
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.people.models import SearchEntry
from rihai.tracing.match_reminders import tell_of_hit
from rihai.tracing.models.asking import PLANTED, PlantedHit, PlantedRecord, SearchRecord
from rihai.tracing.selectors.planted import planters_of

# Records of one organisation that are only somewhat like invented people are told of once they are like so many of
# them within so long: whoever fishes comes near one after the other, chance does so seldom.
SEVERAL: Final = 3
TOGETHER: Final = timedelta(days=30)


@transaction.atomic
def note_hit(planted: SearchEntry, *, other: SearchEntry, is_strong: bool, by: User | None) -> None:
    """Only of what was written or changed after it was planted, and never of the records of one's own house.

    Of a question only what is very like: one shared word is chance, and would show who looks for anybody.
    """
    record = _standing(planted, other)
    asked = SearchRecord.objects.filter(pk=other.subject_uid).select_related("asked_by").first()
    is_own = record is not None and asked is None and record.organisation_id == other.organisation_id
    if record is None or other.subject_label == PLANTED or is_own or (asked is not None and not is_strong):
        return
    hit = _noted(record, other) or _note(record, other, asked, by)
    if hit.told_at is None and is_strong:
        _tell([hit])
    elif hit.told_at is None:
        _tell_of_several(other)


def _standing(entry: SearchEntry, other: SearchEntry) -> PlantedRecord | None:
    if other.changed_at is None:
        return None
    standing = PlantedRecord.objects.filter(ended_at=None, confirmed_at__lte=other.changed_at)
    return standing.filter(pk=entry.subject_uid).first()


def _noted(record: PlantedRecord, other: SearchEntry) -> PlantedHit | None:
    """The file and the found record of one human are one."""
    same = Q(entry=other) if other.person_id is None else Q(entry=other) | Q(entry__person=other.person_id)
    return record.hits.filter(same).select_related("entry", "organisation", "planted__planted_by").first()


def _note(record: PlantedRecord, other: SearchEntry, asked: SearchRecord | None, by: User | None) -> PlantedHit:
    hit = PlantedHit.objects.create(
        planted=record,
        entry=other,
        organisation=_who_hears(record, other, asked),
        asking_id=other.organisation_id,
        asked_by=asked.asked_by if asked is not None else None,
    )
    audit.record("planted.hit", by=by, subject=hit)
    return hit


def _who_hears(record: PlantedRecord, other: SearchEntry, asked: SearchRecord | None) -> Agency:
    is_heard = asked is None or planters_of(other.organisation, besides=asked.asked_by)
    return other.organisation if is_heard else record.organisation


def _tell_of_several(other: SearchEntry) -> None:
    since = timezone.now() - TOGETHER
    silent = PlantedHit.objects.filter(asking=other.organisation_id, asked_by=None, told_at=None, hit_at__gt=since)
    if silent.values("planted").distinct().count() >= SEVERAL:
        _tell(list(silent.select_related("entry", "organisation", "planted__planted_by").order_by("hit_at")))


def _tell(hits: list[PlantedHit]) -> None:
    """One duty for all of them: the page shows each."""
    for hit in hits:
        hit.told_at = timezone.now()
        hit.save(update_fields=["told_at"])
    tell_of_hit(hits[-1])
