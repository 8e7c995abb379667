"""Finding somebody: by code among all one sees, by name only among those whose names one may open anyway."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rihai.accounts.models import User
from rihai.audit.models import AuditEvent
from rihai.audit.refusals import Refused
from rihai.lib.precision import AgeCertainty
from rihai.people.actions import add_name, correct_person, search_people
from rihai.people.facts import BirthFacts, CodedFacts, NameFacts, PersonFacts
from rihai.people.models import NameToken, Person
from rihai.people.rules import BAND_YEARS, birth_band, script_of
from rihai.people.selectors.search import MOST_FOUND, NameQuery
from tests.people.conftest import a_person_of, let_work


def names_found(user: User, text: str, sex: str = "not_stated", birth_year: int | None = None) -> set[str]:
    return {person.code for person in search_people(query=NameQuery(text, sex, birth_year), by=user).people}


def born(year: int, *names: str, sex: str = "female") -> PersonFacts:
    birth = BirthFacts.in_year(year, AgeCertainty.STATED)
    return PersonFacts(sex=sex, birth=birth, names=tuple(NameFacts(name) for name in names))


@pytest.mark.parametrize("typed", ["Sunita", "suneetha", "सुनीता", "সুনীতা", "SUNITA Kumari", "Kumari Sunita"])
def test_a_name_is_found_however_it_is_spelt(asha: User, typed: str) -> None:
    person = a_person_of(asha, "Sunita Kumari")

    assert names_found(asha, typed) == {person.code}


def test_another_name_is_not_found(asha: User) -> None:
    a_person_of(asha, "Sunita Kumari")

    assert names_found(asha, "Mariam") == set()


def test_who_fits_more_words_stands_first(asha: User) -> None:
    half = a_person_of(asha, "Sunita Tamang")
    whole = a_person_of(asha, "Sunita Gurung")

    found = search_people(query=NameQuery("Sunita Gurung"), by=asha).people

    assert [person.code for person in found] == [whole.code, half.code]


def test_whoever_sees_only_the_code_does_not_learn_that_the_name_is_known(asha: User, bina: User) -> None:
    person = a_person_of(asha, "Sunita")
    assert Person.objects.visible_to(bina).filter(pk=person.pk).exists()

    assert names_found(bina, "Sunita") == set()
    assert names_found(bina, person.code) == {person.code}
    assert names_found(bina, person.pseudonym.upper()) == {person.code}


def test_a_colleague_finds_her_once_she_works_with_her(asha: User, ravi: User) -> None:
    person = a_person_of(asha, "Sunita")
    assert names_found(ravi, "Sunita") == set()

    let_work(person, ravi)

    assert names_found(ravi, "Sunita") == {person.code}


def test_another_organisation_finds_nobody(asha: User, chand: User) -> None:
    person = a_person_of(asha, "Sunita")

    assert names_found(chand, "Sunita") == set()
    assert names_found(chand, person.code) == set()


def test_equal_names_have_unequal_tokens_in_two_organisations(asha: User, chand: User) -> None:
    mine, theirs = a_person_of(asha, "Sunita"), a_person_of(chand, "Sunita")

    def tokens(person: Person) -> set[bytes]:
        return {bytes(token) for token in NameToken.objects.filter(person=person).values_list("token", flat=True)}

    assert tokens(mine)
    assert not tokens(mine) & tokens(theirs)


def test_a_code_is_found_as_it_was_heard(asha: User) -> None:
    person = a_person_of(asha)

    assert names_found(asha, person.code.lower().replace("-", " ")) == {person.code}


def test_what_is_known_of_her_narrows_the_search(asha: User) -> None:
    girl = a_person_of(asha, facts=born(2010, "Rani"))
    woman = a_person_of(asha, facts=born(1980, "Rani"))
    boy = a_person_of(asha, facts=born(2010, "Rani", sex="male"))

    assert names_found(asha, "Rani") == {girl.code, woman.code, boy.code}
    assert names_found(asha, "Rani", sex="female") == {girl.code, woman.code}
    assert names_found(asha, "Rani", sex="female", birth_year=2011) == {girl.code}


def test_somebody_of_unknown_sex_and_age_is_found_with_any(asha: User) -> None:
    person = a_person_of(asha, facts=PersonFacts(names=(NameFacts("Rani"),)))

    assert names_found(asha, "Rani", sex="transgender", birth_year=1999) == {person.code}


def test_she_is_still_found_after_her_birth_year_was_corrected(asha: User) -> None:
    person = a_person_of(asha, facts=born(2010, "Rani"))

    correct_person(person, facts=CodedFacts(sex="male", birth=BirthFacts.in_year(1990, AgeCertainty.STATED)), by=asha)

    assert names_found(asha, "Rani", sex="male", birth_year=1990) == {person.code}
    assert names_found(asha, "Rani", sex="female", birth_year=2010) == set()


def test_a_name_added_later_is_found(asha: User) -> None:
    person = a_person_of(asha, "Rani")

    add_name(person, facts=NameFacts("Meherunnisa", "name_in_exploitation"), by=asha)

    assert names_found(asha, "Meherunnisa") == {person.code}


def test_a_name_that_becomes_common_is_removed_from_everybody_and_the_search_says_so(asha: User) -> None:
    for number in range(12):
        a_person_of(asha, "Devi", "Sunita" if number == 0 else f"Other{'abcdefghijkl'[number]}ka")

    found = search_people(query=NameQuery("Devi", sex="female"), by=asha)

    assert found.has_common_words
    assert found.people == ()
    assert len(names_found(asha, "Sunita Devi", sex="female")) == 1


def test_no_token_of_a_common_name_can_be_counted(asha: User) -> None:
    for _each in range(15):
        a_person_of(asha, "Devi")

    counts = {
        bytes(token): NameToken.objects.filter(token=token, person__isnull=False).count()
        for token in NameToken.objects.values_list("token", flat=True)
    }

    assert max(counts.values()) == 1  # the words bound to one person; none is shared by two


def test_more_than_a_page_of_people_is_said_and_cut(asha: User) -> None:
    pseudonym = a_person_of(asha).pseudonym
    Person.objects.filter(pk__in=[a_person_of(asha).pk for _each in range(MOST_FOUND + 1)]).update(pseudonym=pseudonym)

    found = search_people(query=NameQuery(pseudonym), by=asha)

    assert len(found.people) == MOST_FOUND
    assert found.there_are_more


def test_a_search_is_kept_without_what_was_typed(asha: User) -> None:
    a_person_of(asha, "Sunita")

    search_people(query=NameQuery("Sunita"), by=asha)

    event = AuditEvent.objects.get(verb="person.searched")
    assert event.actor_uid == asha.uid
    assert "sunita" not in event.facts.lower()
    assert event.facts == '{"found":1}'


def test_whoever_may_not_search_is_refused(data_officer: User) -> None:
    with pytest.raises(Refused):
        search_people(query=NameQuery("Sunita"), by=data_officer)


def test_the_number_of_queries_does_not_grow_with_the_people(asha: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            search_people(query=NameQuery("Sunita Kumari"), by=asha)
        return len(captured)

    a_person_of(asha, "Sunita")
    few = queries()
    for _each in range(5):
        a_person_of(asha, "Sunita Kumari")

    assert queries() == few


def test_nothing_that_sounds_like_a_name_finds_nobody(asha: User) -> None:
    a_person_of(asha, "A")

    assert names_found(asha, "a") == set()
    assert names_found(asha, "---") == set()


@given(year=st.integers(1900, 2100))
def test_a_band_holds_five_years_and_the_year_itself(year: int) -> None:
    band = int(birth_band(year))

    assert band <= year < band + BAND_YEARS
    assert band % BAND_YEARS == 0


@pytest.mark.parametrize(
    ("text", "script"),
    [("Rani", "latin"), ("रानी", "devanagari"), ("রানী", "bengali"), ("  1 ਰਾਣੀ", "gurmukhi"), ("ராணி", "tamil"),
     ("رانی", "arabic"), ("ᱨᱟᱱᱤ", "ol_chiki"), ("Рани", "other"), ("123", "other"), ("", "other")],
)  # fmt: skip
def test_the_script_is_read_off_the_first_letter(text: str, script: str) -> None:
    assert script_of(text) == script
