"""Names in their tokens and in the pseudonym: what follows when a name comes in, whichever action brought it.

Here: steps inside an action, after its permission check. Not here: the tokens themselves (`tokens.py`).
"""

from django.utils.translation import gettext as _

from rihai.access.reading import OwnWork, read
from rihai.accounts.models import User
from rihai.audit import actions as audit
from rihai.lib.pseudonyms import choose_pseudonym, load_pseudonyms
from rihai.lib.text import normalise
from rihai.people.facts import NameFacts, PersonFacts
from rihai.people.models import Person, PersonName, Provenance
from rihai.people.rules import script_of
from rihai.people.search_entries import PRINTED
from rihai.people.tokens import (
    drop_tokens,
    is_alike,
    keeps_clear,
    search_tokens,
    write_own_words,
    write_search_tokens,
)


class PseudonymUnsafe(ValueError):
    """The pseudonym chosen by hand sounds like a name in her file."""


def write_name(person: Person, facts: NameFacts, by: User) -> PersonName:
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
        write_search_tokens(person, tokens_of(person, text))
    return name


def renew_tokens(person: Person, *, sex: str, birth_year: int | None, by: User) -> None:
    names = list(PersonName.objects.filter(person=person).exclude(kind=PRINTED))
    if not names or person.provenance != Provenance.OWN:
        return
    plain = read((names, ["text"]), by=by, why=OwnWork(), within_action=True)
    for name in names:
        text = plain(name).text
        drop_tokens(person, search_tokens(person, text, sex=sex, birth_year=birth_year))
        write_search_tokens(person, tokens_of(person, text))


def tokens_of(person: Person, text: str) -> set[bytes]:
    return search_tokens(person, text, sex=person.sex, birth_year=person.birth_year)


def pseudonym_for(person: Person, facts: PersonFacts, wanted: str | None) -> str:
    texts = [name.text for name in facts.names if name.kind != PRINTED]
    if wanted is None:
        return _drawn(person, texts)
    if person.provenance == Provenance.OWN and is_alike(wanted, texts):
        raise PseudonymUnsafe(_("This pseudonym sounds like a name of this person. Leave it away, and one is chosen."))
    return normalise(wanted)


def keep_pseudonym_clear(person: Person, text: str, by: User) -> None:
    if person.provenance != Provenance.OWN or not is_alike(person.pseudonym, [text]):
        return
    person.pseudonym = _drawn(person, [text])
    person.save(update_fields=["pseudonym"])
    audit.record("person.pseudonym_changed", by=by, subject=person)


def _drawn(person: Person, texts: list[str]) -> str:
    taken = set(Person.objects.filter(organisation=person.organisation_id).values_list("pseudonym", flat=True))
    words, is_fit = load_pseudonyms("rihai.people"), keeps_clear(person, texts)
    return choose_pseudonym(words, taken=taken, forbidden_words=texts, is_fit=is_fit)
