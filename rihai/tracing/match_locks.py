"""What stands before every change of a match: the row is locked if it may be seen. Not here: permissions."""

from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.tracing.models.matches import PotentialMatch


def lock_match(match: PotentialMatch, by: User, verb: str) -> PotentialMatch:
    """Lock and re-read: two colleagues may decide at the same moment."""
    rows = PotentialMatch.objects.select_for_update(of=("self",))
    known = rows.select_related("organisation", "person", "missing_entry__person", "held_entry")
    return get_visible(known, by, match.uid, verb)
