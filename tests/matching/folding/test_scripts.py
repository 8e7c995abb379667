"""Every row of the tables of letters and rules does what its example says."""

import pytest

from rihai.matching.folding import Folder, Level, arabic, brahmic, level
from rihai.matching.folding.latin import SKELETON_RULES, STRICT_RULES, skeleton, strict
from rihai.matching.folding.scripts import romanise
from rihai.matching.folding.text import normalise

STRICT_EXAMPLES = [pair for rule in STRICT_RULES for pair in rule.examples]
SKELETON_EXAMPLES = [pair for rule in SKELETON_RULES for pair in rule.examples]
BRAHMIC_EXAMPLES = [pair for script in brahmic.SCRIPTS for pair in script.examples]
# One name in each script, as people write it there.
SUNITA = ["Sunita", "Suneetha", "सुनीता", "সুনীতা", "ਸੁਨੀਤਾ", "સુનીતા", "ସୁନୀତା", "சுனிதா", "సునీత", "ಸುನೀತಾ", "സുനീത"]


@pytest.mark.parametrize(("one", "other"), STRICT_EXAMPLES)
def test_two_spellings_fold_strictly_to_one(one: str, other: str) -> None:
    assert one != other

    assert strict(one) == strict(other)


@pytest.mark.parametrize(("one", "other"), SKELETON_EXAMPLES)
def test_two_words_share_their_skeleton(one: str, other: str) -> None:
    assert one != other

    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize("rule", [*STRICT_RULES, *SKELETON_RULES], ids=lambda rule: rule.why)
def test_every_rule_has_an_example(rule: object) -> None:
    assert getattr(rule, "examples", ())


@pytest.mark.parametrize(("word", "roman"), [*BRAHMIC_EXAMPLES, *arabic.EXAMPLES])
def test_a_word_is_romanised(word: str, roman: str) -> None:
    assert romanise(normalise(word)) == roman


@pytest.mark.parametrize("row", brahmic.CLUSTERS, ids=lambda row: row[2])
def test_a_cluster_is_heard_as_one(row: tuple[str, str, str, str]) -> None:
    _written, _meant, word, roman = row

    assert romanise(normalise(word)) == roman


@pytest.mark.parametrize("written", SUNITA)
def test_a_name_meets_itself_in_every_script(written: str) -> None:
    folder = Folder()
    (plain,), (other,) = folder.name("Sunita"), folder.name(written)

    assert level(plain, other) <= Level.NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sunita", "Savita"),
        ("Ayesha", "Isha"),
        ("Kumar", "Kumari"),
        ("Lata", "Late Lalita"),
        ("Munda", "Mohmd"),
        ("Lucky", "Lakshmi"),
        ("Rahim", "Karim"),
        ("Asha", "Usha"),
    ],
)
def test_two_names_stay_apart(one: str, other: str) -> None:
    folder = Folder()

    assert level(folder.name(one)[0], folder.name(other)[0]) > Level.STRICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lokkhi", "লক্ষ্মী"),
        ("Lakshmi", "লক্ষ্মী"),
        ("Ujjwal", "উজ্জ্বল"),
        ("Bidya", "বিদ্যা"),
        ("Vidya", "বিদ্যা"),
        ("Wahid", "ওয়াহিদ"),
        ("Anwara", "আনোয়ারা"),
        ("Yasmin", "ইয়াসমিন"),
        ("Yusuf", "ইউসুফ"),
        ("Gyan", "ज्ञान"),
        ("Jnan", "জ্ঞান"),
        ("Choudhury", "चौधरी"),
        ("Rao", "राव"),
        ("Shrestha", "श्रेष्ठ"),
        ("Gurung", "गुरुङ"),
        ("Tamang", "तामाङ"),
        ("Pawar", "पवार"),
        ("Kamble", "कांबळे"),
        ("Chandni", "চাঁদনী"),
        ("Oraon", "ওঁরাও"),
        ("Rukhsana", "رخسانہ"),
        ("Khatun", "خاتون"),
        ("Begum", "بیگم"),
        ("Ayesha", "عائشہ"),
        ("Gurpreet", "ਗੁਰਪ੍ਰੀਤ"),
        ("Meenakshi", "મીનાક્ષી"),
        ("Sabitri", "ସାବିତ୍ରୀ"),
        ("Selvi", "செல்வி"),
        ("Padma", "పద్మ"),
        ("Bindu", "ബിന്ദു"),
        ("Rupali", "ৰূপালী"),
    ],
)
def test_a_name_meets_its_other_script_at_least_by_skeleton(one: str, other: str) -> None:
    folder = Folder()

    assert level(folder.name(one)[0], folder.name(other)[0]) <= Level.SKELETON


def test_two_neighbouring_words_fold_as_one() -> None:
    folder = Folder()
    first, second = folder.name("Ram Krishna")
    (joined,) = folder.name("रामकृष्ण")

    assert level(folder.joined(first, second), joined) <= Level.SKELETON


def test_a_script_nobody_taught_us_meets_only_the_same_text() -> None:
    folder = Folder()
    (first,), (second,), (third,) = folder.name("ကြာ"), folder.name("ကြာ"), folder.name("မြ")

    assert level(first, second) == Level.SAME
    assert level(first, third) == Level.DIFFERENT
