"""Code lists from data files: codes with a label, a hint and a source.

Here: reading a list and using it for choices in forms and models. The lists themselves are data that
a lawyer or caseworker can review without reading Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from rihai.lib.yamlfile import DataFileError, load_yaml

NAMED: Final = ("code", "label", "hint", "source")


@dataclass(frozen=True)
class Entry:
    """One line of a code list; what only this list has is in `fields`."""

    code: str
    label: str
    source: str
    hint: str = ""
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@cache
def load_list(package: str, file: str, key: str) -> tuple[Entry, ...]:
    """The list under `key`, in the order of the file. Raises DataFileError, naming file and key."""
    name = f"{package}/data/{file}"
    content = load_yaml(package, file)
    rows = content.get(key)
    if not isinstance(rows, list) or not rows:
        raise DataFileError(name, "must be a list with at least one entry", key)
    entries = tuple(_entry(name, key, row, content["sources"]) for row in rows)
    if len({entry.code for entry in entries}) < len(entries):
        raise DataFileError(name, "has the same code twice", key)
    return entries


def choices(package: str, file: str, key: str) -> list[tuple[str, str]]:
    """Pairs of code and label, for a form or a model field."""
    return [(entry.code, entry.label) for entry in load_list(package, file, key)]


def by_code(package: str, file: str, key: str) -> dict[str, Entry]:
    return {entry.code: entry for entry in load_list(package, file, key)}


def _entry(file: str, key: str, row: object, sources: Mapping[str, str]) -> Entry:
    if not isinstance(row, dict):
        raise DataFileError(file, "every entry must hold keys and values", key)
    for needed in ("code", "label", "source"):
        if not isinstance(row.get(needed), str):
            raise DataFileError(file, f"an entry has no text for {needed!r}: {row}", key)
    if row["source"] not in sources:
        raise DataFileError(file, f"the source {row['source']!r} is not listed in the header", key)
    fields = MappingProxyType({name: value for name, value in row.items() if name not in NAMED})
    return Entry(row["code"], row["label"], row["source"], row.get("hint", ""), fields)
