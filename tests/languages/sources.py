"""Finds every text of ours that is shown to people: in Python, in templates, in the code lists.

Plain reading, without the programs of gettext: whoever has the development environment has all that is needed.
Texts of a package belong to the package's own catalogue.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation.template import templatize

from rihai.lib.geo import load_countries

# Which argument is what: context, text, plural.
FUNCTIONS: Final = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
TEXT: Final = r"""[ur]?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE: Final = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*{TEXT}(?:\s*,\s*{TEXT})?(?:\s*,\s*{TEXT})?")
# What the pages show of an entry of a data file; all else in there is for programs and reviewers.
SHOWN_KEYS: Final = frozenset(
    {
        *("label", "title", "hint", "question", "what_to_do", "why", "does"),
        *("definition", "numerator", "denominator", "does_not_count", "n", "asked_by", "suppression", "type"),
    }
)
# Texts of the framework that our pages show belong to the package of the pages.
BORROWED: Final = (Path(__file__).parent / "borrowed.yaml", "web")
# Countries are chosen on the pages about people.
COUNTRIES: Final = "people"
# What a section check asks is no statement of law: its questions and answers stand on a form. Legal texts stay as they
# are until a lawyer confirms another language.
FACTS: Final = ("prosecution", "law/data/india/facts.yaml", "fact")
# Where a figure comes from is printed beside it.
SHOWN_SOURCES: Final = ("research/data/indicators.yaml", "duties/data/rules.yaml")
# Stories other organisations published and the invented people of the demonstration are quoted, never translated;
# the languages of the screens show their own names; the words that names are compared by are never shown. The words of
# the law are given in another language only by a lawyer who confirms them.
QUOTED: Final = (
    "research/data/case_stories.yaml", "lib/data/translations.yaml", "web/demo/data/", "matching/folding/data/",
    "law/data/",
)  # fmt: skip
NOT_OURS: Final = frozenset({"migrations", "vendor", "__pycache__", "node_modules"})


@dataclass(frozen=True)
class Message:
    """One text to translate, and the files it stands in."""

    text: str
    plural: str = ""
    context: str = ""
    files: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Gettext finds a text by these two; the plural is no part of it."""
        return self.context, self.text


def packages(house: Path) -> list[str]:
    return sorted(path.parent.name for path in house.glob("*/__init__.py"))


def messages_of(house: Path, package: str) -> list[Message]:
    """Every text of a package once, in the order of its files."""
    found: dict[tuple[str, str], Message] = {}
    for file in files_of(house / package):
        name = file.relative_to(house.parent).as_posix()
        for one in read(file):
            known = found.get(one.key, one)
            files = known.files if name in known.files else (*known.files, name)
            found[one.key] = Message(one.text, known.plural or one.plural, one.context, files)
    if package == BORROWED[1]:
        found = {**{one.key: one for one in borrowed()}, **found}
    if package == COUNTRIES:
        found |= {one.key: one for one in countries()}
    if package == FACTS[0]:
        found |= {one.key: one for one in facts(house)}
    return list(found.values())


def facts(house: Path) -> Iterator[Message]:
    """Names, questions and answers that are chosen; names of places are no words. With a context of their own."""
    name = f"{house.name}/{FACTS[1]}"
    for row in yaml.safe_load((house / FACTS[1]).read_text(encoding="utf-8"))["facts"]:
        chosen = row.get("values", {}).values() if row["type"] in ("one", "many") else ()
        for text in (row["name"], row["question"], *chosen):
            if not row.get("derived"):
                yield Message(text, context=FACTS[2], files=(name,))


@cache
def countries() -> tuple[Message, ...]:
    return tuple(Message(one.name, files=("rihai/lib/data/countries.csv",)) for one in load_countries())


@cache
def borrowed() -> tuple[Message, ...]:
    rows = yaml.safe_load(BORROWED[0].read_text(encoding="utf-8"))["texts"]
    place = "tests/languages/borrowed.yaml"
    return tuple(Message(row["text"], row.get("plural", ""), row.get("context", ""), (place,)) for row in rows)


def files_of(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix in READERS
        and not NOT_OURS.intersection(file.relative_to(folder).parts)
        and not any(quoted in file.as_posix() for quoted in QUOTED)
    )


def read(file: Path) -> Iterator[Message]:
    text = file.read_text(encoding="utf-8")
    yield from READERS[file.suffix](text)
    if file.as_posix().endswith(SHOWN_SOURCES):
        yield from (Message(source) for source in yaml.safe_load(text)["sources"].values())


def in_python(text: str) -> Iterator[Message]:
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in FUNCTIONS:
            values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from _message(name, [value if isinstance(value, str) else "" for value in values])


def in_template(text: str) -> Iterator[Message]:
    for name, *parts in IN_TEMPLATE.findall(templatize(text)):
        yield from _message(name, [ast.literal_eval(part) if part else "" for part in parts])


def in_data(text: str) -> Iterator[Message]:
    yield from _shown(yaml.safe_load(text))


def _shown(value: Any) -> Iterator[Message]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in SHOWN_KEYS and isinstance(inner, str) and inner:
                yield Message(inner)
            else:
                yield from _shown(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _shown(inner)


def _message(function: str, values: list[str]) -> Iterator[Message]:
    context, text, plural = (
        values[place] if place is not None and place < len(values) else "" for place in FUNCTIONS[function]
    )
    if text:
        yield Message(text, plural, context)


READERS: Final = {".py": in_python, ".html": in_template, ".txt": in_template, ".yaml": in_data}
