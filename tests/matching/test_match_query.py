"""`rihai match query`: who of the missing each found record could be, its time, and an index that is kept sealed."""

import csv
import json
import os
from pathlib import Path

from click.testing import CliRunner, Result

from rihai.matching.cli import match
from rihai.matching.model import default_model
from rihai.matching.records import COLUMNS
from tests.matching.registers import FOUND, MISSING, registers, write

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


def test_neither_key_nor_model_is_ever_written_over(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    key, model, index = key_file(tmp_path), tmp_path / "model.json", tmp_path / "index"
    model.write_text(default_model().to_json())
    out = tmp_path / "pairs.csv"

    for arguments in (
        ("query", "--index", missing, found, "--out", key, "--save-index", index, "--key-file", key),
        ("query", "--index", missing, found, "--out", out, "--save-index", key, "--key-file", key),
        ("query", "--index", missing, found, "--out", out, "--rejects", model, "--model", model),
        ("link", missing, found, "--out", model, "--model", model),
        ("train", missing, found, "--out", model, "--model", model),
    ):
        done = CliRunner().invoke(match, [str(argument) for argument in arguments])

        assert done.exit_code == 2, arguments
        assert "is named twice" in done.stderr
    assert len(key.read_text()) == 64
    assert model.read_text() == default_model().to_json()


def test_a_saved_index_takes_no_other_model_and_is_not_saved_again(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    key, index, out = key_file(tmp_path), tmp_path / "missing.index", tmp_path / "pairs.csv"
    query("--index", missing, found, "--out", out, "--save-index", index, "--key-file", key)
    model = tmp_path / "model.json"
    model.write_text(default_model().to_json())
    sealed = ("--index", index, found, "--out", tmp_path / "second.csv", "--key-file", key)

    assert "holds the model it was made with" in query(*sealed, "--model", model).stderr
    assert "saved already" in query(*sealed, "--save-index", tmp_path / "again").stderr
    assert not (tmp_path / "second.csv").exists()


def test_without_a_question_there_is_no_time_to_tell(tmp_path: Path) -> None:
    missing, _ = registers(tmp_path)
    found = write(tmp_path / "none.csv", COLUMNS, ())

    done = query("--index", missing, found, "--out", tmp_path / "pairs.csv", "--json")

    figures = json.loads(done.stdout)
    assert figures["queries"] == 0
    assert figures["p50_ms"] is figures["p95_ms"] is figures["p99_ms"] is None


def test_reasons_of_a_line_add_up_to_its_weight(tmp_path: Path) -> None:
    missing, found = registers(tmp_path)
    out = tmp_path / "pairs.csv"

    query("--index", missing, found, "--out", out)

    with out.open(encoding="utf-8", newline="") as file:
        for pair in csv.DictReader(file):
            points = [float(reason.rpartition(" ")[2]) for reason in pair["reasons"].split("|")]
            assert abs(sum(points) - float(pair["weight"])) < 0.06 * len(points)
            # Whoever has no rival loses nothing to any.
            assert points[-1] <= 0.06
