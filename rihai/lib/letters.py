"""Devanagari and Bengali letters in Latin letters, for the rough name key of `rihai.lib.text`.

Here: a small table of our own, by the usual English spellings of names. Not here: a transliteration to show
to anybody; it keeps every inherent vowel and knows no language. Source: general knowledge of the scripts.
"""

from typing import Final

DEVANAGARI_CONSONANTS: Final = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "ङ": "n", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ञ": "n",
    "ट": "t", "ठ": "th", "ड": "d", "ढ": "dh", "ण": "n", "त": "t", "थ": "th", "द": "d", "ध": "dh", "न": "n",
    "प": "p", "फ": "ph", "ब": "b", "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "ळ": "l", "व": "v",
    "श": "sh", "ष": "sh", "स": "s", "ह": "h",
    "क़": "q", "ख़": "kh", "ग़": "g", "ज़": "z", "ड़": "r", "ढ़": "r", "फ़": "f", "ज्ञ": "gy",
}  # fmt: skip
BENGALI_CONSONANTS: Final = {
    "ক": "k", "খ": "kh", "গ": "g", "ঘ": "gh", "ঙ": "n", "চ": "ch", "ছ": "chh", "জ": "j", "ঝ": "jh", "ঞ": "n",
    "ট": "t", "ঠ": "th", "ড": "d", "ঢ": "dh", "ণ": "n", "ত": "t", "থ": "th", "দ": "d", "ধ": "dh", "ন": "n",
    "প": "p", "ফ": "ph", "ব": "b", "ভ": "bh", "ম": "m", "য": "y", "র": "r", "ল": "l", "শ": "sh", "ষ": "sh",
    "স": "s", "হ": "h", "ৰ": "r", "ৱ": "w",
    "ড়": "r", "ঢ়": "r", "য়": "y", "জ্ঞ": "gy",
}  # fmt: skip
VOWEL_LETTERS: Final = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ऋ": "ri", "ए": "e", "ऐ": "ai", "ओ": "o", "औ": "au",
    "ऑ": "o", "ऍ": "e",
    "অ": "a", "আ": "a", "ই": "i", "ঈ": "i", "উ": "u", "ঊ": "u", "ঋ": "ri", "এ": "e", "ঐ": "ai", "ও": "o", "ঔ": "au",
}  # fmt: skip
VOWEL_SIGNS: Final = {
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "ृ": "ri", "े": "e", "ै": "ai", "ो": "o", "ौ": "au", "ॉ": "o",
    "ॅ": "e",
    "া": "a", "ি": "i", "ী": "i", "ু": "u", "ূ": "u", "ৃ": "ri", "ে": "e", "ৈ": "ai", "ো": "o", "ৌ": "au",
    "्": "", "্": "",
}  # fmt: skip
OTHER_MARKS: Final = {"ं": "n", "ँ": "n", "ः": "h", "ং": "ng", "ঁ": "n", "ঃ": "h", "ৎ": "t", "ॐ": "om", "़": "", "়": ""}

CONSONANTS: Final = DEVANAGARI_CONSONANTS | BENGALI_CONSONANTS
LETTERS: Final = VOWEL_LETTERS | VOWEL_SIGNS | OTHER_MARKS
LONGEST: Final = max(map(len, CONSONANTS))


def romanised(text: str) -> str:
    """Replace Devanagari and Bengali letters (in NFC); everything else stays."""
    written: list[str] = []
    place = 0
    while place < len(text):
        consonant = _consonant_at(text, place)
        place += len(consonant) or 1
        if not consonant:
            written.append(LETTERS.get(text[place - 1], text[place - 1]))
            continue
        # A consonant carries an "a" unless a vowel sign or the vowel killer follows.
        has_sign = place < len(text) and text[place] in VOWEL_SIGNS
        written.append(CONSONANTS[consonant] + ("" if has_sign else "a"))
    return "".join(written)


def _consonant_at(text: str, place: int) -> str:
    """The longest consonant of the table that begins here: with its dot below, or as a joined pair."""
    for length in range(LONGEST, 0, -1):
        if text[place : place + length] in CONSONANTS:
            return text[place : place + length]
    return ""
