"""Urdu and Arabic letters, romanised. Short vowels are not written in these scripts, so most agree by skeleton."""

import re

LETTERS = (
    "ا a|آ aa|أ a|إ i|ٱ a|ب b|پ p|ت t|ٹ t|ث s|ج j|چ ch|ح h|خ kh|د d|ڈ d|ذ z|ر r|ڑ r|ز z|ژ z|س s|ش sh|ص s|ض z|ط t|ظ z"
    "|ع a|غ g|ف f|ق q|ک k|ك k|گ g|ل l|م m|ن n|ں n|و w|ؤ o|ہ h|ه h|ۃ t|ة a|ھ h|ء |ی y|ي y|ى a|ئ y|ے e|ۓ e"
    "|َ a|ِ i|ُ u|ّ |ْ |ٰ a|ً an"
)
EXAMPLES = (
    ("محمد", "mahamad"),
    ("فاطمہ", "fatama"),
    ("سنیتا", "saniita"),
    ("روبینہ", "roobiina"),
    ("یاسمین", "yasamiin"),
)
_SOUNDS = {row[0]: row[2:] for row in LETTERS.split("|")}
_VOWELS = "aeiou"
# Not within ks, which is one sound: Rukhsana.
_TWO_CONSONANTS = re.compile("(?!kh?s|(?<=k)hs)([ksc]h|[^aeiou])(?=[^aeiouh]|h[aeiou]|h[^aeiou])")


def is_arabic(character: str) -> bool:
    """Say whether the character belongs to the Arabic block."""
    return "\u0600" <= character <= "\u06ff"


def romanise(word: str) -> str:
    """Write the word in Latin letters, with an a where two consonants meet: a guess no skeleton sees."""
    sounds = [sound for character in word if (sound := _SOUNDS.get(character, ""))]
    roman = "".join(_spoken(sounds, place) for place in range(len(sounds)))
    return _TWO_CONSONANTS.sub(r"\1a", roman)


def _spoken(sounds: list[str], place: int) -> str:
    sound, last = sounds[place], place == len(sounds) - 1
    before_vowel = not last and sounds[place + 1][0] in _VOWELS
    if sound == "h" and last and place > 1:
        return "a"  # the silent h at the end of Fatima
    if sound in ("w", "y") and place and not before_vowel:
        return "oo" if sound == "w" else "ii"
    return sound
