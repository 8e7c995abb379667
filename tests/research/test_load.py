"""Loading the published stories: exactly what the publication states is recorded, once, and nothing is made up.

One world for all tests here; how stories are loaded, and what is refused, is beside this (`test_loading.py`).
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.apps import apps
from pytest_django import DjangoDbBlocker

from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.cases.models import Case, CaseEvent
from rihai.duties.models import Duty
from rihai.intake.models import Alert
from rihai.lib.precision import Majority
from rihai.offences.models import Premises, Suspect, SuspectLink
from rihai.people.models import Person, PersonName, Provenance
from rihai.rescue.models import FoundPerson, Inquiry, Lead, NeedToKnow, Operation, UnitContact
from rihai.research.models import DeclaredFigure, PublishedStory
from rihai.research.stories.facts import StoryFile, StoryFileError
from rihai.research.stories.load import load_stories
from rihai.research.stories.schema import read_story_file
from tests.research.conftest import STORIES
from tests.research.contents import contents, sealed_parts
from tests.worlds import standing


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with standing(django_db_blocker, lambda: load_stories(read_story_file(STORIES), by=None)):
        yield


@pytest.fixture
def loaded(told: None, db: None, story_file: StoryFile) -> StoryFile:
    return story_file


def publisher_account() -> User:
    account: User = PublishedStory.objects.select_related("loaded_by__organisation")[0].loaded_by
    return account


def test_every_story_becomes_an_alert_an_inquiry_and_people_with_a_case(loaded: StoryFile) -> None:
    assert PublishedStory.objects.count() == 11
    assert Alert.objects.count() == Inquiry.objects.count() == 11
    assert Person.objects.count() == Case.objects.count() == FoundPerson.objects.count() == 16


def test_six_operations_are_recorded_afterwards_with_their_month(loaded: StoryFile) -> None:
    operations = list(Operation.objects.all())

    assert len(operations) == 6
    assert {one.kind for one in operations} == {Operation.Kind.RECORDED_AFTERWARDS}
    assert {one.precision for one in operations} == {"month"}
    assert {one.occurred_on.day for one in operations if one.occurred_on} == {1}
    assert {one.acknowledgement for one in operations} == {Operation.Acknowledgement.NOT_STATED}
    assert {one.part for one in operations} == {Operation.Part.NOT_STATED}
    assert FoundPerson.objects.exclude(operation=None).count() == 11


def test_nothing_is_made_up(loaded: StoryFile) -> None:
    for model in (UnitContact, NeedToKnow, Grant, Duty, PersonName):
        assert not model._default_manager.exists(), model
    assert not Case.objects.exclude(case_owner=None).exists()
    assert not Case.objects.exclude(closed_at=None).exists()
    assert not Inquiry.objects.exclude(closed_at=None).exists()
    assert not Inquiry.objects.exclude(officer=None).exists()
    assert not Alert.objects.exclude(desk=None).exists()
    assert not FoundPerson.objects.exclude(found_on=None).exists()
    assert not CaseEvent.objects.exclude(occurred_on=None).exists()
    assert not Lead.objects.filter(standing=Lead.Standing.VERIFIED).exists()
    assert not Lead.objects.filter(kind=Lead.Kind.DECOY).exists()
    assert not Suspect.objects.filter(name__isnull=False).exists()


def test_only_the_two_stated_ages_give_a_birth_year_and_both_are_children(loaded: StoryFile) -> None:
    people = {one.pseudonym: one for one in Person.objects.exclude(birth_year=None)}
    months = {
        one.alert.people.get().person.pseudonym: one.month
        for one in PublishedStory.objects.filter(key__in=("CS02", "CS09"))
    }

    assert set(people) == {"Riya", "Arya"}
    assert {name: months[name].year - (one.birth_year or 0) for name, one in people.items()} == {"Riya": 4, "Arya": 14}
    assert {one.age_certainty for one in people.values()} == {"stated"}
    assert {one.majority(months[name]) for name, one in people.items()} == {Majority.CHILD}
    assert not Person.objects.filter(born_on__isnull=False).exists()


def test_each_person_keeps_her_printed_pseudonym_and_nothing_else_names_her(loaded: StoryFile) -> None:
    printed = {one.pseudonym for story in loaded.stories for one in story.persons}
    parts = [
        (where, str(plain).casefold()) for where, plain in sealed_parts(agency=publisher_account().organisation.uid)
    ]

    assert {one.pseudonym for one in Person.objects.all()} == printed
    assert len(printed) == 16
    assert len(parts) > 50
    assert [(where, name) for where, text in parts for name in printed if name.casefold() in text] == []
    assert any("located the person and her kidnapper" in text for _where, text in parts)


def test_what_the_publication_tells_is_kept_in_sealed_parts(loaded: StoryFile) -> None:
    texts = {str(plain) for _where, plain in sealed_parts(agency=publisher_account().organisation.uid)}

    assert "Reported by: parents" in texts
    assert "lives with a friend; both support themselves with a food business" in texts
    assert "Rescue Foundation: shelter for person 1" in texts
    assert "five men" in texts
    assert "a massage room" in texts


def test_a_visit_in_disguise_before_the_police_knew_is_a_discreet_visit(loaded: StoryFile) -> None:
    assert Lead.objects.filter(kind=Lead.Kind.DISCREET_VISIT).count() == 1


def test_premises_and_accused_are_those_of_the_stories(loaded: StoryFile) -> None:
    assert sorted(Premises.objects.values_list("kind", flat=True)) == [
        "hotel", "locked_house", "massage_parlour", "not_stated",
    ]  # fmt: skip
    assert sorted(SuspectLink.objects.values_list("state", flat=True)) == [
        "arrested", "in_custody_pending_trial", *["not_stated"] * 4,
    ]  # fmt: skip


def test_everything_loaded_is_marked_as_published_by_another(loaded: StoryFile) -> None:
    models = [model for model in apps.get_models() if any(field.name == "provenance" for field in model._meta.fields)]
    found = {model: set(model._base_manager.values_list("provenance", flat=True)) for model in models}

    assert {Alert, Inquiry, Operation, Person, Case, FoundPerson} <= set(models)
    assert {one for marks in found.values() for one in marks} == {Provenance.PUBLISHED}


def test_loading_again_changes_nothing_at_all(loaded: StoryFile) -> None:
    before, told = contents(), AuditEvent.objects.filter(verb="story.loaded").count()

    again = load_stories(loaded, by=None)

    assert contents() == before
    assert AuditEvent.objects.filter(verb="story.loaded").count() == told == 11
    assert (again.stories, again.added) == (11, 0)


def test_a_corrected_story_is_not_taken_for_the_same(loaded: StoryFile) -> None:
    first, *others = loaded.stories
    corrected = replace(loaded, stories=(replace(first, exploitation="not_stated"), *others))
    before = contents()

    with pytest.raises(StoryFileError, match=f"story {first.key}: differs"):
        load_stories(corrected, by=None)

    assert contents() == before


def test_declared_totals_carry_day_source_and_the_doubt_about_their_definition(loaded: StoryFile) -> None:
    declared = {one.measure: one for one in DeclaredFigure.objects.all()}

    assert {name: one.value for name, one in declared.items()} == {"operations": 24, "people": 33}
    assert {one.as_of for one in declared.values()} == {"2023-09"}
    assert {one.since for one in declared.values()} == {"2020-04"}
    assert all("definition seems wider" in one.note for one in declared.values())
    assert {one.source for one in declared.values()} == {"000_398e5b9bff587176.txt"}


def test_nobody_can_sign_in_as_the_publisher(loaded: StoryFile) -> None:
    assert not publisher_account().has_usable_password()
