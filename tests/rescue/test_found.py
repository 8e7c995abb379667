"""People found: one open case each, what is known of how, and what comes to light later."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from rihai.access.reading import OwnWork, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.accounts.permissions import Permission
from rihai.accounts.roles import GIVEN_BY_HAND, ROLES, Role
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.cases.models import Case, MovementStage
from rihai.directory.models import Agency
from rihai.duties.models import Duty
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.lib.workflow import NotPossible
from rihai.people.actions import register_person
from rihai.people.facts import BirthFacts
from rihai.people.models import Person, YesNoUnknown
from rihai.rescue import actions
from rihai.rescue.facts import FoundFacts, LeadFacts
from rihai.rescue.models import FoundFinding, FoundPerson, Inquiry, Lead, Operation
from tests import factories
from tests.rescue import builders

TODAY = ImpreciseDate(timezone.localdate())
YES, NO = YesNoUnknown.YES, YesNoUnknown.NO


@pytest.fixture
def under_way(operation: Operation, kiran: User, unit: Agency) -> Operation:
    return builders.started(operation, unit, kiran)


def record(by: User, facts: FoundFacts) -> FoundPerson:
    return actions.record_found(organisation=by.organisation, by=by, facts=facts)


def aged(age: int, certainty: AgeCertainty = AgeCertainty.DOCUMENTED) -> BirthFacts:
    return BirthFacts.aged(age, timezone.localdate(), certainty)


def committee() -> list[Duty]:
    return list(Duty.objects.open().filter(rule="case.child_committee"))


def test_somebody_new_gets_a_code_a_case_and_a_worker(under_way: Operation, kiran: User, asha: User) -> None:
    facts = builders.found(
        builders.somebody(), operation=under_way, outcome="rescued_in_operation", wish="To see my brother",
        may_call="no", case_owner=asha,
    )  # fmt: skip

    found = record(kiran, facts)

    assert found.person.code.startswith("RH-")
    assert (found.case.case_owner, found.case.may_call) == (asha, "no")
    assert read((found.case, ["wish"]), by=asha, why=OwnWork())(found.case).wish == "To see my brother"
    assert (found.inquiry, found.precision) == (under_way.inquiry, "day")


def test_recording_the_same_person_twice_opens_exactly_one_case(under_way: Operation, kiran: User) -> None:
    first = record(kiran, builders.found(builders.somebody(), operation=under_way))

    again = record(kiran, builders.found(first.person, operation=under_way))

    assert again == first
    assert Case.objects.count() == FoundPerson.objects.count() == 1


def test_somebody_found_again_while_her_case_is_open_keeps_that_case(
    under_way: Operation, inquiry: Inquiry, kiran: User, ravi: User, unit: Agency
) -> None:
    first = record(kiran, builders.found(builders.somebody(), operation=under_way, wish="Home"))
    second_operation = builders.started(builders.an_operation(kiran, ravi, inquiry=inquiry), unit, kiran)

    second = record(kiran, builders.found(first.person, operation=second_operation, wish="To my aunt"))

    assert second.case == first.case
    assert Person.objects.count() == Case.objects.count() == 1
    wishes = [event for event in first.case.events.filter(kind="wish") if event.origin_uid == second.uid]
    assert read((wishes, ["text"]), by=kiran, why=OwnWork())(wishes[0]).text == "To my aunt"


def found_again(
    first: FoundPerson, kiran: User, ravi: User, unit: Agency, **said: object
) -> tuple[Case, list[tuple[str, str]]]:
    """Her case after a second operation, and every answer on its timeline with the day it was given."""
    operation = builders.started(builders.an_operation(kiran, ravi), unit, kiran)
    record(kiran, builders.found(first.person, operation=operation, **said))
    case = Case.objects.get(pk=first.case_id)
    wishes = case.events.filter(kind="wish").order_by("recorded_at")
    return case, [(event.detail, str(event.occurred_on or "")) for event in wishes]


def test_her_newest_answer_counts_and_the_older_one_stays(
    under_way: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    today = str(timezone.localdate())
    first = record(kiran, builders.found(builders.somebody(), operation=under_way, wish="Home", may_call=YES))

    case, answers = found_again(first, kiran, ravi, unit, wish="Leave me in peace", may_call=NO)

    assert case.may_call == NO
    assert answers == [(YES, today), (NO, today)]
    assert read((case, ["wish"]), by=kiran, why=OwnWork())(case).wish == "Leave me in peace"


def test_an_answer_without_words_is_kept_and_not_asked_is_no_answer(
    under_way: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    first = record(kiran, builders.found(builders.somebody(), operation=under_way, wish="Home", may_call=YES))

    silent, none = found_again(first, kiran, ravi, unit)
    case, answers = found_again(first, kiran, ravi, unit, may_call=NO)

    assert (silent.may_call, len(none)) == (YES, 1)
    assert (case.may_call, len(answers)) == (NO, 2)
    assert read((case, ["wish"]), by=kiran, why=OwnWork())(case).wish == "Home"


@pytest.mark.parametrize(("day", "said", "counts"), [("2020-05-01", NO, YES), (None, NO, NO), (None, YES, YES)])
def test_what_she_said_before_the_newest_answer_stays_history(
    day: str | None, said: str, counts: str, under_way: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    first = record(kiran, builders.found(builders.somebody(), operation=under_way, wish="Home", may_call=YES))
    on = ImpreciseDate(date.fromisoformat(day)) if day else None

    case, answers = found_again(first, kiran, ravi, unit, found=on, may_call=said)

    assert case.may_call == counts
    assert answers[-1] == (said, day or "")


def test_an_operation_that_has_not_started_finds_nobody(operation: Operation, kiran: User) -> None:
    with pytest.raises(NotPossible, match="not started"):
        record(kiran, builders.found(builders.somebody(), operation=operation))


def test_whoever_is_not_on_the_list_records_nobody_there(under_way: Operation, meera: User) -> None:
    with pytest.raises(Http404):
        record(meera, builders.found(builders.somebody(), operation=under_way))


@pytest.mark.parametrize("role", [one for one in GIVEN_BY_HAND if Permission.FOUND_RECORD in ROLES[one].permissions])
def test_whoever_records_people_found_can_open_their_cases(role: Role, organisation: Agency) -> None:
    finder = factories.a_user("finder", role, organisation=organisation)

    found = record(finder, builders.found(builders.somebody()))

    assert found.case.person == found.person


def test_a_caseworker_does_not_record_people_found(asha: User) -> None:
    with pytest.raises(Refused):
        record(asha, builders.found(builders.somebody()))


def test_nobody_records_a_person_she_does_not_see(kiran: User, ravi: User, meera: User) -> None:
    person = register_person(organisation=kiran.organisation, by=kiran, facts=builders.somebody())

    with pytest.raises(Http404):
        record(ravi, builders.found(person))


def test_everybody_found_together_is_recorded_or_nobody(under_way: Operation, kiran: User, chand: User) -> None:
    stranger = register_person(organisation=chand.organisation, by=chand, facts=builders.somebody())
    people = [builders.found(one, operation=under_way) for one in (builders.somebody("A"), stranger)]

    with pytest.raises(Http404):
        actions.record_several_found(organisation=kiran.organisation, by=kiran, people=people)

    assert not FoundPerson.objects.exists()
    assert Person.objects.count() == 1


def test_verified_stations_are_copied_to_her_timeline_without_a_word(
    inquiry: Inquiry, operation: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    sold = builders.verified(builders.a_lead(inquiry, ravi, "Sold here", movement="sale"), ravi)
    builders.a_lead(inquiry, ravi, "Perhaps seen", movement="seen")
    builders.verified(builders.a_lead(inquiry, ravi, "No station"), ravi)
    under_way = builders.started(operation, unit, kiran)

    found = record(ravi, builders.found(sought, operation=under_way))

    copied = found.case.events.filter(kind="movement")
    assert [(one.movement, one.origin_uid, one.text) for one in copied] == [("sale", sold.uid, None)]
    assert [one.movement for one in found.case.events.filter(kind="found")] == ["found"]


def test_whoever_else_is_found_does_not_get_the_stations_of_the_one_sought(
    inquiry: Inquiry, operation: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi)
    builders.verified(builders.a_lead(inquiry, ravi, "Sold here", movement="sale"), ravi)
    under_way = builders.started(operation, unit, kiran)

    found = record(kiran, builders.found(builders.somebody("Another Name"), operation=under_way))

    assert not found.case.events.filter(kind="movement").exists()


def test_where_two_are_sought_no_station_is_ascribed_to_either(inquiry: Inquiry, ravi: User) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    actions.add_inquiry_person(inquiry, person=builders.somebody("Another Name"), by=ravi)
    builders.verified(builders.a_lead(inquiry, ravi, "Sold here", movement="sale"), ravi)

    found = record(ravi, builders.found(sought, inquiry=inquiry))

    assert not found.case.events.filter(kind="movement").exists()


def test_what_a_decoy_showed_never_leaves_the_plan(
    inquiry: Inquiry, operation: Operation, kiran: User, ravi: User, unit: Agency
) -> None:
    facts = LeadFacts(Lead.Kind.DECOY, "Upstairs", movement=MovementStage.EXPLOITATION)
    decoy = actions.record_decoy(inquiry, facts=facts, request=builders.a_request(unit), by=ravi)
    builders.verified(decoy, ravi)
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    under_way = builders.started(operation, unit, kiran)

    found = record(ravi, builders.found(sought, operation=under_way))

    assert not found.case.events.filter(kind="movement").exists()


@pytest.mark.parametrize(
    ("birth", "outcome", "is_due"),
    [
        (aged(14), "located", True),
        (aged(30), "located", False),
        (aged(18, AgeCertainty.ESTIMATED), "located", True),
        (None, "located", True),
        (None, "voluntary_disappearance", False),
        (aged(14), "voluntary_disappearance", True),
    ],
    ids=["child", "adult", "perhaps a child", "age not known", "left, age not known", "child who left"],
)
def test_a_child_comes_before_the_committee_within_a_day(
    kiran: User, birth: BirthFacts | None, outcome: str, is_due: bool
) -> None:
    record(kiran, builders.found(builders.somebody(birth=birth), outcome=outcome))

    assert [duty.due_at - timezone.now() <= timedelta(hours=24) for duty in committee()] == ([True] if is_due else [])


def test_the_clock_of_a_child_found_in_an_operation_runs_from_its_start(under_way: Operation, kiran: User) -> None:
    record(kiran, builders.found(builders.somebody(birth=aged(12)), operation=under_way))

    assert under_way.started_at is not None
    assert [duty.due_at for duty in committee()] == [under_way.started_at + timedelta(hours=24)]


def test_a_month_starts_no_clock(kiran: User) -> None:
    record(kiran, builders.found(builders.somebody(birth=aged(12)), found=ImpreciseDate.parse("2026-05")))

    assert committee() == []


def test_somebody_is_asked_what_she_wants_even_if_no_worker_is_named(kiran: User) -> None:
    found = record(kiran, builders.found(builders.somebody()))

    talk = Duty.objects.open().get(rule="case.first_talk")
    assert (talk.owner, talk.subject_uid) == (kiran, found.case.uid)


def test_whoever_has_said_what_she_wants_is_not_asked_again(kiran: User, asha: User) -> None:
    record(kiran, builders.found(builders.somebody(), wish="Home", case_owner=asha))

    assert not Duty.objects.open().filter(rule="case.first_talk").exists()


def test_an_unknown_outcome_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="outcomes"):
        FoundFacts(person=builders.somebody(), outcome="rescued")


def test_later_findings_stand_beside_the_earlier_ones(kiran: User, asha: User) -> None:
    found = record(kiran, builders.found(builders.somebody(), outcome="escaped_by_self", case_owner=asha))

    actions.revise_finding(
        found, outcome="escaped_by_self", exploitation="sexual_exploitation_stated", basis="She told it",
        is_freed_by_decision=True, by=asha,
    )  # fmt: skip

    known = [(one.exploitation, one.is_freed_by_decision) for one in found.findings.all()]
    assert known == [("not_stated", False), ("sexual_exploitation_stated", True)]


@pytest.mark.parametrize(
    ("outcome", "exploitation"),
    [("rescued_in_operation", "sexual_exploitation_stated"), ("voluntary_disappearance", "none_found"),
     ("escaped_by_self", "not_stated")],
)  # fmt: skip
def test_freed_by_decision_is_only_where_there_is_something_to_decide(
    kiran: User, outcome: str, exploitation: str
) -> None:
    facts = builders.found(builders.somebody(), outcome=outcome, exploitation=exploitation, is_freed_by_decision=True)

    with pytest.raises(NotPossible, match="nothing to decide"):
        record(kiran, facts)


def test_found_in_an_operation_names_the_operation(under_way: Operation, kiran: User) -> None:
    record(kiran, builders.found(builders.somebody(), operation=under_way, outcome="rescued_in_operation"))

    with pytest.raises(NotPossible, match="needs the operation"):
        record(kiran, builders.found(builders.somebody(), outcome="rescued_in_operation"))

    assert FoundPerson.objects.count() == 1


def test_nobody_is_moved_into_an_operation_afterwards(kiran: User, asha: User) -> None:
    found = record(kiran, builders.found(builders.somebody(), case_owner=asha))

    with pytest.raises(NotPossible, match="needs the operation"):
        actions.revise_finding(found, outcome="rescued_in_operation", exploitation="not_stated", basis="Heard", by=asha)

    assert [one.outcome for one in found.findings.all()] == ["located"]


@pytest.mark.parametrize("day", ["1990-03-04", "1990-03", "1990"])
def test_nobody_is_found_before_birth(kiran: User, day: str) -> None:
    facts = builders.found(builders.somebody(birth=aged(14)), found=ImpreciseDate.parse(day))

    with pytest.raises(NotPossible, match="found before birth"):
        record(kiran, facts)

    assert not FoundPerson.objects.exists()


def test_somebody_may_be_found_in_the_year_of_birth(kiran: User) -> None:
    year = ImpreciseDate.parse(str(timezone.localdate().year))

    found = record(kiran, builders.found(builders.somebody(birth=aged(0)), found=year))

    assert found.found_on == year.value


def test_a_finding_is_revised_with_its_basis_by_those_who_work_on_the_case(
    kiran: User, asha: User, bina: User, meera: User
) -> None:
    found = record(kiran, builders.found(builders.somebody(), case_owner=asha))

    with pytest.raises(NotPossible, match="known now"):
        actions.revise_finding(found, outcome="located", exploitation="none_found", basis="", by=asha)
    with pytest.raises(Http404):
        actions.revise_finding(found, outcome="located", exploitation="none_found", basis="Heard", by=meera)
    assert FoundFinding.objects.count() == 1


def test_her_name_stays_sealed_and_out_of_the_trail(kiran: User, asha: User, dolly: User) -> None:
    found = record(kiran, builders.found(builders.somebody("Planted Name"), case_owner=asha))

    name = found.person.names.get()
    assert [way_to_read(one, name, "text") for one in (asha, dolly)] == [Way.OWN, Way.NONE]
    assert "Planted" not in " ".join(AuditEvent.objects.values_list("facts", flat=True))


def test_a_person_of_the_inquiry_becomes_the_one_found(inquiry: Inquiry, ravi: User, kiran: User) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person

    found = record(ravi, builders.found(sought, inquiry=inquiry))

    assert (found.person, found.inquiry) == (sought, inquiry)
    closed = actions.close_inquiry(inquiry, outcome=Inquiry.Outcome.FOUND, reason="She is safe", by=kiran)
    assert closed.outcome == Inquiry.Outcome.FOUND


def test_found_on_a_day_of_the_past_is_kept_as_that_day(kiran: User) -> None:
    found = record(kiran, builders.found(builders.somebody(), found=ImpreciseDate(date(2026, 3, 4))))

    assert (found.found_on, found.precision) == (date(2026, 3, 4), "day")
