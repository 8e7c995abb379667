"""What an FIR names, as papers write it: "IPC 420, u/s 370(4)/34 IPC, JJ Act s. 75", or the ids of the data.

What the data do not hold is told beside the rest and never guessed at. Not here: whether a section fits (`fir`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rihai.law.errors import InputProblem, nearest
from rihai.law.loading import Law
from rihai.law.naming_script import AND_IN_HINDI, in_latin, letters_of

OLD_NUMBER: Final = re.compile(r"^ipc-(\d+)-?([a-z]*)")
# Not inside the title of an Act: "(Care and Protection of Children) Act, 2015".
TITLE_GOES_ON: Final = r"(?!\s*(?:(?:the )?scheduled tribes|foreigners|adolescent|tissues|protection of children)\b)"
BETWEEN: Final = re.compile(
    rf"(?i),(?!\s*(?:18|19|20)\d\d\b)|[;\n+]|\br/?w\b|\bread with\b|(?:\band\b|&){TITLE_GOES_ON}|\s*/\s*(?=\d)"
    rf"|{AND_IN_HINDI}"
)
NOISE: Final = re.compile(
    r"\bu/s\b|\b(?:sections?|secs?|ss?|articles?|arts?|cl|clause|act|code|of|the|under|rules?)\b\.?"
    r"|(?<!-)\b(?:18|19|20)\d\d\b"
)
# Letters that number something, such as "(xxiv)" or "(aa)", or say which words of the section.
CLAUSE: Final = re.compile(r"[ivxl]+|[a-z]{1,2}|provisos?|expl?(?:anations?)?|illustrations?|schedule")
# "366-A", "366 A", "366/A" is section 366A, another one than 366; "366(A)" may be either.
LETTER: Final = re.compile(r"\b(\d{1,3})(?:\s*[-‐-―/]\s*|\s+)([a-z]{1,2})(?![a-z\d])")
NO_LETTERS: Final = frozenset({"s", "ss", "cl", "of", "or", "in", "to", "by", "on", "at", "as"})
LETTER_LAST: Final = re.compile(r"^([a-z\d]+-\d+)-([a-z]{1,2})(?=-|$)")
# "370(4)/(5)", "370(4)(5)" and "370(4), (5)" name two clauses of one section: a clause of a clause has letters.
TWO_CLAUSES: Final = re.compile(r"(\b\d+[A-Za-z]{0,2})\s*\((\d+)\)\s*[/,&]?\s*\((\d+)\)")
IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
# "Section" as papers in Hindi, Marathi, Nepali and Bangla write it.
SECTION_WORDS: Final = re.compile(r"(?:धाराओं|धारा|कलमे|कलम|दफा|ধারা)\.?")
INITIALS: Final = re.compile(r"\b(?:[a-z]\.){2,}")
# Acts as papers name them, the longer name first where one holds the other.
ACTS: Final = {
    "bharatiya nyaya sanhita": "bns", "bharatiya nagarik suraksha sanhita": "bnss", "indian penal": "ipc",
    "penal code": "ipc", "jj act 2000": "jj2000", "immoral traffic (prevention)": "itpa",
    "immoral traffic prevention": "itpa",
    "immoral traffic": "itpa", "pita": "itpa", "juvenile justice": "jj",
    "protection of children from sexual offences": "pocso", "information technology": "it",
    "immigration and foreigners": "ifa", "bonded labour system": "blsa", "bonded labour": "blsa",
    "child and adolescent labour": "calpra", "child labour": "calpra", "child marriage": "pcma",
    "transplantation": "thota", "prevention of atrocities": "poa", "sc/st": "poa", "sc st": "poa", "sc-st": "poa",
    "scst": "poa", "atrocities": "poa",
    "emigration": "emig", "passport": "passports", "money laundering": "pmla", "legal services": "lsa",
    "constitution": "const",
}  # fmt: skip


@dataclass(frozen=True)
class Beyond:
    """Something the FIR names that the data do not hold, as it was written, and what is known of it.

    `as_read`: with the Act under which it was read, so that it means the same beside other neighbours. `may_be`: the
    entries of which it is one, where only its clause is missing.
    """

    written: str
    reason: str
    as_read: str = ""
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """Ids of provisions, once each, and what is beyond the data."""

    ids: tuple[str, ...] = ()
    beyond: tuple[Beyond, ...] = ()


@dataclass(frozen=True)
class _Part:
    """`act`: short, "" where none is named; `other`: the Act it names, where the data do not know that.

    `has_one_number`: what else it holds stands in brackets, or is a word such as "proviso": a clause of the section.
    """

    written: str
    act: str
    section: str
    comes_first: bool
    other: str = ""
    has_one_number: bool = True


def read_fir(law: Law, text: str) -> Named:
    """Everything an FIR names. Raises InputProblem only for what names no section at all."""
    letters = letters_of(text)
    parts = [part for each in BETWEEN.split(clause_by_clause(text)) if (part := _part(law, each.strip(), letters))]
    ids: dict[str, None] = {}
    beyond: dict[str, Beyond] = {}
    for place, part in enumerate(parts):
        owner = _owner(parts, place)
        key = part.section if part.section in law.provisions else f"{owner.act}-{part.section}"
        found = _meant(law, key, may_shorten=part.has_one_number)
        if len(found) == 1:
            ids[found[0]] = None
        else:
            title = "" if owner is part else owner.other or owner.act.upper()
            as_read = f"{title} {part.written}".strip()
            beyond[as_read] = Beyond(part.written, _reason(law, key, found), as_read, found)
    return Named(tuple(ids), tuple(beyond.values()))


def clause_by_clause(text: str) -> str:
    """Each clause with its section: "143(4)(5)" as "143(4), 143(5)"."""
    while (told := TWO_CLAUSES.sub(r"\1(\2), \1(\3)", text)) != text:
        text = told
    return text


def as_id(written: str) -> str:
    """ "IPC s. 370(4)" as "ipc-370-4"."""
    text = re.sub(r"\b(s|ss|sec|section|u/s)\b\.?", " ", written.strip().lower())
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def plain_digits(text: str) -> str:
    """Digits of any script as 0 to 9: papers in Hindi write १४३(४)."""
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)


def _part(law: Law, written: str, letters: Mapping[str, str]) -> _Part | None:
    """None for what says nothing, such as the year of an Act."""
    plain = in_latin(SECTION_WORDS.sub(" ", plain_digits(written)), letters)
    if as_id(plain) in law.provisions:
        return _Part(written, as_id(plain).split("-")[0], as_id(plain), comes_first=True)
    text = INITIALS.sub(lambda found: found[0].replace(".", ""), plain.lower())
    for full, short in ACTS.items():
        text = re.sub(rf"\b{re.escape(full)}\w*", f" {short} ", text)
    text = LETTER.sub(lambda found: _lettered(law, found), text)
    words = [word for word in re.split(r"[^a-z0-9]+", NOISE.sub(" ", text)) if word]
    act = next((word for word in words if word in _acts(law)), "")
    # Of an Act that is known the rest of its title says nothing: "System (Abolition)".
    section = [word for word in words if word != act and not (act and word.isalpha() and not CLAUSE.fullmatch(word))]
    if not words:
        return None
    if not any(any(letter.isdigit() for letter in word) for word in section):
        raise InputProblem("fir", f"{written!r} names no section", "an Act with a number, such as BNS 143(4)")
    other = "" if act else _other_act(text, words, written)
    first = words[0] == act if act else bool(other) and not plain[:1].isdigit()
    return _Part(written, act, "-".join(section), comes_first=first, other=other, has_one_number=_has_one_number(text))


def _lettered(law: Law, found: re.Match[str]) -> str:
    return found[0] if found[2] in NO_LETTERS | _acts(law) else found[1] + found[2]


def _has_one_number(text: str) -> bool:
    """ "363 366" and "359-361" name more than one section: the first of them alone is not what was written."""
    return len(re.findall(r"\b\d+", NOISE.sub(" ", IN_BRACKETS.sub(" ", text)))) < 2


def _other_act(text: str, words: Sequence[str], written: str) -> str:
    """The title of an Act that the data do not know, as it was written: "Arms Act" of "Arms Act 25"."""
    is_named = any(word.isalpha() and not CLAUSE.fullmatch(word) for word in words)
    if is_named or any(letter.isalpha() and not letter.isascii() for letter in text):
        return " ".join(word for word in written.split() if not any(letter.isdigit() for letter in word)) or written
    return ""


def _owner(parts: Sequence[_Part], place: int) -> _Part:
    """The part that names its Act: itself or a neighbour: "BNS 143(4), 144(1)" and "143(4), 144(1) BNS" are both
    written. An Act that is unknown here has its own sections too: "POCSO 4; Arms Act 25, 6" names no POCSO 6.
    """
    part = parts[place]
    if part.act or part.other:
        return part
    before = next((each for each in reversed(parts[:place]) if each.act or each.other), None)
    after = next((each for each in parts[place + 1 :] if each.act or each.other), None)
    found = before if before and (before.comes_first or after is None or after.comes_first) else after or before
    if found is None:
        raise InputProblem("fir", f"{part.written!r} names no Act", "an Act with a number, such as BNS 143(4)")
    return found


def _meant(law: Law, key: str, *, may_shorten: bool) -> tuple[str, ...]:
    """The entry with this id or number; that of which it is a clause; or all those that are clauses of it."""
    first, letter = LETTER_LAST.sub(r"\1\2", key), LETTER_LAST.search(key)
    if letter and key not in law.provisions and (lettered := _meant(law, first, may_shorten=False)):
        return tuple(dict.fromkeys((*lettered, *_exactly(law, key, may_shorten=may_shorten))))
    return _exactly(law, key, may_shorten=may_shorten)


def _exactly(law: Law, key: str, *, may_shorten: bool) -> tuple[str, ...]:
    numbers = _numbers(law)
    if key in law.provisions:
        return (key,)
    clauses = tuple(each for each in law.provisions if each.startswith(f"{key}-"))
    if key in numbers:
        # "Child Labour Act 14" is the section before 2016 and after it: nobody can tell which is meant.
        return tuple(dict.fromkeys((*numbers[key], *clauses)))
    shorter = key
    while may_shorten and shorter.count("-"):
        if shorter in law.provisions or shorter in numbers:
            return numbers.get(shorter, (shorter,))
        shorter, _, cut = shorter.rpartition("-")
        if cut.isdigit():
            break
    return clauses


def _reason(law: Law, key: str, found: Sequence[str]) -> str:
    if found:
        return f"Its clause is missing: {' or '.join(found[:8])}."
    of_its_act = [each for each in law.provisions if each.split("-")[0] == key.split("-")[0]]
    near = f" Nearest: {nearest(key, of_its_act)}." if of_its_act else ""
    return f"It is not in the data, and nothing is said of it.{_renumbered(law, key)}{near}"


def _renumbered(law: Law, key: str) -> str:
    """What became of an IPC section that has no entry of its own."""
    match = OLD_NUMBER.match(key)
    if match is None:
        return ""
    number = f"{match[1]}{match[2]}".upper()
    for each in law.renumbered:
        if each.old and each.new and number in re.split(r"[/+]", each.old):
            return f" IPC {number} became BNS {each.new} on 1 July 2024."
    return ""


@cache
def _acts(law: Law) -> frozenset[str]:
    return frozenset(each.split("-")[0] for each in law.provisions)


@cache
def _numbers(law: Law) -> Mapping[str, tuple[str, ...]]:
    """Sections as the entries name them, where they keep several: "63, 64(1)" is bns-63 and bns-64-1."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for provision in law.provisions.values():
        act = provision.id.split("-")[0]
        for section in re.split(r"[,/]", clause_by_clause(provision.section)):
            for number in _each(section.strip()):
                found[f"{act}-{as_id(number)}"].append(provision.id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _each(section: str) -> Iterable[str]:
    span = re.fullmatch(r"(\d+)-(\d+)", section)
    return [str(number) for number in range(int(span[1]), int(span[2]) + 1)] if span else [section]
