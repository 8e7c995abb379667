"""What police, courts and lawyers did about the invented matters, told through the actions of the screens.

Here: the acts, the oldest first, each on its day. Not here: what is told (`data/legal.yaml`), or the matters
themselves (`matters`). It is told once, whole or not at all, after them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.lib.precision import ImpreciseDate
from rihai.prosecution import actions
from rihai.prosecution.facts.court_facts import ChargeFacts
from rihai.prosecution.facts.facts import (
    AccusedFacts,
    HearingFacts,
    PaperFacts,
    RefusalFacts,
    StateFacts,
    StepFacts,
)
from rihai.prosecution.facts.protection_facts import ProtectionFacts, ThreatFacts
from rihai.prosecution.models import Hearing, LegalCase, LegalQuestion, Refusal, SectionDecision, Threat
from rihai.prosecution.workflow import LegalStatus
from rihai.web.demo import legal_facts as told
from rihai.web.demo.cast import agency, colleague
from rihai.web.demo.clock import APART, moment, past
from rihai.web.demo.legal_claims import claim_acts, evidence_acts, obstacle_acts, owner_of
from rihai.web.demo.marks import mark_told, tellings
from rihai.web.demo.people import today

KEY: Final = "legal"
HEARING_AT: Final = time(11)
Act = Callable[[], object]


@dataclass(repr=False)
class Desk:
    """What the earlier acts leave for the later ones, by the key of the legal case."""

    law: told.Law
    legal_cases: dict[str, LegalCase] = field(default_factory=dict)

    @property
    def lawyer(self) -> User:
        return colleague(self.law.lawyer)

    def of(self, key: str) -> tuple[LegalCase, User]:
        """The legal case as it stands, and whoever accompanies the survivor in it."""
        legal_case = LegalCase.objects.select_related("organisation", "station").get(pk=self.legal_cases[key].pk)
        return legal_case, legal_case.opened_by


@transaction.atomic
def tell_legal() -> str:
    if not tellings(KEY):
        desk = Desk(told.law())
        on_that_day: Counter[int] = Counter()
        for days, act in sorted(acts_of(desk), key=lambda one: -one[0]):
            # Later on its day than what is told of the matter itself.
            with past(moment(days, timedelta(hours=4) + on_that_day[days] * APART)):
                act()
            on_that_day[days] += 1
        mark_told(KEY, records=[one.uid for one in desk.legal_cases.values()])
    return f"{LegalCase.objects.filter(organisation__is_demonstration=True).count()} legal cases"


def case_of(matter: str) -> Case:
    """Of the first person of a matter; told before."""
    return Case.objects.select_related("case_owner", "organisation").get(person_id=tellings(matter)[0][0])


def acts_of(desk: Desk) -> Iterator[tuple[int, Act]]:
    law = desk.law
    for kind, act in ACTS.items():
        for one in getattr(law, kind):
            yield one.days, partial(act, desk, one)
    for check in law.checks:
        yield check.filed, partial(_file, desk, check)
    yield from claim_acts(law, case_of, lambda key: desk.of(key)[0])
    yield from evidence_acts(law, case_of, lambda key: desk.of(key)[0])
    yield from obstacle_acts(law, case_of)


def _open(desk: Desk, one: told.Opened) -> None:
    case = case_of(one.matter)
    paper = PaperFacts(
        kind=LegalCase.Kind(one.kind),
        station=agency(one.station),
        number=one.number,
        filed_on=timezone.localdate() if one.number else None,
        sections=one.sections,
    )
    desk.legal_cases[one.key] = actions.open_legal_case(
        case=case, facts=paper, status=LegalStatus(one.status), lawyer=desk.lawyer, by=owner_of(case)
    )


def _copy(desk: Desk, one: told.Copy) -> None:
    legal_case, by = desk.of(one.legal)
    actions.record_copy(legal_case, on=timezone.localdate(), by=by)


def _move(desk: Desk, one: told.Move) -> None:
    legal_case, by = desk.of(one.legal)
    actions.move_legal_case(legal_case, to=LegalStatus(one.to), on=today(), text=one.text, by=by)


def _refuse(desk: Desk, one: told.Refused) -> None:
    legal_case, by = desk.of(one.legal)
    ground, officer = Refusal.Ground(one.ground), Refusal.Officer(one.officer)
    actions.record_refusal(legal_case, facts=RefusalFacts(timezone.localdate(), ground, officer, one.text), by=by)


def _climb(desk: Desk, one: told.Rung) -> None:
    legal_case, by = desk.of(one.legal)
    facts = StepFacts(one.rung, timezone.localdate(), text=one.text)
    actions.take_step(legal_case.refusals.get(), facts=facts, by=by)


def _accuse(desk: Desk, one: told.Accused) -> None:
    legal_case, by = desk.of(one.legal)
    link = actions.add_accused(legal_case, facts=AccusedFacts(one.role, one.name), by=by)
    since = None if one.since is None else ImpreciseDate(timezone.localdate() + timedelta(days=one.days - one.since))
    actions.state_accused(link, facts=StateFacts(one.state, since), by=by)


def _charge(desk: Desk, one: told.Sheet) -> None:
    legal_case, by = desk.of(one.legal)
    against = tuple(legal_case.accused_links.values_list("pk", flat=True))
    facts = ChargeFacts(filed_on=timezone.localdate(), sections=one.sections, against=against)
    actions.record_charge_sheet(legal_case, facts=facts, by=by)


def _check(desk: Desk, one: told.Check) -> None:
    legal_case, by = desk.of(one.legal)[0], desk.lawyer
    days = {
        "offence.date_from": (timezone.localdate() - timedelta(days=one.offence_from - one.days)).isoformat(),
        "offence.date_to": (timezone.localdate() - timedelta(days=one.offence_until - one.days)).isoformat(),
    }
    check = actions.check_sections(legal_case, facts={**days, **one.facts}, by=by)
    choice = SectionDecision.Choice
    actions.decide_section(check, section=one.add, choice=choice.ADD, reason=one.add_reason, by=by)
    actions.decide_section(check, section=one.take_out, choice=choice.TAKE_OUT, reason=one.take_out_reason, by=by)


def _file(desk: Desk, one: told.Check) -> None:
    check = desk.of(one.legal)[0].checks.latest("made_at")
    actions.record_filing(check, on=timezone.localdate(), what=one.what, before=one.before, by=desk.lawyer)


def _hear(desk: Desk, one: told.Heard) -> None:
    legal_case, by = desk.of(one.legal)
    day = timezone.localdate() + timedelta(days=one.days + one.in_days)
    at = timezone.make_aware(datetime.combine(day, HEARING_AT))
    actions.plan_hearing(legal_case, facts=HearingFacts(at, Hearing.Purpose(one.purpose)), by=by)


def _threaten(desk: Desk, one: told.Threatened) -> None:
    legal_case, by = desk.of(one.legal)
    facts = ThreatFacts(
        on=timezone.localdate(),
        kind=Threat.Kind(one.kind),
        origin=Threat.Origin(one.origin),
        towards=Threat.Towards(one.towards),
        channel=Threat.Channel(one.channel),
        severity=Threat.Severity(one.severity),
        text=one.text,
    )
    threat = actions.record_threat(legal_case, facts=facts, by=by)
    actions.answer_threat(threat, done=["safe_now", "contact_changed"], text=one.done, by=by)


def _protect(desk: Desk, one: told.Protected) -> None:
    legal_case, by = desk.of(one.legal)
    threats = list(legal_case.threats.select_related("survivor__legal_case"))
    survivor = next((threat.survivor for threat in threats if threat.survivor), None)
    facts = ProtectionFacts(applied_on=timezone.localdate(), note=one.note, survivor=survivor)
    actions.apply_for_protection(legal_case, facts=facts, threats=threats, by=by)


def _ask(desk: Desk, one: told.Asked) -> None:
    legal_case, by = desk.of(one.legal)
    question = actions.ask_lawyer(
        legal_case,
        topic=LegalQuestion.Topic(one.topic),
        urgency=LegalQuestion.Urgency(one.urgency),
        question=one.question,
        by=by,
    )
    if one.answer:
        answered = actions.answer_question(question, answer=one.answer, by=desk.lawyer)
        actions.mark_answer_read(answered, by=by)


ACTS: Final[dict[str, Callable[..., None]]] = {
    "cases": _open, "copies": _copy, "moves": _move, "refusals": _refuse, "rungs": _climb, "accused": _accuse,
    "sheets": _charge, "checks": _check, "hearings": _hear, "threats": _threaten, "protection": _protect,
    "questions": _ask,
}  # fmt: skip
