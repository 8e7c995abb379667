"""`rihai match query`: who of the missing each found record could be, its time, and an index that is kept sealed."""

import csv
import json
import os
from pathlib import Path

from click.testing import CliRunner, Result

from rihai.matching.cli import match
from tests.matching.registers import FOUND, MISSING, registers

FIGURES = {"build_seconds", "load_seconds", "queries", "p50_ms", "p95_ms", "p99_ms", "rss_mb"}


def query(*arguments: object) -> Result:
    return CliRunner().invoke(match, ["query", *(str(argument) for argument in arguments)])


def key_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_text(os.urandom(32).hex())
    path.chmod(0o600)
    return path


def best(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {pair["found_id"]: pair["missing_id"] for pair in csv.DictReader(file) if pair["rank"] == "1"}


def test_each_found_record_is_answered_and_timed(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    out = tmp_path / "pairs.csv"

    done = query("--index", missing, found, "--out", out, "--top", 10, "--json")

    figures = json.loads(done.stdout)
    assert figures.keys() >= FIGURES
    assert figures["queries"] == len(FOUND)
    assert {"F1": "M1", "F2": "M2"}.items() <= best(out).items()


def test_without_a_place_to_save_it_no_index_stays_behind(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)

    query("--index", missing, found, "--out", tmp_path / "pairs.csv")

    assert {path.name for path in tmp_path.iterdir()} == {"missing.csv", "found.csv", "pairs.csv"}


def test_a_saved_index_answers_the_same_and_shows_no_name(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    key, index = key_file(tmp_path), tmp_path / "missing.index"
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"

    query("--index", missing, found, "--out", first, "--save-index", index, "--key-file", key)
    done = query("--index", index, found, "--out", second, "--key-file", key, "--json")

    assert "build_seconds" not in json.loads(done.stdout)
    assert first.read_bytes() == second.read_bytes()
    assert not any(word.encode() in index.read_bytes() for row in MISSING for word in row[1].split())


def test_a_sealed_index_needs_its_key(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    key, index, out = key_file(tmp_path), tmp_path / "missing.index", tmp_path / "pairs.csv"
    query("--index", missing, found, "--out", out, "--save-index", index, "--key-file", key)
    other = tmp_path / "other"
    other.mkdir()

    assert "is sealed. Name the --key-file" in query("--index", index, found, "--out", out).stderr
    assert "another key file" in query("--index", index, found, "--out", out, "--key-file", key_file(other)).stderr


def test_no_index_is_saved_in_clear(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)

    done = query("--index", missing, found, "--out", tmp_path / "pairs.csv", "--save-index", tmp_path / "index")

    assert done.exit_code == 2
    assert "An index holds names" in done.stderr
    assert not (tmp_path / "index").exists()
