"""Catalogues of translated texts: made readable for gettext when they have changed, and offered when they are full.

A catalogue is `rihai/<package>/locale/<language>/LC_MESSAGES/django.po`. What gettext reads (`.mo`) is written beside
it, is never kept in version control, and names the text it was made from: an old one cannot be mistaken for a new
one. Here: compiling, counting, and which languages are offered. Not here: finding the texts in our sources
(`tests/languages`, a maintainer's tool), or Django.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from rihai.lib.codelists import load_list

ENGLISH: Final = ("en", "English")
SOURCE: Final = "x-made-from"
TEXTS: Final = "x-texts"
FILLED: Final = "x-filled"


class CatalogueError(Exception):
    """A catalogue cannot be read, or what is made from it cannot be written. Says which, and what to do."""


@dataclass(frozen=True)
class Language:
    """One line of `data/translations.yaml`."""

    code: str
    name: str
    offered_from_percent: int
    plural_forms: str
    is_reviewed: bool


@cache
def languages() -> tuple[Language, ...]:
    """The languages that are translated or are being translated, English apart."""
    return tuple(
        Language(
            entry.code,
            entry.label,
            int(entry.fields["offered_from_percent"]),
            str(entry.fields["plural_forms"]),
            bool(entry.fields["is_reviewed"]),
        )
        for entry in load_list("rihai.lib", "translations.yaml", "languages")
    )


def language(code: str) -> Language | None:
    return next((one for one in languages() if one.code == code), None)


def prepare(house: Path) -> None:
    """Compile every catalogue whose text has changed. Cheap when none has."""
    for source in sorted(house.glob("*/locale/*/LC_MESSAGES/django.po")):
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        if facts_of(source.with_suffix(".mo")).get(SOURCE) != digest:
            _compile(source, digest)


def offered(house: Path) -> list[tuple[str, str]]:
    """Codes and English names of the languages somebody may choose: English, and every one that is full enough."""
    full = [one for one in languages() if filled_percent(house, one.code) >= one.offered_from_percent]
    return [ENGLISH, *((one.code, one.name) for one in full)]


def filled_percent(house: Path, code: str) -> int:
    """How many of a hundred texts are translated, over all packages, rounded down; 0 where nothing is there."""
    facts = [facts_of(file) for file in compiled(house, code)]
    texts = sum(int(one.get(TEXTS, 0)) for one in facts)
    filled = sum(int(one.get(FILLED, 0)) for one in facts)
    return 100 * filled // texts if texts else 0


def compiled(house: Path, code: str) -> Iterator[Path]:
    yield from sorted(house.glob(f"*/locale/{code}/LC_MESSAGES/django.mo"))


def facts_of(file: Path) -> dict[str, str]:
    """The header of a compiled catalogue; empty for one that is missing or broken, which is then made anew."""
    try:
        with file.open("rb") as stream:
            return GNUTranslations(stream).info()
    except (OSError, ValueError):
        return {}


def _compile(source: Path, digest: str) -> None:
    # Only now: nobody else needs it, and it takes its time to load.
    import polib

    try:
        catalogue = polib.pofile(str(source))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{source}: {error}. Mend the line, or restore the file.") from error
    texts = [entry for entry in catalogue if not entry.obsolete]
    catalogue.metadata |= {
        SOURCE: digest,
        TEXTS: str(len(texts)),
        FILLED: str(len(catalogue.translated_entries())),
    }
    _replace(source.with_suffix(".mo"), catalogue.to_binary())


def main() -> None:
    """As `./run` calls it after an upgrade."""
    try:
        prepare(Path(__file__).parent.parent)
    except CatalogueError as error:
        raise SystemExit(str(error)) from None


def _replace(file: Path, content: bytes) -> None:
    """Whole or not at all: several processes may start at once."""
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise CatalogueError(
            f"{file} cannot be written: {error.strerror}. "
            "Run ./run rihai --help once as the owner of the program's files; it compiles the translations."
        ) from error


if __name__ == "__main__":
    main()
