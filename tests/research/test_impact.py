"""Three figures that are never mixed: operations, people located, people freed."""

import pytest
from django.utils import timezone

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency
from rihai.rescue import actions
from rihai.rescue.models import Operation
from rihai.research.impact import Figures, ImpactReport, impact_report
from rihai.research.stories.facts import StoryFile
from tests import factories
from tests.rescue import builders
from tests.research import own

pytestmark = pytest.mark.django_db


def report(organisation: Agency | None = None) -> ImpactReport:
    return impact_report(timezone.localdate(), organisation)


def figures(organisation: Agency | None = None) -> Figures:
    return report(organisation).own


def test_the_published_stories_give_exactly_these_figures(loaded: StoryFile) -> None:
    (one,) = report().collections
    found = one.figures

    assert one.stories == 11
    assert one.stories_by_year == {"2020": 1, "2021": 4, "2022": 6}
    assert found.people == 16
    assert found.operations == 6
    assert found.people_found_in_operations == 11
    assert (found.people_freed, found.people_freed_not_stated, found.people_other_finding) == (5, 6, 0)
    assert (found.people_located, found.people_located_otherwise) == (13, 2)
    assert list(found.by_outcome.values()) == [11, 1, 1, 1, 1, 1]
    assert found.people_by_year == {"2020": 1, "2021": 4, "2022": 11}
    assert found.operations_by_year == {"2021": 1, "2022": 5}


def test_declared_totals_stand_apart_with_day_and_doubt(loaded: StoryFile) -> None:
    (one,) = report().collections

    assert [(figure.measure, figure.value, figure.as_of) for figure in one.declared] == [
        ("operations", 24, "2023-09"),
        ("people", 33, "2023-09"),
    ]
    assert all("wider" in figure.note for figure in one.declared)


def test_own_work_and_publications_never_mix(loaded: StoryFile, kiran: User) -> None:
    own.in_operation(kiran, "sexual_exploitation_stated", own.past_operation(kiran))

    everything = report()

    assert (everything.own.people, everything.own.operations) == (1, 1)
    assert (everything.stories, everything.people) == (11, 16)


def test_own_work_of_the_publisher_is_not_what_it_published(loaded: StoryFile) -> None:
    publisher = report().collections[0].publisher
    worker = factories.a_user("worker", Role.RESCUE_COORDINATOR, organisation=publisher)
    own.past_operation(worker)

    after = report(publisher)

    assert (after.own.operations, after.collections[0].figures.operations) == (1, 6)


def test_the_own_work_of_another_organisation_is_not_ours(kiran: User, other_organisation: Agency) -> None:
    stranger = factories.a_user("stranger", Role.RESCUE_COORDINATOR, organisation=other_organisation)
    own.in_operation(stranger, "not_stated", own.past_operation(stranger))
    own.past_operation(kiran)

    assert (figures(kiran.organisation).operations, figures(kiran.organisation).people) == (1, 0)
    assert (figures().operations, figures().people) == (2, 1)


def test_found_in_an_operation_is_not_freed_unless_exploitation_is_stated(kiran: User) -> None:
    operation = own.past_operation(kiran)
    for exploitation in ("sexual_exploitation_stated", "not_stated", "not_stated", "none_found"):
        own.in_operation(kiran, exploitation, operation)

    found = figures()

    assert found.operations == 1
    assert found.people_found_in_operations == found.people_located == 4
    assert (found.people_freed, found.people_freed_not_stated, found.people_other_finding) == (1, 2, 1)


def test_somebody_located_who_was_exploited_counts_as_freed_only_by_decision(kiran: User) -> None:
    own.found(kiran, "located", "exploitation_stated_kind_open")
    own.found(kiran, "located", "exploitation_stated_kind_open", is_freed_by_decision=True)

    found = figures()

    assert (found.people_located, found.people_located_otherwise, found.people_freed) == (2, 2, 1)


def test_leaving_by_her_own_choice_or_by_herself_locates_and_frees_nobody(kiran: User) -> None:
    for outcome in ("voluntary_disappearance", "escaped_by_self", "left_abusive_shelter"):
        own.found(kiran, outcome)

    found = figures()

    assert (found.people, found.people_located, found.people_freed, found.operations) == (3, 0, 0, 0)


def test_a_person_found_twice_is_one_person(kiran: User) -> None:
    first = own.in_operation(kiran, "sexual_exploitation_stated", own.past_operation(kiran))
    own.found(kiran, "located", person=first.person)

    found = figures()

    assert (found.people, found.people_located, found.people_freed) == (1, 1, 1)
    assert found.by_outcome["located"] == 1
    assert found.by_outcome["rescued_in_operation"] == 0


def test_several_people_of_one_operation_are_one_operation(kiran: User) -> None:
    operation = own.past_operation(kiran)
    for _number in range(3):
        own.in_operation(kiran, "not_stated", operation)

    assert (figures().operations, figures().people_found_in_operations) == (1, 3)


def test_an_operation_that_is_only_planned_does_not_count(kiran: User, ravi: User) -> None:
    builders.an_operation(kiran, ravi)

    assert figures().operations == 0


def test_an_operation_called_off_counts_only_after_its_start(kiran: User, ravi: User) -> None:
    unit = builders.a_unit()
    before, after = (builders.an_operation(kiran, ravi) for _ in range(2))
    builders.started(after, unit, kiran)

    for one in (before, after):
        actions.call_off(one, reason="The place was empty", by=kiran)

    assert Operation.objects.filter(status="called_off").count() == 2
    assert figures().operations == 1


def test_without_a_day_the_year_is_not_stated(kiran: User) -> None:
    own.found(kiran, "located")

    assert figures().people_by_year == {"not stated": 1}


def test_nothing_recorded_gives_nothing(db: None) -> None:
    assert figures().is_empty
    assert report().collections == ()
    assert (report().stories, report().people) == (0, 0)
