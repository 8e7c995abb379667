"""Finding somebody by code, pseudonym or name.

Nothing here opens a seal; names are compared by keyed tokens only.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from rihai.access.compartments import Compartment
from rihai.access.models import Grant
from rihai.accounts.models import User
from rihai.lib.codes import tidy_code
from rihai.people.models import NameToken, Person
from rihai.people.tokens import NOT_STATED, tokens_sought, words_of

# Somebody who finds more must say more: a list of strangers helps nobody.
MOST_FOUND: Final = 25
MOST_WORDS: Final = 6


@dataclass(frozen=True, repr=False)
class NameQuery:
    """What is known of the one looked for."""

    text: str
    sex: str = NOT_STATED
    birth_year: int | None = None


@dataclass(frozen=True)
class Found:
    """Whom the search found, by code only; the best first.

    `has_common_words`: some of the words are shared by too many people to search by.
    """

    people: tuple[Person, ...]
    has_common_words: bool = False
    there_are_more: bool = False


def find_people(user: User, query: NameQuery) -> Found:
    """By code or pseudonym if what was typed is one, and by name."""
    coded, named = people_coded(user, query.text), people_called(user, query)
    both = list(dict.fromkeys([*coded.people, *named.people]))
    return _found(both, has_common_words=named.has_common_words, more=coded.there_are_more or named.there_are_more)


def people_called(user: User, query: NameQuery) -> Found:
    """People with a name that sounds alike, among those whose names this user may open anyway.

    Finding somebody by name tells that it is her name: who sees only her code does not find her so.
    """
    sought = tokens_sought(
        user.organisation_id,
        sorted(words_of(query.text))[:MOST_WORDS],
        sex=query.sex,
        birth_year=query.birth_year,
        this_year=timezone.localdate().year,
    )
    word_of = {token: word for word, tokens in sought.items() for token in tokens}
    rows = NameToken.objects.filter(organisation=user.organisation_id, token__in=word_of)
    words: dict[UUID, set[str]] = defaultdict(set)
    common: set[str] = set()
    for person, token in rows.values_list("person_id", "token"):
        (common if person is None else words[person]).add(word_of[bytes(token)])
    # A word that is common for some ages only would find some and hide others: it is left out altogether.
    hits = {person: len(found - common) for person, found in words.items() if found - common}
    people = sorted(
        _named_to(user).filter(pk__in=hits).select_related("home_district"),
        key=lambda person: (-hits[person.pk], person.pseudonym),
    )
    return _found(people, has_common_words=bool(common))


def people_coded(user: User, text: str) -> Found:
    """People by code or pseudonym, among all whom she sees at all."""
    code = tidy_code(text)
    condition = Q(pseudonym__iexact=text.strip()) | (Q(code=code) if code else Q(pk__in=[]))
    return _found(
        list(Person.objects.visible_to(user).filter(condition).select_related("home_district").order_by("code"))
    )


def _named_to(user: User) -> QuerySet[Person]:
    """Those whose identity is open to her by her role and by a grant, with or without a reason."""
    if Compartment.IDENTITY not in user.compartments:
        return Person.objects.none()
    grants = (
        Grant.objects.live()
        .held_by(user)
        .filter(subject_label=Person._meta.label_lower, compartment=Compartment.IDENTITY)
    )
    return Person.objects.visible_to(user).filter(pk__in=grants.values("subject_uid"))


def _found(people: Sequence[Person], *, has_common_words: bool = False, more: bool = False) -> Found:
    return Found(tuple(people[:MOST_FOUND]), has_common_words, there_are_more=more or len(people) > MOST_FOUND)
