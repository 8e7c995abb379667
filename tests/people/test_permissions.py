"""The guard before every call and message, and who may do what to a person's record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rihai.access.actions import break_glass
from rihai.access.compartments import Compartment
from rihai.accounts.models import User
from rihai.audit.refusals import Hidden, Refused
from rihai.people.actions import confirm_number, correct_person, set_contact_safety
from rihai.people.facts import CodedFacts, ContactFacts
from rihai.people.models import ContactSafety, Person, YesNoUnknown
from rihai.people.permissions import can_edit, can_record_contact, can_register, check_may_contact
from rihai.vault.keys import destroy_data_key
from tests.people.conftest import a_person_of


@pytest.fixture
def person(asha: User) -> Person:
    now = timezone.localtime()
    facts = ContactFacts(
        YesNoUnknown.YES,
        by_call=True,
        hours_from=(now - timedelta(hours=1)).time(),
        hours_until=(now + timedelta(hours=1)).time(),
        number="+919820012345",
    )
    person = a_person_of(asha)
    set_contact_safety(person, facts=facts, by=asha)
    confirm_number(person, by=asha)
    return person


def test_the_guard_lets_an_agreed_call_pass(person: Person) -> None:
    check_may_contact(person, channel="call", at=timezone.now())


def test_the_guard_stops_everything_else_with_the_reasons_in_words(person: Person) -> None:
    with pytest.raises(Refused, match="did not choose this way"):
        check_may_contact(person, channel="sms", at=timezone.now())
    with pytest.raises(Refused, match="outside the safe hours"):
        check_may_contact(person, channel="call", at=timezone.now() + timedelta(hours=2))
    with pytest.raises(Refused, match="90 days"):
        check_may_contact(person, channel="call", at=timezone.now() + timedelta(days=91))


def test_the_guard_looks_at_what_is_stored_now(person: Person, asha: User) -> None:
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.NO), by=asha)

    with pytest.raises(Refused, match="does not want to be contacted"):
        check_may_contact(person, channel="call", at=timezone.now())


def test_the_guard_stops_where_nobody_asked(asha: User) -> None:
    with pytest.raises(Refused, match="Nobody has asked"):
        check_may_contact(a_person_of(asha), channel="call", at=timezone.now())


def test_a_destroyed_key_leaves_no_number_to_call(person: Person) -> None:
    assert person.data_key is not None
    destroy_data_key(person.data_key)

    with pytest.raises(Refused, match="no number"):
        check_may_contact(person, channel="call", at=timezone.now())
    assert ContactSafety.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    ("username", "registers", "edits", "records_contact"),
    [
        ("asha", True, True, True),
        # Ravi is a colleague with the same rights, but this person is not his work.
        ("ravi", True, False, False),
        ("chand", True, False, False),
        ("auditor", False, False, False),
        ("admin", False, False, False),
    ],
)
def test_who_may_register_edit_and_record_contact(
    person: Person,
    request: pytest.FixtureRequest,
    username: str,
    registers: bool,
    edits: bool,
    records_contact: bool,
) -> None:
    user: User = request.getfixturevalue(username)

    assert can_register(user) is registers
    assert can_edit(user, person) is edits
    assert can_record_contact(user, person) is records_contact


def test_a_director_who_sees_her_code_does_not_change_her_record(asha: User, dolly: User) -> None:
    person = a_person_of(asha)

    with pytest.raises(Refused) as refusal:
        correct_person(person, facts=CodedFacts(sex="female"), by=dolly)

    assert not isinstance(refusal.value, Hidden)
    assert refusal.value.verb == "person.edited"


@pytest.mark.parametrize("username", ["bina", "dolly", "kiran"])
def test_whoever_may_not_read_a_number_cannot_replace_or_confirm_it(
    person: Person, request: pytest.FixtureRequest, username: str
) -> None:
    stranger_to_her: User = request.getfixturevalue(username)
    before = ContactSafety.objects.get(person=person).confirmed_at

    with pytest.raises((Refused, Hidden)):
        set_contact_safety(
            person, facts=ContactFacts(YesNoUnknown.YES, by_call=True, number="+919999999999"), by=stranger_to_her
        )
    with pytest.raises((Refused, Hidden)):
        confirm_number(person, by=stranger_to_her)

    assert ContactSafety.objects.get(person=person).confirmed_at == before


def test_an_emergency_opening_lets_nobody_write(asha: User, bina: User) -> None:
    person = a_person_of(asha)
    break_glass(person, compartments=[Compartment.IDENTITY], reason="She is in hospital and unconscious.", by=bina)

    assert not can_edit(bina, person)
    assert not can_record_contact(bina, person)
