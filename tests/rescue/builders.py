"""Records of rescue as the actions leave them: an inquiry with leads, an operation up to the step a test needs."""

from datetime import datetime, timedelta

from django.utils import timezone

from rihai.accounts.models import User
from rihai.directory.models import Agency
from rihai.lib.precision import ImpreciseDate
from rihai.people.facts import NameFacts, PersonFacts
from rihai.people.models import YesNoUnknown
from rihai.rescue import actions
from rihai.rescue.facts import AnswerFacts, Circumstances, DecoyFacts, FoundFacts, LeadFacts, Listed, OperationFacts
from rihai.rescue.models import Inquiry, Lead, NeedToKnow, Operation, UnitAnswer, UnitContact
from rihai.rescue.rules.risk import SHOWN_BY_RECORDS
from rihai.rescue.selectors.risk import risk_check_of
from tests import factories
from tests.pages import Pages

PAGES = Pages("rescue")
send, text_of = PAGES.send, PAGES.text_of
ANSWERS = {"decoy_by_police_request": "no_decoy", "go_decision": "go", "survivor_guide_free_choice": "nobody"}
CALM = Circumstances(YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.NO, YesNoUnknown.NO)


def a_unit(name: str = "Anti-trafficking unit, Hill District", kind: str = "ahtu") -> Agency:
    return factories.an_agency(name, kind=kind, is_member=False)


def an_inquiry(by: User, officer: User, **more: object) -> Inquiry:
    return actions.open_inquiry(organisation=by.organisation, by=by, officer=officer, **more)  # type: ignore[arg-type]


def a_lead(inquiry: Inquiry, by: User, text: str = "Seen at the market", **more: object) -> Lead:
    facts = LeadFacts(kind=Lead.Kind.INFORMATION, text=text, **more)  # type: ignore[arg-type]
    return actions.add_lead(inquiry, facts=facts, by=by)


def verified(lead: Lead, by: User) -> Lead:
    actions.judge_lead(lead, standing=Lead.Standing.VERIFIED, basis="Two of us saw it", by=by)
    lead.refresh_from_db()
    return lead


def a_request(unit: Agency) -> DecoyFacts:
    return DecoyFacts(unit, "Inspector", timezone.localdate(), "Two wait outside", goes_accompanied=True)


def an_operation(
    by: User, other: User, *, inquiry: Inquiry | None = None, circumstances: Circumstances = CALM
) -> Operation:
    others = (Listed(other, NeedToKnow.Why.TEAM),)
    facts = OperationFacts(
        others=others, part=Operation.Part.LED, circumstances=circumstances, plan="In by the back door"
    )
    return actions.plan_operation(inquiry, facts=facts, by=by)


def told(operation: Operation, unit: Agency, by: User, at: datetime | None = None) -> UnitContact:
    contact = actions.choose_unit(operation, agency=unit, tell_at=None, by=by)
    return actions.tell_unit(contact, by=by, at=at)


def answered(
    contact: UnitContact, answer: str, by: User, words: str = "As you wish", at: datetime | None = None
) -> UnitAnswer:
    moment = at or timezone.now()
    facts = AnswerFacts(
        UnitContact.Answer(answer), moment, UnitAnswer.OfficerRole.STATION_HEAD, "Officer in charge", words
    )
    return actions.record_answer(contact, facts=facts, by=by)


def acknowledged(operation: Operation, unit: Agency, by: User, at: datetime | None = None) -> UnitContact:
    contact = told(operation, unit, by, at)
    answered(contact, "acknowledged", by, at=at)
    return contact


def answer_gate(operation: Operation, by: User, *, but: str = "") -> None:
    """Answer every question of the gate that is asked of this operation well, except one."""
    operation.refresh_from_db()
    for item in risk_check_of(operation).asked():
        if item.is_gate and item.code != but and item.code not in SHOWN_BY_RECORDS:
            answer = ANSWERS.get(item.code) or (str(item.minimum) if item.kind == "number" else "yes")
            actions.answer_risk_item(operation, item=item.code, answer=answer, by=by)


def ready(operation: Operation, unit: Agency, by: User, at: datetime | None = None) -> Operation:
    acknowledged(operation, unit, by, at)
    answer_gate(operation, by)
    operation.refresh_from_db()
    return operation


def started(operation: Operation, unit: Agency, by: User) -> Operation:
    return actions.start_operation(ready(operation, unit, by), at=timezone.now(), by=by)


def police_act(unit_officer: str = "Officer in charge") -> AnswerFacts:
    at = timezone.now() - timedelta(minutes=10)
    return AnswerFacts(UnitContact.Answer.ACTED_FIRST, at, officer=unit_officer)


def somebody(name: str = "Test Name", **more: object) -> PersonFacts:
    return PersonFacts(sex="female", names=(NameFacts(name),), **more)  # type: ignore[arg-type]


def found(person: object, **more: object) -> FoundFacts:
    known = {"outcome": "located", "found": ImpreciseDate(timezone.localdate()), **more}
    return FoundFacts(person=person, **known)  # type: ignore[arg-type]


def minute() -> str:
    return timezone.localtime().strftime("%Y-%m-%dT%H:%M")


def parts_of_date(name: str, day: str, month: str, year: str) -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def rows(*people: dict[str, object], **shared: object) -> dict[str, object]:
    """The form of people found, with one row for each."""
    numbered = {f"people-{number}-{name}": value for number, row in enumerate(people) for name, value in row.items()}
    return {"people-TOTAL_FORMS": len(people), "people-INITIAL_FORMS": 0, **numbered, **shared}
