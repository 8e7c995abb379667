"""Registering people and adding to their records: sealed, audited, by those who may, under a safe pseudonym."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from rihai.access.reading import OwnWork, ReasonNeeded, read
from rihai.access.rights import Way, way_to_read
from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Hidden, Refused
from rihai.lib.codes import is_valid_code
from rihai.lib.precision import AgeCertainty
from rihai.lib.pseudonyms import load_pseudonyms
from rihai.people.actions import (
    RECORDER_KEEPS,
    NoNumber,
    PseudonymUnsafe,
    add_identity_item,
    add_name,
    add_relative,
    confirm_number,
    correct_person,
    record_source,
    register_person,
    set_contact_safety,
)
from rihai.people.facts import (
    BirthFacts,
    CodedFacts,
    ContactFacts,
    ItemFacts,
    NameFacts,
    PersonFacts,
    RelativeFacts,
    SourceFacts,
)
from rihai.people.models import ContactSafety, IdentityItem, NameToken, Person, PersonName, YesNoUnknown
from rihai.people.tokens import is_alike
from tests.people.conftest import a_person_of, a_published_person

SECRET = "Zubaidaplanted"


def verbs_about(subject: Person) -> list[str]:
    return list(AuditEvent.objects.filter(subject_uid=subject.uid).order_by("at").values_list("verb", flat=True))


def test_a_registered_person_has_a_code_a_pseudonym_and_a_trail(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi")

    assert is_valid_code(person.code, "RH")
    assert person.pseudonym in load_pseudonyms("rihai.people")
    assert verbs_about(person)[0] == "person.registered"


def test_her_name_stands_nowhere_in_the_database_in_clear(asha: User) -> None:
    person = a_person_of(asha, SECRET)
    add_relative(person, facts=RelativeFacts("mother", f"{SECRET} Senior", note=f"calls her {SECRET}"), by=asha)
    add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.VILLAGE, f"{SECRET}pur"), by=asha)
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, code_word=SECRET), by=asha)

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
            rows += [value for row in cursor.fetchall() for value in row]

    assert rows
    for value in rows:
        raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        assert SECRET.lower().encode() not in raw.lower()


def test_whoever_works_with_her_reads_her_name_in_one_reading(asha: User) -> None:
    person = a_person_of(asha, "Sunita Devi", "सुनीता")
    names = list(PersonName.objects.visible_to(asha).filter(person=person))

    plain = read((names, ["text"]), by=asha, why=OwnWork())

    assert {plain(name).text for name in names} == {"Sunita Devi", "सुनीता"}
    assert {name.script for name in names} == {"latin", "devanagari"}


def test_registering_grants_nobody_anything(asha: User) -> None:
    person = register_person(organisation=asha.organisation, by=asha, facts=PersonFacts(names=(NameFacts("Rani"),)))

    assert not Person.objects.visible_to(asha).filter(pk=person.pk).exists()


def test_somebody_without_a_reason_to_register_people_is_refused(auditor: User) -> None:
    with pytest.raises(Refused):
        register_person(organisation=auditor.organisation, by=auditor, facts=PersonFacts())


def test_nobody_registers_people_for_another_organisation(asha: User, chand: User) -> None:
    with pytest.raises(Refused):
        register_person(organisation=asha.organisation, by=chand, facts=PersonFacts())


def test_a_stranger_cannot_add_a_name(asha: User, chand: User) -> None:
    person = a_person_of(asha, "Rani")

    with pytest.raises(Hidden):
        add_name(person, facts=NameFacts("Rina"), by=chand)

    assert PersonName.objects.filter(person=person).count() == 1


def test_a_colleague_who_does_not_work_with_her_cannot_add_a_relative(asha: User, ravi: User) -> None:
    person = a_person_of(asha, "Rani")

    with pytest.raises(Hidden):
        add_relative(person, facts=RelativeFacts("mother", "Somebody"), by=ravi)


def test_every_row_of_hers_is_sealed_under_her_own_key(asha: User) -> None:
    person, other = a_person_of(asha, "Rani"), a_person_of(asha, "Rina")
    relative = add_relative(person, facts=RelativeFacts("mother", "Meena"), by=asha)
    item = add_identity_item(person, facts=ItemFacts(IdentityItem.Kind.MARK, "scar"), by=asha)
    safety = set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, code_word="mango"), by=asha)

    assert {relative.data_key_id, item.data_key_id, safety.data_key_id} == {person.data_key_id}
    assert person.data_key_id != other.data_key_id


def test_the_pseudonym_never_sounds_like_a_name_she_is_registered_with(asha: User) -> None:
    taken = load_pseudonyms("rihai.people")[:40]

    for name in taken:
        person = a_person_of(asha, name)

        assert not is_alike(person.pseudonym, [name])


def test_a_new_name_that_sounds_like_her_pseudonym_gives_her_another_one(asha: User) -> None:
    person = a_person_of(asha, "Rani")
    was = person.pseudonym

    add_name(person, facts=NameFacts(f"{was} Bibi"), by=asha)

    person.refresh_from_db()
    assert not is_alike(person.pseudonym, [was, "Rani"])
    assert "person.pseudonym_changed" in verbs_about(person)


def test_a_new_pseudonym_keeps_clear_of_every_earlier_name_in_the_file(
    asha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = "Cedar", "Heron", "Topaz"
    monkeypatch.setattr("rihai.people.naming.load_pseudonyms", lambda _package: (first, second, third))
    person = a_person_of(asha, facts=PersonFacts(names=(NameFacts(second),)))
    kept = person.pseudonym

    add_relative(person, facts=RelativeFacts("aunt", kept), by=asha)

    person.refresh_from_db()
    assert {second, kept, person.pseudonym} == {first, second, third}


def test_a_pseudonym_chosen_by_hand_must_be_safe(asha: User) -> None:
    facts = PersonFacts(names=(NameFacts("Suneetha"),))

    with pytest.raises(PseudonymUnsafe):
        register_person(organisation=asha.organisation, by=asha, facts=facts, pseudonym="Sunita")


def test_a_published_person_keeps_the_printed_pseudonym_and_is_found_by_no_name(asha: User) -> None:
    person = a_published_person(asha, "Deepti")

    assert person.pseudonym == "Deepti"
    assert not NameToken.objects.filter(person=person).exists()


def test_two_people_of_one_organisation_have_different_pseudonyms(asha: User) -> None:
    pseudonyms = [a_person_of(asha).pseudonym for _each in range(30)]

    assert len(set(pseudonyms)) == 30


def test_an_age_keeps_the_year_in_which_she_is_youngest() -> None:
    birth = BirthFacts.aged(14, date(2026, 3, 1), AgeCertainty.STATED)

    assert birth.year == 2012


def test_a_birth_year_must_say_how_it_is_known() -> None:
    with pytest.raises(ValueError, match="how it is known"):
        BirthFacts.in_year(2008, AgeCertainty.UNKNOWN)


def test_an_exact_day_of_birth_is_sealed_and_leaves_the_year(asha: User) -> None:
    facts = PersonFacts(birth=BirthFacts.on_day(date(2009, 7, 4), AgeCertainty.DOCUMENTED))

    person = a_person_of(asha, facts=facts)

    person.refresh_from_db()
    assert person.birth_year == 2009
    assert str(person.born_on) == "•••"
    assert read((person, ["born_on"]), by=asha, why=OwnWork())(person).born_on == date(2009, 7, 4)


def test_correcting_the_certainty_keeps_the_sealed_day(asha: User) -> None:
    facts = PersonFacts(birth=BirthFacts.on_day(date(2009, 7, 4), AgeCertainty.STATED))
    person = a_person_of(asha, facts=facts)

    correct_person(person, facts=CodedFacts(birth=BirthFacts.in_year(2009, AgeCertainty.DOCUMENTED)), by=asha)

    person.refresh_from_db()
    assert person.age_certainty == AgeCertainty.DOCUMENTED
    assert read((person, ["born_on"]), by=asha, why=OwnWork())(person).born_on == date(2009, 7, 4)


def test_another_birth_year_drops_the_day_that_no_longer_fits(asha: User) -> None:
    facts = PersonFacts(birth=BirthFacts.on_day(date(2009, 7, 4), AgeCertainty.STATED))
    person = a_person_of(asha, facts=facts)

    correct_person(person, facts=CodedFacts(birth=BirthFacts.in_year(2007, AgeCertainty.ESTIMATED)), by=asha)

    person.refresh_from_db()
    assert person.born_on is None
    assert person.birth_year == 2007


def test_somebody_who_sees_only_her_code_cannot_correct_sex_or_birth(asha: User, bina: User) -> None:
    person = a_person_of(asha, "Rani")

    with pytest.raises(Refused) as refusal:
        correct_person(person, facts=CodedFacts(sex="male"), by=bina)

    assert not isinstance(refusal.value, ReasonNeeded)
    person.refresh_from_db()
    assert person.sex == "female"


def test_another_number_counts_only_when_she_confirms_it(asha: User) -> None:
    person = a_person_of(asha)
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, number="+919820000001"), by=asha)
    confirm_number(person, by=asha)

    safety = set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, number="+919820000002"), by=asha)

    assert (safety.confirmed_at, safety.confirmed_by) == (None, None)


def test_changing_her_hours_keeps_number_and_confirmation(asha: User) -> None:
    person = a_person_of(asha)
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, number="+919820000001"), by=asha)
    confirmed = confirm_number(person, by=asha).confirmed_at

    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, by_call=True), by=asha)

    safety = ContactSafety.objects.get(person=person)
    assert safety.confirmed_at == confirmed
    assert read((safety, ["number"]), by=asha, why=OwnWork())(safety).number == "+919820000001"


def test_a_removed_number_is_gone_and_cannot_be_confirmed(asha: User) -> None:
    person = a_person_of(asha)
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, number="+919820000001"), by=asha)
    set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES, number=""), by=asha)

    with pytest.raises(NoNumber):
        confirm_number(person, by=asha)


def test_somebody_who_does_not_record_contact_is_refused(asha: User, data_officer: User) -> None:
    person = a_person_of(asha)

    with pytest.raises(Hidden):
        set_contact_safety(person, facts=ContactFacts(YesNoUnknown.YES), by=data_officer)


def test_a_source_is_a_code_whose_name_only_the_recorder_opens(asha: User, bina: User) -> None:
    source = record_source(
        organisation=asha.organisation, by=asha, facts=SourceFacts("community", "B", name="The grocer")
    )

    assert source.code.startswith("S-")
    assert AuditEvent.objects.filter(verb="source.recorded", subject_uid=source.uid).exists()
    assert not type(source).objects.visible_to(bina).exists()


def test_whoever_recorded_a_source_opens_it_for_some_days_only(ravi: User) -> None:
    source = record_source(organisation=ravi.organisation, by=ravi, facts=SourceFacts(name="The driver"))

    with time_machine.travel(timezone.now() + RECORDER_KEEPS + timedelta(minutes=1)):
        later = way_to_read(ravi, source, "name")

    assert way_to_read(ravi, source, "name") is Way.OWN
    assert later is Way.NONE


def test_a_caseworker_cannot_open_the_source_because_her_role_has_no_sources(asha: User, ravi: User) -> None:
    hers = record_source(organisation=asha.organisation, by=asha, facts=SourceFacts(name="The grocer"))
    his = record_source(organisation=ravi.organisation, by=ravi, facts=SourceFacts(name="The driver"))

    assert read((his, ["name"]), by=ravi, why=OwnWork())(his).name == "The driver"
    with pytest.raises(Refused):
        read((hers, ["name"]), by=asha, why=OwnWork())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: NameFacts("x", kind="secret"), "names.yaml"),
        (lambda: NameFacts("x", script="runes"), "names.yaml"),
        (lambda: CodedFacts(sex="?"), "sex.yaml"),
        (lambda: CodedFacts(language="xx"), "languages.yaml"),
        (lambda: RelativeFacts("boss"), "relations.yaml"),
        (lambda: SourceFacts(kind="rumour"), "reliability.yaml"),
        (lambda: SourceFacts(reliability="AB"), "letter"),
        (lambda: SourceFacts(reliability="x"), "letter"),
    ],
)
def test_a_code_outside_its_list_is_refused(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=words):
        make()


def test_facts_never_print_what_they_hold() -> None:
    facts = PersonFacts(names=(NameFacts(SECRET),))
    relative = RelativeFacts("mother", SECRET, SECRET, SECRET)

    assert SECRET not in repr(facts) + repr(facts.names[0]) + repr(relative) + repr(SourceFacts(name=SECRET))
