"""What stands before every change of a match: the row is locked if it may be seen. Not here: permissions."""

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.people.locks import lock_people
from rihai.people.models import SearchEntry
from rihai.tracing.models.matches import PotentialMatch


def lock_match(match: PotentialMatch, by: User, verb: str) -> PotentialMatch:
    """Lock and re-read: two colleagues may decide at the same moment, and a third may put right one of the sides."""
    both = [match.missing_entry_id, match.held_entry_id]
    people = SearchEntry.objects.filter(pk__in=both, person__isnull=False).values_list("person", flat=True)
    lock_people(people)
    # Rows that only point to it, or to its sides, may be written meanwhile: a proposal waits for no decision.
    rows = PotentialMatch.objects.select_for_update(of=("self",), no_key=True)
    known = rows.select_related("organisation", "person", "missing_entry__person", "held_entry")
    match = get_visible(known, by, match.uid, verb)
    return _with_its_sides(match)


def _with_its_sides(match: PotentialMatch) -> PotentialMatch:
    """What is said of it is said of the state that both have now, and keep until it is said."""
    both = [match.missing_entry_id, match.held_entry_id]
    rows = SearchEntry.objects.select_for_update(of=("self",), no_key=True).select_related("person").filter(pk__in=both)
    sides = {entry.pk: entry for entry in rows.order_by("pk")}
    match.missing_entry, match.held_entry = (sides[uid] for uid in both)
    return match
