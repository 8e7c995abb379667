"""Grants from before they had an origin: each is told apart once, and nobody loses or gains anything."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from rihai.access.actions import revoke_through
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.people.models import Person
from tests.cases.builders import a_case, opens
from tests.rescue import builders

migration = import_module("rihai.intake.migrations.0002_grants_name_their_origin")
"""Its name begins with a number, so that only this way leads to it."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(kiran: User, ravi: User, asha: User) -> SimpleNamespace:
    """A person in a case and an inquiry, with one grant for each holder, as they were written."""
    case = a_case(asha)
    inquiry = builders.an_inquiry(kiran, ravi, people=[case.person])
    Grant.objects.update(origin_label="", origin_uid=None)
    return SimpleNamespace(case=case, inquiry=inquiry, person=case.person)


def rights() -> set[tuple[object, ...]]:
    return set(Grant.objects.live().values_list("subject_uid", "compartment", "user", "desk", "basis", "ends_at"))


def origins(person: Person, holder: User) -> set[object]:
    rows = Grant.objects.filter(subject_uid=person.pk, user=holder)
    return set(rows.values_list("origin_label", "origin_uid"))


def test_each_grant_names_what_gave_it_and_rights_stay_the_same(
    before: SimpleNamespace, asha: User, ravi: User
) -> None:
    had = rights()

    migration.name_origins(apps, connection.schema_editor())

    assert rights() == had
    assert origins(before.person, asha) == {("cases.case", before.case.uid)}
    assert origins(before.person, ravi) == {("rescue.inquiry", before.inquiry.uid)}


def test_one_grant_that_served_two_records_is_kept_for_both(before: SimpleNamespace, kiran: User, ravi: User) -> None:
    second = builders.an_inquiry(kiran, ravi, people=[before.person])
    Grant.objects.filter(origin_uid=second.uid).delete()

    for _ in range(2):
        migration.name_origins(apps, connection.schema_editor())

    both = {("rescue.inquiry", before.inquiry.uid), ("rescue.inquiry", second.uid)}
    assert origins(before.person, ravi) == both
    assert Grant.objects.filter(subject_uid=before.person.pk, user=ravi).count() == 4
    revoke_through(second, of=ravi, by=kiran)
    assert opens(ravi, before.person)
