"""Writing sounds in Devanagari and Bengali, with the slips and habits of those who write them.

Here: two writers. Not here: Latin letters (`latin`), reading (`phonemes`).
"""

from random import Random

from bench.matching.phonemes import INITIALS, LETTERS, SIGNS, VOWELS, Sounds

_DEVANAGARI = {sound: letter for letter, sound in reversed(LETTERS.items())} | {
    "n": "न", "r": "र", "L": "ळ", "z": "ज़", "f": "फ़", "q": "क़", "x": "ख़", "gg": "ग़", "rr": "ड़", "rrh": "ढ़",
    "w": "व", "~": "ं",
}  # fmt: skip
_BENGALI = {sound: chr(ord(letter) + 0x80) for letter, sound in reversed(LETTERS.items()) if letter not in "ऩऱऴळव"} | {
    "n": "ন", "r": "র", "L": "ল", "v": "ব", "z": "জ", "f": "ফ", "q": "ক", "x": "খ", "gg": "গ", "rr": "ড়", "rrh": "ঢ়",
    "w": "ওয়", "~": "ং",
}  # fmt: skip
_SIGN = {sound: sign for sign, sound in reversed(SIGNS.items())} | {"a": ""}
_INITIAL = {sound: letter for letter, sound in reversed(INITIALS.items())}
_SIGN_B = {sound: chr(ord(sign) + 0x80) for sound, sign in _SIGN.items() if sign} | {"a": ""}
_INITIAL_B = {sound: chr(ord(letter) + 0x80) for sound, letter in _INITIAL.items()}
_NASALS = {"n", "m", "N", "G", "Y"}
_JOINING = {"r", "y", "v", "l"}

# What is written for another sound, and how often.
_SLIPS = {
    "I": ("i", 0.18), "i": ("I", 0.12), "U": ("u", 0.25), "u": ("U", 0.10), "S": ("sh", 0.35), "sh": ("s", 0.12),
    "N": ("n", 0.30), "v": ("b", 0.12), "z": ("j", 0.55), "f": ("ph", 0.60), "q": ("k", 0.75), "x": ("kh", 0.65),
    "gg": ("g", 0.70), "rr": ("D", 0.20), "E": ("e", 0.12), "O": ("o", 0.12), "L": ("l", 0.5),
}  # fmt: skip
_SLIPS_BENGALI = _SLIPS | {
    "I": ("i", 0.35), "i": ("I", 0.15), "U": ("u", 0.45), "N": ("n", 0.45), "s": ("sh", 0.12), "sh": ("s", 0.22),
    "y": ("y", 0.0), "rr": ("r", 0.20),
}  # fmt: skip
HELD_OUT_SLIPS = {"s": ("ch", 0.10), "bh": ("v", 0.08), "kh": ("k", 0.08), "a": ("o", 0.08), "e": ("E", 0.10)}


def write_devanagari(sounds: Sounds, chance: Random, held_out: bool = False) -> str:
    return _write(_slip(sounds, _SLIPS | (HELD_OUT_SLIPS if held_out else {}), chance), chance, bengali=False)


def write_bengali(sounds: Sounds, chance: Random, held_out: bool = False) -> str:
    return _write(_slip(sounds, _SLIPS_BENGALI | (HELD_OUT_SLIPS if held_out else {}), chance), chance, bengali=True)


def _slip(sounds: Sounds, slips: dict[str, tuple[str, float]], chance: Random) -> list[str]:
    written = []
    for sound in sounds:
        other, share = slips.get(sound, (sound, 0.0))
        written.append(other if share and chance.random() < share else sound)
    return written


def _write(sounds: list[str], chance: Random, *, bengali: bool) -> str:
    letters, signs, initials = (_BENGALI, _SIGN_B, _INITIAL_B) if bengali else (_DEVANAGARI, _SIGN, _INITIAL)
    written = ""
    for at, sound in enumerate(sounds):
        before = sounds[at - 1] if at else ""
        after = sounds[at + 1] if at + 1 < len(sounds) else ""
        if sound in VOWELS:
            opens = not before or before in VOWELS or before == "~"
            written += initials[sound] if opens else signs[sound]
        else:
            written += _consonant(sound, before, after, letters, chance, bengali)
    return written


def _consonant(sound: str, before: str, after: str, letters: dict[str, str], chance: Random, bengali: bool) -> str:
    is_cluster = after and after not in VOWELS and after != "~" and sound != "~"
    if (
        sound in _NASALS
        and is_cluster
        and after not in _JOINING | _NASALS
        and chance.random() < (0.2 if bengali else 0.7)
    ):
        return letters["~"]
    if bengali and sound == "y" and before in VOWELS:
        return "য়"
    if not is_cluster or sound == "w":
        return letters[sound]
    if sound == after:
        return letters[sound] + _virama(bengali) if chance.random() < 0.8 else ""
    joins = after in _JOINING or sound in _NASALS | {"s", "sh", "S", "k", "j", "r"} or not before
    return letters[sound] + (_virama(bengali) if joins and chance.random() < 0.93 else "")


def _virama(bengali: bool) -> str:
    return "্" if bengali else "्"
