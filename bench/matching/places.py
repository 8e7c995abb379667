"""Where invented people live: real districts, villages whose names are put together, and how each is written.

Here: districts and States of the project's own tables, village names. Not here: people (`people`).
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np

from bench.matching.latin import write_latin
from bench.matching.lexicon import BENGALI, DEVANAGARI, LATIN, Floats, Ints, Lexicon
from bench.matching.phonemes import read_latin, read_notation
from bench.matching.scripts import write_bengali, write_devanagari

ROOT = Path(__file__).resolve().parent.parent.parent / "rihai"
VILLAGES = 150  # in each district
# How much of the work comes from where; the rest of India has 1.
HEAT = {
    "IN-WB": 8, "IN-JH": 6, "IN-BR": 6, "IN-OD": 4, "IN-AS": 5, "IN-UP": 2, "IN-CT": 3, "IN-MP": 2, "IN-AP": 3,
    "IN-TG": 3, "IN-TN": 3, "IN-MH": 2, "IN-KA": 2, "IN-DL": 2, "NP": 4, "BD": 5,
}  # fmt: skip
COMMUNITY = {  # by region: shares of north, muslim, bengali, tribal, nepali, tamil, christian
    "IN-WB": (0.06, 0.32, 0.50, 0.09, 0.02, 0.00, 0.01),
    "BD": (0.00, 0.86, 0.12, 0.01, 0.00, 0.00, 0.01),
    "NP": (0.22, 0.05, 0.00, 0.03, 0.69, 0.00, 0.01),
    "IN-JH": (0.38, 0.14, 0.06, 0.36, 0.00, 0.00, 0.06),
    "IN-AS": (0.10, 0.36, 0.30, 0.18, 0.03, 0.00, 0.03),
    "IN-OD": (0.52, 0.04, 0.14, 0.26, 0.00, 0.00, 0.04),
    "IN-CT": (0.55, 0.03, 0.02, 0.36, 0.00, 0.00, 0.04),
    "IN-TN": (0.02, 0.06, 0.00, 0.02, 0.00, 0.82, 0.08),
    "IN-AP": (0.28, 0.10, 0.00, 0.06, 0.00, 0.50, 0.06),
    "IN-TG": (0.30, 0.14, 0.00, 0.08, 0.00, 0.44, 0.04),
    "IN-KA": (0.40, 0.13, 0.00, 0.05, 0.00, 0.38, 0.04),
    "": (0.72, 0.16, 0.02, 0.06, 0.01, 0.01, 0.02),
}
STATES = {  # in Devanagari, in Bengali, and short or old names
    "IN-WB": ("पश्चिम बंगाल", "পশ্চিমবঙ্গ", "W.B.", "WB", "West Bengal"),
    "IN-JH": ("झारखंड", "ঝাড়খণ্ড", "JH", "Jharkand"),
    "IN-BR": ("बिहार", "বিহার", "BR"),
    "IN-OD": ("ओडिशा", "ওড়িশা", "Orissa", "OD"),
    "IN-AS": ("असम", "আসাম", "Asam"),
    "IN-UP": ("उत्तर प्रदेश", "উত্তর প্রদেশ", "UP", "U.P.", "Uttarpradesh"),
    "IN-CT": ("छत्तीसगढ़", "ছত্তিশগড়", "CG", "Chattisgarh"),
    "IN-MP": ("मध्य प्रदेश", "মধ্য প্রদেশ", "MP", "M.P."),
    "IN-AP": ("आंध्र प्रदेश", "অন্ধ্র প্রদেশ", "AP"),
    "IN-TG": ("तेलंगाना", "তেলেঙ্গানা", "TS"),
    "IN-TN": ("तमिलनाडु", "তামিলনাড়ু", "TN", "Tamilnadu"),
    "IN-MH": ("महाराष्ट्र", "মহারাষ্ট্র", "MH"),
    "IN-KA": ("कर्नाटक", "কর্ণাটক", "KA"),
    "IN-DL": ("दिल्ली", "দিল্লি", "New Delhi"),
}
COUNTRIES = {"IN": ("India", "भारत", "ভারত"), "NP": ("Nepal", "नेपाल", "নেপাল"), "BD": ("Bangladesh", "बांग्लादेश", "বাংলাদেশ")}

TRANSLATED = {  # within names of districts
    "North": ("उत्तर", "উত্তর"), "South": ("दक्षिण", "দক্ষিণ"), "East": ("पूर्व", "পূর্ব"), "West": ("पश्चिम", "পশ্চিম"),
    "Central": ("मध्य", "মধ্য"), "Rural": ("ग्रामीण", "গ্রামীণ"), "Urban": ("शहरी", "শহর"), "City": ("शहर", "শহর"),
    "Hills": ("हिल्स", "পাহাড়"), "24": ("24", "২৪"), "and": ("और", "ও"), "New": ("नई", "নতুন"),
}  # fmt: skip


class Places:
    """Districts with their spellings; villages are lexemes of a lexicon of their own."""

    def __init__(self, held_out: bool) -> None:
        chance = Random(77 + held_out)
        with (ROOT / "lib/data/regions.csv").open(encoding="utf-8") as lines:
            self.region_name = {row["code"]: row["name"] for row in csv.DictReader(_rows(lines))}
        with (ROOT / "directory/data/districts.csv").open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(_rows(lines)))
        self.country = [row["country"] for row in rows]
        self.region = [row["region"] for row in rows]
        self.spellings = [_spellings(row["name"], row["other_names"], chance, held_out) for row in rows]
        self.heat = _heat(self.country, self.region)
        self.villages = Lexicon(78 + held_out, held_out)
        first, last = self.villages.names.villages
        made = [read_notation(stem + suffix) for stem in first for suffix in last]
        self.plain = len([self.villages.lexeme(sounds, "north") for sounds in dict.fromkeys(made)])
        self.before = [
            self.villages.lexeme(read_notation(word), "north") for word in self.villages.names.before_villages
        ]
        self.villages.render()
        self.total_villages = len(rows) * VILLAGES
        table = np.random.default_rng(79)
        self.village_name: Ints = table.integers(0, self.plain, self.total_villages)
        unprefixed = table.random(self.total_villages) < 0.75
        self.village_before: Ints = np.where(unprefixed, -1, table.choice(self.before, self.total_villages))

    def community_shares(self, district: int) -> tuple[float, ...]:
        return COMMUNITY.get(self.region[district]) or COMMUNITY.get(self.country[district]) or COMMUNITY[""]

    def region_numbers(self) -> Ints:
        codes = sorted(set(self.region))
        return np.array([codes.index(region) for region in self.region])

    def state(self, district: int, script: int, chance: Random) -> str:
        region = self.region[district]
        english, known = self.region_name[region], STATES.get(region)
        if script != LATIN and known:
            return known[0 if script == DEVANAGARI else 1]
        if known and len(known) > 2 and chance.random() < 0.2:
            return chance.choice(known[2:])
        return english

    def country_text(self, district: int, script: int, chance: Random) -> str:
        code = self.country[district]
        return code if chance.random() < 0.5 else COUNTRIES[code][script]


def _rows(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not line.startswith("#")]


def _heat(countries: list[str], regions: list[str]) -> Floats:
    """Some districts send far more than others: steep within a region, by a fixed order."""
    chance = Random(80)
    heat = np.array(
        [
            (HEAT.get(region) or HEAT.get(country) or 1) * chance.paretovariate(1.3)
            for country, region in zip(countries, regions, strict=True)
        ]
    )
    return np.asarray(np.minimum(heat, heat.mean() * 15) / np.minimum(heat, heat.mean() * 15).sum())


def _spellings(name: str, other: str, chance: Random, held_out: bool) -> dict[int, list[str]]:
    """For each script the usual spelling first, then what else is seen."""
    others = [text for text in other.split(";") if text]
    ascii_others = [text for text in others if text.isascii()]
    respelt = [" ".join(_respell(word, "north", chance, held_out) for word in _words(name))]
    respelt += [" ".join(_respell(word, "bengali", chance, held_out) for word in _words(name))]
    latin = [
        name,
        *ascii_others,
        *ascii_others,
        *(text.title() for text in respelt),
        f"Dist. {name}",
        f"{name} District",
    ]
    found = {LATIN: latin}
    for script, write, word in ((DEVANAGARI, write_devanagari, "जिला"), (BENGALI, write_bengali, "জেলা")):
        block = [text for text in others if not text.isascii() and ("ঀ" <= text[0] <= "৿") == (script == BENGALI)]
        at = script == BENGALI
        made = [
            " ".join(
                TRANSLATED[part][at] if part in TRANSLATED else write(read_latin(part), chance) for part in _words(name)
            )
            for _ in range(5)
        ]
        usual = block[0] if block else made[0]
        found[script] = [usual, *block[1:], *made[1:], f"{word} {usual}"]
    return found


def _respell(word: str, style: str, chance: Random, held_out: bool) -> str:
    return write_latin(read_latin(word), chance, style, held_out) if word.isalpha() else word


def _words(name: str) -> list[str]:
    return [word for word in name.replace("-", " ").split() if any(letter.isalnum() for letter in word)]
