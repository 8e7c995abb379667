"""Changes to people's records: registering, names, relatives, how one may be reached, sources.

Here: every change of state, with its permission and its audit event. Registering a person grants nobody
anything: whoever records the alert, inquiry or case gives `access.actions.grant` to those who work on it.
Not here: what happened to somebody (`cases`), and whether she may be contacted now (`rules.may_contact`).
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rihai.access.actions import grant
from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.access.reading import OwnWork, read
from rihai.access.scope import get_visible
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.audit.refusals import Refused
from rihai.directory.models import Agency
from rihai.lib.codes import PERSON_PREFIX, new_code
from rihai.lib.precision import AgeCertainty
from rihai.lib.pseudonyms import choose_pseudonym
from rihai.lib.text import normalise, normalise_lines
from rihai.people.facts import (
    CodedFacts,
    ContactFacts,
    ItemFacts,
    NameFacts,
    PersonFacts,
    RelativeFacts,
    SourceFacts,
)
from rihai.people.models import (
    ContactSafety,
    IdentityItem,
    Person,
    PersonName,
    Provenance,
    Relative,
    SamePerson,
    Source,
)
from rihai.people.pace import compared_from
from rihai.people.permissions import (
    check_can_edit,
    check_can_record_contact,
    check_can_record_source,
    check_can_register,
    check_can_search,
)
from rihai.people.rules import script_of
from rihai.people.search_entries import PRINTED, write_person_entry
from rihai.people.selectors.search import Found, NameQuery, find_people
from rihai.people.tokens import (
    drop_tokens,
    is_alike,
    safe_pseudonyms,
    search_tokens,
    write_own_words,
    write_search_tokens,
)
from rihai.vault.keys import new_data_key

SOURCE_PREFIX: Final = "S"
# Whoever took a call can complete what she wrote for some days; then it is the work of those it went to.
RECORDER_KEEPS: Final = timedelta(days=7)
SEALED_CONTACT: Final = ("number", "who_may_answer", "code_word", "if_another_answers")
PLAIN_CONTACT: Final = ("wants_contact", "by_call", "by_sms", "by_chat", "hours_from", "hours_until")


class PseudonymUnsafe(ValueError):
    """The pseudonym chosen by hand sounds like a name in her file."""


class NoNumber(ValueError):
    """There is no number that could be confirmed."""


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
        code=_free_code(PERSON_PREFIX),
        provenance=provenance,
        created_by=by,
    )
    _set_coded(person, facts)
    person.pseudonym = _pseudonym_for(person, facts, pseudonym)
    person.save()
    for name in facts.names:
        _write_name(person, name, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.registered", by=by, subject=person, provenance=str(provenance), names=len(facts.names))
    return person


@transaction.atomic
def correct_person(person: Person, *, facts: CodedFacts, by: User) -> Person:
    """Change what stands outside the seal. Her names are opened, because their tokens hold sex and birth years."""
    person = _locked(person, by)
    check_can_edit(by, person)
    sex, birth_year = person.sex, person.birth_year
    _set_coded(person, facts)
    person.save()
    if (sex, birth_year) != (person.sex, person.birth_year):
        _renew_tokens(person, sex=sex, birth_year=birth_year, by=by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.corrected", by=by, subject=person)
    return person


@transaction.atomic
def add_name(person: Person, *, facts: NameFacts, by: User) -> PersonName:
    """Add one name. If her pseudonym sounds like it, she gets another pseudonym."""
    person = _locked(person, by)
    check_can_edit(by, person)
    name = _write_name(person, facts, by)
    if facts.kind != PRINTED:
        _keep_pseudonym_clear(person, facts.text, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.name_added", by=by, subject=person, name=name.uid, kind=facts.kind)
    return name


@transaction.atomic
def add_relative(person: Person, *, facts: RelativeFacts, by: User) -> Relative:
    person = _locked(person, by)
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
    _keep_pseudonym_clear(person, facts.name, by)
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.relative_added", by=by, subject=person, relative=relative.uid, relation=facts.relation)
    return relative


@transaction.atomic
def add_identity_item(person: Person, *, facts: ItemFacts, by: User) -> IdentityItem:
    person = _locked(person, by)
    check_can_edit(by, person)
    item = IdentityItem(
        person=person, data_key=person.data_key, kind=facts.kind, value=normalise_lines(facts.value), recorded_by=by
    )
    item.save()
    write_person_entry(person, not_before=compared_from(by))
    audit.record("person.item_added", by=by, subject=person, item=item.uid, kind=str(facts.kind))
    return item


@transaction.atomic
def set_contact_safety(person: Person, *, facts: ContactFacts, by: User) -> ContactSafety:
    """Write down how she wants to be reached. Another number counts only once she confirms it."""
    person = _locked(person, by)
    check_can_record_contact(by, person)
    safety = ContactSafety.objects.filter(person=person).first() or ContactSafety(
        person=person, data_key=person.data_key
    )
    for name in PLAIN_CONTACT:
        setattr(safety, name, getattr(facts, name))
    for name in SEALED_CONTACT:
        if getattr(facts, name) is not None:
            setattr(safety, name, normalise_lines(getattr(facts, name)))
    if facts.number is not None:
        safety.confirmed_at = safety.confirmed_by = None
    safety.updated_at, safety.updated_by = timezone.now(), by
    safety.save()
    audit.record(
        "contact.recorded", by=by, subject=person, wants=str(facts.wants_contact), number=facts.number is not None
    )
    return safety


@transaction.atomic
def confirm_number(person: Person, *, by: User) -> ContactSafety:
    """She said herself, today, that the number is hers and safe."""
    person = _locked(person, by)
    check_can_record_contact(by, person)
    safety = ContactSafety.objects.filter(person=person, number__isnull=False).first()
    if safety is None:
        raise NoNumber(_("There is no number to confirm. Write down the number first."))
    safety.confirmed_at, safety.confirmed_by = timezone.now(), by
    safety.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("contact.number_confirmed", by=by, subject=person)
    return safety


@transaction.atomic
def record_source(*, organisation: Agency, by: User, facts: SourceFacts) -> Source:
    """Record who or what we know something from; for some days the one who wrote it down may open who it is.

    After that only those may who work on the alert or inquiry that names it.
    """
    check_can_record_source(by, organisation.uid)
    source = Source(
        organisation=organisation,
        data_key=new_data_key(agencies=[organisation.uid]),
        code=_free_code(SOURCE_PREFIX),
        kind=facts.kind,
        reliability=facts.reliability,
        name=normalise(facts.name),
        contact=normalise(facts.contact),
        note=normalise_lines(facts.note),
        created_by=by,
    )
    source.save()
    audit.record("source.recorded", by=by, subject=source, kind=facts.kind, reliability=facts.reliability.lower())
    opened, until = [Compartment.RECORD, Compartment.SOURCE], timezone.now() + RECORDER_KEEPS
    grant(source, to=by, compartments=opened, basis=Grant.Basis.ASSIGNED, by=by, until=until)
    return source


@transaction.atomic
def link_persons(person: Person, *, other: Person, first: User, by: User) -> SamePerson:
    """Two colleagues found that both records are of one human, perhaps twice. Both records stay as they are."""
    if person.organisation_id != other.organisation_id or by.organisation_id != person.organisation_id:
        raise Refused("person.linked", person, words=_("Only records of your own organisation can be linked."))
    standing = SamePerson.objects.in_force().of(person.uid).of(other.uid).first()
    if standing is not None:
        return standing
    link = SamePerson.objects.create(
        organisation_id=person.organisation_id, one=person, other=other, first_by=first, linked_by=by
    )
    audit.record("person.linked", by=by, subject=person, other=other.uid, link=link.uid)
    return link


@transaction.atomic
def unlink_persons(person: Person, *, other: Person, by: User) -> int:
    """It was an error. That they were linked, and by whom, stays on record."""
    pair = SamePerson.objects.in_force().of(person.uid).of(other.uid).select_for_update()
    links = list(pair.filter(organisation=by.organisation_id))
    for link in links:
        link.ended_at, link.ended_by = timezone.now(), by
        link.save(update_fields=["ended_at", "ended_by"])
        audit.record("person.unlinked", by=by, subject=person, other=other.uid, link=link.uid)
    return len(links)


@transaction.atomic
def search_people(*, query: NameQuery, by: User) -> Found:
    """Search by code, pseudonym or name. That somebody searched is kept, and how many were found; not for whom."""
    check_can_search(by)
    found = find_people(by, query)
    audit.record("person.searched", by=by, found=len(found.people))
    return found


def _locked(person: Person, by: User) -> Person:
    """Lock and re-read: names and contact safety hang on this row."""
    return get_visible(Person.objects.select_for_update(of=("self",)), by, person.pk, "person.edited")


def _free_code(prefix: str) -> str:
    model = Person if prefix == PERSON_PREFIX else Source
    code = new_code(prefix)
    while model._base_manager.filter(code=code).exists():
        code = new_code(prefix)
    return code


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


def _write_name(person: Person, facts: NameFacts, by: User) -> PersonName:
    text = normalise(facts.text)
    name = PersonName(
        person=person,
        data_key=person.data_key,
        text=text,
        kind=facts.kind,
        script=facts.script or script_of(text),
        recorded_by=by,
    )
    name.save()
    if facts.kind != PRINTED and person.provenance == Provenance.OWN:
        write_own_words(person, text)
        write_search_tokens(person, _search_tokens(person, text))
    return name


def _renew_tokens(person: Person, *, sex: str, birth_year: int | None, by: User) -> None:
    names = list(PersonName.objects.filter(person=person).exclude(kind=PRINTED))
    if not names or person.provenance != Provenance.OWN:
        return
    plain = read((names, ["text"]), by=by, why=OwnWork(), within_action=True)
    for name in names:
        text = plain(name).text
        drop_tokens(person, search_tokens(person, text, sex=sex, birth_year=birth_year))
        write_search_tokens(person, _search_tokens(person, text))


def _search_tokens(person: Person, text: str) -> set[bytes]:
    return search_tokens(person, text, sex=person.sex, birth_year=person.birth_year)


def _pseudonym_for(person: Person, facts: PersonFacts, wanted: str | None) -> str:
    texts = [name.text for name in facts.names if name.kind != PRINTED]
    if wanted is None:
        return _draw_pseudonym(person, texts)
    if person.provenance == Provenance.OWN and is_alike(wanted, texts):
        raise PseudonymUnsafe(_("This pseudonym sounds like a name of this person. Leave it away, and one is chosen."))
    return normalise(wanted)


def _keep_pseudonym_clear(person: Person, text: str, by: User) -> None:
    if person.provenance != Provenance.OWN or not is_alike(person.pseudonym, [text]):
        return
    person.pseudonym = _draw_pseudonym(person, [text])
    person.save(update_fields=["pseudonym"])
    audit.record("person.pseudonym_changed", by=by, subject=person)


def _draw_pseudonym(person: Person, texts: list[str]) -> str:
    taken = set(Person.objects.filter(organisation=person.organisation_id).values_list("pseudonym", flat=True))
    return choose_pseudonym(safe_pseudonyms(person, texts), taken=taken, forbidden_words=texts)
