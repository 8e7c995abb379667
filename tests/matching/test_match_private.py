"""`rihai match encode` and `compare`: two organisations, one key, and whoever compares learns ids and bands."""

import csv
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rihai.matching.cli import match
from rihai.matching.cli.encode import FEWEST
from rihai.matching.records import COLUMNS
from tests.matching.registers import write

GIVEN = ("Sunita", "Fatema", "Lakshmi", "Rukhsana", "Anjali", "Deepa", "Mamata", "Parvati", "Champa", "Jyotsna")
FATHERS = ("Ramesh", "Abdul", "Gopal", "Salim", "Bikash", "Mohan")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(match, [str(argument) for argument in arguments])


def key_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_text(os.urandom(32).hex())
    path.chmod(0o600)
    return path


def register(path: Path, prefix: str, day: str, people: int = len(GIVEN) * len(FATHERS)) -> Path:
    """No two have both the given name and the father."""
    rows = [
        (f"{prefix}{at}", given, father, "F", str(10 + at % 7), day, "India", "Bihar", "Gaya", f"{father}pur", "")
        for at, (given, father) in enumerate((given, father) for given in GIVEN for father in FATHERS)
    ]
    return write(path, COLUMNS, tuple(rows[:people]))


@pytest.mark.parametrize("options", [(), ("--keep-common",), ("--diffusion", "2")], ids=["usual", "common", "diffused"])
def test_two_registers_are_encoded_and_compared_without_a_name(tmp_path: Path, options: tuple[str, ...]) -> None:
    key, pairs = key_file(tmp_path), tmp_path / "pairs.csv"
    encoded = []
    for name, prefix, day in (("missing", "M", "2025-01-05"), ("found", "F", "2025-03-05")):
        rows = register(tmp_path / f"{name}.csv", prefix, day)
        encoded.append(tmp_path / f"{name}.enc")
        done = run("encode", rows, "--key-file", key, "--out", encoded[-1], *options, "--json")
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout)["records"] == len(GIVEN) * len(FATHERS)

    done = run("compare", *encoded, "--out", pairs)

    assert done.exit_code == 0, done.output
    with pairs.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    best = {pair["found_id"][1:]: pair["missing_id"][1:] for pair in found if pair["rank"] == "1"}
    assert len(best) >= 10  # of a small register only the rarest are likely
    assert all(one == other for one, other in best.items())
    assert {pair["weight"] + pair["probability"] + pair["reasons"] for pair in found} == {""}
    written = b"".join(path.read_bytes() for path in (*encoded, pairs)).lower()
    assert not any(name.lower().encode() in written for name in (*GIVEN, *FATHERS))


def test_a_list_of_a_few_is_neither_encoded_nor_compared(tmp_path: Path) -> None:
    few = register(tmp_path / "few.csv", "M", "2025-01-05", people=FEWEST - 1)
    arguments = ("encode", few, "--key-file", key_file(tmp_path), "--out", tmp_path / "few.enc")

    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "asks after particular people" in refused.stderr
    assert not (tmp_path / "few.enc").exists()
    assert run(*arguments, "--allow-few").exit_code == 0

    assert run("compare", tmp_path / "few.enc", tmp_path / "few.enc", "--out", tmp_path / "pairs.csv").exit_code == 2
