"""The scripts of India, Nepal and Bangladesh that descend from Brahmi, romanised.

Their blocks in Unicode are laid out alike, so that one table of letters serves nine scripts and
each script names only where it differs. The result is meant for the rules in `latin`, not for people.
"""

import re
from typing import NamedTuple

BLOCK = 0x80
# The vowel every consonant carries unless told otherwise; it is often not spoken.
INHERENT = "ə"
VIRAMA, NUKTA = "\u094d", "\u093c"

CONSONANTS = (
    "क k|ख kh|ग g|घ gh|ङ n|च ch|छ chh|ज j|झ jh|ञ n|ट t|ठ th|ड d|ढ dh|ण n|त t|थ th|द d|ध dh|न n|ऩ n"
    "|प p|फ ph|ब b|भ bh|म m|य y|र r|ऱ r|ल l|ळ l|ऴ zh|व v|श sh|ष sh|स s|ह h"
)
VOWELS = "अ a|आ aa|इ i|ई ii|उ u|ऊ uu|ऋ ri|ऌ li|ऍ e|ऎ e|ए e|ऐ ai|ऑ o|ऒ o|ओ o|औ au|ॠ ri|ॡ li"
VOWEL_SIGNS = "ा aa|ि i|ी ii|ु u|ू uu|ृ ri|ॄ ri|ॅ e|ॆ e|े e|ै ai|ॉ o|ॊ o|ो o|ौ au"
NASALS = "ं n|ँ n"
# Letters with a dot below: sounds of Persian and Arabic, and the flapped d.
DOTTED = {"kə": "qə", "jə": "zə", "də": "rə", "dhə": "rhə", "phə": "fə"}


class Script(NamedTuple):
    """Where a script differs from the common table: letters with a vowel of their own, and without."""

    name: str
    base: int
    consonants: str
    others: str
    speaks_schwa: bool
    examples: tuple[tuple[str, str], ...]


SCRIPTS = (
    Script("Devanagari", 0x0900, "", "", False, (("सुनीता", "suniitaa"), ("गणेश", "ganesh"), ("ज़रीना", "zariinaa"))),
    Script(
        "Bengali", 0x0980, "য j|\u09df y|ঙ ng|ৰ r|ৱ w", "ঁ n|ং ng|ৎ t", False, (("গণেশ", "ganesh"), ("বাংলা", "baanglaa"))
    ),
    Script("Gurmukhi", 0x0A00, "", "ੰ n", False, (("ਸੁਨੀਤਾ", "suniitaa"), ("ਸਿੰਘ", "singh"))),
    Script("Gujarati", 0x0A80, "", "", False, (("સુનીતા", "suniitaa"), ("ગણેશ", "ganesh"))),
    Script("Odia", 0x0B00, "ଯ j|ୟ y|ୱ w", "", False, (("ସୁନୀତା", "suniitaa"), ("ଗଣେଶ", "ganesh"))),
    Script(
        "Tamil", 0x0B80, "ச s|த th", "", True, (("முருகன்", "murugan"), ("லட்சுமி", "lakshumi"), ("சுந்தரம்", "sundharam"))
    ),
    Script("Telugu", 0x0C00, "", "", True, (("సునీత", "suniita"), ("గణేష్", "ganesh"))),
    Script("Kannada", 0x0C80, "", "", True, (("ಸುನೀತಾ", "suniitaa"), ("ಗಣೇಶ", "ganesha"))),
    Script("Malayalam", 0x0D00, "", "ൺ n|ൻ n|ർ r|ൽ l|ൾ l|ൿ k", True, (("സുനീത", "suniita"), ("രാജൻ", "raajan"))),
)
_FIRST_CHARACTER, _LAST_CHARACTER = chr(SCRIPTS[0].base), chr(SCRIPTS[-1].base + BLOCK - 1)
_CONSONANT = "(?:chh|[kgcjtdpbs]h|[bcdfghjklmnpqrstvwxyz])"
# The next consonant is read along: of two neighbouring vowels only one falls silent. Silence must not make a jn.
_INNER_SCHWA = re.compile(f"([aeiouə]{_CONSONANT})(?!(?<=j)ən)ə({_CONSONANT}[rl]?)(?=[aeiouə])")
_FINAL_SCHWA = re.compile("(?<=[^aeiou])ə$")


