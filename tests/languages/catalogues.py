"""Keeps the catalogues in step with the sources: new texts come in empty, texts that are gone go.

A translation is never guessed: a text that has changed is a new text. What another package has translated already is
taken over word for word, because one text has one translation.
"""

from collections.abc import Iterable
from pathlib import Path

import polib

from rihai.lib.catalogues import Language, language
from tests.languages.sources import Message, messages_of, packages

HEAD = """Rihai, {package}: {name}.
Distributed under the licence of Rihai. Written by `./run messages {code}`; edit the lines after msgstr only.
{reviewed}"""
REVIEWED = {
    True: "Reviewed by a native speaker.",
    False: "Not yet reviewed by a native speaker. / इसे अभी किसी मातृभाषी ने नहीं जाँचा है।",
}
NO_WRAP = 100_000

Key = tuple[str, str]
Filled = dict[Key, polib.POEntry]


def file_of(house: Path, package: str, code: str) -> Path:
    return house / package / "locale" / code / "LC_MESSAGES" / "django.po"


def opened(file: Path) -> polib.POFile:
    return polib.pofile(str(file), wrapwidth=NO_WRAP)


def catalogues(house: Path, code: str) -> dict[str, polib.POFile]:
    """The catalogues of a language by package, those that are there."""
    files = {package: file_of(house, package, code) for package in packages(house)}
    return {package: opened(file) for package, file in files.items() if file.exists()}


def update(house: Path, code: str, into: Path | None = None) -> list[Path]:
    """Write every catalogue of a language anew; returns the files that changed. `into` is another house to write to."""
    known = language(code)
    if known is None:
        raise ValueError(f"There is no language {code!r} in rihai/lib/data/translations.yaml; add it there first.")
    target = into or house
    filled = translated(catalogues(target, code).values())
    changed = [_write(target, package, known, messages_of(house, package), filled) for package in packages(house)]
    return [file for file in changed if file is not None]


def translated(files: Iterable[polib.POFile]) -> Filled:
    return {key_of(entry): entry for file in files for entry in file.translated_entries()}


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def _write(house: Path, package: str, known: Language, messages: list[Message], filled: Filled) -> Path | None:
    file = file_of(house, package, known.code)
    if not messages:
        file.unlink(missing_ok=True)
        return None
    fresh = polib.POFile(wrapwidth=NO_WRAP)
    fresh.header = HEAD.format(package=package, name=known.name, code=known.code, reviewed=REVIEWED[known.is_reviewed])
    fresh.metadata = metadata(known)
    here = {key_of(entry): entry for entry in opened(file)} if file.exists() else {}
    fresh.extend(_entry(message, here.get(message.key), filled) for message in messages)
    if file.exists() and file.read_text(encoding="utf-8") == str(fresh) + "\n":
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(str(fresh) + "\n", encoding="utf-8")
    return file


def metadata(known: Language) -> dict[str, str]:
    """No dates and no names: they would change with every run and say nothing the history does not."""
    return {
        "Project-Id-Version": "Rihai",
        "Language": known.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": known.plural_forms,
        "X-Reviewed-By-Native-Speaker": "yes" if known.is_reviewed else "no",
    }


def _entry(message: Message, here: polib.POEntry | None, filled: Filled) -> polib.POEntry:
    old = here if here is not None and here.translated() else filled.get(message.key)
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        occurrences=[(name, "") for name in message.files],
        # A remark of a translator stays with its text.
        tcomment=here.tcomment if here is not None else "",
    )
    if message.context:
        entry.msgctxt = message.context
    if message.plural:
        entry.msgstr_plural = old.msgstr_plural if old is not None and old.msgstr_plural else {0: "", 1: ""}
    elif old is not None:
        entry.msgstr = old.msgstr
    return entry
