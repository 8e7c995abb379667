"""What the record must say before a paper says it to a court: no draft states what nobody has written down.

Not here: what the law's data must say (`papers`), or who may make a paper (`permissions`).
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.lib.precision import Majority
from rihai.lib.workflow import NotPossible
from rihai.prosecution.claim_rules import hindrance
from rihai.prosecution.models import Claim, Detention, LegalCaseSurvivor
from rihai.prosecution.workflow import ClaimStatus


def check_refused(survivor: LegalCaseSurvivor) -> None:
    if not survivor.legal_case.refusals.exists():
        raise NotPossible(_("No refusal is on record. Write down who refused to register, and when."))


def check_closed(survivor: LegalCaseSurvivor) -> None:
    if not survivor.legal_case.closure_reports.exists():
        raise NotPossible(_("No closure report is on record. Write it down first."))


def check_wished(survivor: LegalCaseSurvivor) -> None:
    """By the wish of a claim for compensation that stands, as for filing it."""
    majority = survivor.case.person.majority(timezone.localdate())
    claims = Claim.objects.filter(case=survivor.case_id, kind=Claim.Kind.COMPENSATION)
    standing = claims.exclude(status__in=(ClaimStatus.WITHDRAWN, ClaimStatus.MISTAKE)).prefetch_related("wishes")
    found = [hindrance(list(one.wishes.all())[-1], majority) for one in standing if one.wishes.all()]
    if None in found:
        return
    told = found[-1] if found else hindrance(None, majority)
    if told is not None:
        raise NotPossible(str(told.words))


def check_held(survivor: LegalCaseSurvivor) -> None:
    """For a child somebody else decides: a paper that calls her an adult takes her out of their hands."""
    if survivor.case.person.majority(timezone.localdate()) is not Majority.ADULT:
        raise NotPossible(
            _("By the record this is not surely an adult. Look at the age first; for a child this is wrong.")
        )
    if not Detention.objects.filter(survivor=survivor, end="", wish=Detention.Wish.LEAVE).exists():
        raise NotPossible(_("No custody against the survivor's wish is on record. Ask in private, and write it down."))


def lacking(when: str, survivors: Iterable[LegalCaseSurvivor]) -> str:
    """What the record lacks of all whom a paper could be about, by the same words as when it is made; "" if nothing."""
    said = ""
    for one in survivors if when else ():
        try:
            GROUNDS[when](one)
        except NotPossible as error:
            said = str(error)
        else:
            return ""
    return said


# By the word under `when` in documents.yaml.
GROUNDS: Final[dict[str, Callable[[LegalCaseSurvivor], None]]] = {
    "refused": check_refused,
    "closed": check_closed,
    "wished": check_wished,
    "held": check_held,
}
