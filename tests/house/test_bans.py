"""Words that must not stand in our code and templates, each with its reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import source


@dataclass(frozen=True)
class Ban:
    """A pattern that may stand in the listed files only."""

    pattern: str
    why: str
    example: str
    but_in: frozenset[str] = frozenset()

    def breaches(self, path: Path) -> list[str]:
        if source.place(path) in self.but_in:
            return []
        lines = enumerate(path.read_text().splitlines(), start=1)
        return [f"{source.place(path)}:{number}: {line.strip()}" for number, line in lines if self.is_in(line)]

    def is_in(self, line: str) -> bool:
        return re.search(self.pattern, line) is not None


IN_CODE = (
    Ban(r"\bmark_safe\b|\bSafeString\b|\bSafeText\b", "Templates make HTML, and they escape.", "mark_safe(x)"),
    Ban(r"\bcsrf_exempt\b", "Every form proves that it is ours.", "@csrf_exempt"),
    Ban(
        r"@receiver\b|(?<!receivers)(?<!sqlite3)(?<!psycopg)(?<!duckdb)\.connect\(",
        "A receiver hides what an action does (design rule 8).",
        "user_logged_in.connect(f)",
        frozenset({"rihai/accounts/receivers.py"}),
    ),
    Ban(r"\b(import|from) (pickle|marshal|shelve)\b", "Who can write such data can run code.", "import pickle"),
    Ban(r"\.raw\(|\.extra\(|\bRawSQL\(", "Scope is kept by QuerySets only.", "Case.objects.raw(q)"),
    Ban(r"(?<![\w.])(eval|exec)\(", "Nothing that came in as data is run.", "eval(text)"),
    Ban(
        r"\b(import|from) (requests|urllib\.request|http\.client|httpx|aiohttp|smtplib)\b",
        "Nothing calls home; what leaves the house goes through messaging.",
        "import urllib.request",
    ),
    Ban(r"\bclass \w+\([^)]*\b\w*View\b", "A view is a function.", "class List(ListView):"),
    Ban(r"\b(TODO|FIXME|XXX)\b", "A thing is done, or it is an issue.", "# TODO: later"),
)
IN_TEMPLATES = (
    Ban(r"\|\s*safe(seq)?\b", "Values are escaped, always.", "{{ name|safe }}"),
    Ban(r"{%\s*autoescape\s+off", "Values are escaped, always.", "{% autoescape off %}"),
    Ban(r"\b(TODO|FIXME|XXX)\b", "A thing is done, or it is an issue.", "{# TODO #}"),
)


def breaches(bans: Sequence[Ban], paths: Sequence[Path]) -> list[str]:
    return [f"{found}  ({ban.why})" for ban in bans for path in paths for found in ban.breaches(path)]


def test_no_banned_word_stands_in_our_code() -> None:
    found = breaches(IN_CODE, source.files())

    assert not found, source.report(found, "See the reason behind each line.")


def test_no_banned_word_stands_in_our_templates() -> None:
    found = breaches(IN_TEMPLATES, source.files("rihai", "*.html"))

    assert not found, source.report(found, "See the reason behind each line.")


@pytest.mark.parametrize("ban", IN_CODE + IN_TEMPLATES, ids=lambda ban: ban.example)
def test_each_ban_finds_its_example(ban: Ban) -> None:
    assert ban.is_in(ban.example)


@pytest.mark.parametrize("ban", IN_CODE + IN_TEMPLATES, ids=lambda ban: ban.example)
def test_each_exception_names_a_file_that_exists(ban: Ban) -> None:
    assert all((source.ROOT / place).exists() for place in ban.but_in)
