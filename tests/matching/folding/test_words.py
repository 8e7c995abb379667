"""The tables of words hold what they promise."""

from collections import defaultdict

import pytest

from rihai.lib.yamlfile import load_yaml
from rihai.matching.folding import Folder, Level, level
from rihai.matching.folding.words import PACKAGE, fold, load_words

TABLES = load_yaml(PACKAGE, "words.yaml")
GROUPS: list[list[str]] = load_yaml(PACKAGE, "nicknames.yaml")["groups"]


def words_of(table: str) -> list[str]:
    return [word for row in TABLES[table] for word in row]


def test_a_word_stands_in_one_group_of_nicknames_only() -> None:
    groups = defaultdict(set)
    for row in GROUPS:
        for word in row:
            groups[fold(word)].add(row[0])

    assert {word: names for word, names in groups.items() if len(names) > 1} == {}


@pytest.mark.parametrize("row", GROUPS, ids=lambda row: row[0])
def test_the_names_of_a_group_agree_at_least_as_aliases(row: list[str]) -> None:
    folder = Folder()
    (first,) = folder.name(row[0])

    assert all(level(first, folder.name(other)[0]) <= Level.ALIAS for other in row[1:])


@pytest.mark.parametrize(("word", "forms"), TABLES["stands_for"].items(), ids=lambda value: str(value)[:12])
def test_a_word_and_what_it_stands_for_fold_alike(word: str, forms: list[str]) -> None:
    folder = Folder()
    (meant,) = folder.name(word)

    assert {folder.name(form)[0].strict for form in forms} == {meant.strict}


@pytest.mark.parametrize("word", words_of("titles") + words_of("also_called") + words_of("never_a_name"))
def test_a_word_that_is_no_name_is_dropped_beside_a_name(word: str) -> None:
    assert [token.text for token in Folder().name(f"{word} Lata")] == ["lata"]


@pytest.mark.parametrize("word", words_of("nameless"))
def test_a_word_for_nothing_is_no_name(word: str) -> None:
    assert Folder().name(word) == ()


@pytest.mark.parametrize("word", words_of("generic"))
def test_a_second_name_of_many_is_kept_and_marked(word: str) -> None:
    (token,) = Folder().name(word)

    assert token.is_generic


@pytest.mark.parametrize("phrase", words_of("relation_follows"))
def test_what_follows_a_relation_is_the_name_of_somebody_else(phrase: str) -> None:
    folder = Folder()

    assert [token.text for token in folder.name(f"Sunita {phrase} Ram")] == ["sunita"]
    assert [token.text for token in folder.guardian(f"Sunita {phrase} Ram")] == ["ram"]


@pytest.mark.parametrize("word", words_of("relatives"))
def test_the_word_for_a_relative_is_no_part_of_the_name_of_a_guardian(word: str) -> None:
    assert [token.text for token in Folder().guardian(f"{word} Rahim")] == ["rahim"]


@pytest.mark.parametrize(("letter", "names"), TABLES["letter_names"].items())
def test_a_spelt_letter_is_an_initial_in_every_script(letter: str, names: list[str]) -> None:
    folder = Folder()

    for name in names:
        spelt, _surname = folder.name(f"{name}. Das")
        written, _surname = folder.name(f"{letter}. Das")
        assert (spelt.strict, spelt.is_initial) == (written.strict, True)


def test_a_word_that_stands_for_another_by_sound_is_long_enough_not_to_meet_a_name() -> None:
    assert min(len(key) for key in load_words().stands_for_key) >= 4
