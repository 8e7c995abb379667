"""What the record must say before a paper says it to a court: no draft states what nobody has written down.

Not here: what the law's data must say (`papers`), or who may make a paper (`permissions`).
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.lib.precision import Majority
from rihai.lib.workflow import NotPossible
from rihai.prosecution.claim_rules import hindrance
from rihai.prosecution.models import Claim, ClosureReport, Detention, LegalCase, LegalCaseSurvivor
from rihai.prosecution.owing.closure_duties import is_ruled_on
from rihai.prosecution.workflow import ClaimStatus


def check_refused(survivor: LegalCaseSurvivor) -> None:
    if not survivor.legal_case.refusals.exists():
        raise NotPossible(_("No refusal is on record. Write down who refused to register, and when."))
    if not survivor.legal_case.may_be_refused:
        raise NotPossible(_("It is registered by now: no letter says that it is not."))


def check_registered(survivor: LegalCaseSurvivor) -> None:
    if not survivor.legal_case.has_fir:
        raise NotPossible(_("No FIR is on record. Write down first that it was registered."))


def check_closed(survivor: LegalCaseSurvivor) -> None:
    if not survivor.legal_case.closure_reports.exists():
        raise NotPossible(_("No closure report is on record. Write it down first."))
    if not reports_waiting(survivor.legal_case):
        raise NotPossible(_("The court has ruled on the closure report. Ask the lawyer what can follow."))


def reports_waiting(legal_case: LegalCase) -> list[ClosureReport]:
    """Closure reports on which the court has not ruled."""
    return [one for one in legal_case.closure_reports.select_related("legal_case") if not is_ruled_on(one)]


def check_wished(survivor: LegalCaseSurvivor, claim: Claim | None = None) -> None:
    """By the wish of this claim for compensation, or of any that stands, as for filing it."""
    majority = survivor.case.person.majority(timezone.localdate())
    standing = claims_standing([survivor]).prefetch_related("wishes")
    if claim is not None:
        standing = standing.filter(pk=claim.pk)
    found = [hindrance(list(one.wishes.all())[-1], majority) for one in standing if one.wishes.all()]
    if None in found:
        return
    told = found[-1] if found else hindrance(None, majority)
    if told is not None:
        raise NotPossible(str(told.words))


def claims_standing(survivors: Iterable[LegalCaseSurvivor]) -> QuerySet[Claim]:
    claims = Claim.objects.filter(case__in=[one.case_id for one in survivors], kind=Claim.Kind.COMPENSATION)
    return claims.exclude(status__in=(ClaimStatus.WITHDRAWN, ClaimStatus.MISTAKE)).select_related("case__person")


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
    "registered": check_registered,
    "closed": check_closed,
    "wished": check_wished,
    "held": check_held,
}
