"""Files, functions and templates stay small enough to be read at once; migrations have telling names."""

import re
from pathlib import Path

from tests.house import source

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_LINES_OF_A_TEMPLATE = 150
MIGRATION = re.compile(r"^\d{4}_[a-z0-9_]+\.py$")


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def code_files() -> list[Path]:
    return [path for folder in ("rihai", "tests", "bench") for path in source.files(folder)]


def test_no_file_has_more_than_400_lines() -> None:
    long = [f"{source.place(path)}: {lines_of(path)}" for path in code_files() if lines_of(path) > MOST_LINES_OF_A_FILE]

    assert not long, source.report(long, f"Split it; {MOST_LINES_OF_A_FILE} lines are the most.")


def test_no_function_has_more_than_50_lines() -> None:
    found = [function for path in code_files() for function in source.functions(path)]

    long = [
        f"{each}: {source.length(each.node)}" for each in found if source.length(each.node) > MOST_LINES_OF_A_FUNCTION
    ]

    assert len(found) > MOST_LINES_OF_A_FUNCTION
    assert not long, source.report(long, f"Split it; {MOST_LINES_OF_A_FUNCTION} lines are the most.")


def test_no_template_has_more_than_150_lines() -> None:
    found = source.files("rihai", "*.html")

    long = [f"{source.place(path)}: {lines_of(path)}" for path in found if lines_of(path) > MOST_LINES_OF_A_TEMPLATE]

    assert found
    assert not long, source.report(long, f"Split it; {MOST_LINES_OF_A_TEMPLATE} lines are the most.")


def test_every_migration_says_what_it_does() -> None:
    found = [path for path in source.HOUSE.glob("*/migrations/*.py") if path.name != "__init__.py"]

    unnamed = [source.place(path) for path in found if "_auto_" in path.name or not MIGRATION.match(path.name)]

    assert found
    assert not unnamed, source.report(unnamed, "Name it after the change: 0007_alert_dismissal_reason.py.")
