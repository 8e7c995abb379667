"""The invented matters, told through the same actions as the screens, each once, and each act on its day.

Here: the acts, the oldest first, with the clock set back for each. Not here: who, what and when
(`data/people.yaml`), what happens to a case (`casework`), or the night that is told anew at every start (`night`).
Each matter is told whole or not at all, and a broken-off start goes on with the next.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.actions import open_case
from rihai.cases.facts import CaseFacts
from rihai.cases.models import MovementStage
from rihai.intake.actions import accept_alert, record_alert
from rihai.intake.models import Alert
from rihai.offences.actions import link_premises, record_premises
from rihai.offences.facts import PremisesFacts
from rihai.offences.models import Premises
from rihai.people.actions import add_relative, confirm_number, record_source, register_person, set_contact_safety
from rihai.people.facts import SourceFacts
from rihai.people.models import Person, YesNoUnknown
from rihai.rescue import actions as rescue
from rihai.rescue.facts import AnswerFacts, FoundFacts, LeadFacts, Listed, OperationFacts, PastOperationFacts
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, UnitAnswer, UnitContact
from rihai.web.demo import facts
from rihai.web.demo.casework import agree_on_visits, make_visit, open_door, remember
from rihai.web.demo.cast import agency, colleague
from rihai.web.demo.clock import APART, moment, past
from rihai.web.demo.marks import mark_told, tellings
from rihai.web.demo.people import alert_facts, contact_facts, district, person_facts, relative_facts, today
from rihai.web.demo.told import Told

Act = Callable[[], object]


def tell_matters() -> str:
    for matter in facts.matters():
        if not tellings(matter.key):
            tell(matter)
    return f"{Person.objects.filter(organisation__is_demonstration=True).count()} invented people"


@transaction.atomic
def tell(matter: facts.Matter) -> None:
    told = Told(matter)
    on_that_day: Counter[int] = Counter()
    for days, act in sorted(acts_of(told), key=lambda one: -one[0]):
        with past(moment(days, on_that_day[days] * APART)):
            act()
        on_that_day[days] += 1
    mark_told(matter.key, records=[person.uid for person in told.people])


def acts_of(told: Told) -> Iterator[tuple[int, Act]]:
    """Every act and how many days ago; what is named first comes first on its day."""
    matter = told.matter
    if matter.alert is not None:
        yield matter.alert.days, partial(_take_call, told, matter.alert)
        yield matter.alert.days, partial(_accept, told)
    if matter.case is not None:
        yield matter.case.days, partial(_open, told, matter.case)
    yield from _acts_of_search(told)
    yield from _acts_of_case(told)
    if matter.planned is not None:
        yield matter.planned.days, partial(_plan, told, matter.planned)
    if matter.close is not None:
        yield matter.close.days, partial(_close, told, matter.close)


def _acts_of_search(told: Told) -> Iterator[tuple[int, Act]]:
    matter = told.matter
    for step in matter.leads:
        yield step.days, partial(_lead, told, step)
    for one in matter.operations:
        yield one.days, partial(_past, told, one)
    for found in matter.found:
        yield found.days, partial(_found, told, found)


def _acts_of_case(told: Told) -> Iterator[tuple[int, Act]]:
    matter = told.matter
    for number, somebody in enumerate(matter.people):
        if somebody.contact is not None:
            yield somebody.contact.days, partial(_hear, told, number, somebody.contact)
    for event in matter.events:
        yield event.days, partial(remember, told, event)
    if matter.visits is not None:
        yield matter.visits.days, partial(agree_on_visits, told, matter.visits)
        if matter.visits.is_made:
            yield matter.visits.first, partial(make_visit, told)
    if matter.door_open:
        yield min(event.days for event in matter.events), partial(open_door, told)


def _take_call(told: Told, call: facts.Call) -> None:
    by = told.recorder
    told.alert = record_alert(organisation=by.organisation, by=by, facts=alert_facts(call, told.matter.people))
    told.people = people_of(told.alert)
    _write_relatives(told)


def _accept(told: Told) -> None:
    told.inquiry = accept(told.alert, officer=told.officer, by=told.recorder)


def _open(told: Told, wanted: facts.OpenCase) -> None:
    """Somebody who came to an organisation without an alert there: her case is all there is."""
    by = told.recorder
    told.people = [
        register_person(organisation=by.organisation, by=by, facts=person_facts(one)) for one in told.matter.people
    ]
    known = CaseFacts(wish=wanted.wish, may_call=YesNoUnknown(wanted.may_call))
    told.cases = [open_case(person, by=by, facts=known, case_owner=by) for person in told.people]
    _write_relatives(told)


def accept(alert: Alert, *, officer: User, by: User) -> Inquiry:
    return accept_alert(alert, priority="normal", reason="It fits our work.", officer=officer, by=by)


def people_of(alert: Alert) -> list[Person]:
    """In the order in which they were told."""
    return [row.person for row in alert.people.select_related("person").order_by("added_at")]


def _lead(told: Told, step: facts.Step) -> None:
    tell_lead(told.inquiry, step, by=told.officer)


def tell_lead(inquiry: Inquiry, step: facts.Step, *, by: User) -> Lead:
    source = None
    if step.source is not None:
        who = SourceFacts(kind=step.source.kind, name=step.source.name, reliability=step.source.reliability)
        source = record_source(organisation=by.organisation, by=by, facts=who)
    told = LeadFacts(
        kind=Lead.Kind(step.kind),
        text=step.text,
        on=today(),
        movement=MovementStage(step.movement),
        source=source,
        reliability=step.reliability,
        credibility=step.credibility,
    )
    lead = rescue.add_lead(inquiry, facts=told, by=by)
    rescue.judge_lead(lead, standing=Lead.Standing(step.verdict), basis=step.basis, by=by)
    return lead


def _write_relatives(told: Told) -> None:
    for person, one in zip(told.people, told.matter.people, strict=True):
        for kin in one.relatives:
            add_relative(person, facts=relative_facts(kin), by=told.recorder)


def _hear(told: Told, number: int, contact: facts.Contact) -> None:
    """How she may be reached; a number that she gives counts once she says that it is safe."""
    person = told.people[number]
    set_contact_safety(person, facts=contact_facts(contact), by=told.recorder)
    if contact.number:
        confirm_number(person, by=told.recorder)


def _past(told: Told, one: facts.PastOperation) -> None:
    by = told.recorder
    operation = rescue.record_past_operation(
        organisation=by.organisation,
        by=by,
        facts=PastOperationFacts(
            occurred=today(),
            part=Operation.Part.LED,
            premises=_premises(one.premises, told.inquiry, by) if one.premises else None,
            inquiry=told.inquiry,
            result=Operation.Result(one.result),
            note=one.note,
        ),
    )
    told.operations.append(operation)


def _premises(house: facts.House, inquiry: Inquiry, by: User) -> Premises:
    told = PremisesFacts(kind=house.kind, place=district(house.place), name=house.name)
    premises = record_premises(organisation=by.organisation, by=by, facts=told)
    link_premises(premises, to=inquiry, part="exploitation", by=by)
    return premises


def _found(told: Told, one: facts.Found) -> None:
    found = FoundFacts(
        person=told.people[one.person],
        outcome=one.outcome,
        exploitation=one.exploitation,
        found=today(),
        operation=None if one.operation is None else told.operations[one.operation],
        inquiry=told.inquiry,
        wish=one.wish,
        may_call=YesNoUnknown(one.may_call),
        case_owner=told.worker,
    )
    told.cases.append(rescue.record_found(organisation=told.recorder.organisation, by=told.recorder, facts=found).case)


def _close(told: Told, ending: facts.Ending) -> None:
    rescue.close_inquiry(told.inquiry, outcome=Inquiry.Outcome(ending.outcome), reason=ending.reason, by=told.recorder)


def _plan(told: Told, planned: facts.Planned) -> None:
    """A plan that hangs on a refusal: the next rung is owed."""
    by = told.recorder
    rescue.mark_located(told.inquiry, by=told.officer)
    operation = rescue.plan_operation(
        told.inquiry,
        facts=OperationFacts(
            others=(Listed(colleague(planned.knows), NeedToKnow.Why.COORDINATES),), part=Operation.Part.LED
        ),
        by=by,
    )
    unit = rescue.choose_unit(operation, agency=agency(planned.unit), tell_at=None, by=by)
    unit = rescue.tell_unit(unit, by=by)
    refusal = AnswerFacts(
        answer=UnitContact.Answer.REFUSED,
        at=timezone.now(),
        officer_role=UnitAnswer.OfficerRole.DUTY_OFFICER,
        officer=planned.refused_by,
        words=planned.words,
    )
    rescue.record_answer(unit, facts=refusal, by=by)
