"""Proposing that somebody missing and somebody held are the same human; the matcher's side, without a person.

Here: which likeness becomes a proposal, to whom, and when an earlier one is brought up to date, withdrawn or made
again. Nobody who asked is told anything. Not here: comparing (`matcher`), and deciding (`deciding`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.people.models import Person, SamePerson, SearchEntry
from rihai.tracing.actions.noting import note_hit
from rihai.tracing.holding import is_held
from rihai.tracing.match_reminders import forget_match, tell_holder
from rihai.tracing.matcher.findings import Finding
from rihai.tracing.models.asking import PLANTED
from rihai.tracing.models.matches import UNDECIDED, PotentialMatch
from rihai.tracing.selectors.matches import newest_refusal, said_of_erased
from rihai.tracing.workflow import MatchStatus
from rihai.vault.keys import destroy_data_key, new_data_key

# A pair that two colleagues refused comes back only if new facts make it twice as likely as it was.
MORE_POINTS: Final = 1.0
# Of those that are only possible, so many are new work by one entry; strong ones are always proposed.
POSSIBLE: Final = 10
# The next call, seconds later, erases what is left.
ERASED_AT_ONCE: Final = 500


@dataclass(frozen=True, repr=False)
class Proposal:
    """One pair that was compared, with what the holder is to see.

    The versions are of the states that were compared. A row may be newer: a correction waits, or came meanwhile.
    """

    missing: SearchEntry
    held: SearchEntry
    missing_version: int
    held_version: int
    band: str
    weight: float
    findings: Finding
    model: str


@transaction.atomic
def propose_matches(entry: SearchEntry, *, proposals: Sequence[Proposal], is_whole: bool, by: User | None) -> int:
    """What the newest state of this entry proposes, the likeliest first.

    An undecided one is withdrawn if its two entries are not likely any more; never because others are likelier.
    """
    # Files that are nobody's find are many where a name is common: they push nobody out of the ten.
    pairs = [one for one in proposals if not _is_no_find(one, by)]
    made = [match for rank, one in enumerate(pairs) if (match := _propose(one, by, rank=rank)) is not None]
    gone = PotentialMatch.objects.filter(Q(missing_entry=entry) | Q(held_entry=entry), status=MatchStatus.PROPOSED)
    supported = [one.pk for one in made]
    for match in gone.exclude(pk__in=supported).order_by("pk").select_for_update(of=("self",), no_key=True):
        if is_whole or _has_lost_a_side(match):
            _withdraw(match, by)
    if made:
        # Of no subject: the entry is the asker's, and her trail must not say that somebody is alike.
        audit.record("matches.proposed", by=by, matches=len(made))
    return len(made)


@transaction.atomic
def withdraw_matches(entry: SearchEntry, *, by: User | None) -> int:
    """The record was taken out. What nobody has decided goes; where it was erased, its texts go from all of them."""
    of_entry = PotentialMatch.objects.filter(Q(missing_entry=entry) | Q(held_entry=entry))
    undecided = list(of_entry.filter(status__in=UNDECIDED).select_for_update(of=("self",), no_key=True))
    for match in undecided:
        _withdraw(match, by)
    if _is_erased(entry):
        for match in of_entry.select_related("data_key"):
            _erase(match)
    if undecided:
        audit.record("matches.withdrawn", by=by, matches=len(undecided))
    return len(undecided)


@transaction.atomic
def erase_what_was_said(*, by: User | None) -> int:
    """Whoever was erased may have been taken out long before: what old proposals say of her goes all the same."""
    left = said_of_erased().select_related("data_key").order_by("pk")
    matches = list(left.select_for_update(of=("self",), no_key=True)[:ERASED_AT_ONCE])
    for match in matches:
        _erase(match)
    if matches:
        audit.record("matches.erased", by=by, matches=len(matches))
    return len(matches)


def _erase(match: PotentialMatch) -> None:
    for key in match.keys_left():
        destroy_data_key(key)


def _propose(one: Proposal, by: User | None, *, rank: int) -> PotentialMatch | None:
    pair = PotentialMatch.objects.filter(missing_entry=one.missing, person=one.held.person)
    latest = (
        pair.select_for_update(of=("self",), no_key=True).select_related("held_entry").order_by("proposed_at").last()
    )
    if latest is not None and latest.status in UNDECIDED:
        return _refresh(latest, one)
    if latest is not None and latest.status not in (MatchStatus.WITHDRAWN, MatchStatus.REFUSED):
        return latest
    refused = newest_refusal(one.missing, one.held)
    if refused is not None and not _says_more(one, refused):
        return None
    if refused is None and rank >= POSSIBLE and one.band != PotentialMatch.Band.SHOW:
        return None
    return _make(one, refused=refused, by=by)


def _make(one: Proposal, *, refused: PotentialMatch | None, by: User | None) -> PotentialMatch:
    match = PotentialMatch(
        organisation_id=one.held.organisation_id,
        data_key=new_data_key(agencies=[one.held.organisation_id]),
        person=one.held.person,
        missing_entry=one.missing,
        held_entry=one.held,
        missing_version=one.missing_version,
        held_version=one.held_version,
        band=one.band,
        findings=one.findings,
        weight=one.weight,
        model_version=one.model,
        refused_before=refused,
    )
    match.save()
    audit.record("match.proposed", by=by, subject=match, again=refused is not None)
    tell_holder(match, by=by)
    return match


def _refresh(match: PotentialMatch, one: Proposal) -> PotentialMatch:
    """The found record says more of the day and the place than the file of the same person.

    What somebody has looked at changes under her eyes only with the facts, which her voice then has to follow.
    """
    if match.held_entry.kind == SearchEntry.Kind.FOUND != one.held.kind:
        return match
    looked_at = (match.missing_version, match.held_entry_id, match.held_version)
    is_same = looked_at == (one.missing_version, one.held.uid, one.held_version)
    if match.status == MatchStatus.UNDER_REVIEW and is_same:
        return match
    match.held_entry = one.held
    match.band, match.findings, match.model_version = one.band, one.findings, one.model
    match.weight = one.weight
    match.missing_version, match.held_version = one.missing_version, one.held_version
    match.save()
    return match


def _withdraw(match: PotentialMatch, by: User | None) -> None:
    match.move_to(MatchStatus.WITHDRAWN)
    match.save(update_fields=["status"])
    audit.record("match.withdrawn", by=by, subject=match)
    forget_match(match)


def _says_more(one: Proposal, refused: PotentialMatch) -> bool:
    """New facts on either side, and they speak for it. Weights of two scales are not compared: people look again."""
    before = (refused.missing_entry_id, refused.missing_version, refused.held_entry_id, refused.held_version)
    is_changed = (one.missing.uid, one.missing_version, one.held.uid, one.held_version) != before
    is_likelier = one.model != refused.model_version or one.weight >= refused.weight + MORE_POINTS
    return is_changed and is_likelier


def _is_no_find(one: Proposal, by: User | None) -> bool:
    return _is_planted(one, by) or not is_held(one.held) or _is_one_person(one)


def _is_planted(one: Proposal, by: User | None) -> bool:
    """Somebody invented is proposed to nobody. Who asks for her or claims to hold her is noted; who seeks is not."""
    is_strong = one.band == PotentialMatch.Band.SHOW
    if one.held.subject_label == PLANTED:
        note_hit(one.held, other=one.missing, is_strong=is_strong, by=by)
    elif one.missing.subject_label == PLANTED and is_held(one.held):
        note_hit(one.missing, other=one.held, is_strong=is_strong, by=by)
    return PLANTED in (one.held.subject_label, one.missing.subject_label)


def _is_one_person(one: Proposal) -> bool:
    """Her report and her own file are no find, nor are two files that were linked."""
    sought, held = one.missing.person, one.held.person
    return sought is not None and held is not None and (sought == held or _are_linked(sought, held))


def _are_linked(one: Person, other: Person) -> bool:
    return SamePerson.objects.in_force().of(one.uid).of(other.uid).exists()


def _has_lost_a_side(match: PotentialMatch) -> bool:
    both = [match.missing_entry_id, match.held_entry_id]
    return SearchEntry.objects.in_force().filter(pk__in=both).count() < len(both)


def _is_erased(entry: SearchEntry) -> bool:
    keys = (entry.data_key, entry.person.data_key if entry.person else None)
    return any(key is not None and key.destroyed_at is not None for key in keys)
