"""Identifying marks as free text, worded differently every time, in three languages.

Here: marks as codes (kind, part of the body, side) and their wordings. Not here: who has one (`people`).
"""

from random import Random

KINDS = (
    (("scar", "old scar", "cut mark", "injury mark"), ("चोट का निशान", "कटने का निशान", "दाग"), ("কাটা দাগ", "ক্ষতচিহ্ন")),
    (("mole", "black mole", "til"), ("तिल", "काला तिल"), ("তিল", "কালো তিল")),
    (("burn mark", "burn scar", "burnt"), ("जलने का निशान", "जला हुआ"), ("পোড়া দাগ", "পোড়ার দাগ")),
    (("tattoo", "godna"), ("गोदना", "टैटू"), ("উল্কি", "ট্যাটু")),
    (("birthmark", "birth mark"), ("जन्म का निशान", "जन्मचिह्न"), ("জন্মদাগ", "জন্ম দাগ")),
    (("wart",), ("मस्सा",), ("আঁচিল",)),
    (("white patch", "white spot"), ("सफेद दाग",), ("সাদা দাগ", "শ্বেতি")),
)
PARTS = (
    (("cheek",), ("गाल",), ("গাল",)),
    (("forehead",), ("माथे", "ललाट"), ("কপাল",)),
    (("chin",), ("ठुड्डी", "ठोड़ी"), ("থুতনি", "চিবুক")),
    (("neck",), ("गर्दन",), ("গলা", "ঘাড়")),
    (("hand",), ("हाथ",), ("হাত",)),
    (("arm", "upper arm"), ("बाँह", "बांह"), ("বাহু",)),
    (("wrist",), ("कलाई",), ("কবজি",)),
    (("finger",), ("उंगली", "उँगली"), ("আঙুল", "আঙ্গুল")),
    (("leg",), ("पैर", "टाँग"), ("পা",)),
    (("knee",), ("घुटने",), ("হাঁটু",)),
    (("foot",), ("पाँव", "पांव"), ("পায়ের পাতা",)),
    (("back",), ("पीठ",), ("পিঠ",)),
    (("eye", "near eye"), ("आँख के पास", "आंख"), ("চোখ", "চোখের পাশে")),
    (("ear",), ("कान",), ("কান",)),
    (("shoulder",), ("कंधे",), ("কাঁধ",)),
    (("nose",), ("नाक",), ("নাক",)),
)
SIDES = (
    (("",), ("",), ("",)),
    (("left", "lt."), ("बाएँ", "बायें"), ("বাম", "বাঁ")),
    (("right", "rt."), ("दाएँ", "दाहिने"), ("ডান",)),
)
CODES = len(KINDS) * len(PARTS) * len(SIDES)


def write_mark(code: int, script: int, chance: Random) -> str:
    """Script 0 Latin (English, or Hindi in Latin letters by its words), 1 Devanagari, 2 Bengali."""
    kind = chance.choice(KINDS[code % 7][script])
    part = chance.choice(PARTS[code // 7 % 16][script])
    side = chance.choice(SIDES[code // 112][script])
    if script == 1:
        return " ".join(f"{side} {part} पर {kind}".split())
    if script == 2:
        return " ".join(
            f"{side} {part}{'ে' if part[-1] not in 'ািীুে' else 'য়' if part[-1] == 'া' else 'তে'} {kind}".split()
        )
    orders = (f"{kind} on {side} {part}", f"{kind} {side} {part}", f"{side} {part} {kind}", f"{kind} on {part} {side}")
    text = " ".join(chance.choice(orders).split())
    return text.capitalize() if chance.random() < 0.5 else text
