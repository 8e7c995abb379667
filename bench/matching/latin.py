"""Writing sounds in Latin letters, as clerks do: each has habits, none is wrong.

Here: one writer and its table of habits. Not here: other scripts (`scripts`).
"""

from random import Random

from bench.matching.phonemes import VOWELS, Sounds

Choice = tuple[tuple[str, float], ...]

# Sound -> what is written for it, with weights. "" leaves it out.
HABITS: dict[str, Choice] = {
    "A": (("a", 0.86), ("aa", 0.14)),
    "I": (("i", 0.70), ("ee", 0.25), ("e", 0.05)),
    "U": (("u", 0.62), ("oo", 0.36), ("ou", 0.02)),
    "u": (("u", 0.95), ("o", 0.03), ("oo", 0.02)),
    "i": (("i", 0.96), ("e", 0.04)),
    "R": (("ri", 0.86), ("ru", 0.10), ("ree", 0.04)),
    "E": (("ai", 0.62), ("ei", 0.10), ("ay", 0.08), ("oi", 0.06), ("e", 0.14)),
    "O": (("au", 0.55), ("ou", 0.27), ("ow", 0.08), ("o", 0.10)),
    "c": (("ch", 0.96), ("c", 0.04)),
    "ch": (("chh", 0.50), ("ch", 0.47), ("tch", 0.03)),
    "T": (("t", 1.0),),
    "Th": (("th", 0.85), ("t", 0.15)),
    "D": (("d", 1.0),),
    "Dh": (("dh", 0.85), ("d", 0.15)),
    "rr": (("r", 0.62), ("d", 0.38)),
    "rrh": (("rh", 0.65), ("dh", 0.25), ("r", 0.10)),
    "N": (("n", 1.0),),
    "G": (("n", 0.6), ("ng", 0.4)),
    "Y": (("n", 0.9), ("ny", 0.1)),
    "th": (("th", 0.90), ("t", 0.10)),
    "dh": (("dh", 0.90), ("d", 0.10)),
    "bh": (("bh", 0.93), ("b", 0.07)),
    "gh": (("gh", 0.93), ("g", 0.07)),
    "kh": (("kh", 0.94), ("k", 0.06)),
    "jh": (("jh", 0.88), ("j", 0.10), ("zh", 0.02)),
    "ph": (("ph", 0.70), ("f", 0.30)),
    "f": (("f", 0.78), ("ph", 0.22)),
    "z": (("z", 0.66), ("j", 0.32), ("jh", 0.02)),
    "q": (("q", 0.65), ("k", 0.33), ("qu", 0.02)),
    "x": (("kh", 0.90), ("k", 0.10)),
    "gg": (("g", 0.55), ("gh", 0.45)),
    "sh": (("sh", 0.86), ("s", 0.14)),
    "S": (("sh", 0.82), ("s", 0.18)),
    "v": (("v", 0.74), ("w", 0.18), ("b", 0.08)),
    "w": (("w", 0.85), ("v", 0.15)),
    "L": (("l", 0.80), ("zh", 0.12), ("zhi", 0.0), ("r", 0.08)),
    "~": (("n", 0.85), ("m", 0.05), ("", 0.10)),
    "h": (("h", 0.97), ("", 0.03)),
}
# Of those who speak Bengali, Tamil, or write for them.
BENGALI = HABITS | {
    "a": (("a", 0.60), ("o", 0.40)),
    "v": (("b", 0.70), ("v", 0.27), ("w", 0.03)),
    "s": (("s", 0.82), ("sh", 0.18)),
    "y": (("y", 0.55), ("j", 0.45)),
    "z": (("j", 0.75), ("z", 0.25)),
    "f": (("f", 0.80), ("ph", 0.20)),
}
TAMIL = HABITS | {
    "t": (("th", 0.55), ("t", 0.45)),
    "d": (("th", 0.15), ("d", 0.85)),
    "D": (("d", 0.80), ("t", 0.20)),
    "s": (("s", 0.70), ("ch", 0.10), ("sh", 0.20)),
    "U": (("u", 0.60), ("oo", 0.40)),
}
WEST = HABITS | {"I": (("i", 0.85), ("ee", 0.15)), "U": (("u", 0.85), ("oo", 0.15))}
STYLES = {"bengali": BENGALI, "tamil": TAMIL, "north": HABITS, "west": WEST}
# Used with --held-out only, beside the others: whoever tunes has never seen them.
HELD_OUT: dict[str, Choice] = {
    "s": (("s", 0.85), ("ss", 0.10), ("c", 0.05)),
    "I": (("i", 0.55), ("y", 0.15), ("ie", 0.10), ("ee", 0.20)),
    "U": (("u", 0.6), ("oo", 0.25), ("uu", 0.15)),
    "A": (("a", 0.80), ("aa", 0.12), ("ah", 0.08)),
    "k": (("k", 0.88), ("c", 0.12)),
    "y": (("y", 0.85), ("i", 0.15)),
    "c": (("ch", 0.90), ("tch", 0.05), ("c", 0.05)),
}
_CLUSTERS: dict[tuple[str, str], Choice] = {
    ("k", "S"): (("ksh", 0.55), ("x", 0.25), ("ks", 0.15), ("kh", 0.05)),
    ("j", "Y"): (("gy", 0.60), ("jn", 0.20), ("gn", 0.15), ("dny", 0.05)),
}
_CLUSTERS_BENGALI: dict[tuple[str, str], Choice] = {
    ("k", "S"): (("ksh", 0.40), ("kkh", 0.25), ("kh", 0.15), ("x", 0.15), ("ks", 0.05)),
    ("j", "Y"): (("gy", 0.60), ("gn", 0.20), ("jn", 0.20)),
}


