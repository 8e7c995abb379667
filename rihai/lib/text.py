"""Text as people type it, made comparable.

Here: tidying what comes in, and two keys for comparing names. Both keys are rough and lose differences on
purpose; matching missing with found people has its own, measured methods in `rihai.matching`.
"""

import unicodedata
from itertools import pairwise
from typing import Final

from rihai.lib.letters import romanised

VOWELS: Final = frozenset("aeiouy")
JOINERS: Final = "\u200c\u200d"  # they shape Indic letters: kept for display, dropped for comparison
# Letters and marks by category that show nothing by themselves: fillers, an empty Braille cell, variation selectors.
SHOW_NOTHING: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(n) for n in range(0xFE00, 0xFE10)
}

# Latin letters that Unicode does not split into a letter and a mark.
PLAIN_LATIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

# Spellings of one sound in South Asian names written in Latin letters, applied in this order. "C" keeps
# ch apart from a c that sounds like k; n before a lip sound is written m by some and n by others.
SOUNDS: Final = (
    ("chh", "C"), ("ch", "C"), ("c", "k"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "p"), ("bh", "b"), ("jh", "j"), ("zh", "j"), ("nb", "mb"), ("np", "mp"), ("f", "p"), ("v", "b"),
    ("w", "b"), ("z", "j"), ("q", "k"), ("x", "ks"),
)  # fmt: skip


def normalise(text: str) -> str:
    """One tidy line: composed letters, no control characters, single spaces."""
    return " ".join(_cleaned(text).split())


def normalise_lines(text: str) -> str:
    """The same for several lines; at most one empty line between paragraphs, none at the ends."""
    lines = [normalise(line) for line in _cleaned(text).splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n")


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: white space, joiners, direction marks, fillers and the like."""
    return all(one.isspace() or one in JOINERS or one in SHOW_NOTHING or not _may_stay(one) for one in text)


def fold(text: str) -> str:
    """A key that forgets case, Latin accents, punctuation and the script of digits; words keep their order.

    Letters of Indic scripts stay as they are, composed, with their vowel signs.
    """
    caseless = unicodedata.normalize("NFKD", normalise(text)).casefold()
    plain = _without_latin_accents(caseless).translate(PLAIN_LATIN)
    kept = "".join(_folded_character(character) for character in plain if character not in JOINERS)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def skeleton(name: str) -> str:
    """A rough key by sound: the consonants of each word, one letter per sound, in Latin letters.

    सुनीता, সুনীতা, Sunita and Suneetha give the same. Devanagari, Bengali and Latin are understood;
    words of other scripts stay as `fold` leaves them.
    """
    return " ".join(_word_skeleton(word) for word in fold(romanised(normalise(name))).split())


def _cleaned(text: str) -> str:
    # Line breaks and tabs survive as white space. Direction marks could disguise a text, lone surrogates
    # and NUL cannot be stored. NFC comes last because removing a character can let its neighbours combine.
    kept = "".join(character for character in text if _may_stay(character))
    return unicodedata.normalize("NFC", kept)


def _may_stay(character: str) -> bool:
    if character.isspace() or character in JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _folded_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return character if unicodedata.category(character)[0] in "LMN" else " "


def _without_latin_accents(text: str) -> str:
    kept: list[str] = []
    base_is_latin = False
    for character in unicodedata.normalize("NFKD", text):
        is_mark = unicodedata.category(character) == "Mn"
        if not is_mark:
            base_is_latin = unicodedata.name(character, "").startswith("LATIN")
        if not (is_mark and base_is_latin):
            kept.append(character)
    return "".join(kept)


def _word_skeleton(word: str) -> str:
    if not word.isascii():
        return word
    for spelling, sound in SOUNDS:
        word = word.replace(spelling, sound)
    # A beginning y and j are one sound in many names (Yamuna, Jamuna); h is heard only at the beginning.
    word = word.lower().replace("y", "j", 1) if word.startswith("y") else word.lower()
    first = "a" if word[0] in VOWELS else word[0]
    # Doubled letters count once, but only where they are written together: Mamata has two m, Mamta also.
    heard = [now for before, now in pairwise(word) if now != before and now not in VOWELS and now != "h"]
    return first + "".join(heard)
