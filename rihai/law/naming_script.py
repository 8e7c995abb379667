"""Acts and the letters of sections as papers in Hindi and Marathi write them: "धारा 366क भा.द.वि." is IPC 366A, as is
"कलम 366 अ".

Not here: which section is meant (`naming`).
"""

import re
from collections.abc import Mapping
from typing import Final

_ALONE_FROM, _ALONE_TO = r"(?<![\u0900-\u0965\u0970-\u097F])", r"(?![\u0900-\u0965\u0970-\u097F])"
# Between initials: a dot, the sign for abbreviations or the nought that is typed in its place.
_DOT: Final = r"[.0०॰]?\s?"
AND_IN_HINDI: Final = rf"{_ALONE_FROM}(?:व|तथा|एवं|और|आणि|सहपठित){_ALONE_TO}"
_ACTS: Final = {
    rf"भा{_DOT}(?:द|दं|दंड|दण्ड){_DOT}(?:वि|सं|स)[.0०॰]?": "ipc",
    r"भारतीय\s+(?:दंड|दण्ड)\s+(?:संहिता|विधान)": "ipc",
    r"आई\.?\s?पी\.?\s?सी\.?": "ipc",
    rf"भा{_DOT}न्या{_DOT}सं[.0०॰]?": "bns",
    r"भारतीय\s+न्याय\s+संहिता": "bns",
    r"बी\.?\s?एन\.?\s?एस\.?": "bns",
    r"(?:पॉ|पो|पा)क्सो": "pocso",
    r"लैंगिक\s+अपराधों\s+से\s+बालकों\s+का\s+संरक्षण": "pocso",
    r"अनैतिक\s+(?:देह\s+)?व्यापार": "itpa",
    r"आई\.?\s?टी\.?\s?पी\.?\s?ए\.?": "itpa",
    r"किशोर\s+न्याय": "jj",
}
_READ: Final = [(re.compile(rf"{_ALONE_FROM}(?:{words}){_ALONE_TO}"), f" {act} ") for words, act in _ACTS.items()]
# The fifth letter of the alphabet is the last that these Acts number sections with. Each language has its own.
_SPELT: Final = {"ए": "A", "बी": "B", "सी": "C", "डी": "D", "ई": "E"}
_HINDI: Final = {**_SPELT, "क": "A", "ख": "B", "ग": "C", "घ": "D", "ङ": "E"}
_MARATHI: Final = {**_SPELT, "अ": "A", "ब": "B", "क": "C", "ड": "D"}
# The third letter of Marathi is the first of Hindi: where neither word for "section" stands, nobody can tell.
_EITHER: Final = {key: letter for key, letter in (_HINDI | _MARATHI).items() if key != "क"}
_SECTION_IN: Final = (
    (re.compile(rf"{_ALONE_FROM}कलम{_ALONE_TO}"), _MARATHI), (re.compile(r"धारा"), _HINDI),
)  # fmt: skip
# Another letter, or a word, behind a number may make it a section that nobody here can tell: it must not pass for the
# one without. Only words that join what is written say nothing: "354 के तहत".
_JOINS: Final = (
    "में", "मे", "के", "की", "का", "को", "से", "पर", "तहत", "अंतर्गत", "अन्तर्गत", "अधीन", "अनुसार", "सपठित", "एक्ट",
    "अधिनियम", "अन्वये", "प्रमाणे", "नुसार", "खाली", "च्या", "चे", "चा", "ची", "अंतर्गतचा", "बमोजिम", "ধারায়", "এর",
)  # fmt: skip
_LETTER: Final = r"[^\W\d_A-Za-z]"
_OTHER_LETTER: Final = re.compile(
    rf"(\d)(?:(?:\s*[-‐-―]\s*)?{_LETTER}[^\s,;()/]*|\s+(?!(?:{'|'.join(_JOINS)})(?![^\s,;()/.])){_LETTER}[^\s,;()/]*"
    rf"|\s*\(\s*{_LETTER}[^()]*\))"
)
NO_SECTION: Final = "ZZ"


def letters_of(text: str) -> Mapping[str, str]:
    """Which letters a paper numbers sections with, by its word for "section"."""
    found = [letters for pattern, letters in _SECTION_IN if pattern.search(text)]
    return found[0] if len(found) == 1 else _EITHER


def in_latin(text: str, letters: Mapping[str, str] = _EITHER) -> str:
    """The Acts by their short names and the letter of a section in Latin, where they are known; all else as it was."""
    for pattern, act in _READ:
        text = pattern.sub(act, text)
    one = "|".join(sorted(letters, key=len, reverse=True))
    two = rf"(?:{one})(?:\s?(?:{one}))?"

    def latin(found: re.Match[str]) -> str:
        plain = "".join(letters[each] for each in re.findall(one, found["letters"]))
        return f"{found[1]}({plain})" if found["bracket"] else found[1] + plain

    text = re.sub(rf"(\d)\s*(?P<bracket>\()\s*(?P<letters>{two})\s*\)", latin, text)
    text = re.sub(rf"(\d)(?P<bracket>)(?:\s*[-‐-―]\s*|\s+)?(?P<letters>{two}){_ALONE_TO}", latin, text)
    return _OTHER_LETTER.sub(rf"\1{NO_SECTION}", text)
