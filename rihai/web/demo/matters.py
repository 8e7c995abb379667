"""The invented matters, told through the same actions as the screens, each once.

Here: the order of the acts. Not here: who and what (`data/people.yaml`), or the night that is told anew at
every start (`night`). Each matter is told whole or not at all, and a broken-off start goes on with the next.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone

from rihai.accounts.models import User
from rihai.cases.actions import add_participant, change_status, open_case, record_event
from rihai.cases.facts import CaseFacts, EventFacts
from rihai.cases.kinds import EventKind
from rihai.cases.models import Case, MovementStage, Participant
from rihai.cases.workflow import Status as CaseStatus
from rihai.directory.rules import police_kinds
from rihai.intake.actions import accept_alert, record_alert
from rihai.intake.models import Alert
from rihai.offences.actions import link_premises, record_premises
from rihai.offences.facts import PremisesFacts
from rihai.offences.models import Premises
from rihai.people.actions import add_relative, record_source, register_person, set_contact_safety
from rihai.people.facts import SourceFacts
from rihai.people.models import Person, YesNoUnknown
from rihai.rescue import actions as rescue
from rihai.rescue.facts import AnswerFacts, FoundFacts, LeadFacts, Listed, OperationFacts, PastOperationFacts
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, UnitAnswer, UnitContact
from rihai.web.demo import facts
from rihai.web.demo.cast import agency, colleague
from rihai.web.demo.marks import mark_told, tellings
from rihai.web.demo.people import alert_facts, contact_facts, district, on_day, person_facts, relative_facts

PARTS: Final = {"police": Participant.Part.POLICE, "hospital": Participant.Part.PARTNER}


def tell_matters() -> str:
    for matter in facts.matters():
        if not tellings(matter.key):
            tell(matter)
    return f"{Person.objects.filter(organisation__is_demonstration=True).count()} invented people"


@transaction.atomic
def tell(matter: facts.Matter) -> None:
    people = _without_alert(matter) if matter.alert is None else _from_alert(matter, matter.alert)
    mark_told(matter.key, records=[person.uid for person in people])


def _without_alert(matter: facts.Matter) -> list[Person]:
    """Somebody who came to an organisation without an alert there: her case is all there is."""
    by, wanted = colleague(matter.recorder), matter.case
    people = _register(matter, by)
    if wanted is not None:
        known = CaseFacts(wish=wanted.wish, may_call=YesNoUnknown(wanted.may_call))
        cases = [open_case(person, by=by, facts=known, case_owner=by) for person in people]
        _surround(people, matter, by)
        _remember(cases[0], matter, by)
    return people


def _register(matter: facts.Matter, by: User) -> list[Person]:
    return [register_person(organisation=by.organisation, by=by, facts=person_facts(one)) for one in matter.people]


def _from_alert(matter: facts.Matter, call: facts.Call) -> list[Person]:
    by, officer = colleague(matter.recorder), colleague(matter.officer)
    alert = record_alert(organisation=by.organisation, by=by, facts=alert_facts(call, matter.people))
    inquiry = accept(alert, officer=officer, by=by)
    people = people_of(alert)
    _surround(people, matter, by)
    for step in matter.leads:
        tell_lead(inquiry, step, by=officer)
    operations = [_past(inquiry, one, by) for one in matter.operations]
    cases = [_found(matter, one, people, inquiry, operations, by) for one in matter.found]
    if cases:
        _remember(cases[0], matter, colleague(matter.worker))
    if matter.planned is not None:
        _plan(inquiry, matter.planned, officer, by)
    if matter.close is not None:
        rescue.close_inquiry(inquiry, outcome=Inquiry.Outcome(matter.close.outcome), reason=matter.close.reason, by=by)
    return people


def accept(alert: Alert, *, officer: User, by: User) -> Inquiry:
    return accept_alert(alert, priority="normal", reason="It fits our work.", officer=officer, by=by)


def people_of(alert: Alert) -> list[Person]:
    """In the order in which they were told."""
    return [row.person for row in alert.people.select_related("person").order_by("added_at")]


def tell_lead(inquiry: Inquiry, step: facts.Step, *, by: User) -> Lead:
    source = None
    if step.source is not None:
        who = SourceFacts(kind=step.source.kind, name=step.source.name, reliability=step.source.reliability)
        source = record_source(organisation=by.organisation, by=by, facts=who)
    told = LeadFacts(
        kind=Lead.Kind(step.kind),
        text=step.text,
        on=on_day(step.days),
        movement=MovementStage(step.movement),
        source=source,
        reliability=step.reliability,
        credibility=step.credibility,
    )
    lead = rescue.add_lead(inquiry, facts=told, by=by)
    rescue.judge_lead(lead, standing=Lead.Standing(step.verdict), basis=step.basis, by=by)
    return lead


def _surround(people: list[Person], matter: facts.Matter, by: User) -> None:
    """Relatives, and how she may be reached."""
    for person, one in zip(people, matter.people, strict=True):
        for kin in one.relatives:
            add_relative(person, facts=relative_facts(kin), by=by)
        if one.contact is not None:
            set_contact_safety(person, facts=contact_facts(one.contact), by=by)


def _past(inquiry: Inquiry, one: facts.PastOperation, by: User) -> Operation:
    return rescue.record_past_operation(
        organisation=by.organisation,
        by=by,
        facts=PastOperationFacts(
            occurred=on_day(one.days),
            part=Operation.Part.LED,
            premises=_premises(one.premises, inquiry, by) if one.premises else None,
            inquiry=inquiry,
            result=Operation.Result(one.result),
            note=one.note,
        ),
    )


def _premises(house: facts.House, inquiry: Inquiry, by: User) -> Premises:
    told = PremisesFacts(kind=house.kind, place=district(house.place), name=house.name)
    premises = record_premises(organisation=by.organisation, by=by, facts=told)
    link_premises(premises, to=inquiry, part="exploitation", by=by)
    return premises


def _found(
    matter: facts.Matter,
    one: facts.Found,
    people: list[Person],
    inquiry: Inquiry,
    operations: list[Operation],
    by: User,
) -> Case:
    found = FoundFacts(
        person=people[one.person],
        outcome=one.outcome,
        exploitation=one.exploitation,
        found=on_day(one.days),
        operation=None if one.operation is None else operations[one.operation],
        inquiry=inquiry,
        wish=one.wish,
        may_call=YesNoUnknown(one.may_call),
        case_owner=colleague(matter.worker),
    )
    return rescue.record_found(organisation=by.organisation, by=by, facts=found).case


def _remember(case: Case, matter: facts.Matter, by: User) -> None:
    """What happened since, by whoever accompanies the case."""
    for event in matter.events:
        if event.agency:
            body = agency(event.agency)
            part = PARTS["police" if body.kind in police_kinds() else "hospital"]
            add_participant(case, part=part, agency=body, by=by)
        told = EventFacts(EventKind(event.kind), on=on_day(event.days), text=event.text)
        record_event(case, facts=told, by=by)
    if matter.door_open:
        change_status(case, to=CaseStatus.DOOR_OPEN, by=by)


def _plan(inquiry: Inquiry, planned: facts.Planned, officer: User, by: User) -> None:
    """A plan that hangs on a refusal: the next rung is owed."""
    rescue.mark_located(inquiry, by=officer)
    operation = rescue.plan_operation(
        inquiry,
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
