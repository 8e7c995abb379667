"""What the record says already of the law's facts, for whoever begins a section check: each with where it stands.

Nothing that this reader may not see: of a survivor only where her own record is the reader's too, of a day of birth
only by the one reading. Where two records differ, or there are several survivors, nothing is filled in. Whoever was
taken or found twice may have two offences on one timeline: her days and her way stand in words, and a person chooses.
Not here: how it stands on the form (`forms.checks`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rihai.access.own import open_own
from rihai.access.rights import Way, ways_to_read
from rihai.accounts.models import User
from rihai.cases.erasing.gone import was_erased
from rihai.cases.models import Case, CaseEvent, DatePrecision, MovementStage
from rihai.cases.templatetags.code_labels import as_precise
from rihai.directory.models import Agency
from rihai.law.errors import InputProblem
from rihai.law.facts import UNKNOWN, read_facts
from rihai.law.loading import law_of
from rihai.lib.precision import AgeRange, ImpreciseDate, age_at
from rihai.people.models import Person
from rihai.prosecution.claim_rules import facts_of
from rihai.prosecution.law.default_bail import custody_of, waits_for_sheet
from rihai.prosecution.law.fact_words import freeze, in_words
from rihai.prosecution.law.procedure import code_of
from rihai.prosecution.models import AccusedLink, LegalCase, SurvivorStep
from rihai.prosecution.rights.survivors import known_survivors
from rihai.prosecution.workflow import LegalStatus

BEGAN, ENDED, AGE, STATE = "offence.date_from", "offence.date_to", "victim.age_years", "state"
# Before the court charges may be about to be framed, or witnesses heard: that is not told by the status.
STAGES: Final = {
    LegalStatus.REGISTERED: "investigation",
    LegalStatus.INVESTIGATION: "investigation",
    LegalStatus.CHARGE_SHEET: "charge",
    LegalStatus.DECIDED: "judgment",
    LegalStatus.APPEALED: "appeal",
}
STATIONS: Final = {BEGAN: MovementStage.RECRUITMENT, ENDED: MovementStage.FOUND}
EXACT: Final = (DatePrecision.DAY, DatePrecision.MINUTE)
HER_RECORD: Final = gettext_lazy("the survivor's record")
HER_TIMELINE: Final = gettext_lazy("the survivor's timeline")
THIS_CASE: Final = gettext_lazy("this legal case")


@dataclass(frozen=True, repr=False)
class Known:
    """`value`: as a coded fact; None where the record only tells something that helps to answer (`words`)."""

    value: Any
    where: str | Promise
    words: str = ""

    def is_otherwise(self, given: Any) -> bool:
        """Whether somebody who answered this cannot mean the same. A place more is none that contradicts."""
        if not isinstance(self.value, list):
            return self.value is not None and bool(self.value != given)
        told = [given] if isinstance(given, str) else given
        return UNKNOWN not in told and not set(self.value) - {UNKNOWN} <= set(told)

    def said(self, key: str) -> str:
        return self.words or in_words(freeze({key: self.value}))[0][1]


Record = dict[str, Known]


def known_facts(
    legal_case: LegalCase, user: User, given: Mapping[str, Any] | None = None, *, opens_birth: bool = True
) -> Record:
    """By key of the vocabulary. `given`: what was coded before; the age is reckoned for the day that stands there.
    `opens_birth`: whether somebody looks at the age; else it is reckoned by the year, and no opening is on her trail.
    """
    survivors = known_survivors(legal_case, user)
    is_one = len(survivors) == 1 and legal_case.survivors.count() == 1
    case = _case_of(survivors[0].case_id, user) if is_one else None
    events = _events(case, user) if case else []
    found = {**_of_the_case(legal_case), **_of_the_accused(legal_case), **_days(events)}
    if states := _states(legal_case, events):
        found[STATE] = states
    if is_one:
        found |= _age_found_out(survivors[0].steps.visible_to(user))
    if case is not None:
        began = (given or {}).get(BEGAN) or (found[BEGAN].value if BEGAN in found else None)
        born = _born(case.person, user) if opens_birth else None
        found |= _of_the_person(case.person, born, _day(began) or legal_case.filed_on, is_exact=began is not None)
    return _agreeing(found)


@dataclass(frozen=True, repr=False)
class Difference:
    """A fact by its name, the answer and the record in words, and where the record says so."""

    name: str
    answered: str
    recorded: str
    where: str | Promise


def differences(record: Record, given: Mapping[str, Any]) -> list[Difference]:
    """What was answered otherwise than the record has it. What stayed open differs from nothing."""
    found = [(key, one) for key, one in record.items() if key in given and one.is_otherwise(given[key])]
    return [Difference(*in_words(freeze({key: given[key]}))[0], one.said(key), one.where) for key, one in found]


def _of_the_case(legal_case: LegalCase) -> Record:
    found: dict[str, Any] = {"procedure_code": code_of(legal_case), "stage": STAGES.get(LegalStatus(legal_case.status))}
    if legal_case.status == LegalStatus.REFUSED:
        found["fir.refused"] = True
    if legal_case.status == LegalStatus.CLOSURE:
        found["closure.report_filed"] = True
    return {key: Known(value, THIS_CASE) for key, value in found.items() if value is not None}


def _of_the_accused(legal_case: LegalCase) -> Record:
    """Held today, and since which remand: of several accused the first day, since it is the first to end."""
    waits = waits_for_sheet(legal_case)
    links = AccusedLink.objects.filter(legal_case=legal_case).prefetch_related("states")
    held = [one for link in links if waits(link) and (one := custody_of(link.states.all())) is not None]
    days = [one.since for one in held if one.is_exact and one.since]
    found = {"accused.in_custody": Known(True, THIS_CASE)} if held else {}
    return found | ({"accused.first_remand": Known(min(days).isoformat(), THIS_CASE)} if days else {})


def _case_of(uid: Any, user: User) -> Case | None:
    """Only where both her case and her own record are this reader's to see."""
    hers = Case.objects.visible_to(user, among_few=True).filter(person__in=Person.objects.visible_to(user))
    case = hers.select_related("person").filter(pk=uid).first()
    return None if case is None or was_erased(case) else case


