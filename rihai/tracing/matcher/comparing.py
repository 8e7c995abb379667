"""From one entry that was taken to the proposals it makes: asks the registers, and hands over what was found.

Here: which likenesses are worth a colleague's time, and the best one of each human. Not here: writing them
(`actions.proposing`).
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from rihai.people.models import SearchEntry
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions.proposing import Proposal, propose_matches, withdraw_matches
from rihai.tracing.matcher.findings import findings_of
from rihai.tracing.matcher.registers import Likeness, Registers

Rows = dict[UUID, SearchEntry]


def compare(entry: SearchEntry, fields: EntryFields | None, registers: Registers, today: date) -> int:
    """How many proposals it makes now, or how many it ends because it says nothing any more."""
    if fields is None:
        return withdraw_matches(entry, by=None)
    asks_missing = entry.kind == SearchEntry.Kind.MISSING
    alike = registers.alike(entry.uid, fields, is_missing=asks_missing, today=today)
    rows = _rows(entry, [one.entry for one in alike.likely])
    likely = [one for one in alike.likely if one.entry in rows]
    pairs = [_proposal(entry, one, likely, rows) for one in _best_of_each(likely, rows)]
    return propose_matches(entry, proposals=pairs, is_whole=alike.is_whole, by=None)


def _proposal(entry: SearchEntry, likeness: Likeness, likely: Sequence[Likeness], rows: Rows) -> Proposal:
    other = rows[likeness.entry]
    asks_missing = entry.kind == SearchEntry.Kind.MISSING
    missing, held = (entry, other) if asks_missing else (other, entry)
    versions = (entry.version, likeness.version) if asks_missing else (likeness.version, entry.version)
    # Only what the holder has herself: that another house holds somebody alike is not hers to know.
    own = [one for one in likely if rows[one.entry].organisation_id == held.organisation_id]
    findings = findings_of(
        likeness,
        asks_missing=asks_missing,
        is_across=missing.organisation_id != held.organisation_id,
        others=own if asks_missing else [],
    )
    return Proposal(missing, held, *versions, likeness.band, likeness.weight, findings, likeness.model)


def _rows(entry: SearchEntry, uids: Sequence[UUID]) -> Rows:
    """Without what else is kept of the same person: her own file is nobody else."""
    found = SearchEntry.objects.in_force().filter(pk__in=uids)
    if entry.person_id is not None:
        found = found.exclude(person=entry.person_id)
    return {one.uid: one for one in found.select_related("organisation", "person", "data_key")}


def _best_of_each(likely: Sequence[Likeness], rows: Rows) -> list[Likeness]:
    """Her file and her found record are one human: the found record first, then the likelier."""
    best: dict[object, Likeness] = {}
    for one in likely:
        row = rows[one.entry]
        human = row.person_id or row.uid
        if human not in best or (row.kind == SearchEntry.Kind.FOUND and _kind(best[human], rows) != row.kind):
            best[human] = one
    return list(best.values())


def _kind(likeness: Likeness, rows: Rows) -> str:
    return rows[likeness.entry].kind
