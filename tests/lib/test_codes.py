"""Codes: random, tolerant of how people write, and refusing what is mistyped."""

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rihai.lib.codes import ALPHABET, Reference, is_valid_code, new_code, new_reference, tidy_code

CODES = st.builds(lambda seed, prefix: new_code(prefix, rng=random.Random(seed)), st.integers(), st.sampled_from("AIO"))


def test_a_code_looks_like_the_one_on_the_cover() -> None:
    assert re.fullmatch(rf"RH-[{ALPHABET}]{{4}}-[{ALPHABET}]{{3}}", new_code())


@pytest.mark.parametrize(
    ("kind", "prefix"), [(Reference.ALERT, "A-"), (Reference.INQUIRY, "I-"), (Reference.OPERATION, "O-")]
)
def test_a_reference_says_what_it_refers_to(kind: Reference, prefix: str) -> None:
    assert new_reference(kind).startswith(prefix)
    assert is_valid_code(new_reference(kind), kind.value)
    assert not is_valid_code(new_reference(kind), "RH")


def test_codes_do_not_repeat_and_do_not_count() -> None:
    codes = [new_code() for _ in range(2000)]

    assert len(set(codes)) == len(codes)
    assert codes != sorted(codes)
    assert {code[3] for code in codes} == set(ALPHABET)


def test_the_alphabet_spells_no_words_and_is_prime() -> None:
    assert not set(ALPHABET) & set("AEIOULZ")
    assert len(ALPHABET) == len(set(ALPHABET)) == 29


@given(CODES)
def test_what_we_write_we_accept_unchanged(code: str) -> None:
    assert tidy_code(code) == code
    assert is_valid_code(code)


@given(CODES)
def test_case_spaces_and_dashes_are_forgiven(code: str) -> None:
    compact = code.replace("-", "")

    assert tidy_code(compact.lower()) == code
    assert tidy_code(f"  {' '.join(compact)} ") == code
    assert tidy_code(code.replace("-", "–")) == code


@given(CODES, st.sampled_from([("0", "O"), ("1", "I"), ("1", "L"), ("2", "Z"), ("V", "U")]))
def test_the_usual_confusions_are_forgiven(code: str, confusion: tuple[str, str]) -> None:
    meant, typed = confusion
    prefix, body = code.split("-", 1)

    assert tidy_code(f"{prefix}-{body.replace(meant, typed)}") == code


@pytest.mark.parametrize(("prefix", "typed"), [("O", "0"), ("I", "1")])
def test_a_digit_typed_for_the_letter_of_a_reference_is_forgiven(prefix: str, typed: str) -> None:
    code = new_code(prefix)

    assert tidy_code(typed + code[1:]) == code


@given(CODES, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code: str, place: int, wrong: str) -> None:
    body = code[2:]
    assume(body[place] not in ("-", wrong))

    assert tidy_code(code[:2] + body[:place] + wrong + body[place + 1 :]) is None


@given(CODES, st.integers(0, 6), st.integers(0, 6))
def test_every_swap_of_two_characters_is_noticed(code: str, one: int, other: int) -> None:
    body = list(code[2:].replace("-", ""))
    assume(body[one] != body[other])
    body[one], body[other] = body[other], body[one]

    assert tidy_code(code[:2] + "".join(body)) is None


@given(CODES, st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_wrong_kind_of_reference_is_noticed(code: str, letter: str) -> None:
    assume(letter != code[0])

    assert tidy_code(letter + code[1:]) is None


@pytest.mark.parametrize(
    "text", ["", "RH", "7K2M9QX", "RH-7K2M-9Q", "RHXY-0000-000", "RH-7K2M-9QXX", "१२३", "RH-AAAA-AAA"]
)
def test_what_has_not_the_shape_is_no_code(text: str) -> None:
    assert tidy_code(text) is None
    assert not is_valid_code(text)


@given(st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    tidy = tidy_code(text)

    assert tidy is None or tidy_code(tidy) == tidy


@pytest.mark.parametrize("prefix", ["", "rh", "ABCD", "R1", "क"])
def test_a_prefix_is_one_to_three_capital_letters(prefix: str) -> None:
    with pytest.raises(ValueError, match="one to three capital letters"):
        new_code(prefix)


def test_the_same_seed_gives_the_same_demonstration() -> None:
    assert new_code(rng=random.Random(1)) == new_code(rng=random.Random(1))
