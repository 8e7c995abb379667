"""A figure as of a day is what had been recorded by the end of that day: nothing later changes it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.accounts.models import User
from rihai.rescue.models import FoundPerson, Operation
from rihai.research.impact import ImpactReport, impact_report, known_today
from rihai.research.models import PublishedStory
from rihai.research.stories.facts import StoryFile
from rihai.research.stories.load import load_stories
from tests.rescue import builders
from tests.research import own
from tests.research.own import MONDAY, TUESDAY, WEDNESDAY, travel

pytestmark = pytest.mark.django_db
YESTERDAY = MONDAY.date()


@pytest.fixture
def known(kiran: User) -> FoundPerson:
    """Recorded on Monday: an operation, and somebody found in it of whom nothing is stated."""
    with travel(MONDAY):
        return own.in_operation(kiran, "not_stated", own.past_operation(kiran))


def as_of_yesterday() -> ImpactReport:
    return impact_report(YESTERDAY)


def test_recording_today_changes_nothing_of_yesterday(known: FoundPerson, kiran: User) -> None:
    with travel(TUESDAY):
        before = as_of_yesterday()
        own.in_operation(kiran, "sexual_exploitation_stated", own.past_operation(kiran, "2030-01"))

        assert as_of_yesterday() == before
        assert impact_report(TUESDAY.date()).own.operations == 2


def test_what_comes_to_light_today_changes_nothing_of_yesterday(known: FoundPerson, kiran: User) -> None:
    with travel(TUESDAY):
        before = as_of_yesterday()
        own.revised(known, kiran, "rescued_in_operation", "sexual_exploitation_stated")

        today = impact_report(TUESDAY.date()).own
        assert as_of_yesterday() == before
        assert (before.own.people_freed, before.own.people_freed_not_stated) == (0, 1)
        assert (today.people_freed, today.people_freed_not_stated) == (1, 0)


def test_of_several_findings_the_last_one_of_the_day_counts(known: FoundPerson, kiran: User) -> None:
    with travel(TUESDAY):
        own.revised(known, kiran, "rescued_in_operation", "sexual_exploitation_stated")
    with travel(TUESDAY + timedelta(hours=1)):
        own.revised(known, kiran, "rescued_in_operation", "none_found")
    with travel(WEDNESDAY):
        own.revised(known, kiran, "rescued_in_operation", "exploitation_stated_kind_open")

    with travel(WEDNESDAY):
        counts = [impact_report(day.date()).own.people_freed for day in (MONDAY, TUESDAY, WEDNESDAY)]

    assert counts == [0, 0, 1]


def test_a_start_of_yesterday_evening_that_is_written_down_today_counts_from_today(kiran: User, ravi: User) -> None:
    with travel(MONDAY):
        operation, unit = builders.an_operation(kiran, ravi), builders.a_unit()
    with travel(TUESDAY):
        before = as_of_yesterday()
        own.started_late(operation, unit, kiran)

        started = Operation.objects.get().started_at
        assert started is not None
        assert timezone.localdate(started) == YESTERDAY
        assert as_of_yesterday() == before
        assert impact_report(TUESDAY.date()).own.operations == 1


def test_publications_loaded_today_were_not_known_yesterday(known: FoundPerson, story_file: StoryFile) -> None:
    with travel(TUESDAY):
        before = as_of_yesterday()
        load_stories(story_file, by=None)

        assert as_of_yesterday() == before
        assert before.collections == ()
        assert impact_report(TUESDAY.date()).stories == 11


def test_more_stories_loaded_today_change_nothing_of_the_collection_of_yesterday(story_file: StoryFile) -> None:
    with travel(MONDAY):
        load_stories(replace(story_file, stories=story_file.stories[:4]), by=None)
    with travel(TUESDAY):
        before = as_of_yesterday()
        load_stories(story_file, by=None)

        assert as_of_yesterday() == before
        assert (before.stories, before.people) == (4, 5)


def test_a_story_whose_loading_ran_over_midnight_is_counted_whole_or_not_at_all(story_file: StoryFile) -> None:
    with travel(MONDAY.replace(hour=23, minute=59, second=59)):
        load_stories(replace(story_file, stories=story_file.stories[:1]), by=None)
    PublishedStory.objects.update(loaded_at=TUESDAY.replace(hour=0, minute=0, second=1))

    with travel(WEDNESDAY):
        monday, tuesday = impact_report(MONDAY.date()), impact_report(TUESDAY.date())

    assert (monday.stories, monday.people) == (0, 0)
    assert (tuesday.stories, tuesday.people) == (1, 2)


def test_a_day_ends_at_midnight_of_the_office(kiran: User) -> None:
    with travel(MONDAY.replace(hour=23, minute=59, second=59)):
        own.past_operation(kiran)
    with travel(TUESDAY.replace(hour=0, minute=0, second=0)):
        own.past_operation(kiran)

    with travel(WEDNESDAY):
        counts = [impact_report(day.date()).own.operations for day in (MONDAY - timedelta(days=1), MONDAY, TUESDAY)]

    assert counts == [0, 1, 2]


def test_the_number_of_queries_does_not_grow_with_what_is_counted(loaded: StoryFile, kiran: User) -> None:
    before = queries()
    for _number in range(3):
        own.in_operation(kiran, "not_stated", own.past_operation(kiran))

    assert queries() == before <= 8


def queries() -> int:
    with CaptureQueriesContext(connection) as seen:
        impact_report(timezone.localdate())
    return len(seen)


def test_what_is_known_today_of_an_earlier_time_holds_late_entries_and_corrections(
    known: FoundPerson, kiran: User
) -> None:
    with travel(TUESDAY):
        own.revised(known, kiran, "rescued_in_operation", "sexual_exploitation_stated")
        own.past_operation(kiran, "2030-01")
        late = own.past_operation(kiran, "2030-03")
        Operation.objects.filter(pk=late.pk).update(occurred_on=TUESDAY.date())

        then, today = as_of_yesterday().own, known_today(YESTERDAY)

    assert (then.operations, then.people_freed) == (1, 0)
    assert (today.operations, today.people_freed) == (2, 1)


def test_what_has_no_date_belongs_to_the_day_by_which_it_was_written(kiran: User) -> None:
    with travel(MONDAY):
        own.found(kiran, "located")
    with travel(TUESDAY):
        own.found(kiran, "located")

        found = [known_today(day.date()).people for day in (MONDAY, TUESDAY)]

    assert found == [1, 2]


def test_somebody_found_in_an_operation_without_a_day_of_her_own_has_the_day_of_the_operation(kiran: User) -> None:
    with travel(TUESDAY):
        own.in_operation(kiran, "not_stated", own.past_operation(kiran, "2030-01"))

        assert known_today(YESTERDAY).people == 1
        assert as_of_yesterday().own.people == 0
