"""Recording people found from the screen: several quickly, nothing typed is lost, nobody is doubled."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from rihai.accounts.models import User
from rihai.cases.models import Case
from rihai.directory.models import Agency
from rihai.lib.precision import AgeCertainty, ImpreciseDate
from rihai.people.facts import BirthFacts
from rihai.people.models import Person
from rihai.rescue import actions
from rihai.rescue.facts import PastOperationFacts
from rihai.rescue.models import FoundPerson, Inquiry, Operation
from tests.conftest import SignedIn
from tests.rescue import builders
from tests.rescue.builders import rows, send

TODAY = builders.parts_of_date("found", "21", "3", "2026")


@pytest.fixture
def under_way(operation: Operation, kiran: User, unit: Agency) -> Operation:
    return builders.started(operation, unit, kiran)


def somebody(**more: object) -> dict[str, object]:
    return {"outcome": "rescued_in_operation", "exploitation": "not_stated", "may_call": "unknown", **more}


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_three_people_are_recorded_at_once_and_an_empty_row_is_nobody(
    under_way: Operation, signed_in: SignedIn, ravi: User, asha: User
) -> None:
    named, unnamed, asked = somebody(name="Test One", age="15"), somebody(sex="female"), somebody(wish="Home")
    people = rows(named, unnamed, asked, {"may_call": "unknown"}, case_owner=asha.uid)

    answer = send(signed_in(ravi), "operation_found_new", under_way.uid, **people, **TODAY)

    assert answer["Location"] == under_way.get_absolute_url()
    assert FoundPerson.objects.count() == Case.objects.count() == Person.objects.count() == 3
    assert set(Case.objects.values_list("case_owner", flat=True)) == {asha.uid}
    assert {found.found_on.isoformat() for found in FoundPerson.objects.all() if found.found_on} == {"2026-03-21"}


def test_the_page_afterwards_shows_them_by_code_without_a_name(
    under_way: Operation, signed_in: SignedIn, ravi: User
) -> None:
    client = signed_in(ravi)
    send(client, "operation_found_new", under_way.uid, **rows(somebody(name="Planted Name")), **TODAY)

    page = text_of(client, under_way.get_absolute_url())

    assert Person.objects.get().code in page
    assert "Found in an operation" in page
    assert "Planted Name" not in page


def test_who_does_not_work_on_the_cases_sees_only_how_many(
    under_way: Operation, signed_in: SignedIn, ravi: User, kiran: User
) -> None:
    send(signed_in(ravi), "operation_found_new", under_way.uid, **rows(somebody(), somebody(sex="male")), **TODAY)

    page = text_of(signed_in(kiran), under_way.get_absolute_url())

    assert "2 people more, whose cases you do not work on." in page
    assert not any(person.code in page for person in Person.objects.all())


def test_one_more_row_keeps_everything_and_complains_about_nothing(
    under_way: Operation, signed_in: SignedIn, ravi: User
) -> None:
    typed = rows(somebody(name="Test One", outcome="", wish="Not decided"), more_people="1")

    answer = send(signed_in(ravi), "operation_found_new", under_way.uid, **typed, **TODAY)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Test One"' in page
    assert "Not decided" in page
    assert 'name="people-1-name"' in page
    assert 'value="2026"' in page
    assert "There is a problem" not in page
    assert not FoundPerson.objects.exists()


def test_the_row_that_was_added_can_be_sent(under_way: Operation, signed_in: SignedIn, ravi: User) -> None:
    typed = {**rows(somebody(name="Test One"), somebody(name="Test Two")), "people-INITIAL_FORMS": 1}

    send(signed_in(ravi), "operation_found_new", under_way.uid, **typed, **TODAY)

    assert FoundPerson.objects.count() == 2


def test_one_bad_row_keeps_all_rows_and_records_nobody(under_way: Operation, signed_in: SignedIn, ravi: User) -> None:
    people = [somebody(name="Test One"), somebody(name="Test Two", outcome="", age="old", wish="To work")]

    answer = send(signed_in(ravi), "operation_found_new", under_way.uid, **rows(*people), **TODAY)

    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ('value="Test One"', 'value="Test Two"', 'value="old"', "To work", "Choose how the search ended"):
        assert words in page
    assert not FoundPerson.objects.exists()


def test_nobody_entered_is_said(under_way: Operation, signed_in: SignedIn, ravi: User) -> None:
    answer = send(signed_in(ravi), "operation_found_new", under_way.uid, **rows({"may_call": "unknown"}), **TODAY)

    assert answer.status_code == 422
    assert "Nobody is entered yet" in answer.content.decode()


def test_sending_twice_records_everybody_once(under_way: Operation, signed_in: SignedIn, ravi: User) -> None:
    client, token = signed_in(ravi), uuid4()

    for _time in range(2):
        send(client, "operation_found_new", under_way.uid, token=token, **rows(somebody(name="Test")), **TODAY)

    assert FoundPerson.objects.count() == Case.objects.count() == 1


def test_a_resend_is_answered_alike_although_the_one_sought_is_not_offered_any_more(
    inquiry: Inquiry, under_way: Operation, signed_in: SignedIn, ravi: User
) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    client, token, typed = signed_in(ravi), uuid4(), rows(somebody(person=sought.uid))

    answers = [send(client, "operation_found_new", under_way.uid, token=token, **typed, **TODAY) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert FoundPerson.objects.count() == 1


def test_somebody_sought_is_chosen_and_not_offered_again(
    inquiry: Inquiry, under_way: Operation, signed_in: SignedIn, ravi: User
) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    client, address = signed_in(ravi), reverse("rescue:operation_found_new", args=[under_way.uid])
    assert sought.code in text_of(client, address)

    send(client, "operation_found_new", under_way.uid, **rows(somebody(person=sought.uid)), **TODAY)

    assert FoundPerson.objects.get().person == sought
    assert sought.code not in text_of(client, address)


def test_a_known_person_is_not_renamed_by_the_way(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    sought = actions.add_inquiry_person(inquiry, person=builders.somebody(), by=ravi).person
    row = somebody(person=sought.uid, name="Another Name", outcome="located")

    answer = send(signed_in(ravi), "inquiry_found_new", inquiry.uid, **rows(row), **TODAY)

    assert answer.status_code == 422
    assert "has a record: add name, sex or age there" in answer.content.decode()


@pytest.mark.parametrize("found", [TODAY, builders.parts_of_date("found", "", "", "2015"), {}])
def test_an_age_is_the_age_on_the_day_found_or_in_the_month_of_the_operation(
    kiran: User, signed_in: SignedIn, found: dict[str, str]
) -> None:
    month = ImpreciseDate.parse("2019-05")
    operation = actions.record_past_operation(
        organisation=kiran.organisation, by=kiran, facts=PastOperationFacts(occurred=month)
    )
    expected = int(found.get("found_year", "2019")) - 14

    send(signed_in(kiran), "operation_found_new", operation.uid, **rows(somebody(age="14")), **found)

    assert Person.objects.get().birth_year == expected


def test_found_before_birth_is_said_in_the_form(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    facts = builders.somebody(birth=BirthFacts.in_year(2010, AgeCertainty.DOCUMENTED))
    sought = actions.add_inquiry_person(inquiry, person=facts, by=ravi).person
    row = somebody(person=sought.uid, outcome="located")

    answer = send(
        signed_in(ravi),
        "inquiry_found_new",
        inquiry.uid,
        **rows(row),
        **builders.parts_of_date("found", "4", "3", "2002"),
    )

    assert answer.status_code == 422
    assert "would be found before birth" in answer.content.decode()


def test_found_by_inquiries_without_an_operation(inquiry: Inquiry, signed_in: SignedIn, ravi: User) -> None:
    row = somebody(outcome="voluntary_disappearance", exploitation="none_found")

    answer = send(signed_in(ravi), "inquiry_found_new", inquiry.uid, **rows(row), **TODAY)

    found = FoundPerson.objects.get()
    assert answer["Location"] == inquiry.get_absolute_url()
    assert (found.inquiry, found.operation) == (inquiry, None)


def test_found_in_an_operation_is_offered_on_the_page_of_an_operation_only(
    inquiry: Inquiry, under_way: Operation, signed_in: SignedIn, ravi: User
) -> None:
    facts = builders.found(builders.somebody(), inquiry=inquiry)
    found = actions.record_found(organisation=ravi.organisation, by=ravi, facts=facts)
    client = signed_in(ravi)

    offered = [
        'value="rescued_in_operation"' in text_of(client, reverse(f"rescue:{page}", args=[uid]))
        for page, uid in (
            ("operation_found_new", under_way.uid),
            ("inquiry_found_new", inquiry.uid),
            ("found_revise", found.uid),
        )
    ]

    assert offered == [True, False, False]


def test_a_finding_is_revised_from_the_screen_with_the_earlier_one_kept(
    inquiry: Inquiry, signed_in: SignedIn, ravi: User
) -> None:
    facts = builders.found(builders.somebody(), inquiry=inquiry, outcome="escaped_by_self")
    found = actions.record_found(organisation=ravi.organisation, by=ravi, facts=facts)
    client = signed_in(ravi)

    refused = send(client, "found_revise", found.uid, outcome="located", exploitation="none_found",
                   is_freed_by_decision="on", basis="Typed at night")  # fmt: skip
    send(client, "found_revise", found.uid, outcome="escaped_by_self", exploitation="sexual_exploitation_stated",
         is_freed_by_decision="on", basis="She told it")  # fmt: skip

    assert refused.status_code == 422
    assert "There is nothing to decide here" in refused.content.decode()
    assert "Typed at night" in refused.content.decode()
    assert found.findings.count() == 2


def test_strangers_and_the_unlisted_find_no_form(
    under_way: Operation, inquiry: Inquiry, signed_in: SignedIn, chand: User, dolly: User, asha: User, ravi: User
) -> None:
    facts = builders.found(builders.somebody(), inquiry=inquiry)
    found = actions.record_found(organisation=ravi.organisation, by=ravi, facts=facts)

    for user in (chand, dolly, asha):
        client = signed_in(user)
        assert client.get(reverse("rescue:operation_found_new", args=[under_way.uid])).status_code == 404
        assert client.get(reverse("rescue:found_revise", args=[found.uid])).status_code == 404
