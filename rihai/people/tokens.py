"""Keyed tokens of names: how a sealed name is found again, and how a pseudonym keeps clear of it.

Two kinds stand in one table, made under different purposes, so that none can be mistaken for another:
- for the search page, one per word of a name, compounded with sex and five years of birth. Somebody with the
  database alone can only count them; those that become common, which would give themselves away, are removed,
  and a row without a person remembers that.
- for the pseudonym, one per word of every name in a person's file, bound to that person, so that equal words
  of two people have different tokens. These tell nothing even by counting.

Here: making, writing and comparing them. Not here: who may search (`permissions`) or the search (`selectors`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final
from uuid import UUID

from rihai.lib.codelists import by_code
from rihai.lib.text import skeleton
from rihai.people.models import NameToken, Person, Provenance
from rihai.people.rules import BAND_YEARS, birth_band
from rihai.vault.blind import blind_index, is_too_common

PACKAGE: Final = "rihai.people"
OWN_WORDS: Final = "people.own-words"
NOT_STATED: Final = "not_stated"
# Memories of an age are often a year or two off.
YEARS_OFF: Final = 2
OLDEST: Final = 1920


def words_of(text: str) -> set[str]:
    """The words of a name by sound; single letters are initials and say nothing."""
    return {word for word in skeleton(text).split() if len(word) > 1}


def search_tokens(person: Person, text: str, *, sex: str, birth_year: int | None) -> set[bytes]:
    """What her name is found by, as long as she is known with this sex and birth year."""
    index, band = blind_index(person.organisation_id), birth_band(birth_year)
    return {index.compound(skeleton=word, sex=sex, birth_band=band) for word in words_of(text)}


def tokens_sought(
    organisation: UUID, words: Iterable[str], *, sex: str, birth_year: int | None, this_year: int
) -> dict[str, set[bytes]]:
    """By word, every token under which it may stand: what is not known of her is tried in all ways."""
    sexes = {sex, NOT_STATED} if sex != NOT_STATED else set(by_code(PACKAGE, "sex.yaml", "sexes"))
    bands = set(_bands(birth_year, this_year))
    index = blind_index(organisation)
    return {
        word: {index.compound(skeleton=word, sex=one, birth_band=band) for one in sexes for band in bands}
        for word in words
    }


def write_search_tokens(person: Person, tokens: set[bytes]) -> None:
    """Add those that are rare enough; one that becomes common is removed from everybody, and remembered."""
    rows = NameToken.objects.filter(organisation=person.organisation_id)
    common = {bytes(token) for token in rows.filter(person=None, token__in=tokens).values_list("token", flat=True)}
    people = Person.objects.filter(organisation=person.organisation_id, provenance=Provenance.OWN).count()
    for token in sorted(tokens - common):
        if is_too_common(rows.filter(token=token).count() + 1, people):
            rows.filter(token=token).delete()
            # Two people recorded at once may both make it common: one row is enough, and neither fails.
            marked = [NameToken(organisation_id=person.organisation_id, token=token)]
            NameToken.objects.bulk_create(marked, ignore_conflicts=True)
            common.add(token)
    _write(person, tokens - common)


def drop_tokens(person: Person, tokens: set[bytes]) -> None:
    NameToken.objects.filter(person=person, token__in=tokens).delete()


def write_own_words(person: Person, text: str) -> None:
    """Remember the words of a name in her file, so that no later pseudonym sounds like one."""
    _write(person, _own_words(person, [text]))


def is_alike(pseudonym: str, texts: Iterable[str]) -> bool:
    """Whether the pseudonym sounds like a word of these texts."""
    return bool(words_of(pseudonym) & {word for text in texts for word in words_of(text)})


def keeps_clear(person: Person, texts: Iterable[str]) -> Callable[[str], bool]:
    """Says of a pseudonym whether it sounds like no word of these texts and of no name in her file already."""
    rows = NameToken.objects.filter(person_id=person.uid).values_list("token", flat=True)
    held = {bytes(token) for token in rows} | _own_words(person, texts)
    index = blind_index(person.organisation_id)

    def is_clear(pseudonym: str) -> bool:
        words = words_of(pseudonym)
        return not any(index.tokens(OWN_WORDS, [str(person.uid), word]) in held for word in words)

    return is_clear


def _own_words(person: Person, texts: Iterable[str]) -> set[bytes]:
    index = blind_index(person.organisation_id)
    words = {word for text in texts for word in words_of(text)}
    return {index.tokens(OWN_WORDS, [str(person.uid), word]) for word in words}


def _write(person: Person, tokens: set[bytes]) -> None:
    have = NameToken.objects.filter(person=person, token__in=tokens).values_list("token", flat=True)
    missing = tokens - {bytes(token) for token in have}
    NameToken.objects.bulk_create(
        [NameToken(organisation_id=person.organisation_id, person=person, token=token) for token in sorted(missing)],
        ignore_conflicts=True,
    )


def _bands(birth_year: int | None, this_year: int) -> Iterator[str]:
    yield birth_band(None)
    years = range(OLDEST, this_year + 1, BAND_YEARS)
    if birth_year is not None:
        years = range(birth_year - YEARS_OFF, birth_year + YEARS_OFF + 1)
    yield from (birth_band(year) for year in years)
