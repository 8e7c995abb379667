"""Who reads the words of a threat, and what was done: her lawyers, who accompanies her, and who wrote it down.

That there is a threat, its day, kind and gravity, is for everybody who works on the legal case: all must take care.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rihai.accounts.models import User
from rihai.audit.refusals import Refused
from rihai.prosecution.models import LegalCase, LegalCaseSurvivor, Threat


def readable(threats: Sequence[Threat], user: User) -> set[UUID]:
    """Those whose words the reading call opens to her (`ThreatQuerySet.openable_by`)."""
    rows = Threat.objects.filter(pk__in=[one.pk for one in threats])
    return set(rows.openable_by(user).values_list("pk", flat=True))


def check_can_read_words(threat: Threat, user: User) -> None:
    if threat.pk not in readable([threat], user):
        words = _("This threat met a survivor whose case you do not work on. Ask her named worker, or the lawyer.")
        raise Refused("legal.record", threat.legal_case, words=str(words))


def whom_it_met(legal_case: LegalCase, towards: Threat.Towards) -> LegalCaseSurvivor | None:
    return only_survivor(legal_case) if towards in Threat.OF_HERS else None


def only_survivor(legal_case: LegalCase) -> LegalCaseSurvivor | None:
    """Where the legal case is about one survivor nobody has to say which."""
    rows = list(legal_case.survivors.all()[:2])
    return rows[0] if len(rows) == 1 else None
