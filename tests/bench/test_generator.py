"""The invented registers are what they say: repeatable, true to their rates, and apart from the matcher."""

import ast
import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.matching.generate import generate
from bench.matching.parameters import PRESETS
from bench.matching.records import HEADER

SIZE = 1500
FEW_NAMES = replace(PRESETS["full"], given_names=40)  # quicker to spell
BENCH = Path(__file__).resolve().parents[2] / "bench/matching"
APART = ("generate", "lexicon", "names", "people", "places", "records", "marks", "phonemes", "latin", "scripts")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("registers")
    generate(SIZE, 1, FEW_NAMES, made / "one")
    generate(SIZE, 1, FEW_NAMES, made / "again")
    generate(SIZE, 2, replace(FEW_NAMES, thin=True), made / "thin")
    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_id(path: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(path)}


def true_pairs(folder: Path) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    missing, found = by_id(folder / "missing.csv"), by_id(folder / "found.csv")
    return ((missing[row["missing_id"]], found[row["found_id"]]) for row in rows(folder / "truth.csv"))


def share_empty(records: list[dict[str, str]], column: str) -> float:
    return sum(not row[column] for row in records) / len(records)


def test_the_same_seed_gives_the_same_files(folder: Path) -> None:
    for name in ("missing.csv", "found.csv", "truth.csv", "strata.csv"):
        assert (folder / "one" / name).read_bytes() == (folder / "again" / name).read_bytes()


def test_another_seed_gives_other_people(folder: Path) -> None:
    assert (folder / "one/truth.csv").read_bytes() != (folder / "thin/truth.csv").read_bytes()


def test_the_files_have_the_columns_of_the_command_line(folder: Path) -> None:
    with (folder / "one/missing.csv").open(encoding="utf-8") as lines:
        assert lines.readline().strip().split(",") == HEADER


def test_two_fifths_of_the_found_are_missing_and_nobody_twice(folder: Path) -> None:
    truth = rows(folder / "one/truth.csv")

    assert len(truth) == SIZE * FEW_NAMES.truly_missing
    assert len({row["missing_id"] for row in truth}) == len({row["found_id"] for row in truth}) == len(truth)


def test_nobody_is_found_before_she_is_missing_or_much_later(folder: Path) -> None:
    lags = [
        (date.fromisoformat(found["date"]) - date.fromisoformat(missing["date"])).days
        for missing, found in true_pairs(folder / "one")
    ]

    assert min(lags) >= 0
    assert max(lags) <= FEW_NAMES.lag_most
    assert 60 < sorted(lags)[len(lags) // 2] < 130


def test_cells_are_empty_as_often_as_the_rates_say(folder: Path) -> None:
    missing, found = rows(folder / "one/missing.csv"), rows(folder / "one/found.csv")

    for side, records in ((FEW_NAMES.missing, missing), (FEW_NAMES.found, found)):
        assert share_empty(records, "guardian") == pytest.approx(side.guardian_missing, abs=0.04)
        assert share_empty(records, "district") == pytest.approx(side.district_missing, abs=0.04)
        assert share_empty(records, "village") == pytest.approx(1 - side.village_kept, abs=0.04)
        assert share_empty(records, "marks") == pytest.approx(1 - side.mark_present, abs=0.04)
        assert not share_empty(records, "name")


def test_scripts_are_mixed_as_the_rates_say(folder: Path) -> None:
    for side, name in ((FEW_NAMES.missing, "missing"), (FEW_NAMES.found, "found")):
        latin = [row["name"].isascii() for row in rows(folder / "one" / f"{name}.csv")]

        assert sum(latin) / SIZE == pytest.approx(side.latin, abs=0.04)


def test_the_thin_registers_tell_name_sex_age_and_date_only(folder: Path) -> None:
    for row in rows(folder / "thin/found.csv"):
        assert {name for name in HEADER if row[name]} <= {"id", "name", "sex", "age", "date"}


def test_true_pairs_are_spelt_differently_yet_not_always(folder: Path) -> None:
    same = [missing["name"].lower() == found["name"].lower() for missing, found in true_pairs(folder / "one")]

    assert 0.05 < sum(same) / len(same) < 0.35


def test_the_generator_shares_nothing_with_the_matcher() -> None:
    for name in APART:
        tree = ast.parse((BENCH / f"{name}.py").read_text())
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

        assert not [module for module in imported if module.startswith("rihai")], name
