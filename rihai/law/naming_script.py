"""Acts and the letters of sections as papers in Hindi write them: "धारा 366क भा.द.वि." is IPC 366A.

Not here: which section is meant (`naming`).
"""

import re
from typing import Final

_ALONE_FROM, _ALONE_TO = r"(?<![\u0900-\u0965\u0970-\u097F])", r"(?![\u0900-\u0965\u0970-\u097F])"
# Between initials: a dot, the sign for abbreviations or the nought that is typed in its place.
_DOT: Final = r"[.0०॰]?\s?"
AND_IN_HINDI: Final = rf"{_ALONE_FROM}(?:व|तथा|एवं|और|सहपठित){_ALONE_TO}"
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
# The fifth letter of the alphabet is the last that these Acts number sections with.
_LETTERS: Final = {
    "क": "A", "ख": "B", "ग": "C", "घ": "D", "ङ": "E", "ए": "A", "बी": "B", "सी": "C", "डी": "D", "ई": "E",
}  # fmt: skip
_LETTER: Final = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTERED: Final = re.compile(rf"(\d)(?:\s*[-‐-―]\s*|\s+)?((?:{_LETTER}){{1,2}}){_ALONE_TO}")
# Another letter numbers a section that nobody here can tell: it must not pass for the one without a letter.
_OTHER_LETTER: Final = re.compile(r"(\d)(?:\s*[-‐-―]\s*)?[^\W\d_A-Za-z][^\s,;()/]*")
NO_SECTION: Final = "ZZ"


def in_latin(text: str) -> str:
    """The Acts by their short names and the letter of a section in Latin, where they are known; all else as it was."""
    for pattern, act in _READ:
        text = pattern.sub(act, text)
    text = _LETTERED.sub(lambda found: found[1] + re.sub(_LETTER, lambda one: _LETTERS[one[0]], found[2]), text)
    return _OTHER_LETTER.sub(rf"\1{NO_SECTION}", text)
