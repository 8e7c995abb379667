"""Clean text before folding: one Unicode form, lower case, words apart.

Works on any string Python can hold, lone surrogates and marks of direction included.
"""

import re
import unicodedata

# Letters that Unicode does not take apart although a caseworker's keyboard may offer them.
SINGLE_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "æ": "e", "œ": "o", "ð": "d", "þ": "th", "ə": "a", "ŋ": "ng"}
)
# Apostrophes and their kin stand inside a word (D'Souza, Rah'man); joiners only steer how letters are drawn.
INSIDE_WORD = re.compile("['’‘`´ʼʻʾʿ\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]")
ASCII_LETTERS = re.compile("[a-z]+")
COMBINING_ON_LATIN = re.compile("(?<=[a-z])[\u0300-\u036f]+")


def normalise(text: str) -> str:
    """Give one form to what is written in several ways: composed, lower case, no invisible marks."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKC", INSIDE_WORD.sub("", text)).lower()
    plain = unicodedata.normalize("NFKD", plain.translate(SINGLE_LETTERS))
    plain = COMBINING_ON_LATIN.sub("", plain)
    # A second pass: taking apart may set free an apostrophe.
    return INSIDE_WORD.sub("", unicodedata.normalize("NFKC", plain))


def is_letter(character: str) -> bool:
    """Say whether the character is part of a word: a letter or a mark set upon one."""
    return unicodedata.category(character)[0] in "LM"


NOT_A_WORD = re.compile(r"[\W\d_]+")


def words(normalised: str) -> list[str]:
    """Split into words; whatever is neither letter nor mark separates, a full stop stays with its word."""
    if normalised.isascii():
        return ASCII_WORD.findall(normalised)
    spaced = "".join(c if c == "." or is_letter(c) else " " for c in normalised)
    return ANY_WORD.findall(spaced)


ASCII_WORD = re.compile(r"[a-z]+\.?")
ANY_WORD = re.compile(r"[^ .]+\.?")
