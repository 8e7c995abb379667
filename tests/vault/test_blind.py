"""Blind tokens: equal for equal words, different for everything else and everybody else."""

import hashlib
import uuid
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from rihai.vault.blind import BlindIndex, blind_index, compound, is_too_common, tokens
from rihai.vault.cache import KEYS
from rihai.vault.models import AgencyKey
from rihai.vault.secret import Secret
from tests.vault.notes import rolled_back

INDEX = BlindIndex(Secret(b"i" * 32))


def test_equal_words_give_equal_tokens_also_in_another_process(vault: None, ours: UUID) -> None:
    first = tokens(ours, "name", ["snt", "f"])
    KEYS.clear()

    assert tokens(ours, "name", ["snt", "f"]) == first
    assert len(first) == 16
    assert AgencyKey.objects.get().purpose == "index"


def test_tokens_differ_per_organisation(vault: None, ours: UUID, theirs: UUID) -> None:
    person = {"skeleton": "snt", "sex": "female", "birth_band": "2005-2009"}

    assert compound(ours, **person) != compound(theirs, **person)
    assert tokens(ours, "name", ["snt"]) != tokens(theirs, "name", ["snt"])


def test_tokens_are_no_plain_hash(vault: None, ours: UUID) -> None:
    plain = {hashlib.new(name, b"snt").digest()[:16] for name in ("md5", "sha1", "sha256")}

    assert tokens(ours, "name", ["snt"]) not in plain


@given(
    first=st.tuples(st.sampled_from(["a", "b"]), st.lists(st.text(max_size=4), max_size=4)),
    second=st.tuples(st.sampled_from(["a", "b"]), st.lists(st.text(max_size=4), max_size=4)),
)
def test_only_the_same_purpose_and_parts_give_the_same_token(
    first: tuple[str, list[str]], second: tuple[str, list[str]]
) -> None:
    import unicodedata

    def folded(words: list[str]) -> list[str]:
        return [" ".join(unicodedata.normalize("NFKC", word).casefold().split()) for word in words]

    same = first[0] == second[0] and folded(first[1]) == folded(second[1])

    assert (INDEX.tokens(*first) == INDEX.tokens(*second)) == same


def test_parts_do_not_run_into_each_other() -> None:
    assert INDEX.tokens("n", ["ab", "c"]) != INDEX.tokens("n", ["a", "bc"])
    assert INDEX.tokens("n", ["ab", ""]) != INDEX.tokens("n", ["ab"])
    assert INDEX.tokens("na", ["b"]) != INDEX.tokens("n", ["ab"])


@pytest.mark.parametrize(("one", "other"), [("Snt", "snt"), (" a  b ", "a b"), ("ｓｎｔ", "snt"), ("क़", "क़")])
def test_case_width_spaces_and_composition_do_not_matter(one: str, other: str) -> None:
    assert INDEX.tokens("n", [one]) == INDEX.tokens("n", [other])


def test_a_token_joins_all_three_so_that_none_can_be_counted_alone() -> None:
    base = INDEX.compound(skeleton="snt", sex="female", birth_band="2005-2009")

    assert base != INDEX.compound(skeleton="snt", sex="male", birth_band="2005-2009")
    assert base != INDEX.compound(skeleton="snt", sex="female", birth_band="2000-2004")
    assert base != INDEX.compound(skeleton="snd", sex="female", birth_band="2005-2009")
    assert base == INDEX.tokens("person", ["snt", "female", "2005-2009"])


@pytest.mark.parametrize(
    ("count", "total", "verdict"),
    [(0, 0, False), (9, 10, False), (10, 10, True), (10, 1000, False), (11, 1000, True), (500, 100_000, False)],
)
def test_what_is_too_common(count: int, total: int, verdict: bool) -> None:
    assert is_too_common(count, total) is verdict


def test_many_tokens_need_one_query_and_no_lock(open_vault: None, ours: UUID) -> None:
    """On SQLite a transaction takes the lock for writing, and a search writes nothing."""
    blind_index(ours)

    with CaptureQueriesContext(connection) as queries:
        index = blind_index(ours)
        for number in range(100):
            index.tokens("name", [str(number)])

    assert len(queries) == 1


def test_a_key_of_a_rolled_back_transaction_makes_no_lasting_token(open_vault: None, ours: UUID) -> None:
    """Else tokens made in the next minute would be under a key that exists nowhere."""
    lost = []
    with rolled_back():
        lost.append(tokens(ours, "name", ["snt"]))

    kept = tokens(ours, "name", ["snt"])
    KEYS.clear()

    assert kept != lost[0]
    assert tokens(ours, "name", ["snt"]) == kept


def test_the_index_does_not_show_its_key() -> None:
    assert "i" * 8 not in repr(BlindIndex(Secret(b"i" * 32)))
    assert str(uuid.UUID(bytes=b"i" * 16)) not in repr(INDEX)
