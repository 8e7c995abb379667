"""One word for one idea, in Hindi too: the table in docs/glossary.md against every catalogue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.house import source
from tests.languages.catalogues import catalogues
from tests.languages.faults import texts_of

GLOSSARY = source.ROOT / "docs" / "glossary.md"
HEADING = "## The same words in Hindi, always"
# What stands between these is typed or is another text's name, not a word of ours.
NOT_WORDS = re.compile(r"['`]rihai [\w -]+['`]|%\(\w+\)s|\w+: true|rihai directory import")
# Texts whose English uses a word of the table in another sense.
OTHER_SENSE = {
    "So that nothing disappears, and nobody is accused.",  # blamed, not charged
    "Decides on custody of a child, orders inquiries and restoration; sees the case file on each date.",  # of a court
    "A search without written grounds can be attacked in court, and the case with it.",  # a court case
    "Decides on custody of adults, records statements, tries the case.",  # a court case
    "Leads the case of the State in court.",  # a court case
    "Officer on duty",  # on a shift
    "Takes complaints when duties towards a child are not done; inspects homes.",  # of authorities
    "A person who cannot be understood can neither refuse nor ask for help.",  # of a person, not of police
    "Have the police listed the evidence (registers, telephones, cash, customer records) and sealed the premises?",
}


@dataclass(frozen=True)
class Term:
    """One line of the table."""

    forms: tuple[str, ...]
    stems: tuple[str, ...]

    def is_in(self, english: str) -> bool:
        return any(re.search(rf"\b{re.escape(form)}\b", english, re.IGNORECASE) for form in self.forms)

    def is_kept_by(self, hindi: str) -> bool:
        return any(stem in hindi for stem in self.stems)


def terms() -> list[Term]:
    table = GLOSSARY.read_text(encoding="utf-8").partition(HEADING)[2]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return [Term(tuple(row[0].split(", ")), tuple(row[1].split(" / "))) for row in rows[2:]]


def strayed(known: list[Term], english: str, hindi: str) -> Iterator[str]:
    words = NOT_WORDS.sub("", english)
    yield from (term.forms[0] for term in known if term.is_in(words) and not term.is_kept_by(hindi))


def test_the_glossary_has_words_to_hold_the_catalogues_to() -> None:
    assert len(terms()) > 40
    assert all(term.stems and all(term.stems) and all(term.forms) for term in terms())


def test_every_translation_uses_the_word_of_the_glossary() -> None:
    known = terms()
    found = [
        f"{package}: {entry.msgid!r}: {word}"
        for package, file in catalogues(source.HOUSE, "hi").items()
        for entry in file.translated_entries()
        if entry.msgid not in OTHER_SENSE
        for _, text in texts_of(entry)
        for word in strayed(known, entry.msgid, text)
    ]

    assert not found, source.report(found, "Use the word of docs/glossary.md, or name the other sense in the test.")


def test_no_excuse_outlives_its_text() -> None:
    there = {entry.msgid for file in catalogues(source.HOUSE, "hi").values() for entry in file}

    assert not OTHER_SENSE - there


@pytest.mark.parametrize(
    ("english", "hindi", "expected"),
    [
        ("Save the alert", "सूचना सहेजें", ["alert"]),
        ("Save the alert", "अलर्ट सहेजें", []),
        ("Cases of this desk", "इस डेस्क के मामले", []),
        ("It lies at the desk %(desk)s", "यह %(desk)s पर है", ["desk"]),
        ("start 'rihai worker' on 'rihai audit alert'", "'rihai worker' चलाएँ", []),
    ],
)
def test_the_comparison_can_tell(english: str, hindi: str, expected: list[str]) -> None:
    assert list(strayed(terms(), english, hindi)) == expected


@pytest.mark.parametrize("spelling", ["कागज़", "क़ानून"])
def test_a_word_is_spelt_in_one_way(spelling: str) -> None:
    found = [
        f"{package}: {entry.msgid!r}"
        for package, file in catalogues(source.HOUSE, "hi").items()
        for entry in file.translated_entries()
        for _, text in texts_of(entry)
        if spelling in text
    ]

    assert not found, source.report(found, "Write काग़ज़ and कानून, as docs/glossary.md does.")


def test_nobody_is_called_a_victim_where_no_law_does() -> None:
    lawful = re.compile(r"victim|trafficked persons|Survivor", re.IGNORECASE)
    found = [
        f"{package}: {entry.msgid!r}"
        for package, file in catalogues(source.HOUSE, "hi").items()
        for entry in file.translated_entries()
        for _, text in texts_of(entry)
        if "पीड़ित" in text and not lawful.search(entry.msgid)
    ]

    assert not found, source.report(found, "Write सर्वाइवर or व्यक्ति.")
