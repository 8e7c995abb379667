"""Names as sounds: read from the notation of the lists, from Indian scripts, and guessed from Latin letters.

Here: reading. A name is a tuple of sounds (`("s", "u", "n", "I", "t", "A")`); "a" is the short vowel that Indian
scripts do not write. Not here: writing (`latin`, `scripts`).
"""

import zlib

Sounds = tuple[str, ...]

VOWELS = frozenset("aAiIuUReEoO")
# Devanagari's block; the others lie in the same order at their own offset.
_ROWS = (
    "क k ख kh ग g घ gh ङ G च c छ ch ज j झ jh ञ Y ट T ठ Th ड D ढ Dh ण N त t थ th द d ध dh न n ऩ n",
    "प p फ ph ब b भ bh म m य y र r ऱ r ल l ळ L ऴ L व v श sh ष S स s ह h",
)
_PAIRS = " ".join(_ROWS).split()
LETTERS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
NUKTA = {"j": "z", "ph": "f", "k": "q", "kh": "x", "g": "gg", "D": "rr", "Dh": "rrh", "y": "y"}
SIGNS = dict(zip("ािीुूृेैोौॅॆॉॊ", "AiIuUReEoOeeoo", strict=True))
INITIALS = dict(zip("अआइईउऊऋएऐओऔऍऎऑऒ", "aAiIuUReEoOeeoo", strict=True))
VIRAMA, NUKTA_SIGN, NASALS, VISARGA = "्", "़", "ंँ", "ः"
PRECOMPOSED = {"क़": "q", "ख़": "x", "ग़": "gg", "ज़": "z", "ड़": "rr", "ढ़": "rrh", "फ़": "f", "य़": "y"}
BLOCKS = {"bengali": 0x80, "gujarati": 0x180, "odia": 0x200, "tamil": 0x280}
VOICED = {"k": "g", "T": "D", "p": "b", "c": "s"}

_SINGLE = "kgGjYTDNtdnpbmyrlLvwSshzfqx~aAiIuUReEoO"
_NOTATION = ("chh", "ch", "kh", "gh", "jh", "Th", "Dh", "th", "dh", "ph", "bh", "sh", "rr", "gg", *_SINGLE)
_NOTATION_SOUND = {"chh": "ch", "ch": "c"}
_LATIN = (
    ("ksh", "k S"), ("chh", "ch"), ("sh", "sh"), ("ch", "c"), ("kh", "kh"), ("gh", "gh"), ("jh", "jh"), ("th", "th"),
    ("dh", "dh"), ("ph", "ph"), ("bh", "bh"),
    ("rh", "rrh"), ("gy", "j Y"), ("aa", "A"), ("ee", "I"), ("ii", "I"), ("oo", "U"),
    ("uu", "U"), ("ai", "E"), ("ay", "E"), ("au", "O"), ("ou", "O"), ("ow", "O"), ("x", "k S"), ("c", "k"),
    ("w", "v"), ("q", "k"),
)  # fmt: skip
_LONG_TAILS = ("abad", "al", "ar", "an", "as", "am", "at", "ad", "aj")


def read_notation(text: str) -> Sounds:
    """The project's own lists: capitals are long vowels and retroflex consonants, ch and chh as Indians write them."""
    sounds: list[str] = []
    at = 0
    while at < len(text):
        token = next(token for token in _NOTATION if text.startswith(token, at))
        sounds.append(_NOTATION_SOUND.get(token, token))
        at += len(token)
    return tuple(sounds)


def read_script(text: str, block: str = "") -> Sounds:
    """From an Indian script; nothing for a word with signs that are not letters."""
    shift = BLOCKS.get(block, 0)
    plain = [chr(ord(letter) - shift) if shift and ord(letter) > 0x97F else letter for letter in text]
    sounds: list[str] = []
    for letter in plain:
        if not _take(letter, sounds):
            return ()
    if len(sounds) > 1 and sounds[-1] == "a" and (len(sounds) < 3 or sounds[-3] in VOWELS):
        sounds.pop()
    return _tamil(sounds) if block == "tamil" else tuple(sounds)


def _take(letter: str, sounds: list[str]) -> bool:
    if letter in LETTERS or letter in PRECOMPOSED:
        sounds += [LETTERS.get(letter) or PRECOMPOSED[letter], "a"]
    elif letter in SIGNS and sounds:
        sounds[-1] = SIGNS[letter]
    elif letter == VIRAMA and sounds and sounds[-1] == "a":
        sounds.pop()
    elif letter in INITIALS:
        sounds.append(INITIALS[letter])
    elif letter == NUKTA_SIGN and len(sounds) > 1:
        sounds[-2] = NUKTA.get(sounds[-2], sounds[-2])
    elif letter in NASALS:
        sounds.append("~")
    else:
        return letter in VISARGA + "‍‌ৎ"
    return True


def _tamil(sounds: list[str]) -> Sounds:
    """One letter stands for both k and g: between vowels and after a nasal it is soft."""
    soft: list[str] = []
    for at, sound in enumerate(sounds):
        before, after = sounds[at - 1] if at else "", sounds[at + 1] if at + 1 < len(sounds) else ""
        is_soft = before in VOWELS | {"n", "N", "m", "G", "Y"} and after in VOWELS
        soft.append(VOICED.get(sound, sound) if is_soft else sound)
    return tuple(soft)


def read_latin(text: str) -> Sounds:
    """A guess, since Latin letters do not tell long from short; the same word is always guessed alike."""
    word = "".join(letter for letter in text.lower() if "a" <= letter <= "z")
    sounds: list[str] = []
    at = 0
    while at < len(word):
        pair = next((pair for pair in _LATIN if word.startswith(pair[0], at)), (word[at], word[at]))
        if pair[0] == "ay" and word[at + 2 : at + 3] in ("a", "e", "i", "o", "u"):  # Vijaya: y is a consonant there
            pair = ("a", "a")
        sounds += pair[1].split()
        at += len(pair[0])
    return tuple(_guess_length(word, sounds))


def _guess_length(word: str, sounds: list[str]) -> list[str]:
    lengthened = list(sounds)
    for at, sound in enumerate(sounds):
        is_last = at == len(sounds) - 1
        if sound == "i" and is_last:
            lengthened[at] = "I"
        elif sound == "a":
            is_tail = at == len(sounds) - 2 and word.endswith(_LONG_TAILS) and at > 1
            if is_last or is_tail or zlib.crc32(f"{word}{at}".encode()) % 100 < 30:
                lengthened[at] = "A"
        elif sound == "y" and (is_last or (at and sounds[at - 1] not in VOWELS and sounds[at + 1] not in VOWELS)):
            lengthened[at] = "I" if is_last else "i"
    if word.endswith("abad"):
        lengthened[-4:] = ["A", "b", "A", "d"]
    return lengthened
