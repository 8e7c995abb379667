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
    "does_not_count": "Nobody", "n": "people", "unit": "count", "base_year": 0, "asked_by": "all",
    "source": "practice",
}  # fmt: skip
# What each definition read when its version was given. Words or rule changed: raise the version in the file, then
# write what this test prints. A published figure keeps the version that it was published with.
READ = {
    ("operations", 1): "ee65757a8f",
    ("people_located", 1): "3ab33dbf52",
    ("people_freed", 1): "cf16c867fc",
    ("operations_led", 1): "5ba0a84e59",
    ("response_time", 1): "c8cdf8260c",
    ("crisis_in_time", 1): "e50374e3e4",
    ("verification_yield", 1): "b02d221bbb",
    ("unfounded_share", 1): "18a2841393",
    ("leak_rate", 1): "63eef609bd",
    ("emergency_openings", 1): "c30238f679",
    ("openings_reviewed", 1): "bb6d26da66",
    ("caseload", 1): "5bffdc9e63",
}
WORDS = ("title", "numerator", "denominator", "does_not_count", "n", "unit", "base_year", "source")


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
