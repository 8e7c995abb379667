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
COMBINING_ON_LATIN = re.compile("(?<=[a-z])[\u0300-\u036f]+")
# Nearly all text: plain letters and the scripts from Devanagari to Malayalam, which lower case leaves alone.
ORDINARY = re.compile("[ -~\u0900-\u0d7f]*")
ASCII_WORD = re.compile(r"[a-z]+\.?")
ANY_WORD = re.compile(r"[^ .]+\.?")


def is_letter(character: str) -> bool:
    """Say whether the character is part of a word: a letter or a mark set upon one."""
    return unicodedata.category(character)[0] in "LM"


_LETTERS = "".join(character for character in map(chr, range(0x0900, 0x0D80)) if is_letter(character))
ORDINARY_WORD = re.compile(rf"[a-z{_LETTERS}]+\.?")


def normalise(text: str) -> str:
    """Give one form to what is written in several ways: composed, lower case, no invisible marks."""
    if ORDINARY.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKC", INSIDE_WORD.sub("", text)).lower()
    plain = unicodedata.normalize("NFKD", plain.translate(SINGLE_LETTERS))
    plain = COMBINING_ON_LATIN.sub("", plain)
    # A second pass: taking apart may set free an apostrophe.
    return INSIDE_WORD.sub("", unicodedata.normalize("NFKC", plain))


def words(normalised: str) -> list[str]:
    """Split into words; whatever is neither letter nor mark separates, a full stop stays with its word."""
    if normalised.isascii():
        return ASCII_WORD.findall(normalised)
    if ORDINARY.fullmatch(normalised):
        return ORDINARY_WORD.findall(normalised)
    spaced = "".join(c if c == "." or is_letter(c) else " " for c in normalised)
    return ANY_WORD.findall(spaced)
