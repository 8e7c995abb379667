"""Tidying text and the two rough keys for comparing names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rihai.lib import letters
from rihai.lib.text import fold, normalise, normalise_lines, skeleton

INDIC = st.text(alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x09FF))
ANY_TEXT = st.text() | INDIC


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  Sunita \t Devi\n", "Sunita Devi"),
        ("e\u0301", "é"),
        ("nul\x00bell\x07", "nulbell"),
        ("\u202edisguised\u202c", "disguised"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffbyte order mark", "byte order mark"),
        ("no\u00a0break", "no break"),
        ("ক্\u200dষ", "ক্\u200dষ"),
    ],
)
def test_one_line_is_tidied(typed: str, tidy: str) -> None:
    assert normalise(typed) == tidy


def test_several_lines_keep_their_paragraphs() -> None:
    assert normalise_lines("\n\n one  line \r\n\n\n two \n three\n\n") == "one line\n\ntwo\nthree"


@given(ANY_TEXT)
def test_tidying_twice_changes_nothing(text: str) -> None:
    once, lines = normalise(text), normalise_lines(text)

    assert normalise(once) == once
    assert normalise_lines(lines) == lines


@given(ANY_TEXT)
def test_tidy_text_can_be_stored_everywhere(text: str) -> None:
    for tidy in (normalise(text), normalise_lines(text)):
        assert "\x00" not in tidy
        assert tidy.encode("utf-8").decode("utf-8") == tidy
        assert unicodedata.is_normalized("NFC", tidy)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUNITA", "sunita"),
        ("Muḥammad", "muhammad"),
        ("José-María", "jose maria"),
        ("Łódź", "lodz"),
        ("straße", "STRASSE"),
        ("Sunita   Devi", "sunita, devi!"),
        ("ward १२", "Ward 12"),
        ("क\u094d\u200dष", "क\u094dष"),
        ("ﬁne", "fine"),
        ("O'Brien", "o brien"),
        ("র\u09dd", "র\u09a2\u09bc"),
    ],
)
def test_folding_forgets_case_accents_and_punctuation(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("मीना", "मेना"), ("রিনা", "রীনা"), ("Mina", "Meena"), ("ab", "a b")])
def test_folding_keeps_letters_and_vowel_signs(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=30))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert skeleton(text.upper()) == skeleton(text)


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ("Sunita Suneetha SUNITTA सुनीता সুনীতা", "snt"),
        ("Fatima Phatima फ़ातिमा ফাতিমা", "ptm"),
        ("Lakshmi Laxmi लक्ष्मी লক্ষ্মী", "lksm"),
        ("Yamuna Jamuna यमुना যমুনা", "jmn"),
        ("Vinita Binita विनिता বিনিতা", "bnt"),
        ("Muḥammad Mohammed मोहम्मद মোহাম্মদ", "mmd"),
        ("Anjali अंजलि অঞ্জলি", "anjl"),
        ("Asha आशा আশা Aasha", "as"),
        ("Kumbh Kunbh कुंभ কুম্ভ", "kmb"),
        ("Chandni Chaandanee चाँदनी চাঁদনী", "cndn"),
        ("Priya Pria प्रिया প্রিয়া", "pr"),
        ("Zarina Jarina ज़रीना জরিনা", "jrn"),
        ("Hina हिना হিনা Heena", "hn"),
        ("Gyan ज्ञान জ্ঞান", "gn"),
        ("Mamta Mamata ममता মমতা", "mmt"),
        ("Sahil साहिल সাহিল", "sl"),
    ],
)
def test_spellings_of_a_name_share_a_skeleton(names: str, key: str) -> None:
    assert {skeleton(name) for name in names.split()} == {key}


def test_words_keep_their_order_and_their_number() -> None:
    assert skeleton("  Sunita  DEVI ") == skeleton("सुनीता देवी") == "snt db"


@pytest.mark.parametrize("name", ["தமிழ்", "ਪੰਜਾਬੀ", "اردو"])
def test_another_script_stays_as_folding_leaves_it(name: str) -> None:
    assert skeleton(name) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Sunita", "Sarita"), ("Rani", "Rina Devi"), ("Asha", "Sha"), ("Chand", "Kand")]
)
def test_different_sounds_give_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_word_without_consonants_keeps_a_mark() -> None:
    assert skeleton("Aoi ई") == "a a"
    assert skeleton("!?") == ""


@given(ANY_TEXT)
def test_a_skeleton_can_be_made_of_anything(text: str) -> None:
    key = skeleton(text)

    assert key == " ".join(key.split())
    assert len(key.split()) == len(fold(letters.romanised(normalise(text))).split())


def test_the_letter_table_is_in_the_form_that_text_arrives_in() -> None:
    table = letters.CONSONANTS | letters.LETTERS

    assert all(unicodedata.is_normalized("NFC", letter) for letter in table)
    assert all(spelling.isascii() for spelling in table.values())


@pytest.mark.parametrize(("start", "stop"), [(0x0905, 0x0939), (0x0985, 0x09B9)])
def test_no_common_letter_is_left_out_of_the_table(start: int, stop: int) -> None:
    # Letters of other languages written in Devanagari, and old Bengali vocalic l.
    rare = set("ऌऍऎऐऒऑऔऩऱऴঌ")
    assigned = {chr(code) for code in range(start, stop + 1) if unicodedata.name(chr(code), "")}
    composed = {letter for letter in assigned if unicodedata.is_normalized("NFC", letter)}

    assert composed - rare <= letters.CONSONANTS.keys() | letters.LETTERS.keys()
