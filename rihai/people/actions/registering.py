"""Registering somebody, and adding to what is known of her: names, relatives, phones, addresses, marks.

Registering grants nobody anything: whoever records the alert, inquiry or case gives `access.actions.grant` to those who
work on it.
"""

from django.db import transaction

from rihai.access.seen import check_seen
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.directory.models import Agency
from rihai.lib.codes import PERSON_PREFIX
from rihai.lib.precision import AgeCertainty
from rihai.lib.text import normalise, normalise_lines
from rihai.people.facts import CodedFacts, ItemFacts, NameFacts, PersonFacts, RelativeFacts
from rihai.people.locks import free_code, locked_person
from rihai.people.models import IdentityItem, Person, PersonName, Provenance, Relative
from rihai.people.naming import keep_pseudonym_clear, pseudonym_for, renew_tokens, write_name
from rihai.people.pace import compared_from
from rihai.people.permissions import check_can_edit, check_can_register
from rihai.people.search_entries import PRINTED, write_person_entry
from rihai.people.tokens import write_own_words
from rihai.vault.keys import new_data_key


@transaction.atomic
def register_person(
    *,
    organisation: Agency,
    by: User,
    facts: PersonFacts,
    provenance: Provenance = Provenance.OWN,
    pseudonym: str | None = None,
) -> Person:
    """Register somebody under a new code, with a pseudonym that is none of her names."""
    check_can_register(by, organisation.uid, provenance)
    person = Person(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        code=free_code(Person, PERSON_PREFIX),
        provenance=provenance,
        created_by=by,
    )
    _set_coded(person, facts)
    person.pseudonym = pseudonym_for(person, facts, pseudonym)
    person.save()
    for name in facts.names:
        write_name(person, name, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.registered", by=by, subject=person, provenance=str(provenance), names=len(facts.names))
    return person


@transaction.atomic
def correct_person(person: Person, *, facts: CodedFacts, by: User, seen: str | None = None) -> Person:
    """Change what stands outside the seal. Her names are opened, because their tokens hold sex and birth years.

    `seen`: the `coded_version` of the page; None where there was none.
    """
    person = locked_person(person, by)
    check_can_edit(by, person)
    check_seen(person, *Person.CODED, seen=seen)
    sex, birth_year = person.sex, person.birth_year
    _set_coded(person, facts)
    person.save()
    if (sex, birth_year) != (person.sex, person.birth_year):
        renew_tokens(person, sex=sex, birth_year=birth_year, by=by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.corrected", by=by, subject=person)
    return person


@transaction.atomic
def add_name(person: Person, *, facts: NameFacts, by: User) -> PersonName:
    """Add one name. If her pseudonym sounds like it, she gets another pseudonym."""
    person = locked_person(person, by)
    check_can_edit(by, person)
    name = write_name(person, facts, by)
    if facts.kind != PRINTED:
        keep_pseudonym_clear(person, facts.text, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.name_added", by=by, subject=person, name=name.uid, kind=facts.kind)
    return name


@transaction.atomic
def add_relative(person: Person, *, facts: RelativeFacts, by: User) -> Relative:
    person = locked_person(person, by)
    check_can_edit(by, person)
    relative = Relative(
        person=person,
        data_key=person.data_key,
        relation=facts.relation,
        name=normalise(facts.name),
        phone=normalise(facts.phone),
        note=normalise_lines(facts.note),
        is_safe=facts.is_safe,
        recorded_by=by,
    )
    relative.save()
    write_own_words(person, facts.name)
    keep_pseudonym_clear(person, facts.name, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.relative_added", by=by, subject=person, relative=relative.uid, relation=facts.relation)
    return relative


@transaction.atomic
def add_identity_item(person: Person, *, facts: ItemFacts, by: User) -> IdentityItem:
    person = locked_person(person, by)
    check_can_edit(by, person)
    item = IdentityItem(
        person=person, data_key=person.data_key, kind=facts.kind, value=normalise_lines(facts.value), recorded_by=by
    )
    item.save()
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.item_added", by=by, subject=person, item=item.uid, kind=str(facts.kind))
    return item


def _set_coded(person: Person, facts: CodedFacts) -> None:
    person.sex, person.language = facts.sex, facts.language
    person.home_district = facts.home_district
    person.nationality_claimed = facts.nationality_claimed
    person.nationality_verified = facts.nationality_verified
    if facts.birth is None:
        person.birth_year, person.age_certainty, person.born_on = None, AgeCertainty.UNKNOWN, None
        return
    # A year that says nothing new must not wipe out the exact day that is sealed beside it.
    if facts.birth.born_on is not None or facts.birth.year != person.birth_year:
        person.born_on = facts.birth.born_on
    person.birth_year, person.age_certainty = facts.birth.year, facts.birth.certainty
