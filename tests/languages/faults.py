"""Judges a catalogue: what a machine can see without knowing the language.

Missing and spare texts, marks of doubt, variables and HTML that differ, plural forms, spaces at the ends, and one text
translated in two ways. Whether the words are good is for a native speaker.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.languages.catalogues import catalogues, file_of, key_of
from tests.languages.sources import messages_of, packages

VARIABLE = re.compile(r"%\(\w+\)[sdif]|%[sdif%]|\{\w*\}")
HTML = re.compile(r"</?\w+[^>]*>|&\w+;")
LINK = re.compile(r"https?://\S+|\./run[\w ]*")
EDGES = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)
ENDS = re.compile(r"[:…]$")


def faults_of(house: Path, code: str) -> list[str]:
    """Everything to mend in a language; a text without a translation is a fault, too."""
    found = catalogues(house, code)
    return [
        *(fault for package in packages(house) for fault in out_of_step(house, package, found.get(package))),
        *(
            f"{package}: {entry.msgid!r}: {what}"
            for package, file in found.items()
            for entry in file
            for what in flaws(entry)
        ),
        *two_ways(found),
    ]


def out_of_step(house: Path, package: str, file: polib.POFile | None) -> Iterator[str]:
    wanted = {message.key: message for message in messages_of(house, package)}
    present = {key_of(entry): entry for entry in file or [] if not entry.obsolete}
    if file is not None and file.obsolete_entries():
        yield f"{package}: keeps texts that are gone"
    yield from (f"{package}: {text!r}: not in the catalogue" for _, text in wanted.keys() - present.keys())
    yield from (f"{package}: {text!r}: no longer in the sources" for _, text in present.keys() - wanted.keys())
    yield from (
        f"{package}: {text!r}: the plural has changed"
        for (context, text), entry in present.items()
        if (context, text) in wanted and entry.msgid_plural != wanted[context, text].plural
    )


def flaws(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation."""
    if entry.fuzzy:
        yield "marked as doubtful"
    if not entry.translated():
        yield "not translated"
        return
    for number, text in texts_of(entry):
        original = entry.msgid_plural if number and entry.msgid_plural else entry.msgid
        yield from differences(original, text, is_one=bool(entry.msgid_plural) and number == 0)


def texts_of(entry: polib.POEntry) -> list[tuple[int, str]]:
    if entry.msgid_plural:
        return sorted((int(number), text) for number, text in entry.msgstr_plural.items())
    return [(0, entry.msgstr)]


def differences(original: str, text: str, *, is_one: bool = False) -> Iterator[str]:
    ours, theirs = Counter(VARIABLE.findall(original)), Counter(VARIABLE.findall(text))
    # "One case" needs no number in one language and has it in another.
    if set(ours) != set(theirs) if not is_one else not set(theirs) >= set(ours):
        yield f"variables differ: {sorted(ours)} and {sorted(theirs)}"
    if Counter(HTML.findall(original)) != Counter(HTML.findall(text)):
        yield "HTML differs"
    if Counter(LINK.findall(original)) != Counter(LINK.findall(text)):
        yield "addresses or commands differ"
    if edges(original) != edges(text):
        yield "spaces or line ends at the ends differ"
    if bool(ENDS.search(original.strip())) != bool(ENDS.search(text.strip())):
        yield "one ends with a colon or an ellipsis, the other does not"


def edges(text: str) -> tuple[str, ...]:
    match = EDGES.match(text)
    return match.groups() if match else ()


def two_ways(found: dict[str, polib.POFile]) -> Iterator[str]:
    """The first catalogue would win silently; a text with two senses needs a context (pgettext)."""
    ways: dict[tuple[str, str], dict[str, str]] = {}
    for package, file in found.items():
        for entry in file.translated_entries():
            words = " / ".join(text for _, text in texts_of(entry))
            ways.setdefault(key_of(entry), {})[words] = package
    for (_, text), each in ways.items():
        if len(each) > 1:
            yield f"{text!r}: translated in two ways, in {' and '.join(each.values())}"


def missing_files(house: Path, code: str) -> list[str]:
    """Packages that have texts and no catalogue of this language."""
    return [
        package
        for package in packages(house)
        if messages_of(house, package) and not file_of(house, package, code).exists()
    ]