def _rows(table: str) -> dict[str, str]:
    return {row.partition(" ")[0]: row.partition(" ")[2] for row in table.split("|") if row}


def _sounds(script: Script) -> dict[str, str]:
    """Lay the common table over the block of one script and let the script have the last word."""
    common = {letter: sound + INHERENT for letter, sound in _rows(CONSONANTS).items()}
    common |= _rows(VOWELS) | {sign: "-" + sound for sign, sound in _rows(VOWEL_SIGNS).items()}
    common |= _rows(NASALS) | {VIRAMA: "-"}
    shifted = {chr(ord(letter) - SCRIPTS[0].base + script.base): sound for letter, sound in common.items()}
    own = {letter: sound + INHERENT for letter, sound in _rows(script.consonants).items()}
    return shifted | own | _rows(script.others)


_SOUNDS = {letter: sound for script in SCRIPTS for letter, sound in _sounds(script).items()}
_SPEAKS_SCHWA = {script.base // BLOCK for script in SCRIPTS if script.speaks_schwa}
_DOTS = {chr(ord(NUKTA) - SCRIPTS[0].base + script.base) for script in SCRIPTS}


# Bengali spells two sounds with one letter; its glide is written with a dot, that is with two code points.
# The code point that stands for both occurs in no composed text, so here it is free to stand for the glide.
DOTTED_YA, GLIDE = "\u09af\u09bc", "\u09df"
# Clusters a script writes for one sound, mended in this order before letters are read one by one.
CLUSTERS = (
    ("ज्ञ", "ग्य", "ज्ञान", "gyaan"),
    ("জ্ঞ", "গ্" + GLIDE, "জ্ঞান", "gyaan"),
    ("ட்ச", "க்ஷ", "மீனாட்சி", "miinaakshi"),
    ("ও" + DOTTED_YA, "ৱ", "ওয়াহিদ", "waahid"),
    ("ো" + DOTTED_YA + "ার", "ৱার", "আনোয়ার", "aanwaar"),
    ("ো" + DOTTED_YA + "া", "োআ", "নোয়াখালী", "noaakhaalii"),
    ("্য", "্" + GLIDE, "বিদ্যা", "bidyaa"),
    (DOTTED_YA, GLIDE, "আয়েশা", "aayeshaa"),
    ("অ্" + GLIDE + "া", "আ", "অ্যালান", "aalaan"),
    ("এ্" + GLIDE + "া", "আ", "এ্যানি", "aani"),
)

# Tamil writes one letter for a stop and its voiced twin; between vowels and after a nasal it is voiced.
TAMIL_VOICING = (("k", "g"), ("t(?!h)", "d"), ("p", "b"))
_TAMIL = range(0x0B80, 0x0C00)


def is_brahmic(character: str) -> bool:
    """Say whether the character belongs to one of the scripts of this module."""
    return _FIRST_CHARACTER <= character <= _LAST_CHARACTER


def romanise(word: str) -> str:
    """Write the word in Latin letters; signs that are not letters are left out."""
    for written, meant, _example, _roman in CLUSTERS:
        word = word.replace(written, meant)
    sounds: list[str] = []
    for character in word:
        if character in _DOTS:
            sounds[-1:] = [DOTTED.get(sound, sound) for sound in sounds[-1:]]
            continue
        sound = _SOUNDS.get(character, "")
        if sound.startswith("-"):  # a sign replaces the vowel of the consonant before it
            sounds[-1:] = [before.removesuffix(INHERENT) for before in sounds[-1:]]
        sounds.append(sound.removeprefix("-"))
    roman = "".join(sounds)
    if word and ord(word[-1]) // BLOCK not in _SPEAKS_SCHWA:
        roman = _INNER_SCHWA.sub(r"\1\2", _FINAL_SCHWA.sub("", roman))
    roman = roman.replace(INHERENT, "a")
    return _voiced(roman) if word and ord(word[0]) in _TAMIL else roman


def _voiced(roman: str) -> str:
    for plain, voiced in TAMIL_VOICING:
        roman = re.sub(f"(?<=[aeiou]){plain}(?=[aeiou])|(?<=[nm]){plain}", voiced, roman)
    return roman.replace("nth", "ndh")