def _events(case: Case, user: User) -> list[CaseEvent]:
    """Those of the chain of movements that are this reader's own to open. Where she was only seen is none of them."""
    rows = list(case.events.exclude(movement__in=(MovementStage.NONE, MovementStage.SEEN)).select_related("place"))
    ways = ways_to_read(user, rows, "text")
    return [one for one in rows if ways[one.pk] is Way.OWN]


def _days(events: Iterable[CaseEvent]) -> Record:
    """From being taken until being found, where that is one time and the days are known; else only words."""
    found, is_one = {}, _is_one_time(events)
    for key, stage in STATIONS.items():
        rows = [one for one in events if one.movement == stage]
        days = [one.occurred_on for one in rows if one.occurred_on]
        if days and is_one and all(one.precision in EXACT for one in rows):
            found[key] = Known(days[0].isoformat(), HER_TIMELINE)
        elif days:
            found[key] = Known(None, HER_TIMELINE, _days_in_words(rows))
    return found


def _is_one_time(events: Iterable[CaseEvent]) -> bool:
    """Whether she was taken once and found once. What was told twice of one day is once; without a day it is not."""
    times = {
        stage: {one.occurred_on or one.pk for one in events if one.movement == stage} for stage in STATIONS.values()
    }
    return all(len(days) <= 1 for days in times.values())


def _days_in_words(rows: Iterable[CaseEvent]) -> str:
    days = list(dict.fromkeys(as_precise(one.occurred_on, one.precision) for one in rows))
    if len(days) == 1:
        return days[0]
    return _("several days (%(days)s), and not which of them this is about") % {"days": "; ".join(days)}


def _states(legal_case: LegalCase, events: Iterable[CaseEvent]) -> Known | None:
    """Each that police, court or her way name; there may be more. Where a zero FIR was written nothing happened."""
    is_elsewhere = legal_case.kind == LegalCase.Kind.ZERO_FIR
    bodies = [one for one in (legal_case.transferred_to or (None if is_elsewhere else legal_case.station),) if one]
    named = law_of().vocabulary[STATE].values
    way = list(dict.fromkeys(one.place for one in events if one.place is not None))
    places = way if _is_one_time(events) else []
    states = dict.fromkeys([*(one.state for one in bodies), *(one.state_name or one.name for one in places)])
    if known := [one for one in states if one in named]:
        where = [*(_body(one) for one in bodies), *dict.fromkeys(one.label for one in places)]
        return Known([*known, UNKNOWN], "; ".join(where))
    return Known(None, HER_TIMELINE, "; ".join(one.label for one in way)) if way else None


def _body(agency: Agency) -> str:
    return ", ".join(part for part in (agency.name, agency.district, agency.state) if part)


def _age_found_out(steps: Any) -> Record:
    """What a court or committee found: a doubt is a dispute, the rest helps to answer."""
    latest = steps.filter(kind=SurvivorStep.Kind.AGE).exclude(result="").first()
    if latest is None:
        return {}
    where = gettext_lazy("finding out the age")
    if latest.result == SurvivorStep.Result.DOUBT:
        return {"victim.age_disputed": Known(True, where)}
    return {AGE: Known(None, where, str(latest.get_result_display()))}


def _of_the_person(person: Person, born: date | None, on: date | None, *, is_exact: bool) -> Record:
    found = {key: Known(value, HER_RECORD) for key, value in facts_of(person).items()}
    country = person.nationality_verified
    if country:
        found["victim.nationality"] = Known("indian" if country == "IN" else "foreign", HER_RECORD)
    ages = _ages(person, born, on) if on else None
    if ages is not None and on is not None:
        is_known = is_exact and ages.youngest == ages.oldest
        found[AGE] = Known(ages.youngest if is_known else None, HER_RECORD, _in_words(ages, on))
    return found


def _born(person: Person, user: User) -> date | None:
    born = getattr(open_own((person, ["born_on"]), by=user)(person), "born_on", None)
    return born if isinstance(born, date) else None


def _ages(person: Person, born: date | None, on: date) -> AgeRange | None:
    """By the day of birth where it opens to her, else by the year; None where the record cannot be right."""
    try:
        return age_at(ImpreciseDate(born), on) if born else person.age_range(on)
    except ValueError:
        return None


def _in_words(ages: AgeRange, on: date) -> str:
    values = {"day": date_format(on), "youngest": ages.youngest, "oldest": ages.oldest}
    if ages.youngest == ages.oldest:
        return ngettext("%(oldest)s year on %(day)s", "%(oldest)s years on %(day)s", ages.oldest) % values
    return _("%(youngest)s to %(oldest)s years on %(day)s") % values


def _agreeing(found: Record) -> Record:
    """Without what cannot all be so, and without what was reckoned from it: a person looks, and answers."""
    try:
        read_facts(law_of().vocabulary, {key: one.value for key, one in found.items()})
    except InputProblem as problem:
        doubtful = {problem.key, BEGAN, AGE}
        return _agreeing({key: one for key, one in found.items() if key not in doubtful}) if doubtful & {*found} else {}
    return found


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(value) if isinstance(value, str) else None


def coded_from(record: Record) -> dict[str, Any]:
    """What is filled in, as coded facts."""
    return {key: one.value for key, one in record.items() if one.value is not None}
