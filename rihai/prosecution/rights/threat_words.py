"""Who reads the words of a threat, and what was done: her lawyers, who accompanies her, and who wrote it down.

That there is a threat, its day, kind and gravity, is for everybody who works on the legal case: all must take care.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, Threat
from rihai.prosecution.rights.working import holds_privilege

# Whom it met: then it is about one survivor.
HERS: Final = (Threat.Towards.SURVIVOR, Threat.Towards.FAMILY)


def readable(threats: Sequence[Threat], legal_case: LegalCase, user: User) -> set[UUID]:
    """Those of one legal case whose words this user reads. One that met a survivor nobody named is for her lawyers."""
    if holds_privilege(user, legal_case):
        return {one.pk for one in threats}
    hers = {one.pk: one.survivor for one in threats if one.survivor and one.survivor.ended_at is None}
    ways = ways_to_read(user, {row.case for row in hers.values()}, "wish")
    return {one.pk for one in threats if _is_open(one, user, hers.get(one.pk), ways)}


def check_can_read_words(threat: Threat, user: User) -> None:
    if threat.pk not in readable([threat], threat.legal_case, user):
        words = _("This threat met a survivor whose case you do not work on. Ask her named worker, or the lawyer.")
        raise Refused("legal.record", threat.legal_case, words=str(words))


def whom_it_met(legal_case: LegalCase, towards: Threat.Towards) -> LegalCaseSurvivor | None:
    """Where the legal case is about one survivor nobody has to say which."""
    rows = list(legal_case.survivors.all()[:2]) if towards in HERS else []
    return rows[0] if len(rows) == 1 else None


def _is_open(threat: Threat, user: User, survivor: LegalCaseSurvivor | None, ways: dict[UUID, Way]) -> bool:
    if threat.recorded_by_id == user.pk:
        return True
    if survivor is not None:
        return ways[survivor.case_id] is Way.OWN
    return threat.survivor_id is None and threat.towards not in HERS
