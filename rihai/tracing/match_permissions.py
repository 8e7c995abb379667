"""Who may look at potential matches, decide on them, ask all organisations, and plant records.

Each rule is a pair: `check_…` raises, `can_…` answers. Which rows somebody sees at all is decided by `visible_to()`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.audit.actions import HasUid
from rihai.audit.refusals import Refused
from rihai.tracing.models.asking import PlantedHit, PlantedRecord, SearchRecord
from rihai.tracing.models.matches import PotentialMatch


def can_decide(user: User, match: PotentialMatch) -> bool:
    """Whoever works with the person held, by role and by grant; an emergency opening is not enough."""
    return user.has(Permission.MATCH_DECIDE) and way_to_read(user, match, "findings") is Way.OWN


def check_can_decide(user: User, match: PotentialMatch) -> None:
    words = _("Only those who work with the person you hold decide this. Ask the desk that does.")
    _check(can_decide(user, match), "match.decide", match, words)


def can_ask(user: User) -> bool:
    return user.has(Permission.SEARCH_ASK)


def check_can_ask(user: User) -> None:
    _check(can_ask(user), "search.ask", None, _("Your role does not ask other organisations. Tell the rescue desk."))


def check_can_end_search(user: User, search: SearchRecord) -> None:
    words = _("Whoever asked ends the search.")
    _check(search.asked_by_id == user.uid, "search.end", search, words)


def can_plant(user: User) -> bool:
    return user.has(Permission.RECORD_PLANT)


def check_can_plant(user: User) -> None:
    _check(can_plant(user), "planted.plant", None, _("Only whoever protects the data plants records."))


def can_confirm_planted(user: User, planted: PlantedRecord) -> bool:
    return can_plant(user) and user.uid != planted.planted_by_id


def check_can_confirm_planted(user: User, planted: PlantedRecord) -> None:
    words = _("A second colleague who protects the data confirms what you planted.")
    _check(can_confirm_planted(user, planted), "planted.confirm", planted, words)


def can_pass_on(user: User, hit: PlantedHit) -> bool:
    return can_plant(user) and user.uid != hit.asked_by_id and user.organisation_id == hit.asking_id


def check_can_pass_on(user: User, hit: PlantedHit) -> None:
    words = _("Whoever protects the data where it was asked, and did not ask herself, passes it on.")
    _check(can_pass_on(user, hit), "planted.passed_on", hit, words)


def _check(allowed: bool, verb: str, subject: HasUid | None, words: str | Promise) -> None:
    if not allowed:
        raise Refused(verb, subject, words=str(words))
