"""Facts that nobody gives: they follow from what is met. Clocks and remedies ask for them.

Known only as far as the offences are: while one is still possible the longest sentence lies between two numbers.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from rihai.law.conditions import Listing, Range, Truth, Value, truth_of
from rihai.law.entries import Penalty, Provision
from rihai.law.facts import MOST, Facts
from rihai.law.facts_together import ADULT, NEW_PROCEDURE_FROM

if TYPE_CHECKING:
    from rihai.law.evaluation import Finding

RAPE_IN_IPC: Final = frozenset(
    {"ipc-376-1", "ipc-376-2", "ipc-376-3", "ipc-376ab", "ipc-376c", "ipc-376d", "ipc-376da-db", "ipc-376e"}
)
BNS_64_TO_71: Final = frozenset(
    f"bns-{section}" for section in ("64-1", "64-2", "65-1", "65-2", "66", "68", "69", "70-1", "70-2", "71")
)
# The general codes: an aggravated offence of another Act may ask for one of theirs.
CODES: Final = ("IPC 1860", "BNS 2023")
SPECIAL_COURT: Final = "Special Court"
CONTESTED: Final = "contested_60_90"
Says = Callable[[Provision], bool | None]


def with_what_follows(facts: Facts) -> Facts:
    """Facts that need no asking, because others leave only one answer or narrow it."""
    more: dict[str, Value | None] = {}
    first = facts.day("offence.date_from")
    # What began on 1 July 2024 or later cannot have been pending on that day.
    if facts.get("procedure_code") is None and first is not None and first >= NEW_PROCEDURE_FROM:
        more["procedure_code"] = "BNSS"
    people, children, age = facts.get("victims.count"), facts.get("victims.child_count"), facts.get("victim.age_years")
    if children is None and isinstance(people, int):
        is_child = None if not isinstance(age, int) else age < ADULT
        more["victims.child_count"] = Range(1 if is_child else 0, people - 1 if is_child is False else people)
    if people is None and isinstance(children, int):
        more["victims.count"] = Range(max(children, 1), MOST)
    return facts.also(more) if more else facts


def derive(findings: Iterable["Finding"]) -> dict[str, Value | None]:
    """What the findings come to, taken together. What is harmful to the person counts for nothing."""
    offences = [each for each in findings if each.provision.is_charged and each.provision.harm != "harms_victim"]
    met = [each for each in offences if each.verdict == "met"]
    ids = {each.provision.id for each in met}
    maybe = {each.provision.id for each in offences if each.verdict == "possible"}
    return {
        "applicable_sections": Listing(frozenset(ids), is_open=bool(maybe)),
        "offence.max_years": _longest(met, offences),
        "offence.code_max_years": _longest(_of_codes(met), _of_codes(offences)),
        "offence.bucket": bail_bucket(met) if met else None,
        "offence.cognizable": _any_is(met, offences, lambda one: one.classification.cognizable),
        "offence.sessions_triable": _any_is(met, offences, is_sessions),
        "offence.without_committal": _any_is(met, offences, is_without_committal),
        "offence.sexual_chapter": _among(RAPE_IN_IPC, ids, maybe),
        "offence.bns_64_to_71": _among(BNS_64_TO_71, ids, maybe),
    }


def offence_facts(finding: "Finding") -> dict[str, Value | None]:
    """What holds of one provision by itself, for clocks that run for each section."""
    known = derive([finding]) if finding.verdict == "met" else {}
    return {key: value for key, value in known.items() if key.startswith("offence.")}


def bears_on(key: str, provision: Provision) -> bool:
    """Whether a provision that is still open keeps a derived fact open."""
    among = {"offence.sexual_chapter": RAPE_IN_IPC, "offence.bns_64_to_71": BNS_64_TO_71}.get(key)
    if key == "offence.code_max_years" and provision.act not in CODES:
        return False
    return provision.is_charged and provision.harm != "harms_victim" and (among is None or provision.id in among)


def years_of(penalty: Penalty, facts: Facts) -> tuple[float, float]:
    """Least and longest years of prison, by the band that the facts choose and by what held on the last day."""
    last = facts.day("offence.date_to") or facts.day("offence.date_from")
    for earlier in penalty.earlier:
        if last is not None and last <= earlier.until:
            return earlier.min_years, earlier.max_years
    bands = [band for band in penalty.bands if band.when is not None and truth_of(band.when, facts) is Truth.YES]
    if bands:
        return max(band.min_years for band in bands), max(band.max_years for band in bands)
    return penalty.min_years, penalty.max_years


def bucket_of(penalty: Penalty, facts: Facts) -> str:
    """When default bail accrues for one offence. While the band is open it counts as contested: day 60 is safe."""
    if not penalty.bands:
        return penalty.bail
    judged = [(band.bail, Truth.UNKNOWN if band.when is None else truth_of(band.when, facts)) for band in penalty.bands]
    known = {bail for bail, truth in judged if truth is Truth.YES}
    maybe = {bail for bail, truth in judged if truth is not Truth.NO}
    if "90" in known or len(maybe) == 1:
        return "90" if "90" in known else next(iter(maybe))
    return CONTESTED


def bail_bucket(findings: Iterable["Finding"]) -> str | None:
    """For the case: 90 if any offence is 90, else contested if any is, else 60. None where no offence has a term."""
    found = {bucket_of(each.provision.penalty, each.facts) for each in findings if each.provision.penalty}
    return next((bucket for bucket in ("90", CONTESTED, "60") if bucket in found), None)


def is_sessions(provision: Provision) -> bool | None:
    """Unknown of a Special Court: some are Courts of Session, and no text read says which."""
    court = provision.classification.court
    return None if court in (None, SPECIAL_COURT) else "Session" in court


def is_without_committal(provision: Provision) -> bool:
    """POCSO 33(1): its Special Court takes cognizance itself. Of other Special Courts nobody has read it."""
    return provision.act.startswith("POCSO")


def _of_codes(findings: Iterable["Finding"]) -> list["Finding"]:
    return [each for each in findings if each.provision.act in CODES]


def _longest(met: list["Finding"], offences: list["Finding"]) -> Range:
    least = max((years_of(each.provision.penalty, each.facts)[1] for each in met if each.provision.penalty), default=0)
    open_ones = [each.provision.penalty for each in offences if each.verdict == "possible" and each.provision.penalty]
    return Range(least, max([least, *(penalty.max_years for penalty in open_ones)]))


def _any_is(met: list["Finding"], offences: list["Finding"], says: Says) -> bool | None:
    answers = [says(each.provision) for each in met]
    if True in answers:
        return True
    is_open = None in answers or any(
        each.verdict == "possible" and says(each.provision) is not False for each in offences
    )
    return None if is_open else False


def _among(wanted: frozenset[str], ids: set[str], maybe: set[str]) -> bool | None:
    return True if ids & wanted else None if maybe & wanted else False
