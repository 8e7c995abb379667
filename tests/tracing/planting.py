"""Invented people, planted and confirmed by two who protect the data."""

from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.people.search_entries import EntryFields
from rihai.tracing.actions.planting import confirm_planted, plant_record
from rihai.tracing.models import PlantedRecord
from tests import factories
from tests.tracing.matching import NAME

WHY = "Out of two lists of names, none of them known to us"


def proposed(by: User, side: PlantedRecord.Side, name: str = NAME) -> PlantedRecord:
    """Waiting for the second look."""
    return plant_record(fields=EntryFields(names=(name,), sex="F", age=14.0), why=WHY, side=side, by=by)


def second_of(by: User) -> User:
    """Her colleague who protects the data too."""
    name = f"second_{by.username}"
    known = User.objects.filter(username=name).first()
    return known or factories.a_user(name, Role.DATA_OFFICER, organisation=by.organisation)


def planted(by: User, side: PlantedRecord.Side, name: str = NAME) -> PlantedRecord:
    second = second_of(by)
    return confirm_planted(proposed(by, side, name), by=second)