def write_latin(sounds: Sounds, chance: Random, style: str = "north", held_out: bool = False) -> str:
    habits = STYLES[style] | (HELD_OUT if held_out else {})
    clusters = _CLUSTERS_BENGALI if style == "bengali" else _CLUSTERS
    spoken = _without_silent(sounds, chance)
    written = ""
    at = 0
    while at < len(spoken):
        pair = (spoken[at], spoken[at + 1] if at + 1 < len(spoken) else "")
        if pair in clusters:
            written += _pick(clusters[pair], chance)
            at += 2
            continue
        if pair[0] == pair[1] and chance.random() < 0.2:  # Mohammad, Mohamad
            at += 1
            continue
        choice = habits.get(pair[0])
        written += _pick(choice, chance) if choice else pair[0]
        at += 1
    return _ending(written, spoken, chance)


def _without_silent(sounds: Sounds, chance: Random) -> list[str]:
    """The short vowel between two others is often not spoken: Kamala, Kamla."""
    spoken: list[str] = []
    for at, sound in enumerate(sounds):
        is_medial = sound == "a" and 2 <= at < len(sounds) - 2
        if (
            is_medial
            and sounds[at - 2] in VOWELS
            and sounds[at - 1] not in VOWELS
            and sounds[at + 1] not in VOWELS
            and sounds[at + 2] in VOWELS
            and chance.random() < 0.65
        ):
            continue
        spoken.append(sound)
    return spoken


def _ending(written: str, spoken: list[str], chance: Random) -> str:
    last = spoken[-1]
    if last == "I":
        tail = chance.random()
        stem = written.removesuffix("ee").removesuffix("i").removesuffix("e")
        if len(stem) > 1:
            return stem + ("i" if tail < 0.82 else "ee" if tail < 0.93 else "y" if tail < 0.97 else "e")
    if last in ("A", "a"):
        stem = written.removesuffix("aa").removesuffix("a")
        return stem + "a" if chance.random() < 0.97 else stem + "ah"
    if last not in VOWELS and chance.random() < 0.03:
        return written + "a"
    return written


def _pick(choice: Choice, chance: Random) -> str:
    if len(choice) == 1:
        return choice[0][0]
    at = chance.random()
    for text, weight in choice:
        at -= weight
        if at < 0:
            return text
    return choice[0][0]
