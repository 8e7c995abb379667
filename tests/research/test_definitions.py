"""Definitions are data: complete, bound to what counts them, and never changed without a new version."""

import hashlib
from typing import Any

import pytest

from rihai.lib.yamlfile import load_yaml
from rihai.research.definitions import Unit, flaws, indicators
from rihai.research.exports import codebook
from rihai.research.indicators import FUNCTIONS

SOURCES = {"practice": "Our own"}
GOOD: dict[str, Any] = {
    "code": "people", "version": 1, "title": "People", "numerator": "Everybody", "denominator": "",
    "does_not_count": "Nobody", "n": "people", "unit": "count", "period": "since", "asked_by": "all",
    "source": "practice",
}  # fmt: skip
# What each definition read when its version was given. Words or rule changed: raise the version in the file, then
# write what this test prints. A published figure keeps the version that it was published with.
READ = {
    ("operations", 1): "1e5c483296",
    ("people_located", 1): "37809fb61c",
    ("people_freed", 1): "154bc254a7",
    ("operations_led", 1): "7743a2bcbd",
    ("response_time", 1): "cfbf1f57b9",
    ("crisis_in_time", 1): "5855456793",
    ("verification_yield", 1): "469d412cf9",
    ("unfounded_share", 1): "01a37b29b4",
    ("leak_rate", 1): "605dc6bd21",
    ("emergency_openings", 1): "75363a30cf",
    ("openings_reviewed", 1): "c35ca84581",
    ("caseload", 1): "f6dcc02a21",
}
WORDS = ("title", "numerator", "denominator", "does_not_count", "n", "unit", "period", "source")


def test_every_definition_has_a_function_and_every_function_a_definition() -> None:
    assert {one.code for one in indicators()} == set(FUNCTIONS)


def test_a_definition_that_reads_differently_has_a_new_version() -> None:
    rows = load_yaml("rihai.research", "indicators.yaml")["indicators"]

    now = {(row["code"], row["version"]): digest(row) for row in rows}

    assert now == READ


def digest(row: dict[str, Any]) -> str:
    return hashlib.sha256("\n".join(str(row[name]) for name in WORDS).encode()).hexdigest()[:10]


def test_a_complete_definition_has_no_flaws() -> None:
    assert flaws(GOOD, SOURCES) == []
    assert flaws({**GOOD, "unit": "percent", "denominator": "Everybody asked"}, SOURCES) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "no text for 'title'"),
        ({"does_not_count": None}, "no text for 'does_not_count'"),
        ({"version": "one"}, "no number for 'version'"),
        ({"period": "ever"}, "unknown period"),
        ({"unit": "furlongs"}, "unknown unit"),
        ({"source": "hearsay"}, "not in the header"),
        ({"unit": "percent"}, "needs a denominator"),
        ({"denominator": "Everybody"}, "needs a denominator"),
    ],
)
def test_each_flaw_is_named(change: dict[str, Any], words: str) -> None:
    (found,) = flaws({**GOOD, **change}, SOURCES)

    assert words in found
    assert found.startswith("people ")


def test_what_is_no_definition_is_refused() -> None:
    assert flaws(["people"], SOURCES)
    assert flaws({"title": "People"}, SOURCES)


def test_every_unit_is_in_use() -> None:
    assert {one.unit for one in indicators()} == set(Unit)


def test_every_column_of_the_codebook_says_what_it_means_and_when_it_is_hidden() -> None:
    assert codebook()
    assert all(one.type and one.definition and one.suppression for one in codebook())
