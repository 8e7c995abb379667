"""Adding and judging leads from the screen: the source as it was told, the lead in sight of whoever judges it."""

import pytest
from django.test import Client

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.people.models import Source
from rihai.rescue.models import Inquiry, Lead
from tests.conftest import SignedIn
from tests.rescue.builders import send


def fact(**more: object) -> dict[str, object]:
    return {"text": "Seen at the ferry", "kind": "information", "source": "", **more}


@pytest.fixture
def officer(signed_in: SignedIn, ravi: User) -> Client:
    return signed_in(ravi)


def test_a_name_alone_makes_a_source_of_a_kind_not_stated(inquiry: Inquiry, officer: Client, ravi: User) -> None:
    send(officer, "lead_new", inquiry.uid, **fact(source_name="Test Aunt"))

    source = Source.objects.get()
    assert (source, source.kind) == (Lead.objects.get().source, "not_stated")
    assert read((source, ["name"]), by=ravi, why=OwnWork())(source).name == "Test Aunt"


def test_without_name_and_kind_there_is_no_source(inquiry: Inquiry, officer: Client) -> None:
    send(officer, "lead_new", inquiry.uid, **fact())

    assert Lead.objects.get().source is None
    assert not Source.objects.exists()


def test_a_name_beside_a_known_source_is_asked_about(inquiry: Inquiry, officer: Client) -> None:
    send(officer, "lead_new", inquiry.uid, **fact(source="new:police", source_name="Test Officer"))
    known = Source.objects.get()

    answer = send(officer, "lead_new", inquiry.uid, **fact(source=known.code, source_name="Test Aunt"))

    assert answer.status_code == 422
    assert "You chose a source that is known already" in answer.content.decode()
    assert (Lead.objects.count(), Source.objects.count()) == (1, 1)
