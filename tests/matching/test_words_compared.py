"""The compiled comparison of words says what the plain one in `folding` says."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from rihai.matching.batch import similar_in
from rihai.matching.folding import Folder, Level, Token, level
from rihai.matching.kernels_similar import bits_in
from rihai.matching.kernels_words import WIDTH, jaro_winkler
from rihai.matching.vocabulary import Vocabulary
from tests.matching.people import FAMILY, GIVEN

letters = st.text("abcdeksn", min_size=1, max_size=14)
words = st.sampled_from((*GIVEN, *FAMILY)) | letters


def bytes_of(word: str) -> np.ndarray:
    return np.frombuffer(word.encode().ljust(WIDTH, b"\0"), np.uint8)


def vocabulary_of(tokens: list[Token]) -> Vocabulary:
    made = Vocabulary()
    for token in tokens:
        made.add(token)
    return made


@given(letters, letters)
def test_two_words_are_as_similar_as_rapidfuzz_finds_them(one: str, other: str) -> None:
    found = jaro_winkler(bytes_of(one), len(one), bytes_of(other), len(other))

    assert abs(found - JaroWinkler.similarity(one, other)) < 1e-9


@given(st.integers(0, 2**32 - 1))
def test_bits_are_counted(word: int) -> None:
    assert bits_in(np.uint32(word)) == word.bit_count()


@settings(deadline=None, max_examples=60)
@given(st.lists(words, min_size=1, max_size=12), words)
def test_each_level_is_that_of_folding(register: list[str], asked: str) -> None:
    folder = Folder()
    theirs = vocabulary_of([token for word in register for token in folder.name(word)])
    mine = vocabulary_of(list(folder.name(asked)))

    start, forms, levels = similar_in(mine, theirs, 1)

    for word, token in enumerate(mine.tokens):
        here = slice(start[word], start[word + 1])
        found = dict(zip(forms[here].tolist(), levels[here].tolist(), strict=True))
        for form, held in enumerate(theirs.tokens):
            # Whether the very text is the same is looked at in each record.
            expected = max(level(token, held), Level.STRICT)
            assert found.get(form, Level.DIFFERENT) == expected, (token, held)


def test_all_similar_words_are_found_when_room_runs_out() -> None:
    folder = Folder()
    many = [
        token for k in range(1500) for token in folder.name(f"sunita{'abcdefghij'[k % 10]}{'klmnoprstu'[k // 10 % 10]}")
    ]
    vocabulary = vocabulary_of(many)

    start, forms, levels = similar_in(vocabulary, vocabulary, 2)

    assert len(start) == len(vocabulary) + 1
    assert len(forms) == len(levels) == start[-1]
    assert all(word in forms[start[word] : start[word + 1]] for word in range(len(vocabulary)))
