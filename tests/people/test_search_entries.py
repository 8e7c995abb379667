"""What saving an identity tells the matcher: sealed, in the same transaction, the newest wins, and taken back."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rihai.access.machine import open_for_matching
from rihai.accounts.models import User
from rihai.accounts.roles import Role
from rihai.directory.models import Agency, Place
from rihai.lib.precision import AgeCertainty
from rihai.people import pace
from rihai.people.actions import add_identity_item, add_name, add_relative, correct_person, register_person
from rihai.people.facts import BirthFacts, CodedFacts, ItemFacts, NameFacts, PersonFacts, RelativeFacts
from rihai.people.models import IdentityItem, Person, PersonName, Provenance, SearchEntry
from rihai.people.search_entries import (
    LONGEST_MARKS,
    MOST_ITEMS,
    MOST_NAMES,
    EntryFields,
    _cut,
    fields_of,
    remove_entry,
    write_entry,
    write_person_entry,
)
from rihai.vault.keys import destroy_data_key
from tests import factories
from tests.people.conftest import a_person_of

SECRET = "Zubaidaplanted"


def entry_of(person: Person) -> SearchEntry:
    return SearchEntry.objects.get(subject_label="people.person", subject_uid=person.uid)


def fields_in(entry: SearchEntry) -> EntryFields:
    assert entry.payload is not None
    (plain,) = open_for_matching([entry.payload], organisation=entry.organisation_id)
    assert isinstance(plain, dict)
    return EntryFields.from_json(plain)


def test_registering_somebody_leaves_an_entry_for_the_matcher(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi", "सुनीता")

    entry = entry_of(person)
    assert entry.status == SearchEntry.Status.PENDING
    assert entry.kind == SearchEntry.Kind.KNOWN
    assert entry.person == person
    assert fields_in(entry) == EntryFields(names=("Sunita Devi", "सुनीता"), sex="F")


def test_whatever_changes_her_file_makes_the_entry_anew(asha: User) -> None:
    thane = Place.objects.create(
        kind=Place.Kind.DISTRICT, code="thane", name="Thane", state_name="Maharashtra", country_code="IN"
    )
    person = a_person_of(asha, "Sunita Devi")
    SearchEntry.objects.update(status=SearchEntry.Status.TAKEN, taken_at=person.created_at)
    add_name(person, facts=NameFacts("Guddi", "nickname"), by=asha)
    add_relative(person, facts=RelativeFacts("mother", "Radha Devi"), by=asha)
    add_relative(person, facts=RelativeFacts("father", "Ram Prasad"), by=asha)
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.VILLAGE, "Rampur"), by=asha)
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.MARK, "Scar on the left hand"), by=asha)
    born = BirthFacts.in_year(2009, AgeCertainty.STATED)
    correct_person(person, facts=CodedFacts(sex="female", birth=born, home_district=thane), by=asha)

    entry = entry_of(person)
    assert (entry.status, entry.taken_at, entry.version) == (SearchEntry.Status.PENDING, None, 7)
    assert fields_in(entry) == EntryFields(
        names=("Sunita Devi", "Guddi"),
        guardian="Ram Prasad",
        sex="F",
        birth_year=2009,
        country="IN",
        state="Maharashtra",
        district="Thane",
        village="Rampur",
        marks="Scar on the left hand",
    )


def test_an_address_or_a_phone_is_not_compared(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.PHONE, "9876500000"), by=asha)
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.ADDRESS, "12 Lake Road"), by=asha)

    fields = fields_in(entry_of(person))

    assert "9876500000" not in str(fields.as_json())
    assert "Lake Road" not in str(fields.as_json())


def test_what_is_rolled_back_was_never_said(asha: User) -> None:
    facts = PersonFacts(sex="female", names=(NameFacts("Sunita"),))
    with transaction.atomic():
        register_person(organisation=asha.organisation, by=asha, facts=facts)
        transaction.set_rollback(True)

    assert not SearchEntry.objects.exists()


def test_no_name_of_an_entry_stands_in_the_database_in_clear(asha: User) -> None:
    a_person_of(asha, SECRET)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_searchentry")
        values = [value for row in cursor.fetchall() for value in row]

    assert values
    raw = [bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in values]
    assert not [one for one in raw if SECRET.lower().encode() in one.lower()]


def test_nobody_is_shown_an_entry(asha: User, bina: User, dolly: User, chand: User) -> None:
    a_person_of(asha, "Sunita Devi")

    shown = [SearchEntry.objects.visible_to(user).count() for user in (asha, bina, dolly, chand)]

    assert shown == [0, 0, 0, 0]


def test_a_published_story_is_not_searched_for(organisation: Agency) -> None:
    loader = factories.a_user("loader", Role.LOADER, organisation=organisation)

    facts = PersonFacts(sex="female", birth=BirthFacts.in_year(2009, AgeCertainty.STATED))
    register_person(organisation=organisation, by=loader, facts=facts, provenance=Provenance.PUBLISHED)

    assert not SearchEntry.objects.exists()


def test_somebody_of_whom_only_the_sex_is_known_is_found_by_nobody(asha: User) -> None:
    a_person_of(asha, facts=PersonFacts(sex="female"))

    assert not SearchEntry.objects.exists()


def test_a_removed_entry_keeps_no_content_and_waits_for_the_matcher(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    SearchEntry.objects.update(status=SearchEntry.Status.TAKEN, taken_at=person.created_at)

    remove_entry(person)

    entry = entry_of(person)
    assert (entry.status, entry.payload, entry.taken_at) == (SearchEntry.Status.REMOVED, None, None)
    assert entry in SearchEntry.objects.waiting()
    assert entry not in SearchEntry.objects.in_force()


def test_a_removed_entry_can_be_written_again(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    remove_entry(person)

    write_person_entry(person)

    assert entry_of(person) in SearchEntry.objects.in_force()
    assert fields_in(entry_of(person)).names == ("Sunita Devi",)


def test_erasing_her_takes_her_entry_out_of_force(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    entry = entry_of(person)
    assert entry.payload is not None
    assert person.data_key is not None

    destroy_data_key(person.data_key)

    assert entry not in SearchEntry.objects.in_force()
    assert open_for_matching([entry.payload], organisation=asha.organisation_id) == [None]


def test_fields_without_content_take_the_entry_out(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")

    written = write_entry(person, fields=EntryFields(sex="F"), kind=SearchEntry.Kind.KNOWN)

    assert written is None
    assert entry_of(person).status == SearchEntry.Status.REMOVED


def test_the_machine_opens_nothing_that_is_not_compared(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    item = add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.MARK, "Scar"), by=asha)
    relative = add_relative(person, facts=RelativeFacts("mother", "Radha", phone="9876500000"), by=asha)
    item.refresh_from_db()
    relative.refresh_from_db()
    assert relative.phone is not None

    with pytest.raises(TypeError, match=r"people\.relative\.phone"):
        open_for_matching([relative.phone], organisation=asha.organisation_id)


def test_another_organisation_holds_no_key_to_an_entry(asha: User, chand: User) -> None:
    entry = entry_of(a_person_of(asha, "Sunita Devi"))
    assert entry.payload is not None

    assert open_for_matching([entry.payload], organisation=chand.organisation_id) == [None]


def test_what_is_compared_prints_no_name(asha: User) -> None:
    fields = fields_in(entry_of(a_person_of(asha, SECRET)))

    assert SECRET in fields.names
    assert SECRET not in repr(fields)
    assert SECRET not in str(fields)


def test_many_names_of_one_writer_in_a_day_are_compared_later_and_later(
    asha: User, bina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "UNSLOWED", 3)
    now = timezone.now()
    first, *_, fourth, fifth = [a_person_of(asha, f"Guess {number}") for number in range(5)]
    by_another = a_person_of(bina, "Sunita")

    waits = [entry_of(one).made_at - now for one in (first, fourth, fifth, by_another)]

    assert waits[0] < timedelta(minutes=1) > waits[3]
    assert timedelta(minutes=1) < waits[1] < waits[2]


def test_the_longest_wait_is_a_few_hours(asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "UNSLOWED", -1000)

    person = a_person_of(asha, "Sunita")

    assert entry_of(person).made_at <= timezone.now() + pace.LONGEST


def test_of_very_many_names_the_first_and_the_newest_of_each_kind_are_held(asha: User) -> None:
    """Whoever writes a thousand aliases into a file neither stops the matcher nor hides who she is."""
    person = a_person_of(asha, "Sunita Devi")
    add_name(person, facts=NameFacts("Sunita Kumari", "official"), by=asha)
    aliases = [
        PersonName(person=person, data_key=person.data_key, text=f"Alias {number}", kind="alias", recorded_by=asha)
        for number in range(1000)
    ]
    PersonName.objects.bulk_create(aliases)
    with CaptureQueriesContext(connection) as queries:
        write_person_entry(person)

    names = fields_in(entry_of(person)).names

    assert len(names) == MOST_NAMES
    assert names[:3] == ("Sunita Devi", "Sunita Kumari", "Alias 0")
    assert names[-1] == "Alias 999"
    assert len(queries) < 25


def test_marks_without_end_are_held_up_to_a_whole_word(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    for number in range(MOST_ITEMS + 3):
        add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.MARK, f"scar {number} " + "burn " * 80), by=asha)

    marks = fields_in(entry_of(person)).marks

    assert LONGEST_MARKS - 10 < len(marks) <= LONGEST_MARKS
    assert marks.startswith("scar 3 ")
    assert marks.endswith("burn")


@pytest.mark.parametrize(("text", "left"), [("ab cd", "ab cd"), ("ab cde", "ab"), ("abcdefg", "abcde"), ("", "")])
def test_a_text_ends_with_a_whole_word_where_there_is_one(text: str, left: str) -> None:
    assert _cut(text, 5) == left


def test_saving_the_same_again_is_compared_again_and_is_no_new_fact(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")
    SearchEntry.objects.update(status=SearchEntry.Status.TAKEN, taken_at=person.created_at)
    before = entry_of(person).version
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.PHONE, "9876500000"), by=asha)

    entry = entry_of(person)

    assert (entry.version, entry.status, entry.taken_at) == (before, SearchEntry.Status.PENDING, None)


def test_her_file_is_read_once_whoever_changes_it_has_finished(asha: User) -> None:
    """Else a report corrected at the same moment would be compared without the name that a colleague just added."""
    person = a_person_of(asha, "Sunita Devi")
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        fields_of(person)

    tables = [one["sql"].split(" FROM ")[1].split('"')[1] for one in queries.captured_queries]

    assert tables[0] == "people_person"
    first = queries.captured_queries[0]["sql"]
    assert connection.vendor == "sqlite" or first.endswith('FOR NO KEY UPDATE OF "people_person"')
